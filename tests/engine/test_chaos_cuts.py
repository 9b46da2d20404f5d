"""The CRM carries out what it was asked and the connection breaks: no change and no note twice, and doubt is said."""

import random
from itertools import count
from pathlib import Path

import pytest

from bot.standing import State
from integrations.demo import CrmName
from integrations.sandbox.stage import Card, Stage
from tests.engine.chaos.books import Books, books, settings_for
from tests.engine.chaos.fate import spare
from tests.engine.chaos.served import served
from tests.engine.chaos.town import OWNERS, PROPOSED, WRITES, Town, town
from tests.engine.test_chaos import MANY, agree, url
from tests.engine.until import until

PEOPLE = tuple(f"U0{owner.upper()}" for owner in OWNERS)
ON_DESKS = 12  # three cards for each of four people
_MANY = 1_000_000

pytestmark = [pytest.mark.row("N1")]


@pytest.mark.parametrize(("sort", "crm"), [("postgres", "hubspot"), ("sqlite", "salesforce")])
def test_connections_cut_after_the_commit_double_nothing(
    sort: str, crm: CrmName, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database_url = url(request, sort)
    with town(crm, MANY) as place, books(place, database_url) as ours:
        ours.approve(ours.propose())
        dice = random.Random(3)

        def cut_one_in_three(_number: int, method: str) -> None:
            if method in WRITES and dice.random() < 1 / 3:
                place.arm(cut_after_commit=1)

        place.wire.arrived = cut_one_in_three
        with served(settings_for(place.address, crm, database_url), tmp_path / "app.log"):
            until(lambda: ours.states() == {State.DONE.value: MANY}, seconds=60)
            until(lambda: settle_notes(ours), seconds=60)
        agree(place, ours)


def settle_notes(ours: Books) -> bool:
    """Notes that were put off are due at once."""
    ours.let_later_be_now()
    return not ours.waiting_notes()


@pytest.mark.parametrize(
    ("sort", "crm"),
    [("sqlite", "hubspot"), pytest.param("postgres", "salesforce", marks=pytest.mark.long)],
)
def test_what_cannot_be_known_is_shown_and_never_tried_again_by_itself(
    sort: str, crm: CrmName, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    database_url = url(request, sort)
    with town(crm, ON_DESKS) as place, books(place, database_url) as ours:
        ours.propose()
        stage = Stage(place.address, crm)
        with served(settings_for(place.address, crm, database_url), tmp_path / "app.log") as app:
            app.ready()
            until(lambda: stage.ask("/page/slack/status")["connected"])
            break_down_in_the_middle(place)
            for person, card in everyones(stage, "approve", ON_DESKS):
                stage.press(person, card, "approve")
            until(lambda: ours.at_rest(State.DONE, State.FAILED, State.IN_DOUBT, total=ON_DESKS), seconds=60)
            doubtful = {ours.record_of(proposal): proposal for proposal in ours.ids(State.IN_DOUBT)}
            assert doubtful, ours.states()
            asked = {deal: place.patches(deal) for deal in doubtful}

            spare(place)
            place.arm(clear=True)
            for person, card in everyones(stage, "retry", len(ours.ids(State.FAILED))):
                stage.press(person, card, "retry")
            until(lambda: ours.at_rest(State.DONE, State.IN_DOUBT, total=ON_DESKS), seconds=60)
            assert set(ours.ids(State.IN_DOUBT)) == set(doubtful.values()), "nobody looked, so nothing moves"
            assert {deal: place.patches(deal) for deal in doubtful} == asked, "and nothing is tried again"

            answer_each(stage, len(doubtful))
            until(lambda: ours.states() == {State.DONE.value: ON_DESKS} and settle_notes(ours), seconds=60)
        stage.close()
        for deal in place.ids():
            assert place.written_by_us(deal) == [PROPOSED]
        assert ours.chain_holds()
        assert ours.disagreements() == ()


def break_down_in_the_middle(place: Town) -> None:
    """The third change is carried out but its answer is lost, and from then on the CRM answers nobody."""
    changes = count(1)

    def arrived(_number: int, method: str) -> None:
        if method == "PATCH" and next(changes) >= 3:
            place.arm(cut_after_commit=1)

    def cut(_number: int, method: str) -> None:
        if method == "PATCH":
            place.arm(cut_after_commit=0, server_error=_MANY)

    place.wire.arrived, place.wire.cut = arrived, cut


def everyones(stage: Stage, button: str, many: int) -> list[tuple[str, Card]]:
    """Everybody's cards that have such a button, once there are so many."""

    def look() -> list[tuple[str, Card]]:
        found = [(person, card) for person in PEOPLE for card in stage.cards(person) if card.button(button)]
        return found if len(found) == many else []

    return until(look, seconds=60) if many else []


def answer_each(stage: Stage, many: int) -> None:
    """Whoever is asked looks in the CRM and says: the first was done; the others, wrongly, that they were not."""
    for number, (person, card) in enumerate(everyones(stage, "was_done", many)):
        assert "cannot tell" in " ".join(each.words for each in stage.cards(person))
        stage.press(person, card, "was_done" if number == 0 else "was_not_done")
