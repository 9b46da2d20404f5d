"""Who sells where, as managers and administrators say it: a new prospect from that country is theirs (A-11)."""

import re

from bot.answering import Answer, AnswerKind
from bot.house import House
from bot.ledger import Entry
from bot.territories import country_code, country_name
from bot.values import Person

_HOW = "Say it like this: /dealhand territory United States priya@example.com, lee@example.com"
_NOBODY = frozenset({"none", "nobody", "-"})
_BETWEEN = re.compile(r"[\s,;]+")


def assign(house: House, by_slack: str, words: str) -> Answer:
    """`<country> <who>…`: they get the new prospects from there; `<country> none` makes it nobody's in particular.

    A person is an e-mail address, `@` and a first name that one colleague has, or a mention as Slack writes it.
    """
    country, named = _parts(words)
    if not country or not named:
        return Answer(AnswerKind.INVALID, _HOW)
    code = country_code(country)
    if code is None:
        return Answer(AnswerKind.INVALID, f"I know no country “{country[:60]}”. {_HOW}")
    with house.memory.begin() as tx:
        person, people = house.memory.people.by_slack(tx, by_slack), house.memory.people.all(tx)
        if person is None or not (person.admin or any(each.manager == person.id for each in people)):
            return Answer(AnswerKind.NOT_YOURS, "Only a manager or an administrator can say who sells where.")
        reps: list[Person] = []
        for word in () if named[0].casefold() in _NOBODY else named:
            if (found := _meant(word, people)) is None:
                return Answer(AnswerKind.INVALID, f"I know no colleague “{word[:60]}”. {_HOW}")
            reps += [] if found in reps else [found]
        ids = tuple(each.id for each in reps)
        house.keep_territories(tx, house.territories(tx).changed(code, ids), by=person.id)
        facts = {"territory": code, "reps": list(ids)}
        house.memory.ledger.write(tx, Entry("switch", house.now(), person=person.id, facts=facts))
    who = " and ".join(each.name for each in reps) or "nobody in particular"
    return Answer(AnswerKind.DONE, f"New prospects in {country_name(code)} go to {who}.", by=person)


def territories(house: House) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Countries by name, each with the names of who sells there."""
    with house.memory.begin() as tx:
        names = {person.id: person.name for person in house.memory.people.all(tx)}
        known = house.territories(tx).reps
    found = (
        (country_name(code), tuple(names.get(rep, "somebody who left") for rep in reps))
        for code, reps in known.items()
    )
    return tuple(sorted(found))


def _parts(words: str) -> tuple[str, list[str]]:
    """The country, and the words for people: from the first that has an @ in it, or that says nobody."""
    found = [word for word in _BETWEEN.split(words.strip()) if word]
    starts = (at for at, word in enumerate(found) if "@" in word or (at and word.casefold() in _NOBODY))
    start = next(starts, len(found))
    return " ".join(found[:start]), found[start:]


def _meant(word: str, people: tuple[Person, ...]) -> Person | None:
    """The one colleague whom the word fits."""
    mention = re.fullmatch(r"<@([A-Z0-9]+)(?:\|[^>]*)?>", word)
    plain = word.removeprefix("@").casefold()
    found = [
        each
        for each in people
        if (mention and each.slack_user == mention[1])
        or plain in {each.email.casefold(), each.name.split()[0].casefold()}
    ]
    return found[0] if len(found) == 1 else None
