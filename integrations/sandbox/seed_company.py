"""The ordinary companies and people around the story; quotes, ampersands and accents are on purpose."""

import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import count

from integrations.sandbox.world import Company, Contact

_ROWS = """
tidewater | Tidewater Freight | tidewaterfreight.example | Logistics | 340 | US | priya
harborline | Harborline Insurance | harborline.example | Insurance | 1200 | US | priya
obrien | O'Brien & Sons Foods | obrienfoods.example | Food | 180 | US | priya
cobalt | Cobalt Ridge Energy | cobaltridge.example | Energy | 760 | US | priya
maplewood | Maplewood Health Partners | maplewoodhealth.example | Healthcare | 2100 | US | priya
stonebridge | Stonebridge Analytics | stonebridge.example | Software | 85 | US | priya
verity | Verity Label & Packaging | veritylabel.example | Manufacturing | 260 | US | priya
larkspur | Larkspur Education | larkspur.example | Education | 430 | CA | priya
quarry | Quarry Street Capital | quarrystreet.example | Financial services | 55 | US | priya
mueller | Müller Antriebstechnik GmbH | mueller-antrieb.example | Manufacturing | 510 | DE | sam
rdlabs | R&D <Labs> | rdlabs.example | Biotechnology | 48 | GB | sam
pennine | Pennine Rail Services | pennine-rail.example | Transport | 900 | GB | sam
sondergaard | Søndergaard Skibsværft | sondergaard.example | Shipbuilding | 320 | DK | sam
atelier | Atelier Boisé | atelier-boise.example | Furniture | 70 | FR | sam
kestrel | Kestrel Avionics | kestrelavionics.example | Aerospace | 640 | GB | sam
vallejo | Vallejo Hermanos S.A. | vallejo.example | Food | 230 | ES | sam
brightwell | Brightwell Housing | brightwell.example | Property | 150 | GB | sam
nordlys | Nordlys Telecom | nordlys.example | Telecommunications | 1800 | NO | sam
castellan | Castellan Legal | castellan.example | Legal services | 110 | IE | sam
redwood | Redwood Shores Media | redwoodshores.example | Media | 95 | US | lee
sierra | Sierra Trail Outfitters | sierratrail.example | Retail | 310 | US | lee
omori | Ōmori Optics | omori-optics.example | Manufacturing | 450 | JP | lee
pacifica | Pacifica Dental Group | pacificadental.example | Healthcare | 520 | US | lee
juniper | Juniper & Vale | junipervale.example | Consumer goods | 65 | US | lee
cascade | Cascade Timber Co-op | cascadetimber.example | Forestry | 280 | US | lee
solano | Solano Solar | solanosolar.example | Energy | 190 | US | lee
bluefin | Bluefin Restaurants | bluefin.example | Hospitality | 1400 | US | lee
mesa | Mesa Verde Credit Union | mesaverdecu.example | Financial services | 360 | US | lee
arclight | Arclight Studios | arclight.example | Media | 130 | US | lee
crown | Crown Point Hotels | crownpoint.example | Hospitality | 2600 | US | dana
silverlake | Silverlake University | silverlake.example | Education | 3100 | US | dana
ironwood | Ironwood Construction | ironwood.example | Construction | 880 | US | dana
fairhaven | Fairhaven Biologics | fairhavenbio.example | Biotechnology | 410 | US | dana
summit | Summit Grove Retail | summitgrove.example | Retail | 5200 | US | dana
delphine | Delphine Cosmetics | delphine.example | Consumer goods | 240 | FR | dana
"""

_FIRST_NAMES = """
Ines Marcus Sinéad Tom Yuki Carla Noah Amara Björn Leila Grace Hugo Nadia Felix Chloé Dmitri Rosa Evan
Fatima Julian Anika Peter Zoë Malik Wren Stefan Lucía Owen Hana Victor Imani Ralf Beth Kofi Sofia Andre
Mei Callum Tara Ivan Elena
"""
_LAST_NAMES = """
Okafor|O'Brien|Müller|Lindqvist|Castro|Patel|D'Angelo|Novak|Hughes|Tanaka|Ferreira|Sørensen|Walsh|Rahman|
Dubois|Kim|Van der Berg|Ortiz|Schäfer|Morgan|Nguyen|Ivanova|Baptiste|Fischer|Reid|Moreau|Singh|Larsen|
Bianchi|Costa|Yilmaz|Grant|Peña|Holm|Mensah|Clarke|Wójcik
"""
_FIRST = _FIRST_NAMES.split()
_LAST = [name.strip() for name in _LAST_NAMES.split("|")]
_TITLES = (
    "Head of Operations",
    "VP Engineering",
    "Procurement Manager",
    "Chief Financial Officer",
    "IT Director",
    "Head of Data",
    "Operations Analyst",
)
_PEOPLE_PER_COMPANY = 4
_LAST_SEEN = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def _companies() -> tuple[Company, ...]:
    rows = (line.split("|") for line in _ROWS.strip().splitlines())
    return tuple(
        Company(key, name, domain, industry, int(employees), country, owner)
        for key, name, domain, industry, employees, country, owner in (
            [cell.strip() for cell in row] for row in rows
        )
    )


COMPANIES = _companies()
_FIRST_NUMBER = dict(zip((company.key for company in COMPANIES), count(0, _PEOPLE_PER_COMPANY), strict=False))


def people_of(company: Company) -> tuple[Contact, ...]:
    """The four people at one of `COMPANIES`, `<company>-1` to `-4`, most recently active first."""
    start = _FIRST_NUMBER[company.key]
    return tuple(_person(company, start + offset, offset) for offset in range(_PEOPLE_PER_COMPANY))


def _person(company: Company, number: int, rank: int) -> Contact:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number % len(_LAST)]
    return Contact(
        f"{company.key}-{rank + 1}",
        first,
        last,
        f"{_mailbox(first)}.{_mailbox(last)}@{company.domain}",
        _TITLES[number % len(_TITLES)],
        company.key,
        company.owner,
        _LAST_SEEN - timedelta(days=rank * 9 + number % 5, hours=number % 7),
    )


def _mailbox(name: str) -> str:
    plain = name.lower().replace("ø", "o").replace("ł", "l")
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return "".join(letter for letter in ascii_only if letter.isalpha())
