"""Who sells where: countries and the colleagues they belong to, as an administrator has said."""

import hashlib
import re
from collections.abc import Mapping

from babel import Locale

from bot.values import noun

_ALSO = {  # what people write and CLDR does not list
    **dict.fromkeys(("UK", "U.K.", "GREAT BRITAIN", "ENGLAND", "SCOTLAND", "WALES", "GROSSBRITANNIEN"), "GB"),
    **dict.fromkeys(("USA", "U.S.", "U.S.A.", "UNITED STATES OF AMERICA", "ÉTATS-UNIS D'AMÉRIQUE"), "US"),
    "THE NETHERLANDS": "NL",
    "HOLLAND": "NL",
    "EL": "GR",
    "CZECH REPUBLIC": "CZ",
    "TURKEY": "TR",
}
_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_names: dict[str, str] = {}


@noun("territories")
class Territories:
    """`reps` lists the ids of the Persons who sell in a country (ISO 3166 alpha-2)."""

    reps: dict[str, tuple[str, ...]]

    def rep_for(self, country: str | None, company: str) -> str | None:
        """Who sells there; of several the same one for the same company every time. None: nobody was named."""
        known = self.reps.get(country or "", ())
        if not known:
            return None
        digest = hashlib.sha256(company.casefold().encode()).digest()
        return known[int.from_bytes(digest[:4], "big") % len(known)]

    def changed(self, country: str, reps: tuple[str, ...]) -> "Territories":
        """With those colleagues for that country; with none the country is nobody's."""
        others = {code: people for code, people in self.reps.items() if code != country}
        return Territories({**others, country: reps} if reps else others)


NOWHERE = Territories({})


def country_code(text: str | None) -> str | None:
    """The ISO code of a country as people write it in seven languages; None where it is none that we know."""
    written = re.sub(r"\s+", " ", (text or "").strip())
    code = _ALSO.get(written.upper(), written.upper())
    if code in _territories("en"):
        return code
    if not _names:
        for language in reversed(_LANGUAGES):
            _names.update({name.casefold(): code for code, name in _territories(language).items()})
    return _names.get(written.casefold())


def country_name(code: str) -> str:
    """In English, as CLDR has it."""
    return str(_territories("en").get(code, code))


def _territories(language: str) -> Mapping[str, str]:
    """Countries only: CLDR also lists continents by number, and a few codes of no country."""
    known = Locale(language).territories
    return {c: n for c, n in known.items() if re.fullmatch("[A-Z]{2}", c) and c not in _NONE}


_NONE = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
