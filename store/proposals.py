"""Proposals and the one way they change: a single conditional statement."""

import logging
from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.errors import StoreError
from bot.model import Approval, DismissReason, Proposal, Verdict
from bot.operations.shape import Stale
from bot.standing import MOVES, Standing, State
from bot.transaction import Tx
from bot.values import RecordRef, dump
from store.database import insert_new, rows
from store.nouns import loaded, maybe
from store.tables import proposals

log = logging.getLogger(__name__)


class SqlProposals:
    """The proposals and where each stands."""

    def add(self, tx: Tx, standing: Standing) -> bool:
        proposal = standing.proposal
        row = {
            **_about(proposal),
            "id": proposal.id,
            "asked": standing.asked,
            "state": standing.state.value,
            "version": standing.version,
            "attempt": standing.attempt,
            "verdict": dump(standing.verdict),
            "approval": _dumped(standing.approval),
            "stale": _dumped(standing.stale),
            "receipt": standing.receipt,
            "said": standing.said,
            "dismissed": standing.dismissed and standing.dismissed.value,
            "due_at": standing.due_at,
            "created_at": proposal.created_at,
            "moved_at": standing.moved_at or proposal.created_at,
        }
        return insert_new(rows(tx), proposals, row) == 1

    def get(self, tx: Tx, proposal: str) -> Standing | None:
        row = rows(tx).execute(sa.select(proposals).where(proposals.c.id == proposal)).first()
        return None if row is None else _standing(row)

    def move(
        self,
        tx: Tx,
        standing: Standing,
        to: State,
        *,
        at: datetime,
        said: str = "",
        proposal: Proposal | None = None,
        asked: str | None = None,
        verdict: Verdict | None = None,
        approval: Approval | None = None,
        stale: Stale | None = None,
        receipt: str | None = None,
        dismissed: DismissReason | None = None,
        due_at: datetime | None = None,
        attempt: int | None = None,
    ) -> bool:
        if to is not standing.state and to not in MOVES.get(standing.state, frozenset()):
            raise ValueError(f"a proposal cannot go from {standing.state} to {to}")
        given = {
            "asked": asked,
            "verdict": _dumped(verdict),
            "approval": _dumped(approval),
            "receipt": receipt,
            "dismissed": dismissed and dismissed.value,
            "due_at": due_at,
            "attempt": attempt,
            "moved_at": at if to is not standing.state else None,
        }
        if proposal is not None:
            given |= _about(proposal)
        statement = (
            sa.update(proposals)
            .where(
                proposals.c.id == standing.proposal.id,
                proposals.c.state == standing.state.value,
                proposals.c.version == standing.version,
            )
            .values(
                state=to.value,
                version=proposals.c.version + 1,
                said=said,
                stale=_dumped(stale),
                **{name: value for name, value in given.items() if value is not None},
            )
        )
        return rows(tx).execute(statement).rowcount == 1

    def open_on(self, tx: Tx, record: RecordRef, workflow: str) -> Standing | None:
        query = sa.select(proposals).where(*_on(record, workflow), proposals.c.state == State.OPEN.value)
        row = rows(tx).execute(query).first()
        return None if row is None else _standing(row)

    def under_way(self, tx: Tx, record: RecordRef, workflow: str) -> tuple[Standing, ...]:
        states = (State.HELD, State.APPROVED, State.EXECUTING)
        return _standings(tx, sa.select(proposals).where(*_on(record, workflow), _in(states)))

    def asked_of(
        self, tx: Tx, person: str, states: Collection[State], *, limit: int | None = None
    ) -> tuple[Standing, ...]:
        query = (
            sa.select(proposals)
            .where(proposals.c.asked == person, _in(states))
            .order_by(proposals.c.points.desc(), proposals.c.created_at, proposals.c.id)
        )
        return _standings(tx, query.limit(limit))

    def count_asked(self, tx: Tx, person: str, states: Collection[State]) -> int:
        query = sa.select(sa.func.count()).where(proposals.c.asked == person, _in(states))
        return rows(tx).scalar(query) or 0

    def is_quiet(self, tx: Tx, record: RecordRef, workflow: str, fingerprint: str) -> bool:
        query = sa.select(proposals.c.id).where(
            *_on(record, workflow),
            sa.or_(
                sa.and_(_in((State.DISMISSED, State.UNDONE)), proposals.c.fingerprint == fingerprint),
                sa.and_(_in((State.DISMISSED,)), proposals.c.dismissed == DismissReason.NEVER.value),
            ),
        )
        return rows(tx).execute(query.limit(1)).first() is not None

    def in_states(
        self, tx: Tx, states: Collection[State], *, before: datetime | None = None, limit: int = 500
    ) -> tuple[Standing, ...]:
        query = sa.select(proposals).where(_in(states))
        if before is not None:
            query = query.where(proposals.c.moved_at < before)
        return _standings(tx, query.order_by(proposals.c.moved_at, proposals.c.id).limit(limit))

    def due(
        self, tx: Tx, states: Collection[State], *, before: datetime, limit: int = 500
    ) -> tuple[Standing, ...]:
        query = sa.select(proposals).where(_in(states), proposals.c.due_at <= before)
        return _standings(tx, query.order_by(proposals.c.due_at, proposals.c.id).limit(limit))

    def recent(self, tx: Tx, *, person: str | None = None, limit: int = 50) -> tuple[Standing, ...]:
        query = sa.select(proposals).order_by(proposals.c.moved_at.desc(), proposals.c.id.desc()).limit(limit)
        if person is not None:
            query = query.where(sa.or_(proposals.c.asked == person, proposals.c.owner == person))
        return _standings(tx, query)


def _about(proposal: Proposal) -> dict[str, Any]:
    return {
        "workflow": proposal.workflow,
        "record_kind": proposal.record.kind,
        "record_id": proposal.record.id,
        "owner": proposal.owner,
        "fingerprint": proposal.fingerprint,
        "points": proposal.points,
        "body": dump(proposal),
    }


def _on(record: RecordRef, workflow: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        proposals.c.record_kind == record.kind,
        proposals.c.record_id == record.id,
        proposals.c.workflow == workflow,
    )


def _in(states: Collection[State]) -> sa.ColumnElement[bool]:
    return proposals.c.state.in_([state.value for state in states])


def _dumped(value: object | None) -> dict[str, Any] | None:
    return None if value is None else dump(value)


def _standings(tx: Tx, query: sa.Select[Any]) -> tuple[Standing, ...]:
    """All that load; one written by another version is left out and logged, so that it cannot hide the others."""
    found = []
    for row in rows(tx).execute(query):
        try:
            found.append(_standing(row))
        except StoreError as error:
            log.warning("%s Proposal %s is left out.", error, row.id)
    return tuple(found)


def _standing(row: sa.Row[Any]) -> Standing:
    return Standing(
        proposal=loaded(Proposal, row.body),
        state=State(row.state),
        version=row.version,
        asked=row.asked,
        verdict=loaded(Verdict, row.verdict),
        attempt=row.attempt,
        approval=maybe(Approval, row.approval),
        stale=maybe(Stale, row.stale),
        receipt=row.receipt,
        said=row.said,
        dismissed=row.dismissed and DismissReason(row.dismissed),
        due_at=row.due_at,
        moved_at=row.moved_at,
    )
