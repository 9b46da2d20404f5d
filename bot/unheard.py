"""A defect of ours kept a signal from being heard. It may have been an opt-out, so mail waits until a person looked."""

import json
from collections.abc import Iterator

from bot.house import House
from bot.mailroom import Halt
from bot.model import Notice, Signal
from bot.suppression import address_key
from bot.transaction import Tx
from bot.workflow import Workflow


def unheard(house: House, tx: Tx, signal: Signal, workflow: Workflow, why: str) -> None:
    """Keep the reason, hold mail to whoever wrote, and tell the administrators.

    The signal may still be heard when the drain comes to it; the hold stays until a person clears it.
    """
    house.memory.inbox.quarantine(tx, signal.id, f"{workflow.name}:unheard", why)
    senders = tuple(dict.fromkeys(_senders(house, tx, signal)))
    for address, key in senders:
        said = "I could not make out what they wrote"
        house.keeper.halt_in(tx, Halt(key, said, "policy", house.now(), signal.id, address))
    whom = ", ".join(address for address, _ in senders)
    text = (
        f"I could not make out what {f'*{whom}*' if whom else 'somebody'} wrote, for an error of mine "
        f"({workflow.title}: {why[:300]}). It may be an opt-out, so please read it. "
    )
    if whom:
        text += f"I hold all mail to them; `/dealhand clear {senders[0][0]} <reason>` lets it go out again."
    for admin in house.administrators(tx):
        key = f"unheard:{signal.id}:{workflow.name}:{admin.id}"
        house.memory.desk.tell(tx, Notice(key, "unheard", text, person=admin.id))


def _senders(house: House, tx: Tx, signal: Signal) -> Iterator[tuple[str, str]]:
    """Address and key of the halt of everybody whose wish this may have been."""
    body = signal.body or {}
    kept = house.memory.mailroom.mails.get(tx, body.get("mail", ""))
    wrote = [kept.mail.sender.address] if kept and kept.mail and kept.mail.machine.kind == "none" else []
    for address in (*wrote, *json.loads(body.get("addresses", "[]"))):
        try:
            yield address, f"address:{address_key(address)}"
        except ValueError:
            continue
