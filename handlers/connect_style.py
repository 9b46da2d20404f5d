"""How the page for connecting a mailbox looks, as one style sheet whose digest the page's policy names."""

from collections.abc import Sequence

_LOOKS = """
:root { color-scheme: light dark; --ink: #1d1c1d; --soft: #5b5a5e; --line: #d8d7da; --back: #f6f6f4; --card: #fff;
  --strong: #1f5d43; --on-strong: #fff; --bad: #a8252b; --bad-back: #fdeceb; --good-back: #e5f3ec; --hint: #f1f0ea }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e3e1; --soft: #a8a7a3; --line: #45454a; --back: #161719;
  --card: #212226; --strong: #6cc79b; --on-strong: #10241a; --bad: #ff9c97; --bad-back: #43211f; --good-back: #1c3529;
  --hint: #2b2c30 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main { max-width: 44rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem }
.mark { margin: 0; font-weight: 700; color: var(--strong) }
h1 { margin: .25rem 0 0; font-size: 1.75rem; line-height: 1.2 }
.for { margin: .25rem 0 1.5rem; color: var(--soft) }
.meaning { margin: 0 0 1.5rem; padding: .25rem 1.25rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem }
.meaning div { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0 1rem; padding: .75rem 0 }
.meaning div + div { border-top: 1px solid var(--line) }
dt { font-weight: 600 } dd { margin: 0 }
kbd { padding: .1em .35em; border-radius: .25em; background: var(--hint); font: .92em ui-monospace, monospace }
form { margin-bottom: 1.5rem; padding: 1.25rem; background: var(--card); border: 1px solid var(--line);
  border-radius: .6rem }
form p { margin: 0 0 1.1rem }
label, legend { display: block; margin-bottom: .3rem; font-weight: 600 }
input, select { width: 100%; padding: .6rem .7rem; border: 1px solid var(--soft); border-radius: .4rem; font: inherit;
  color: inherit; background: var(--card) }
input::placeholder { color: var(--soft); opacity: .8 }
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px }
[aria-invalid] { border: 2px solid var(--bad) }
.wrong { display: block; margin-top: .35rem; color: var(--bad) }
.summary { margin: 0 0 1.25rem; padding: .9rem 1.25rem; border-left: 4px solid var(--bad); border-radius: .3rem;
  background: var(--bad-back) }
.summary ul { margin: .3rem 0 0; padding-left: 1.2rem }
.summary a { color: inherit }
.ready { padding: 1rem 1.25rem; border-left: 4px solid var(--strong); border-radius: .3rem;
  background: var(--good-back) }
.hint { padding: .7rem .9rem; border-radius: .4rem; background: var(--hint) }
.hint a { color: inherit }
fieldset { margin: 0 0 1.1rem; padding: .9rem 1rem 0; border: 1px solid var(--line); border-radius: .4rem }
legend { padding: 0 .35rem }
.go { margin: 0 }
button { display: block; width: 100%; margin-bottom: .6rem; padding: .75rem 1.2rem; border: 0; border-radius: .4rem;
  font: inherit; font-weight: 600; color: var(--on-strong); background: var(--strong); cursor: pointer }
small { color: var(--soft) }
@media (max-width: 36rem) { .meaning div { grid-template-columns: 1fr } h1 { font-size: 1.45rem } }
"""


def style(providers: Sequence[str]) -> str:
    """The sheet; the chosen one of these providers shows its hint, and only `other` asks for servers."""
    hints = (f"form:has(.is-{name}:checked) .for-{name}" for name in providers)
    shown = ",\n".join(("form:has(.is-other:checked) .servers", *hints))
    return (
        f"{_LOOKS}@supports selector(:has(a)) {{\n.hint, .servers {{ display: none }}\n"
        f"{shown} {{ display: block }}\n"
        "form:has(.closed:checked) .open, form:has(.closed:checked) .go { display: none }\n}\n"
    )
