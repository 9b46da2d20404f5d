# ruff: noqa: E501 - one grammatical pattern a line
"""Dutch, of the Netherlands and of Flanders: opt-outs and threats by structure, separable verbs in both orders."""

from bot.workflows.reply_routing.languages import dutch_answers
from bot.workflows.reply_routing.languages.dutch_words import (
    DEAL,
    LAWYER,
    LIST,
    ME,
    MONTH,
    NOT,
    PEN,
    VOCABULARY,
    YOU,
)
from bot.workflows.reply_routing.rule import Language, any_of

_MAIL = any_of(
    r"(?:e-?|reclame-?|spam-?)?mails? | mailtjes? | e-?mailtjes? | berichten | berichtje\w* | berichten | reclame\w* | spam\w* | nieuwsbrie\w* | mailings? | telefoontjes | opvolging\w* | follow-?ups? | aanbiedingen | "
    r"\w*contact\w* | verzoeken | herinneringen | reminders? | informatie | acquisitie | onzin | troep | rotzooi | post | communicatie | benadering\w* | correspondentie | uitnodigingen | zooi | meuk"
)
_WRITE = r"(?:mail|e-?mail|schrijf|schrijv|stuur|stur|bel|benader|contact|contacteer|lastig|spam|toestuur|opbel|aanschrijf|aanschrijv|bestook|stoor|stor|hinder|val|bericht|app|zend|toezend|pester|pest|stalk)\w*"
_WRITTEN = any_of(
    r"benaderd | gemaild | gebeld | gecontacteerd | lastiggevallen | aangeschreven | ontvangen | krijgen | hebben | horen | lezen | zien | contacteren | mailen | bellen | benaderen | schrijven | sturen | opnemen | lastigvallen | toesturen | lastig (?:te )?vallen | spammen | toegestuurd | gestoord | storen | benader | ontvang | op de hoogte"
)
_REMOVE = r"(?:verwijder\w*|schrap\w*|wis|wissen|gewist|delete\w*|uitschrijv\w*|uitgeschreven|uit te schrijven|afmeld\w*|afgemeld|haal\w*|halen|gehaald|weghalen|eruit|uithalen|uit te halen|uitgehaald|vernietig\w*|blokkeer\w*|gooi\w*|vergeet|vergeten|doorhal\w*|streep\w*|uit)¤"
_REMOVE_FIRST = r"(?:verwijder\w*|schrap\w*|wis|wissen|delete\w*|uitschrijv\w*|afmeld\w*|haal|haalt|halen|vernietig\w*|blokkeer\w*|gooi|gooien|vergeet|schrijf|schrijft|meld|meldt|neem|neemt|streep|doe|zet)¤"
_HANDOVER = r"(?<!\w)(?:cc|c\.c|bcc|kopie|thread|vergadering\w*|meeting\w*|afspraak|afspraken|uitnodiging\w*|overleg|agenda|webinar\w*|training\w*|cursus|gesprek|call|evenement|groep|wachtrij|boeken?)¤"
_TOPIC = (
    r"(?<!\w)(?:fact[uo]*r\w*|facturen)¤|(?:hoe|kan|kunnen|is het mogelijk|kunt)¤[^.?!\n]{0,60}(?:(?:een|onze|mijn|de) (?:<1>)?(?:gebruikers?|klanten?|medewerkers?|abonnees|contacten uit)|(?:jullie|uw|de|je) (?:<1>)?(?:tool|platform|software|product|oplossing|systeem om))|"
    rf"onze (?:<1>)?(?:klanten|gebruikers|abonnees|leads)|afmeldpercentage|afmeld-?link|indien (?:{YOU}|je) (?:<6>)?(?:klik|afmeld)|als (?:{YOU}|je) (?:<6>)?(?:wilt ontvangen|klik)|klik (?:hier|op)|https?:|(?:ik|we|wij) (?:heb|hebben) (?:<5>)?(?:gebruiker|account|fout|map|duplicaat)"
)
_UNTIL = rf"(?<!\w)(?:voor|tot|voordat|vóór|totdat)¤ (?:<1>)?(?:{MONTH}|\d|de zomer|de vakantie|het|eind|begin|volgend|dat|na|september|q[1-4])"
_NO_MAIL = r"(?:mail|bericht)\w* (?:<1>)?niet (?:ontvangen|gekregen|gezien)|(?:krijg\w*|ontvang\w*|zie\w*|vind\w*) (?:<1>)?(?:ik|we|wij) (?:<3>)?geen|(?:heb|hebben) (?:<3>)?(?:nog )?geen (?:<2>)?(?:mail|bericht|reactie|antwoord|uitnodiging)|sinds (?:<4>)geen|wachtwoord|ticket"
_CALM = rf"{_TOPIC}|{_HANDOVER}"
_ASKING = any_of(
    r"graag | aub | svp | gelieve | alsjeblieft | alstublieft | wilt | wil | willen | wens\w* | kunt | kan | kunnen | verzoek\w* | vraag | zou | liever | bedankt"
)
_TOUCH = any_of(
    r"(?:e-?)?mail\w* | berichten | berichtje\w* | schrijv\w* | contact\w* | stur\w* | stuur | reclame | \w*lijst | bel\w* | spam\w* | lastig\w* | nieuwsbrie\w* | benader\w*"
)

_OPTOUTS = (
    PEN.optout(
        "one_word",
        r"(?:graag |gelieve |aub |bedankt |please |hallo |svp |nu |direct |mij |me |ons )*(?:uitschrijv\w*|uitschrijf\w*|uitgeschreven worden|afmeld\w*|verwijder\w*|schrappen|stop\w*(?: (?:hiermee|ermee|met mailen|met spammen|met mailen aub|maar|met deze onzin))?|ophouden|hou(?:d)? (?:hier)?(?:er)?mee op|hou(?:d)? op(?: met mailen)?|genoeg|kappen(?: nou)?|kap (?:hier)?mee|kap ermee|opzeggen|geen (?:mails?|reclame|spam|e-?mails?|mails? meer|interesse en geen mails|contact|mailtjes|nieuwsbrie\w*)(?: meer)?|nooit meer|niet (?:meer )?(?:mailen|bellen|contacteren|benaderen|schrijven|sturen)|geen verdere (?:berichten|mails)|weg|rot op|eraf|blokkeren|laat maar zitten met die mails)(?: (?:aub|svp|graag|bedankt|alstublieft|alsjeblieft|nu|direct|meteen|onmiddellijk|dank|meer|a\.u\.b|hiervan|nou|mij|me|van de lijst))*",
        0.9,
        scope="sentence",
    ),
    PEN.optout(
        "unsubscribe",
        r"(?:uitschrij[vf]|uitgeschre|uit te schrij)\w*",
        0.9,
        unless=rf"{_CALM}|aanbesteding|factuur|uitschrijven (?:van|voor) (?:een|de) (?:tender|aanbesteding|recept|verkiezing)",
    ),
    PEN.optout(
        "sign_me_off",
        rf"(?:schrijf|schrijft|meld|meldt|haal|haalt|neem|neemt|gooi|zet|teken|doe) (?:<1>)?{ME} (?:<5>)?(?:uit|af|eruit|eraf|weg)(?= ?(?:$|[.!,;:\n)]|aub|svp|graag|van|bij|en|uit|alsjeblieft|alstublieft|a\.u))",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "remove_me",
        rf"{_REMOVE_FIRST} (?:<2>)?{ME} (?:<3>)?(?:uit|van|af)¤ (?:<3>)?{LIST}|(?:verwijder\w*|schrap\w*|wis|wissen|delete\w*|vernietig\w*|vergeet|blokkeer\w*) (?:<2>)?{ME}",
        0.9,
        unless=rf"{_CALM}|vergeet (?:<1>)(?:me|mij) niet|wis en",
    ),
    PEN.optout(
        "me_remove",
        rf"{ME} (?:<6>)?(?:te )?(?:verwijder\w*|schrappen|wissen|gewist|deleten|uitschrijv\w*|uitgeschreven|uit te schrijven|afmelden|afgemeld|halen|gehaald|weghalen|uithalen|blokkeren|geschrapt)¤",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "off_list",
        rf"(?:uit|van|af van|eraf van|afmelden voor|afmelding voor|afgemeld voor|afmelden van) (?:<1>)?(?:uw|jullie|je|deze|die|dit|de|het|dat) (?:<1>)?{LIST} (?:<2>)?(?:af|{_REMOVE})|(?:verwijder\w*|halen|haal|schrap\w*|afmeld\w*|afgemeld|weg) (?:<5>)?(?:uit|van|voor) (?:<2>)?{LIST}",
        0.9,
        unless=rf"{_CALM}|duplicat|dubbele",
    ),
    PEN.optout(
        "stop_it",
        rf"(?:stop|stopt|stoppen|ophouden|hou|houd|houdt|kap|kappen|staak|staakt|beeindig\w*|vermijd\w*|bespaar) (?:<4>)?(?:(?:met|om|op|mee|alle|de|het|deze|je|jullie) (?:<3>)?)?(?:{_MAIL}|{_WRITE}|lastig|mij|me¤)",
        0.85,
        unless=rf"{_TOPIC}|(?:we|wij|klanten|team|ik) (?:<1>)?(?:stop|houd)\w*|houd (?:mij|me|ons|je|jullie|{YOU}) (?:<2>)?(?:op de hoogte|gereed)|op de hoogte|hou (?:me|mij) (?:<1>)?(?:op|in)",
    ),
    PEN.optout(
        "stop_with_it",
        r"(?:hou|houd|houdt) (?:<4>)?(?:mee )?op(?= ?(?:$|[.!,;\n]|met|ik|aub))|(?:mee op te houden|mee te stoppen|mee stoppen|mee ophouden)",
        0.85,
        unless=r"op de hoogte|we (?:zijn|houden)|stoppen we",
    ),
    PEN.optout(
        "do_not_write_me",
        rf"(?:mail|schrijf|stuur|bel|benader|contacteer|contact|app|spam|zend|stalk|val) (?:<1>)?(?:{YOU} )?(?:mij|me|ons|mijn|onze)¤ (?:<3>)?(?:{NOT}|niets)¤",
        0.9,
        unless=rf"{_UNTIL}|{_TOPIC}|(?:ik|we|hij|zij|klant) (?:mail|stuur|bel)|niet (?:via|op|voor)",
    ),
    PEN.optout(
        "not_again",
        rf"{NOT}¤ (?:<2>)?(?:meer|langer|verder|opnieuw|weer|nogmaals|in de toekomst)¤ (?:<5>)?(?:{_WRITTEN}|{_WRITE}|contact)",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NO_MAIL}|(?:kan|kunnen|kon) (?:<4>)niet meer|gehoord|niet meer (?:<2>)?(?:werk|bij)\w*|werk\w*|geen (?:verdere|meer) (?:vragen|opmerkingen)|niet weer",
    ),
    PEN.optout(
        "no_contact",
        r"(?:neem|neemt|zoek|zoekt) (?:<2>)?(?:geen|niet|nooit) (?:<2>)?(?:meer )?contact|geen contact (?:<3>)?(?:op|opnemen|te nemen|meer)",
        0.9,
        unless=_UNTIL,
    ),
    PEN.optout(
        "wish_no_mail",
        rf"(?:wil|willen|wens|wensen|hoef|hoeven|verzoek\w*|vraag|verlang|zit|zitten|stel|stellen|ontvang|lust|wenst|behoefte|gediend|geef|toestemming|prijs|zou|wilde) (?:<4>)?(?:{NOT})¤ (?:<5>)?(?:{_MAIL}|{_WRITTEN}|op (?:<2>)?{LIST}|prijs op)",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NO_MAIL}|niet (?:storen|te veel)|behoefte (?:<2>)aan (?!(?:jullie |uw |meer |deze |verdere )?(?:mails|berichten|spam|reclame|e-?mails|contact))|(?:wil|willen) (?:{YOU}|je|jullie|hem) niet|geen (?:verdere )?(?:informatie|contact gehad)|wil (?:je|{YOU}|jullie) (?:<3>)niet vergeten|kan je|zou ik niet",
    ),
    PEN.optout(
        "hoef_niet",
        rf"(?:hoef|hoeven|wil|willen) (?:<3>)?(?:die|deze|dit|dat|jullie|uw|zulke|dergelijke|je) (?:<2>)?(?:{_MAIL}|mailtjes?|soort mails?|berichten) (?:<1>)?(?:niet|nooit)¤|(?:{_MAIL}|dit soort) (?:<2>)?niet (?:te )?(?:ontvangen|krijgen|hoef)",
        0.9,
        unless=rf"(?:heb|hebben|is|zijn) (?:<4>)niet ontvangen|{_NO_MAIL}",
    ),
    PEN.optout(
        "ask_not",
        rf"(?:gelieve|graag|verzoek\w*|vraag|vragen|liever|please|wilt|wil|aub|kunnen|kunt|zou\w*) (?:<5>)?{NOT}¤ (?:<2>)?(?:meer |langer |verder )?(?:te )?(?:{_WRITTEN}|{_WRITE})",
        0.85,
        unless=rf"{_UNTIL}|{_TOPIC}|{_NO_MAIL}|waarom|niet (?:storen|vergeten)|ik (?:wil|zou) (?:{YOU}|je|jullie) niet",
    ),
    PEN.optout(
        "no_more_mail",
        rf"(?:geen|nooit|zonder|niet) (?:<1>)?(?:verdere|meer|nieuwe|extra|dergelijke|zulke|dit soort|ongevraagde?|toekomstige|enkele) (?:<1>)?{_MAIL}|geen (?:<1>)?{_MAIL} (?:<1>)?(?:meer|gewenst|a\.u\.b|van jullie|nodig)¤",
        0.9,
        unless=rf"{_NO_MAIL}|{_TOPIC}|geen (?:verdere |extra )?informatie (?:<1>)?nodig|zonder (?:verdere|extra) (?:informatie|contact)",
    ),
    PEN.optout(
        "refrain",
        rf"(?:zie|ziet|afzien|af te zien|afzie) (?:<5>)?(?:van|af) (?:<4>)?(?:{_MAIL}|benader\w*)|(?:verdere|alle) (?:<1>)?{_MAIL} (?:<2>)?(?:achterwege|te staken|staken|stoppen)",
        0.9,
    ),
    PEN.optout(
        "leave_alone",
        r"laat (?:<1>)?(?:mij|me|ons) (?:<2>)?(?:met rust|gerust|alleen)|(?:mij|me|ons) (?:<1>)?met rust|rot (?:<1>)?op|rot toch op|donder op|oprotten|(?:flikker|sodemieter|tyf) op|ga (?:<1>)?weg|lazer op|val (?:<3>)?(?:iemand anders|me niet|mij niet|ons niet) (?:<1>)?lastig|krijg (?:de|het)|(?:mij|me|ons) (?:<1>)?lastig (?:te )?(?:vallen|val\w*)",
        0.9,
    ),
    PEN.optout(
        "object",
        r"(?:maak|maken|teken|tekenen) (?:<2>)?bezwaar (?:<2>)?(?:tegen|aan)|bezwaar tegen (?:<5>)?(?:gebruik|verwerking|gegevens|direct marketing|mails?|benadering|reclame)|(?:trek|trekken|intrek\w*) (?:<5>)?toestemming|recht (?:van|op) (?:verzet|bezwaar|vergetelheid|verwijdering)|(?:nooit|niet|geen|zonder) (?:<4>)?(?:aangemeld|ingeschreven|toestemming|gevraagd|geabonneerd|opgegeven|akkoord gegeven|om gevraagd)¤",
        0.8,
        unless=rf"{_CALM}|nog niet|budget|toestemming (?:<2>)?(?:van|voor) (?:<2>)?(?:directie|baas|aankoop|manager|or)|geen bezwaar",
    ),
    PEN.optout(
        "not_on_list",
        rf"(?:niet|nooit) (?:<2>)?(?:op|in) (?:<1>)?(?:uw|jullie|je|deze|die|een) (?:<1>)?{LIST}",
        0.8,
        unless=_TOPIC,
    ),
    PEN.optout(
        "how_often",
        r"(?:hoe vaak|voor de (?:laatste|tweede|derde|vierde|zoveelste) keer|(?:al|reeds) (?:<2>)?(?:keer|meermaals|meerdere keren|eerder) (?:<2>)?(?:gevraagd|gezegd|afgemeld|uitgeschreven|verzocht)|(?:heb|hebben) (?:<2>)?(?:al|reeds) (?:<3>)?(?:afgemeld|uitgeschreven|gevraagd (?:<2>)te stoppen))",
        0.7,
        unless=rf"{_CALM}|ticket|support|offerte|al (?:gevraagd|gezegd) (?:aan|of)",
    ),
    PEN.optout(
        "blocked",
        r"(?:zwarte lijst|blacklist\w*|bel-me-niet|blokkeerlijst|blocklist)|(?:ik|we|wij) (?:<1>)?(?:blokkeer|blokkeren|ga (?:<1>)?(?:blokkeren)) (?:<2>)?(?:jullie|uw|je|deze|afzender|{YOU})?".replace(
            "{YOU}", YOU
        ),
        0.75,
        unless=_TOPIC,
    ),
    PEN.optout(
        "cancel_it",
        r"(?:zeg|zegt|opzeggen|beeindig\w*|annuleer\w*|stop) (?:<3>)?(?:abonnement|inschrijving|nieuwsbrief)\w* (?:<1>)?(?:op)?|(?:abonnement|inschrijving|nieuwsbrief)\w* (?:<2>)?(?:opzeggen|stopzetten|op te zeggen|annuleren|beeindigen)",
        0.85,
        unless=_TOPIC,
    ),
    PEN.optout(
        "stop_that",
        r"(?:hier|er|daar)mee (?:<1>)?(?:te )?(?:stoppen|ophouden|op te houden|kappen)¤|(?:stop|stopt|stoppen|kap|kappen|ophouden|hou|houd|houdt) (?:<3>)?(?:mee|ermee|hiermee|daarmee)¤",
        0.85,
        unless=r"(?:we|wij|ik|klanten) (?:<1>)?(?:stop|houd)\w*|mee bezig|waar\w*",
    ),
    PEN.optout(
        "off_it",
        rf"(?:haal|gooi|schrap|neem|verwijder|knikker|zet) (?:<1>)?{ME} (?:<2>)?(?:eraf|er af|eruit|er uit|weg)¤",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "softly",
        rf"{_ASKING} (?:<8>)?(?:{NOT}|stop\w*|ophouden|zonder)¤ (?:<5>)?{_TOUCH}|{_ASKING} (?:<8>)?{_TOUCH} (?:<4>)?(?:{NOT})¤",
        0.6,
        unless=rf"{_CALM}|{_UNTIL}|{_NO_MAIL}|aarzel|niet (?:alleen|aan|via|per|voor)¤|maar (?:<1>)(?:aan|bel)|waarom|vergeet|liever",
    ),
)
_LAW = any_of(
    r"avg | gdpr | wet | wetgeving | telecommunicatiewet | privacywet\w* | privacywetgeving | spamverbod | regels | wettelijk\w* | verordening | telecomwet | privacy"
)
_BODY = any_of(
    r"autoriteit persoonsgegevens | autoriteit consument\w* | acm | ap | gba | gegevensbeschermingsautoriteit | politie | justitie | spamklacht\w* | consumentenbond | rechter | rechtbank | toezichthouder | privacycommissie | privacyautoriteit | autoriteit\w* | kamer van koophandel | reclame code commissie | fod economie | google | uw provider | jullie provider | hostingprovider | provider"
)
_TELL = r"(?:meld|melding|gemeld|melden|meldt|klacht|klagen|aangifte|aangeven|rapporteer|rapporteren|gerapporteerd|doorgeven|doorgegeven|doorsturen|stuur|stap|stappen|ga|gaan|ga ik|dien|dienen|indienen|ingediend|inform\w*|inschakel\w*|schakel|bel|contact|verwittig\w*|geef|neem)"
_BUYER = rf"{DEAL}|(?:voldo\w*|hoe|waar|zijn|is|hebben|gaan|staat|staan)¤ (?:<4>)?(?:avg|gdpr|data|gegevens|gecertificeerd|privacy|wetgeving)[^\n?]{{0,80}}\?|onze (?:<1>)?(?:klanten|gebruikers)"
_THREATS = (
    PEN.threat(
        "lawyer",
        rf"(?:schakel|inschakel|geef|stap|stuur|leg|voorleg|doorgeef|doorstuur|draag|overdra|raadpleeg|hoor|horen|ga|gaan|bel|zet|inform|neem|contacteer|bespreek|mail|betrek)\w* (?:<6>)?(?:mijn|onze|een|de|bij|naar|aan|van) (?:<1>)?{LAWYER}|(?:mijn|onze|een) (?:<1>)?{LAWYER} (?:<4>)?(?:inschakel|neemt|zal|gaat|contact|komt|op de hoogte|stuurt|schakel|hoort|benader|inform|optreed|aan het werk|laten weten)\w*",
        0.85,
        unless=rf"{_BUYER}|vraag (?:van|over)|demo",
    ),
    PEN.threat(
        "legal_steps",
        r"(?:juridische|gerechtelijke|wettelijke|rechts|gerechtelijk) (?:<1>)?(?:stappen|maatregelen|acties?|procedures?|gevolgen|weg)|rechtszaak|voor de rechter|naar de rechter|dagvaard\w*|aangifte|aanklacht|aanklagen|klaag (?:<1>)?(?:je|jullie|{YOU}) aan|schadevergoeding|sommeer|sommatie|ingebrekestelling|kort geding|boete\w*|strafbaar|dwangsom".replace(
            "{YOU}", YOU
        ),
        0.9,
        unless=rf"{_BUYER}|boete\w* (?:<2>)(?:voorkom|vermijd)|btw-aangifte|belastingaangifte",
    ),
    PEN.threat(
        "report_to_body",
        rf"{_TELL} (?:<7>)?{_BODY}|{_BODY} (?:<5>)?(?:melding|klacht|gemeld|inschakel\w*|melden|in kennis)|(?:hier|hiervan|dit|hierover|jullie|een) (?:<1>)?(?:melding (?:van )?(?:maken|doen|maak|gemaakt)|klacht (?:indienen|in te dienen|ingediend))|(?:dien|doe|maak) (?:<3>)?(?:klacht|melding)",
        0.9,
        unless=rf"{_BUYER}|google (?:meet|agenda|drive)|ticket|support|levering|storing|bug|huidige provider|melding in (?:de|het)",
    ),
    PEN.threat(
        "report_spam",
        r"(?:als |voor )?(?:spam|ongewenst|junk|phishing|misbruik)\w* (?:<3>)?(?:gerapporteerd|gemeld|gemarkeerd|rapporteren|melden|aangemerkt|markeren|aangegeven|aangifte)|(?:rapporteer|meld|markeer|gemeld|gerapporteerd|gemarkeerd|bestempel\w*|beschouw\w*) (?:<5>)?(?:als|wegens) (?:<1>)?(?:spam|ongewenst\w*|junk|phishing|misbruik)|spam-?(?:melding|klacht)",
        0.95,
        unless=r"(?:per ongeluk|abusievelijk|automatisch|door (?:<1>)?(?:outlook|gmail|google|onze|het filter)|onze (?:filter|server)|beland|terechtgekomen|in (?:mijn|de|onze) spam)|onze (?:mails|e-?mails|nieuwsbrief)",
    ),
    PEN.threat(
        "report_you",
        rf"(?:ik|wij|we) (?:ga|zal|zullen|gaan|moet|wil)? ?(?:<2>)?(?:jullie|je|{YOU}|dit) (?:<2>)?(?:aangeven|rapporteren|aanklagen|melden(?= ?(?:$|[.!,\n]|bij)))",
        0.85,
        unless=r"probleem|bug|storing|ticket|collega|manager",
    ),
    PEN.threat(
        "unlawful",
        rf"(?:illegaal|illegale|onwettig\w*|onrechtmatig\w*|strafbaar\w*|verboten (?:<2>)?(?:door|volgens|bij)|(?:in strijd|strijdig) (?:<2>)?(?:met )?(?:<2>)?{_LAW}|(?:overtred|schend|schendt|overtreedt|inbreuk|overtreding|schending)\w* (?:<4>)?{_LAW}|intimidatie|stalking|stalken|niet toegestaan (?:<3>)?{_LAW}|(?:dit|ongevraagd\w*|spam\w*) (?:<3>)?(?:is|zijn) (?:<2>)?(?:verboten|niet toegestaan|illegaal))",
        0.85,
        unless=rf"{_BUYER}|voorkom|risico|vermijd|bij ons (?:<2>)verboten",
    ),
    PEN.threat(
        "law_demand",
        rf"(?:op grond|op basis|conform|volgens|ingevolge|krachtens|onder|met een beroep) (?:<4>)?(?:{_LAW}|artikel \d+|art\.? ?\d+) (?:<9>)?(?:eis\w*|verzoek\w*|vorder\w*|inzage|verwijder\w*|verplicht|herkomst|aangeven|inform\w*)|(?:artikel|art\.?) (?:6|7|13|14|15|17|77)¤|inzageverzoek|recht op inzage|rechtsgrond\w*|wettelijke grondslag|(?:hoe|waar|van wie) (?:<3>)?(?:kom|komen|heb|hebben|hebt|heeft|gekregen|vandaan) (?:<4>)?(?:mijn|onze) (?:<1>)?(?:gegevens|adres|mail\w*|e-?mail\w*|data|nummer)¤ ?(?:<9>)?(?:avg|gdpr|wet|toestemming|illegaal|klacht|autoriteit|privacy)",
        0.8,
        unless=_BUYER,
        note="data_request",
    ),
    PEN.threat(
        "complaint",
        r"(?:officiele|formele) klacht|klacht (?:<2>)?(?:in|bij|tegen|indienen|ingediend)|laatste waarschuwing|(?:dit (?:krijgt|heeft)|met) (?:<1>)?(?:gevolgen|consequenties|een staartje)|gewaarschuwd",
        0.8,
        unless=rf"{_BUYER}|support|ticket|levering|bestelling|factuur|klantenservice",
    ),
    PEN.threat(
        "body_named",
        r"(?:autoriteit persoonsgegevens|gegevensbeschermingsautoriteit|autoriteit consument\w*|acm|spamklacht\w*)¤",
        0.7,
        unless=rf"{_BUYER}|\?",
    ),
)
LANGUAGE = Language(name="dutch", vocabulary=VOCABULARY, rules=(*_THREATS, *_OPTOUTS, *dutch_answers.RULES))  # fmt: skip
