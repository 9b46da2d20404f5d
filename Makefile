# Everything here uses one virtual environment, .venv, made on first use. Needed beforehand: Python 3.11+, git, make.
# Any Python will do: make demo PYTHON=python3.12

PYTHON ?= python3
CRM ?=
PLAY ?=
PORT ?=
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOCKED := --require-hashes
# A home directory is not needed: without one, caches go where they are thrown away.
export HOME ?= $(CURDIR)/$(VENV)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test check run migrate bench rows

help: ## what can be typed after `make`
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(VENV)/.runtime ## make .venv with what the app needs (exact versions, checked by hash)

demo: $(VENV)/.runtime ## try it in the browser; PLAY=1 plays it here; CRM=salesforce, PORT=9000
	@exec $(BIN)/python app.py demo $(if $(CRM),--crm $(CRM)) $(if $(PLAY),--play) $(if $(PORT),--port $(PORT)) $(ARGS)

test: $(VENV)/.dev ## run every test, side by side; ARGS="-k undo" picks some, ARGS="-n0" takes one at a time
	@$(BIN)/python -m pytest -n logical --maxprocesses=4 --dist worksteal $(ARGS)

check: $(VENV)/.dev ## lint, format, types, import contracts, migrations and manifest against the code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports
	$(BIN)/python tests/architecture/schema.py
	$(BIN)/python -m pytest -q tests/architecture/test_manifest.py

run: $(VENV)/.runtime ## run it for real, with the settings of the environment or of .env
	@$(BIN)/python app.py migrate
	@exec $(BIN)/python app.py serve $(ARGS)

migrate: $(VENV)/.runtime ## bring the database at DATABASE_URL to this version
	@$(BIN)/python app.py migrate

bench: $(VENV)/.dev ## measure: click to answer, approval to receipt, calls to the CRM, many open cards
	@$(BIN)/python -m pytest -q -s -p no:randomly --no-header tests/benchmarks $(ARGS)

rows: $(VENV)/.dev ## which requirement rows have tests, and which do not
	@$(BIN)/python tests/architecture/rows.py

# The stamps make every later call instant, and the locks make them notice a change.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(0 if v >= (3, 11) else "Dealhand needs Python 3.11 or newer; this is %d.%d. Name another: make PYTHON=python3.12" % v)'
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make a virtual environment (on Debian: apt install python3-venv)." >&2; exit 1; }

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	@echo "Installing what Dealhand needs into $(VENV) (once, about a minute) …"
	@$(PIP) install --quiet $(LOCKED) -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(BIN)/python
	@echo "Installing what tests and checks need into $(VENV) (once, a minute or two) …"
	@$(PIP) install --quiet $(LOCKED) -r requirements-dev.lock
	@touch $@ $(VENV)/.runtime
