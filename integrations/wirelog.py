"""`--wire-log DIR`: every exchange with Slack and the CRM, one JSON object a line, secrets hidden."""

import dataclasses
import json
import threading
from pathlib import Path

from bot.errors import SettingError
from integrations.crm.wire import WireExchange


class WireLog:
    """Appends to DIR/slack.jsonl and DIR/crm.jsonl; without a directory it keeps nothing.

    Raises:
        SettingError: The directory cannot be made.
    """

    def __init__(self, directory: Path | None) -> None:
        self._directory = directory
        self._lock = threading.Lock()
        if directory is None:
            return
        try:
            directory.mkdir(parents=True, exist_ok=True)
            for name in ("slack", "crm"):
                (directory / f"{name}.jsonl").touch()
        except OSError as error:
            raise SettingError(f"--wire-log: {directory} cannot be written to: {error.strerror}.") from error

    def slack(self, exchange: WireExchange) -> None:
        """Keep an exchange with Slack."""
        self._keep("slack", exchange)

    def crm(self, exchange: WireExchange) -> None:
        """Keep an exchange with the CRM."""
        self._keep("crm", exchange)

    def _keep(self, name: str, exchange: WireExchange) -> None:
        if self._directory is None:
            return
        line = json.dumps(
            {**dataclasses.asdict(exchange), "time": exchange.time.isoformat()},
            ensure_ascii=False,
            default=str,
        )
        with self._lock, (self._directory / f"{name}.jsonl").open("a", encoding="utf-8") as file:
            file.write(line + "\n")
