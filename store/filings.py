"""Where mails were logged in the CRM: how a later mail of the same thread finds its deal."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.transaction import Tx
from bot.values import RecordRef
from store.database import insert_new, rows
from store.mail_tables import filings

_MOST = 100  # of the ids in a References header; the newest come last there


class SqlFilings:
    """One row per Message-ID; the first record it was logged on stays."""

    def add(self, tx: Tx, message_id: str, record: RecordRef, at: datetime) -> bool:
        row = {"message_id": _bare(message_id), "kind": record.kind, "record": record.id, "at": at}
        return insert_new(rows(tx), filings, row) == 1

    def find(self, tx: Tx, message_ids: Sequence[str]) -> tuple[RecordRef, ...]:
        wanted = [_bare(each) for each in message_ids[-_MOST:]]
        query = sa.select(filings).where(filings.c.message_id.in_(wanted))
        found = {row.message_id: RecordRef(row.kind, row.record) for row in rows(tx).execute(query)}
        return tuple(dict.fromkeys(found[each] for each in reversed(wanted) if each in found))


def _bare(message_id: str) -> str:
    """Without the angle brackets, which not every program keeps."""
    return message_id.strip().strip("<>")
