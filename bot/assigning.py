"""Who sells where, as managers and administrators say it: a prospect from that country is theirs (A-11)."""

import re

from bot.answering import Answer, AnswerKind
from bot.house import House
from bot.memory import Entry, Tx
from bot.policy import is_in_charge
from bot.territories import country_code, country_name
from bot.values import Person

_HOW = "For example: /dealhand territories US priya, lee"
_NOBODY = frozenset({"nobody", "none", "-"})


def reps(house: House, by_slack: str, text: str) -> Answer:
    """`<country> <who, who …>` names who sells there, `<country> nobody` takes it back, and nothing lists them.

    A person is meant by name, first name, e-mail address or Slack mention, as long as that fits only one colleague.
    """
    with house.memory.begin() as tx:
        person = house.memory.people.by_slack(tx, by_slack)
        if not text.strip():
            return Answer(AnswerKind.DONE, _listed(house, tx), by=person)
        people = house.memory.people.all(tx)
        if person is None or not is_in_charge(person, people):
            return Answer(AnswerKind.NOT_YOURS, "Only a manager or an administrator can say who sells where.")
        code, rest = _country(text)
        if code is None:
            return Answer(AnswerKind.INVALID, f"I know no country at the beginning of “{text[:60]}”. {_HOW}")
        if not rest:
            return Answer(AnswerKind.INVALID, f"Say who sells in {country_name(code)}. {_HOW}")
        named = [] if rest.casefold() in _NOBODY else [_meant(word, people) for word in _split(rest)]
        if wrong := next((each for each in named if isinstance(each, str)), None):
            return Answer(AnswerKind.INVALID, f"{wrong} {_HOW}")
        found = tuple(dict.fromkeys(each.id for each in named if isinstance(each, Person)))
        house.keep_territories(tx, house.territories(tx).changed(code, found), by=person.id)
        facts = {"territory": code, "reps": list(found)}
        house.memory.ledger.write(tx, Entry("switch", house.now(), person=person.id, facts=facts))
        return Answer(AnswerKind.DONE, _listed(house, tx), by=person)


def _listed(house: House, tx: Tx) -> str:
    names = {person.id: person.name for person in house.memory.people.all(tx)}
    known = house.territories(tx).reps
    lines = [
        f"{country_name(code)}: {', '.join(names.get(rep, 'somebody who left') for rep in known[code])}"
        for code in sorted(known, key=country_name)
    ]
    if not lines:
        return f"Nobody was named for any country; a new prospect goes to whoever is in charge. {_HOW}"
    return "New prospects go to:\n" + "\n".join(lines)


def _country(text: str) -> tuple[str | None, str]:
    """The country that the text begins with, by its longest name, and the rest."""
    words = text.split()
    for count in range(min(len(words), 6), 0, -1):
        if code := country_code(" ".join(words[:count]).strip(",:;")):
            return code, " ".join(words[count:])
    return None, ""


def _split(text: str) -> list[str]:
    """At commas; without one at blanks, unless that is one person's name."""
    parts = re.split(r"\s*(?:,|;|\band\b)\s*", text.strip())
    return [part for part in parts if part]


def _meant(word: str, people: tuple[Person, ...]) -> Person | str:
    """The one colleague whom the word fits; else what is wrong with it."""
    mention = re.fullmatch(r"<@([A-Z0-9]+)(?:\|[^>]*)?>", word)
    plain = word.lstrip("@").casefold()
    found = [
        each
        for each in people
        if (mention and each.slack_user == mention[1])
        or plain in {each.name.casefold(), each.name.split()[0].casefold(), each.email.casefold()}
    ]
    if len(found) == 1:
        return found[0]
    if not found:
        return f"I know no colleague called “{word[:60]}”."
    return f"“{word[:60]}” fits {' and '.join(each.name for each in found)}; write the whole name."
