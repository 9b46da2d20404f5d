"""Every opt-out is kept, or somebody hears of it (C-REP-10)."""

import dataclasses
import json
from datetime import timedelta

import pytest

from bot import noticing, sweeps
from bot.mailroom import Understood
from bot.model import Signal
from bot.readers import Readers
from bot.workflow import Said, Workflow
from bot.workflows.reply_routing.workflow import WORKFLOW
from tests.engine.mailing import Desk
from tests.engine.test_replies_in import arrives, mail, notices, office

__all__ = ["office"]  # the fixture

ASKS = "Please remove me from your list."


def hears_and_forgets(signal: Signal, _readers: Readers) -> tuple[Said, ...]:
    """A defect: it understands an opt-out and does nothing about it."""
    decision = json.dumps({"labels": ["unsubscribe"], "suppress": True})
    return (Understood((signal.body or {})["mail"], "unsubscribe", 0.9, decision),)


def with_reply_routing(desk: Desk, workflow: Workflow) -> Desk:
    house = dataclasses.replace(desk.house, workflows={**desk.house.workflows, "reply_routing": workflow})
    return dataclasses.replace(desk, house=house)


@pytest.mark.row("C-REP-10")
def test_an_opt_out_that_is_kept_raises_no_alarm(office: Desk) -> None:
    arrives(office, mail(ASKS))
    noticing.drain(office.house)
    office.run()
    office.clock.later(3600)

    assert sweeps.watch_opt_outs(office.house) == 0
    assert notices(office, "opt_out_broken") == {}


@pytest.mark.row("C-REP-10")
def test_an_opt_out_that_nothing_came_of_raises_an_alarm_once(office: Desk) -> None:
    broken = dataclasses.replace(WORKFLOW, first=None, propose=hears_and_forgets)
    office = with_reply_routing(office, broken)
    arrives(office, mail(ASKS))
    noticing.drain(office.house)

    assert sweeps.watch_opt_outs(office.house) == 0, "its run may be under way"
    office.clock.later(timedelta(minutes=10).total_seconds())
    assert (sweeps.watch_opt_outs(office.house), sweeps.watch_opt_outs(office.house)) == (1, 1)

    told = notices(office, "opt_out_broken")
    assert set(told) == {"omar"}
    assert "0.0% are kept" in told["omar"]
    with office.memory.begin() as tx:
        (alarm,) = office.memory.ledger.entries(tx, kinds=("alarm",))
    assert alarm.signal is not None
    assert alarm.signal.startswith("mail:")
