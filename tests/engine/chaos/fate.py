"""When processes die: at random moments, the same for the same seed, so that a failure can be played again."""

import random
import threading
from dataclasses import dataclass

from tests.engine.chaos.served import Served
from tests.engine.chaos.town import Town


@dataclass(frozen=True)
class Moment:
    """When a life ends: with its n-th call to the CRM, as that arrives or once it was carried out, or soon after."""

    request: int
    carried_out: bool
    later: float


def moments(seed: int, lives: int, *, calls: int) -> list[Moment]:
    """One for each life, all of them within so many calls."""
    dice = random.Random(seed)
    return [
        Moment(
            request=dice.randint(3, calls // lives),
            carried_out=dice.random() < 0.5,
            later=dice.choice([0.0, dice.uniform(0.0, 0.1)]),
        )
        for _ in range(lives)
    ]


def doom(town: Town, process: Served, moment: Moment) -> None:
    """Kill the process at that moment of its life."""
    last = len(town.wire.log) + moment.request

    def strike(number: int, _method: str) -> None:
        if number == last and moment.later:
            threading.Timer(moment.later, process.kill).start()
        elif number == last:
            process.kill()

    spare(town)
    if moment.carried_out:
        town.wire.carried_out = strike
    else:
        town.wire.arrived = strike


def spare(town: Town) -> None:
    """No more kills and cuts."""
    town.wire.arrived = town.wire.carried_out = town.wire.cut = lambda _number, _method: None
