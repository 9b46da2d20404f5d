# ruff: noqa: E501 - one grammatical pattern a line
"""Estonian, Latvian, Lithuanian, Afrikaans, Swahili: opt-outs, threats, plain no, absences."""

from bot.workflows.reply_routing.languages.writer import Writer
from bot.workflows.reply_routing.rule import Language, compiled

_SW, _AF = Writer("swahili"), Writer("afrikaans")
_ET, _LV, _LT = Writer("estonian"), Writer("latvian"), Writer("lithuanian")
_SWAHILI = (
    _SW.optout(
        "do_not",
        r"(?:usi|msi)(?:ni|tu)?(?:tumi|andiki|pigi|sumbu|wasilia|letee)\w*|(?:acha|acheni|koma|komeni|sitisha|simamisha) (?:<2>)?(?:ku\w+|barua|ujumbe|spam)|(?:sitaki|hatutaki|sipendi|sihitaji) (?:<2>)?(?:ku(?:poke|pat|on)\w*|barua|ujumbe|jumbe|matangazo)",
        0.9,
    ),
    _SW.optout(
        "remove",
        r"(?:ni|tu|mw)?(?:ondoe|ondoeni|futa|futeni|toe|toeni|ondoa|kujiondoa|nitoe|niondoe|nitoeni|niondoeni)\w* (?:<4>)?(?:orodha|jina|barua|kwenye|anwani|data|taarifa)\w*",
        0.95,
        unless="mkutano|kikao",
    ),
    _SW.threat(
        "law",
        r"(?:nita|tuta)(?:ripoti|shtaki|lalamika|washtaki|waripoti)\w*|wakili wangu|polisi|kinyume cha sheria",
        0.85,
        unless="mkataba",
    ),
    _SW.no(
        "no_interest",
        r"(?:sina|hatuna) (?:<1>)?(?:nia|haja|hamu)|(?:hatuhitaji|sihitaji) (?:<1>)?(?:huduma|hii|hiki|bidhaa)|hapana,? asante|asante,? hapana|ghali sana",
        0.8,
    ),
    _SW.machine("away", r"(?:niko|nipo|nitakuwa) (?:<1>)?(?:likizo\w*|nje ya ofisi)|nje ya ofisi", 0.85),
)
_AFRIKAANS = (
    _AF.optout(
        "remove",
        r"(?:haal|verwyder|skrap|vee|gooi|neem|vat|teken|skryf|meld) (?:<2>)?(?:my|ons|asb|asseblief)¤(?: (?:<6>)?(?:af|uit|van|e-?pos\w*|adres|besonderhede|lys))?|(?:my|ons) (?:<5>)?(?:verwyder|geskrap|afgehaal)¤|(?:verwyder|skrap) (?:<3>)?(?:my|ons|lys|poslys)",
        0.95,
        unless=r"vergadering|kalender",
    ),
    _AF.optout(
        "do_not",
        r"(?:moenie|moet nie|moet asseblief nie|nooit) (?:<5>)?(?:skryf|stuur|kontak|e-?pos|bel|pla|kontak|spam)|(?:hou|hou asseblief|stop) (?:<2>)?(?:op )?(?:<1>)?(?:om |met )?(?:<3>)?(?:skryf|stuur|skrywe|e-?pos\w*|kontak|pla|spam|dit)|(?:wil|will) (?:<1>)?nie (?:<5>)?(?:ontvang|kry|gekontak|hoor)|(?:geen|nie) (?:<1>)?(?:meer|verdere) (?:<1>)?(?:e-?pos\w*|boodskappe|kontak|reklame)|los my uit|laat my (?:met rus|uit)|uitteken|kanselleer (?:<2>)?intekening",
        0.9,
        unless="huiwer nie|voor (?:<1>)\\d",
    ),
    _AF.threat(
        "law",
        r"(?:rapporteer|meld|kla|klagte|dagvaar) (?:<4>)?(?:spam|polisie|popia|inligtingsreguleerder|reguleerder)|(?:my|ons) prokureur|regstappe|onwettig|popia-?oortreding|as (?:spam|gemorspos)",
        0.9,
        unless="kontrak",
    ),
    _AF.no(
        "no_interest",
        r"(?:nie|geen) (?:<2>)?(?:geinteresseerd|belang|belangstel\w*|behoefte|nodig)|stel nie (?:<1>)?belang|nee,? dankie|dankie,? (?:maar )?nee¤|te duur",
        0.8,
    ),
    _AF.machine(
        "away",
        r"(?:met|op) (?:<1>)?(?:verlof|vakansie)|buite kantoor|uit die kantoor|outomatiese antwoord",
        0.85,
    ),
)
_BALTIC = (
    _ET.optout(
        "estonian",
        r"(?:eemalda|kustuta|vota|votke|kustutage|eemaldage|palun eemalda)\w* (?:<4>)?(?:mind|meid|minu|meie|aadress\w*|andme\w*|nimekir\w*|list\w*|e-?post\w*)|(?:arge|ara|lopeta|lopetage|palun mitte) (?:<5>)?(?:kirjuta\w*|saat\w*|helista\w*|tulita\w*|kontakte\w*|uhendust|spammi\w*|kirjade|tilita\w*)|(?:ei) (?:<1>)?(?:soovi|taha|luba|noustu) (?:<5>)?(?:saada|kirj\w*|rohkem|teie (?:kirj|reklaam|e-?kirj)\w*|reklaam\w*|e-?kirj\w*)|loobu\w* (?:<2>)?(?:uudiskir\w*|kirj\w*|tellimu\w*)|(?:tuhista|lopeta)\w* (?:<2>)?tellimus\w*|jatke (?:mind|meid) (?:<1>)?rahule",
        0.9,
        unless="koosolek|kalend",
    ),
    _ET.threat(
        "estonian_law",
        r"(?:kaeba|esita|teata|teavita)\w* (?:<4>)?(?:politsei\w*|andmekaitse\w*|spam\w*|ramps\w*|kohtu\w*|kaebus\w*)|(?:minu|meie) (?:jurist|advokaat)|ebaseaduslik|rampspost\w* (?:<1>)?(?:margi|teata)\w*",
        0.9,
        unless="leping",
    ),
    _ET.no(
        "estonian_no",
        r"ei (?:<2>)?(?:ole )?(?:<1>)?(?:huvita\w*|huvi|vaja)|ei,? aitah|aitah,? (?:aga )?ei¤|liiga kallis",
        0.8,
    ),
    _ET.machine(
        "estonian_away",
        r"(?:olen|viibin) (?:<1>)?(?:puhkus\w*|kontorist valjas|ara)|automaatvastus|puhkusel",
        0.85,
    ),
    _LV.optout(
        "latvian",
        r"(?:iznem|izdzes|dzes|nodzes|izsledz|svitro|izsvitro|atraksti|atrakstiet|aizmirst)\w* (?:<3>)?(?:mani|mus|manu|musu|mans|adres\w*|e-?past\w*|dat\w*|no (?:<1>)?(?:sarakst\w*|datubaz\w*))|atrakstit\w*|ne(?:suti|raksti|zvani|kontakte|traucej|sazin)\w* (?:<2>)?(?:man|mums|vairs|vairak|mani|mus|ludzu|ar mani)|(?:lud[sz]u|vairs|vairak) (?:<2>)?ne(?:suti|raksti|zvani|traucej|kontakte|sazin)\w*|ne(?:vel|grib|piekrit)\w* (?:<3>)?(?:sanemt|vestul\w*|jusu (?:vest|e-?past|rekl)\w*|sazin\w*|reklam\w*)|(?:beidz|partrauc|pietiek)\w* (?:<2>)?(?:sutit|rakstit|zvanit|traucet|spam\w*)|lieciet mani mier[ai]",
        0.9,
        unless="sapulc|kalendar",
    ),
    _LV.threat(
        "latvian_law",
        r"(?:sudz|zino|iesniegs|pazino)\w* (?:<4>)?(?:dvi|policij\w*|datu valsts|spam\w*|tiesa\w*|sudzib\w*|ptac)|(?:mans|musu) (?:jurists|advokats)|ka spam|surogatpast\w*|nelikumig\w*",
        0.9,
        unless="ligum",
    ),
    _LV.no(
        "latvian_no",
        r"ne ?interese\w*|nav (?:interes\w*|vajadzig\w*|nepieciesam\w*)|(?:ne),? paldies|paldies,? (?:bet )?ne¤|parak dargi",
        0.8,
    ),
    _LV.machine(
        "latvian_away",
        r"(?:esmu|atrodos) (?:<1>)?(?:atvalinajum\w*|arpus biroja|prombutne|komandejum\w*|slimibas)|atvalinajuma|automatiska atbilde",
        0.85,
    ),
    _LT.optout(
        "lithuanian",
        r"(?:isbrauk|istrin|pasalin|isim|atregistr|ismes|isregistr)\w* (?:<4>)?(?:mane|mus|mano|musu|adres\w*|duomen\w*|pasta|is (?:<1>)?(?:saras\w*|bazes|duomen\w*))|ne(?:be)?(?:siu[sn]|rasy|skambin|trukdy|kontakt|spam|susisie|bendrau)\w*|atsisak\w* (?:<2>)?(?:prenumerat\w*|naujienlaisk\w*|laisk\w*)|ne(?:be)?(?:nor|pageid|sutink)\w* (?:<3>)?(?:gaut\w*|gauti|laisk\w*|jusu (?:laisk|rekl|pran)\w*|kad|reklam\w*|pranesim\w*)|(?:nustok|baik|liauk|gana)\w* (?:<3>)?(?:siu[sn]\w*|rasy\w*|skambin\w*|spam\w*|trukdy\w*)|palikite (?:mane|mus) (?:ramybeje|ramyb\w*)|atsaukiu (?:<2>)?sutikim\w*",
        0.9,
        unless="susitikim|kalendor|nesiunciame|iki (?:<1>)\\d",
    ),
    _LT.threat(
        "lithuanian_law",
        r"(?:skus|skund|pranes|kreip|pateik)\w* (?:<4>)?(?:vdai|policij\w*|inspekcij\w*|spam\w*|slamst\w*|teism\w*|skund\w*|advokat\w*)|(?:mano|musu) (?:advokat|teisinink)\w*|neteiset\w*|kaip (?:spam|slamst)\w*",
        0.9,
        unless="sutart",
    ),
    _LT.no(
        "lithuanian_no",
        r"ne(?:be)?domin\w*|nesidom\w*|nereik\w*|ne,? aciu|aciu,? (?:bet )?ne¤|per brangu|jau turime",
        0.8,
        unless="laisk",
    ),
    _LT.machine(
        "lithuanian_away", r"atostog\w*|ne biure|komandiruot\w*|automatinis atsakymas|nedarbing\w*", 0.85
    ),
)
LANGUAGES: tuple[Language, ...] = (
    Language("swahili", None, _SWAHILI, compiled(r"(?<!\w)(?:tafadhali|usi\w+|msi\w+|acha|acheni|sitaki|hatutaki|niondoe\w*|nitoe\w*|ondoa|futa|asante|sina|hatuna|hatuhitaji|sihitaji|niko|nipo|hapana|naomba|orodha|koma|sitisha|nita\w+|tuta\w+|wakili|nje|kujiondoa)(?!\w)")),
    Language("afrikaans", None, _AFRIKAANS, compiled(r"(?<!\w)(?:asseblief|asb|moenie|nie|my|julle|ek|dankie|ons|verwyder|skrap|verlof|buite|uitteken|outomatiese)(?!\w)")),
    Language("baltic", None, _BALTIC, compiled(r"(?<!\w)(?:palun|mind|meid|minu|mulle|arge|ara|lopeta\w*|ei|eemalda\w*|kustuta\w*|loobu\w*|aitah|olen|ludzu|mani|mus|man|mums|ne\w+|no|izdzes\w*|iznem\w*|dzes\w*|atrakst\w*|paldies|esmu|prasau|mane|mano|aciu|atsisak\w*|isbrauk\w*|istrin\w*|pasalin\w*|atostog\w*|nustok\w*|baik\w*|gana|beidz\w*|partrauc\w*|tuhista\w*|skus\w*|sudz\w*|jatke|kaeba\w*|per|ka|kaip|lieciet|palikite|atsaukiu)(?!\w)")),
)  # fmt: skip
