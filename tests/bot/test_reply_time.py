"""No text that somebody can send holds up the reading of replies."""

import time

import pytest

from bot.mail import Mail
from bot.workflows.reply_routing import route
from integrations.mail.quotes import split
from integrations.mail.signatures import cut

SECONDS = 10.0  # the slowest of these took minutes; all take a fraction of a second on an idle machine


@pytest.mark.parametrize("piece", ["ab-", "ab.", "a.b@c ", "it's-", "*", "from ", "(", "1.", "no "])
def test_sixty_thousand_characters_of_anything_are_read_in_time(piece: str) -> None:
    route(Mail(new_text="hello"))  # rules are compiled when first needed
    began = time.process_time()
    route(Mail(new_text=piece * (60_000 // len(piece))))
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("sign", ["*", "_", "-", "=", ">", " ", "\t", ":", "."])
def test_a_line_of_one_sign_is_told_from_a_quote_and_a_signature_in_time(sign: str) -> None:
    text = f"please stop\n{sign * 20_000}\nthank you"
    began = time.process_time()
    cut(split(text).new)
    assert time.process_time() - began < SECONDS
