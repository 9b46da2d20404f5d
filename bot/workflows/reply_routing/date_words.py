# ruff: noqa: E501, RUF001 - tables of names, one list a line, some in other scripts
"""Names of days, months, seasons and spans of time, folded, and the words before them that give them their sense."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from bot.workflows.reply_routing.folding import fold

_MONTH_NAMES = """
january jan januar jänner jän janvier janv enero ene janeiro gennaio gen januari januar tammikuuta tammikuu stycznia styczniu styczeń leden ledna január januára január ianuarie ocak января январь січня ιανουαρίου januara
february feb februar février févr fevrier febrero fevereiro fev febbraio februari februar helmikuuta helmikuu lutego luty únor února február februára februarie şubat февраля февраль лютого φεβρουαρίου februara
march mar märz mrz maerz mars marzo março maart mrt marts maaliskuuta maaliskuu marca marzec březen března marec március martie mart марта март березня μαρτίου marta
april apr april avril avr abril abr aprile april huhtikuuta huhtikuu kwietnia kwiecień duben dubna apríl apríla április aprilie nisan апреля апрель квітня απριλίου aprila
may mai mai mayo maio maggio mag mei maj toukokuuta toukokuu maja maj květen května máj mája május mai mayıs мая май травня μαΐου maja
june jun juni juin junio junho giugno giu juni kesäkuuta kesäkuu czerwca czerwiec červen června jún júna június iunie haziran июня июнь червня ιουνίου juna
july jul juli juillet juil julio julho luglio lug juli heinäkuuta heinäkuu lipca lipiec červenec července júl júla július iulie temmuz июля июль липня ιουλίου jula
august aug august août aout agosto ago agosto augustus augusti elokuuta elokuu sierpnia sierpień srpen srpna augusta augusztus ağustos августа август серпня αυγούστου avgusta
september sep sept september septembre septiembre setiembre setembro set settembre sett september syyskuuta syyskuu września wrzesień září septembra szeptember septembrie eylül сентября сентябрь вересня σεπτεμβρίου
october oct oktober okt octobre octubre outubro out ottobre ott oktober lokakuuta lokakuu października październik říjen října október októbra octombrie ekim октября октябрь жовтня οκτωβρίου oktobra
november nov november novembre noviembre novembro novembre november marraskuuta marraskuu listopada listopad november novembra noiembrie kasım ноября ноябрь листопада νοεμβρίου novembra
december dec dezember dez décembre déc diciembre dic dezembro dicembre december joulukuuta joulukuu grudnia grudzień prosinec prosince decembra decembrie aralık декабря декабрь грудня δεκεμβρίου
"""
MONTHS = {
    fold(name): number
    for number, line in enumerate(_MONTH_NAMES.strip().split("\n"), 1)
    for name in line.split()
    if name
    not in ("set", "out", "gen", "mag", "ago", "ene", "lug", "fev")  # words of their own; below with a dot
}
_DAY_NAMES = """
monday mon montag lundi lunes segunda-feira segunda lunedì maandag måndag mandag maanantai maanantaina poniedziałek poniedziałku pondělí понедельник понедельника pazartesi luni hétfő понеділок
tuesday tue tues dienstag mardi martes terça-feira terça martedì dinsdag tisdag tirsdag tiistai tiistaina wtorek wtorku úterý вторник вторника salı marți kedd вівторок
wednesday wed weds mittwoch mercredi miércoles quarta-feira quarta mercoledì woensdag onsdag keskiviikko keskiviikkona środa środę středa středu среда среду среды çarşamba miercuri szerda середу
thursday thu thur thurs donnerstag jeudi jueves quinta-feira quinta giovedì donderdag torsdag torstai torstaina czwartek czwartku čtvrtek четверг четверга perşembe joi csütörtök четвер
friday fri freitag vendredi viernes sexta-feira sexta venerdì vrijdag fredag perjantai perjantaina piątek piątku pátek пятница пятницу пятницы cuma vineri péntek пʼятницю
saturday sat samstag sonnabend samedi sábado sabato zaterdag lördag lørdag lauantai sobota sobotę суббота субботу cumartesi sâmbătă szombat
sunday sonntag dimanche domingo domenica zondag söndag søndag sunnuntai niedziela niedzielę neděle воскресенье pazar duminică vasárnap
"""
WEEKDAYS = {
    fold(name): number
    for number, line in enumerate(_DAY_NAMES.strip().split("\n"))
    for name in line.split()
    if name not in ("sat", "segunda", "terça", "quarta", "quinta", "sexta")
}
_NUMBER_NAMES = """
a an one ein einem einer eine un une uno una um uma een en ett yhden jeden один
two zwei deux dos dois duas due twee två to kaksi dwa dwie два две couple paar
three drei trois tres três tre drie trzy kolme три few several some einigen quelques algunos alguns qualche
four vier quatre cuatro quatro quattro fyra fire cztery четыре
five fünf cinq cinco cinque vijf fem pięć пять
six sechs seis sei zes sex seks sześć шесть
seven sieben sept siete sete sette zeven sju siedem семь
eight acht huit ocho oito otto åtta osiem восемь
nine neun neuf nueve nove negen nio dziewięć девять
ten zehn dix diez dez dieci tien tio dziesięć десять
eleven elf onze once undici elva
twelve zwölf douze doce doze dodici twaalf tolv
"""
NUMBERS = {
    fold(name): number
    for number, line in enumerate(_NUMBER_NAMES.strip().split("\n"), 1)
    for name in line.split()
}
_UNIT_NAMES = {
    "day": "day days tag tage tagen jour jours día días dia dias giorno giorni dag dagen dagar dage dni день дня дней",
    "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane weken vecka veckor uge uger "
    "tydzień tygodnie tygodni tygodniu неделю недели недель viikon viikkoa",
    "month": "month months monat monate monaten mois mes meses mês mese mesi maand maanden månad månader måned måneder "
    "miesiąc miesiące miesięcy miesiącu месяц месяца месяцев kuukauden kuukautta",
    "quarter": "quarter quarters quartal quartale quartalen trimestre trimestres trimestri kwartaal kwartalen kvartal kwartał kwartale квартал квартале",
    "year": "year years jahr jahre jahren an ans année années año años ano anos anno anni jaar jaren år rok roku lat год года году",
    "half": "half half-year halbjahr semestre semestres halfjaar halvår",
}
UNITS = {fold(name): unit for unit, names in _UNIT_NAMES.items() for name in names.split()}
SEASONS = {
    fold(name): months
    for names, months in (
        ("spring frühjahr frühling printemps primavera voorjaar lente våren", (3, 5)),
        (
            "summer sommer été etè verano verão estate zomer sommaren lato lata holidays sommerferien zomervakantie",
            (6, 8),
        ),
        ("fall autumn herbst automne otoño outono autunno herfst hösten", (9, 11)),
        ("christmas weihnachten noël navidad natal natale kerst jul year-end jahresende", (12, 12)),
        ("easter ostern pâques pascua semana_santa páscoa pasqua pasen påsk", (4, 4)),
        ("thanksgiving", (11, 11)),
    )
    for name in names.split()
}


def _either(names: dict[str, int] | dict[str, str] | dict[str, tuple[int, int]]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + ")"


_MONTH, _WEEKDAY, _UNIT, _SEASON, _NUMBER = (_either(n) for n in (MONTHS, WEEKDAYS, UNITS, SEASONS, NUMBERS))
_ORDINAL = r"(?:st|nd|rd|th|er|\.|º|ª|o|°)?"
_OF = r"(?:(?: ?[,/.-]? ?)(?:of |de |del |di |d'|den |dnia )?)"
_YEAR = r"(?:,? ?(?:de |del |of )?(?P<{}>20\d\d)\b)?"
DAY = re.compile(
    r"(?P<iso>\b20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\b)|(?P<asian>(?:20\d\d ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日号일])|"
    rf"\b(?P<d1>\d{{1,2}}){_ORDINAL}{_OF}(?P<m1>{_MONTH})\b\.?{_YEAR.format('y1')}|"
    rf"\b(?P<m2>{_MONTH})\.? (?:the )?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d\d){_YEAR.format('y2')}|"
    r"(?<![\d/.:-])(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?:(?P=sep)(?P<n3>(?:20)?\d\d))?(?![\d/:%-]|\.\d)"
)
WEEKDAY = re.compile(
    rf"\b({_WEEKDAY})\b(?! ?(?:{_ORDINAL},? ?)?(?:(?:the|den|le|el|il|de) )?\d)(?! (?:{_MONTH})\b)"
)
_LOCATORS = r"(?:(?:the|and|incl\w*|on|einschliesslich|zum|den|dem|der|die|le|el|al|il|lo|o|dia|dag|och|med|den|tot|au|sunday|monday|tuesday|wednesday|thursday|friday|saturday|samstag|sonntag|montag|freitag|vendredi|dimanche|lundi|viernes|domingo|lunes|vrijdag|zondag|maandag|\w{3}) ?,? ?){0,3}"
UNTIL_BEFORE = re.compile(
    rf"(?:\b(?:until|till|til|through|thru|to|up to|after|past|bis|nach|jusqu'?(?:au|a|en)?|apres|au|hasta|despues(?: del?)?|tras|ate|ao|depois(?: d[eo])?|apos|fino|dopo|tot|t/m|na|efter|till|etter|asti|do|po|az|do konce|до|после|по|έως|-)|\d ?-) ?(?:and including |einschliesslich |inclus\w* |con el |il |al? |à |o dia |dia |met ){{0,2}}{_LOCATORS}$"
)
UNTIL_AFTER = re.compile(
    r" ?(?:inclusive|included|inklusive|inclus|asti|saakka|-?ig\b|'?(?:e|a|ye|ya) kadar|まで|까지|为止|之前|后|以后)"
)
RETURN_BEFORE = re.compile(
    rf"\b(?:back|return(?:ing|s)?|again|available|from|starting|resume|reachable|zuruck|wieder|ab|de retour|retour|revenir|reviens|rentre|a partir du?|vuelvo|volvere|regreso|regresare|volto|retorno|regresso|torno|rientro|rientrero|vanaf|terug|tillbaka|tilbage|tilbake|fran|fra|alkaen|od|с|wracam|ab dem|des|dal|du|par|from|in the office on|since) (?:\w+ ){{0,2}}(?:on |am |le |el |il |op |em |no |den |den |de |a |dem |of ){{0,2}}{_LOCATORS}$"
)
RETURN_AFTER = re.compile(
    r"(?:,? ?(?:20\d\d)? ?(?:wieder|zuruck|weer|terug|bereikbaar|erreichbar|volto|vuelvo|alkaen|から|부터|回来|返回|起|복귀))"
)
FROM_BEFORE = re.compile(
    rf"\b(?:from|since|starting|vom|von|seit|du|depuis|desde|del|de|dal|dall'|van|vanaf|sinds|fra|fran|od|с) {_LOCATORS}$"
)
AFTER_BEFORE = re.compile(
    r"\b(?:after|past|nach|apres|despues(?: de| del)?|tras|depois(?: de| do| da)?|apos|dopo|na|efter|etter|jalkeen|po|после|following) (?:the |dem |der |den |l[ae']? ?|les |el |las? |o |a |as |os |il |de |het |end of |del )*$"
)
END_OF_BEFORE = re.compile(
    r"\b(?:end of|late|ende|fin|fin de|finales de|final de|fine|fim de|eind|slutet av|slutningen af|koniec|конце) (?:the |of |de |des |du |d'|di |van )?$"
)
ON_BEFORE = re.compile(r"\b(?:on|am|le|el|op|pa|w|в) $")
TOMORROW = re.compile(
    r"\b(?:tomorrow|morgen|demain|manana|amanha|domani|imorgon|i morgen|huomenna|jutro|завтра)\b|明天|明日|내일"
)
IN_A_WHILE = re.compile(
    rf"\b(?:in|dans|en|em|daqui a|dentro de|fra|tra|over|om|za|через|d'ici|about|another) (?:etwa |about |around |circa |ca |environ |unos |another |the next |ungefahr |ein |approx\w* )?(?:an? )?(?P<n>\d{{1,2}}|{_NUMBER})(?: of| a| more| paar)? (?P<unit>{_UNIT})\b"
)
NEXT = re.compile(
    rf"\b(?:next|nachste[nrsm]?|kommende[nrsm]?|naechste[nrsm]?|proximo|proxima|prossim[oa]|volgende?|komende?|nasta|naste|neste|ensi|przyszlym|w przyszlym|следующе\w+|следующ\w+) (?P<u1>{_UNIT})\b|"
    rf"\b(?P<u2>{_UNIT}) (?:prochaine?|suivante?|proximo|proxima|que viene|que vem|prossim[oa]|entrante)\b"
)
ORDINAL_DAY = re.compile(
    rf"\bthe (\d{{1,2}})(?:st|nd|rd|th)\b(?! (?:of )?(?:{_MONTH}|time|e-?mail|message|mail|request))"
)
RANGE = re.compile(
    r" ?(?:-|to|until|till|through|bis|au|al|a|ate|hasta|tot|do|до|jusqu'au|fino al|-) ?(?:the |zum |el |le |o |il |dia |and including )?(?:\w+ )?\d"
)
THIS_WEEK = re.compile(
    r"\b(?:this week|diese woche|cette semaine|esta semana|questa settimana|deze week|denna vecka|denne uge|w tym tygodniu)\b"
)
HALF_A_YEAR = re.compile(r"\b(?:half a year|halben jahr|half jaar|halvar|pol roku|полгода)\b")
ASIAN_UNITS = {
    "来月": "month",
    "下个月": "month",
    "下個月": "month",
    "下月": "month",
    "다음 달": "month",
    "다음달": "month",
}
ASIAN_UNITS |= {
    "来週": "week",
    "下周": "week",
    "下週": "week",
    "다음 주": "week",
    "来年": "year",
    "明年": "year",
    "내년": "year",
}
NEXT_ASIAN = re.compile("(" + "|".join(ASIAN_UNITS) + ")")
_ASIAN_MONTH = re.compile(r"(?<!\d)(\d{1,2}) ?[月월](?! ?\d)")
_QUARTER = re.compile(
    r"\b(?:q([1-4])|t([1-4])|([1-4])[. ]?q|(?:k|kw)([1-4])|(first|second|third|fourth|erste[nsm]?|zweite[nsm]?|dritte[nsm]?|vierte[nsm]?|primer|segundo|tercer|cuarto|"
    r"premier|deuxieme|troisieme|quatrieme|primeiro|terceiro|quarto|primo|secondo|terzo|eerste|tweede|derde|vierde|1er|2e|3e|4e|[1-4]\.) (?:quarter|quartal|trimestre|kwartaal|kvartal))\b"
)
_HALF = re.compile(
    r"\b(?:h([12])|(first|second|erste[nsm]?|zweite[nsm]?|1\.|2\.|segundo|premier|deuxieme|secondo|tweede) (?:half|halbjahr|semestre|helft))\b"
)
_BARE_YEAR = re.compile(
    r"\b(?:in|after|until|en|em|im jahr|nel|nach|not before|early|beginning of|start of|anfang|debut|inicio de|inizio) (20\d\d)\b"
)
_NEW_YEAR = re.compile(
    r"\b(?:(?:the )?new year|neue[nsm]? jahr|nouvel an|ano nuevo|ano novo|anno nuovo|nieuwe jaar|nya aret|nowym roku)\b"
)
_BARE_MONTH = re.compile(rf"\b({_MONTH})\b(?! ?\d{{1,2}}\b(?!\d))\.?(?: (20\d\d)\b)?")
_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|im|en|em|a|ab|until|till|til|through|after|before|by|bis|nach|of|around|early|late|mid|mid-|end of|start of|beginning of|from|"
    r"since|anfang|mitte|ende|jusqu'?en|des|desde|hasta|despues de|depois de|ate|fino a|dopo|tot|vanaf|na|debut|fin|finales de|inizio|fine|"
    r"say|maybe|try|next|perhaps|this|again|back|w|v|i|czerwcu|в|od|do|po|за|sometime in|late|for|not before|di|de|d'|per|beginning|come|coming|till|fran|fra|efter|eind|begin|not until) ?(?:about |around |the |of |de |of )?)$|^$"
)  # fmt: skip
_ORDINALS = {
    1: "first erste premier primer primeiro primo eerste 1",
    2: "second zweite segundo deuxieme secondo tweede 2",
    3: "third dritte tercer troisieme terceiro terzo derde 3",
    4: "fourth vierte cuarto quatrieme quarto vierde 4",
}


def periods(text: str, today: date) -> Iterator[tuple[date, date, int, int]]:
    """Every month, quarter, half, season or year named in a text: its first and last day, and where it stands."""
    for match in _QUARTER.finditer(text):
        number = _ordinal(next(g for g in match.groups() if g))
        yield (*_period(today, number * 3 - 2, 3), *match.span())
    for match in _HALF.finditer(text):
        yield (*_period(today, _ordinal(match[1] or match[2]) * 6 - 5, 6), *match.span())
    for match in re.finditer(rf"\b({_SEASON})\b", text):
        month, end = SEASONS[match[1]]
        yield (*_period(today, month, end - month + 1), *match.span())
    for match in _NEW_YEAR.finditer(text):
        yield (date(today.year + 1, 1, 1), date(today.year + 1, 1, 6), *match.span())
    for match in _BARE_YEAR.finditer(text):
        yield (date(int(match[1]), 1, 1), date(int(match[1]), 12, 31), *match.span(1))
    yield from _months(text, today)


def _months(text: str, today: date) -> Iterator[tuple[date, date, int, int]]:
    for match in _ASIAN_MONTH.finditer(text):
        if 1 <= int(match[1]) <= 12:  # noqa: PLR2004 - a month
            yield (*_period(today, int(match[1]), 1), *match.span())
    for match in _BARE_MONTH.finditer(text):
        if _MONTH_BEFORE.search(text[max(0, match.start() - 24) : match.start()].lstrip()):
            number = MONTHS[match[1]]
            first, last = _period(today, number, 1)
            if match[2]:
                first = date(int(match[2]), number, 1)
                last = date(first.year, number, monthrange(first.year, number)[1])
            yield (first, last, *match.span())


def _ordinal(text: str) -> int:
    if text[0].isdigit():
        return int(text[0])
    return next(n for n, names in _ORDINALS.items() if any(text.startswith(name) for name in names.split()))


def _period(today: date, month: int, length: int) -> tuple[date, date]:
    """The next period of that name whose end has not come."""
    end_month = min(month + length - 1, 12)
    year = (
        today.year
        if date(today.year, end_month, monthrange(today.year, end_month)[1]) >= today
        else today.year + 1
    )
    return date(year, month, 1), date(year, end_month, monthrange(year, end_month)[1])


def later(today: date, unit: str, number: int) -> date:
    """`number` units after a day; months end at the month's last day where need be."""
    if unit == "day":
        return today + timedelta(days=number)
    if unit == "week":
        return today + timedelta(weeks=number)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit] * number
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def next_start(today: date, unit: str) -> date:
    """The first day of the next week, month, quarter, half or year."""
    if unit in ("day", "week"):
        return today + timedelta(days=1) if unit == "day" else today + timedelta(days=7 - today.weekday())
    length = {"month": 1, "quarter": 3, "half": 6, "year": 12}[unit]
    months = (today.year * 12 + today.month - 1) // length * length + length
    return date(months // 12, months % 12 + 1, 1)
