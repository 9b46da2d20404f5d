import pytest
from pydantic import ValidationError

from bot.settings import Settings


@pytest.mark.row("C-SUP-02")
@pytest.mark.parametrize(
    ("given", "url"),
    [
        (None, None),
        ("", None),
        ("https://dealhand.acme.example", "https://dealhand.acme.example"),
        ("https://acme.example/dealhand/", "https://acme.example/dealhand"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_pages_are_reached_over_https_or_on_this_machine(given: str | None, url: str | None) -> None:
    assert Settings(_env_file=None, public_url=given).public_url == url


@pytest.mark.parametrize(
    "given",
    [
        "http://dealhand.acme.example",
        "dealhand.acme.example",
        "ftp://acme.example",
        "https://",
        "https://user:secret@acme.example",
        "https://acme.example/?x=1",
        "https://acme.example/#x",
        "https://bücher.example",
        "http://127.0.0.1.evil.example",
    ],
)
def test_what_people_outside_could_not_safely_open_is_refused_at_start(given: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        Settings(_env_file=None, public_url=given)
