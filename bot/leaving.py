"""Who leaves, by one click or by a complaint: found in our own log of mails, and heard at once."""

import json
from datetime import datetime

from bot.house import House
from bot.mail import Complaint, Mail
from bot.mailroom import KeptMail, Sending, WayOut
from bot.model import Proposal, Signal
from bot.noticing import notice_first
from bot.policy import one_click
from bot.policy.complaints import REPORTED
from bot.policy.one_click import ONE_CLICK
from bot.suppression import Reason, Suppression, canonical_address
from bot.transaction import Tx
from bot.values import new_id

MOST_NAMED = 3  # addresses that a report about no mail of ours may silence; more is nobody's single complaint


def way_out(house: House, token: str) -> WayOut | None:
    """Whom the link with this token belongs to; looking changes nothing. None for one that we never gave."""
    with house.memory.begin() as tx:
        return one_click.way_out(house.memory, tx, token)


def leave(house: House, token: str) -> WayOut | None:
    """Stop all mail to whom this link belongs to, at once; again and again is the same as once (RFC 8058).

    Returns None, with nothing changed, for a token that we never gave.
    """
    with house.memory.begin() as tx:
        found = one_click.way_out(house.memory, tx, token)
        if found is None:
            return None
        signal = _left(house, tx, found, "the link in a mail")
        house.memory.inbox.put(tx, (signal,))
    notice_first(house, signal)
    _make_sure(house, found)
    return found


def by_mail(house: House, tx: Tx, kept: KeptMail, mail: Mail) -> tuple[Signal, bool] | None:
    """The signal of a mail that our List-Unsubscribe made, whatever program sent it and from whatever address.

    With it, whether that is all: who wrote from an address that we did not write to is heard by themselves too.
    """
    found = one_click.way_out(house.memory, tx, one_click.token_by_mail(mail.subject))
    if found is None:
        return None
    known = {_canonical(address) for address in found.addresses}
    return _left(house, tx, found, kept.source), _canonical(mail.sender.address) in known


def complaint(house: House, tx: Tx, kept: KeptMail, said: Complaint) -> Signal:
    """The signal of a complaint report, after the mail that it is about was looked for in our log.

    A mail of ours is known by the token in its List-Unsubscribe, else by its Message-ID. Then the complaint counts
    (G-04), and its recipients are who complained, whatever else the report names. A report about anything else may be
    forged: it silences the few it names, and counts for nothing.
    """
    ours = _reported(house, tx, said)
    if ours is None:
        colleagues = {_canonical(address) for address in house.senders.ours(tx)}
        reporter = kept.mail.sender.address if kept.mail else ""
        named = [
            a for a in said.complainers if _canonical(a) not in {None, _canonical(reporter), *colleagues}
        ]
        body = _body(house, tx, "", named if len(named) <= MOST_NAMED else ())
    else:
        house.keeper.complained(tx, ours.message_id)
        named_ones = {_canonical(a) for a in said.complainers}
        those = [a for a in ours.addresses if _canonical(a) in named_ones] or ours.addresses
        body = _body(house, tx, ours.message_id, those)
    return Signal(f"mail:{kept.id}", REPORTED, kept.source, kept.received_at, body=body | {"mail": kept.id})


def _left(house: House, tx: Tx, found: WayOut, source: str) -> Signal:
    body = _body(house, tx, found.message_id, found.addresses)
    return Signal(f"{ONE_CLICK}:{found.digest}", ONE_CLICK, source, house.now(), body=body)


def _reported(house: House, tx: Tx, said: Complaint) -> WayOut | None:
    mailroom = house.memory.mailroom
    by_link = (one_click.way_out(house.memory, tx, token) for token in one_click.tokens_in(said.leave_by))
    found = next((each for each in by_link if each), None) or mailroom.ways_out.of(tx, said.about)
    sent = mailroom.outgoing.get(tx, found.message_id) if found else None
    return found if sent is not None and sent.state is not Sending.REFUSED else None


def _body(house: House, tx: Tx, message_id: str, addresses: tuple[str, ...] | list[str]) -> dict[str, str]:
    body = {"addresses": json.dumps(list(addresses)), "about": message_id}
    owner = _owner(house, tx, message_id)
    return body | ({"owner": owner} if owner else {})


def _owner(house: House, tx: Tx, message_id: str) -> str | None:
    """Whose mail it was: the key under which it was sent names a proposal, and that has an owner."""
    sent = house.memory.mailroom.outgoing.get(tx, message_id)
    proposal = sent.key.split(":")[1] if sent and sent.key.startswith("act:") else ""
    standing = house.memory.proposals.get(tx, proposal)
    return standing.proposal.owner if standing and isinstance(standing.proposal, Proposal) else None


def _make_sure(house: House, found: WayOut) -> None:
    """Whatever went wrong on the way to a receipt, who asked is suppressed before they are told so."""
    with house.memory.begin() as tx:
        for address in found.addresses:
            if not house.memory.mailroom.suppressions.matching(tx, (address,)):
                house.keeper.suppress_in(tx, _plainly(address, found, house.now()))


def _plainly(address: str, found: WayOut, now: datetime) -> Suppression:
    said = f"unsubscribed from {found.message_id}"
    source = f"{ONE_CLICK}:{found.digest}"
    return Suppression(new_id(now), Reason.RECIPIENT_ASKED, said, source, now, "policy", address=address)


def _canonical(address: str) -> str | None:
    try:
        return canonical_address(address)
    except ValueError:
        return None
