"""What `/dealhand connect` and `/dealhand mailboxes` answer."""

from collections.abc import Sequence

from blocks import words
from blocks.pieces import link_button, row, say, small
from blocks.surface import Drawn, message
from bot.mailboxes import ConnectedMailbox, Connection


def invitation(url: str, minutes: int, standing: Sequence[ConnectedMailbox], *, near: bool) -> Drawn:
    """A personal link to the page where a mailbox is connected.

    Args:
        url: ours, so it holds nothing that could break out of a link.
        minutes: how long it works.
        standing: what is connected already.
        near: it opens only on the machine that Dealhand runs on.
    """
    text = (
        f"The link is for you alone, works once and for {minutes} minutes. The page says what is read and what is not, "
        "before you type anything. Never type a password here in Slack."
    )
    blocks = [say(text), *row(link_button("Connect your mailbox", url))]
    if near:
        blocks.append(
            small(
                "It opens only on the computer that Dealhand runs on, because PUBLIC_URL is not set. To let everybody "
                "connect from their own desk, an administrator sets it."
            )
        )
    if standing:
        blocks.append(small(_lines(standing)))
    return message("Connect your mailbox: open the link in this message.", blocks)


def connected_list(standing: Sequence[ConnectedMailbox]) -> Drawn:
    """Which mailboxes of that person are read."""
    text = _lines(standing) or "No mailbox of yours is connected. `/dealhand connect` begins."
    return message(text, [say(text)])


def _lines(standing: Sequence[ConnectedMailbox]) -> str:
    return "\n".join(
        f"{words.escape(mailbox.address)}: "
        + ("connected" if mailbox.state is Connection.CONNECTED else f"refused. {words.escape(mailbox.said)}")
        for mailbox in standing
    )
