"""The CRM's token is revoked: the queue stops, the administrator hears of it once, and it goes on by itself."""

from bot.standing import State
from tests.scenarios.living import Home
from tests.scenarios.street import NEXT_STEP
from tests.scenarios.town import OMAR


def notices(house: Home, text: str) -> int:
    return sum(text in card.words for card in house.cards(OMAR))


def test_approvals_wait_and_are_carried_out_when_the_connection_works_again(house: Home) -> None:
    pairs = [(seller, house.deal(seller, "meeting")) for seller in (house.seller(), house.seller())]
    cards = [house.card(seller.slack, deal) for seller, deal in pairs]
    before = notices(house, "I stopped carrying out approvals")
    house.arm(revoke_token=True)

    for (seller, _), card in zip(pairs, cards, strict=True):
        house.press(seller.slack, card, "approve")
    for (seller, deal), card in zip(pairs, cards, strict=True):
        waiting = house.shows(seller.slack, card, "the wait", lambda c: "Approved, and waiting" in c.words)
        assert waiting.button("retry") is None
        assert house.standing(deal).state is State.APPROVED
    house.until("the notice", lambda: notices(house, "I stopped carrying out approvals") > before)
    house.tick("revive")

    assert house.dealhand.lifecycle.stands_still()
    assert notices(house, "I stopped carrying out approvals") == before + 1
    assert all(house.field(deal, "next_step") == "" for _, deal in pairs)

    house.arm(revoke_token=False)
    house.tick("revive")
    for (seller, deal), card in zip(pairs, cards, strict=True):
        house.receipt_on(seller.slack, card)
        assert house.field(deal, "next_step") == NEXT_STEP
        assert len(house.notes(deal)) == 1
    assert house.hears(OMAR, "The connection works again")


def test_health_says_that_it_is_not_ready_meanwhile(house: Home) -> None:
    seller = house.seller()
    card = house.card(seller.slack, house.deal(seller, "meeting"))
    assert house.health()["ready"] is True
    house.arm(revoke_token=True)

    house.press(seller.slack, card, "approve")
    house.until("the stop", house.dealhand.lifecycle.stands_still)

    assert house.health()["ready"] is False
    house.arm(revoke_token=False)
    house.tick("revive")
    assert house.health()["ready"] is True
    house.receipt_on(seller.slack, card)
