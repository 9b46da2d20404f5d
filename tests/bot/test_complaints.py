import pytest

from bot.policy.complaints import ComplaintRate


@pytest.mark.row("G-04")
@pytest.mark.parametrize(
    ("complaints", "sent", "means"),
    [
        (0, 0, "fine"),
        (1, 10, "fine"),
        (2, 2000, "warn"),
        (2, 2001, "fine"),
        (3, 1000, "trip"),
        (3, 1001, "warn"),
        (3, 0, "trip"),
        (9, 1_000_000, "fine"),
    ],
)
def test_a_number_and_a_rate_must_both_be_reached(complaints: int, sent: int, means: str) -> None:
    assert ComplaintRate(complaints, sent).means == means


def test_the_numbers_are_said() -> None:
    assert "1 spam complaint about 40 mails in 7 days (2.50%" in ComplaintRate(1, 40).sentence()
