"""A pen for one language's table: each rule gets its label, the language's name, and the language's ways to spell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.folding import fold
from bot.workflows.reply_routing.rule import Note, Rule, Scope, rule


def words(listed: str) -> frozenset[str]:
    """A vocabulary, folded as texts are."""
    return frozenset(fold(listed).split())


@dataclass(frozen=True)
class Writer:
    """`spellings` says how letters of the patterns are also written, such as ö for oe."""

    language: str
    spellings: Mapping[str, str] = field(default_factory=dict)

    def optout(
        self, name: str, pattern: str, weight: float = 0.9, *, unless: str = "", scope: Scope = "anywhere"
    ) -> Rule:
        """A wish to be left alone."""
        return self._rule(Label.UNSUBSCRIBE, name, pattern, weight, unless, scope)

    def threat(
        self, name: str, pattern: str, weight: float = 0.9, *, unless: str = "", note: Note = ""
    ) -> Rule:
        """The law, a lawyer, an authority or a spam report over our contact."""
        return self._rule(Label.COMPLIANCE_THREAT, name, pattern, weight, unless, note=note)

    def no(
        self, name: str, pattern: str, weight: float = 0.85, *, unless: str = "", scope: Scope = "anywhere"
    ) -> Rule:
        """No to the offer, not to being written to."""
        return self._rule(Label.OBJECTION, name, pattern, weight, unless, scope)

    def later(
        self, name: str, pattern: str, weight: float = 0.85, *, unless: str = "", scope: Scope = "anywhere"
    ) -> Rule:
        """Not now, or at a named time."""
        return self._rule(Label.NOT_NOW, name, pattern, weight, unless, scope)

    def elsewhere(
        self, name: str, pattern: str, weight: float = 0.8, *, unless: str = "", note: Note = ""
    ) -> Rule:
        """Somebody else is the one to ask."""
        return self._rule(Label.WRONG_PERSON, name, pattern, weight, unless, note=note)

    def yes(
        self,
        name: str,
        pattern: str,
        weight: float = 0.85,
        *,
        unless: str = "",
        scope: Scope = "anywhere",
        note: Note = "",
    ) -> Rule:
        """Interest; only where the words leave little doubt."""
        return self._rule(Label.POSITIVE, name, pattern, weight, unless, scope, note)

    def machine(
        self, name: str, pattern: str, weight: float = 0.8, *, unless: str = "", note: Note = ""
    ) -> Rule:
        """Absence notes and receipts."""
        return self._rule(Label.AUTO_REPLY, name, pattern, weight, unless, note=note)

    def mood(
        self, name: str, pattern: str, note: Note, *, unless: str = "", scope: Scope = "anywhere"
    ) -> Rule:
        """Anger, scorn or a pitch of the sender's own, for a person to see."""
        return self._rule(Label.OTHER, name, pattern, 0.8, unless, scope, note)

    def spelt(self, pattern: str) -> str:
        """The pattern with every letter that has several spellings replaced by all of them."""
        for letter, ways in self.spellings.items():
            pattern = pattern.replace(letter, ways)
        return pattern

    def _rule(
        self,
        label: Label,
        name: str,
        pattern: str,
        weight: float,
        unless: str,
        scope: Scope = "anywhere",
        note: Note = "",
    ) -> Rule:
        return rule(
            label,
            f"{self.language}:{name}",
            self.spelt(pattern),
            weight,
            scope=scope,
            unless=self.spelt(unless),
            note=note,
        )
