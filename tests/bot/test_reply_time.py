"""No text that somebody can send holds up the reading of replies."""

import time

import pytest

from bot.mail import Mail
from bot.workflows.reply_routing import route

SECONDS = 10.0  # the slowest of these took minutes; all take a fraction of a second on an idle machine


@pytest.mark.parametrize("piece", ["ab-", "ab.", "a.b@c ", "it's-", "- ", "we ", "(", "1.", "no "])
def test_sixty_thousand_characters_of_anything_are_read_in_time(piece: str) -> None:
    route(Mail(new_text="hello"))  # rules are compiled when first needed
    began = time.process_time()
    route(Mail(new_text=piece * (60_000 // len(piece))))
    assert time.process_time() - began < SECONDS
