# ruff: noqa: E501 - one grammatical pattern a line
"""Dutch for no, for later, for somebody else, for yes, for absences, and for anger."""

from bot.workflows.reply_routing.languages.dutch_words import DEAL, LAWYER, MONTH, NOT, PEN, YOU
from bot.workflows.reply_routing.rule import any_of

_NO = rf"(?<!\w)(?:{NOT}|helaas|onmogelijk|stop\w*|zonder|nee)¤"
_SEASON = any_of(
    r"zomer\w* | herfst | najaar | winter | voorjaar | lente | vakantie\w* | kerst\w* | nieuwe jaar | nieuwjaar | volgend jaar | jaareinde | jaarwisseling | pasen | audit | migratie | fusie | beurs | verhuizing | jaarafsluiting"
)
_WHEN = (
    rf"(?:(?:(?:in|na|voor|vanaf|tot|begin|eind|half|medio|rond|per|over|pas|van)¤ ?(?:<1>)?)+(?:{MONTH}|{_SEASON}|q[1-4]¤|20\d\d|(?:het )?(?:eerste|tweede|derde|vierde|volgend|komend|nieuwe?) (?:kwartaal|halfjaar|jaar))|(?:volgende?|komende?) (?:maand|kwartaal|jaar|halfjaar|zomer|najaar|voorjaar)"
    r"|(?:over|in|binnen) (?:<1>)?(?:een|twee|drie|vier|zes|\d+|paar|enkele|aantal) (?:<1>)?(?:maand(?:en)?|we(?:ek|ken)|jaar|kwartalen|dagen)|later|(?:op )?een ander moment|te zijner tijd|in de toekomst|q[1-4]¤)"
)
_AGAIN = r"(?:contact\w*|terug\w*|mail\w*|bel\w*|benader\w*|kom\w*|probeer\w*|spreek\w*|praat\w*|praten|spreken|kijk\w*|weer|nog eens|opnieuw|nogmaals|herinner\w*|schakel\w*|oppakken|hoor\w*|horen|heropen\w*)"
_NOW = any_of(
    r"(?:op )?dit moment | momenteel | nu | op het moment | voorlopig | vooralsnog | dit (?:jaar|kwartaal) | deze maand | even | voor nu | thans | nog"
)
_OBJECTIONS = (
    PEN.no(
        "no_interest",
        rf"(?:{NOT}) (?:<3>)?(?:interess\w*|geinteresseerd|behoefte|nodig|relevant|van toepassing|interessant|passend|zinvol|belangstelling|meerwaarde|overtuigd|gebruik van|trek|zitten te wachten|toegevoegde waarde|prioriteit voor ons)¤|(?:interesse|behoefte|belangstelling) (?:<3>)?(?:niet|geen)¤",
        0.9,
        unless=r"niet alleen|niet nodig (?:om|dat)|\?",
    ),
    PEN.no(
        "no_thanks",
        r"(?:nee|nee,? (?:hartelijk |dank|bedankt|dank (?:je|u|you)(?: wel)?)|nee bedankt|nee dank je|bedankt,? (?:maar )?nee|niks voor ons|niet voor ons|geen interesse)(?: (?:bedankt|groet|dank|hoor|dank je|wel))*",
        0.85,
        scope="sentence",
    ),
    PEN.no("no_thanks_start", r"nee,? (?:bedankt|dank)", 0.8),
    PEN.no(
        "price",
        r"(?:te|veel te|behoorlijk|erg|vrij) (?:duur|prijzig|kostbaar|hoog)|(?:geen|niet|zonder) (?:<3>)?(?:budget\w*|geld)¤|(?:boven|buiten) (?:<2>)?budget|niet (?:<1>)?(?:binnen|in) (?:<2>)?budget",
        0.8,
        unless=r"budget (?:<3>)?(?:bevroren|op|vastgelegd|vergeven)|niet (?:te |erg )duur",
    ),
    PEN.no(
        "have_one",
        r"(?:blijven|houden|doorgaan|verder) (?:<2>)?(?:bij|het bij|met) (?:<1>)?(?:onze|ons|huidige|bestaande)|(?:al|reeds|momenteel|intern) (?:<4>)?(?:leverancier\w*|oplossing\w*|tools?|partner\w*|partij|systeem|software|iemand|voorzien|bureau|platform|goed geregeld|concurrent\w*|pakket|geregeld|salesforce|hubspot|een andere|ander\w*)¤|(?:werken|gebruiken|hebben|zitten) (?:al|reeds)|(?:intern|zelf|in-?house) (?:<2>)?(?:geregeld|opgelost|gebouwd|ontwikkeld|doen|al goed)|(?:tevreden|blij) (?:met|over)|goed geregeld|goed voorzien|eigen oplossing|doen dit zelf",
        0.8,
        unless=r"(?:tevreden|blij) (?:met|over) (?:de demo|de proef|de pilot|jullie)|al (?:<2>)(?:gesproken|klant bij)|foutmelding|werkt niet",
    ),
    PEN.no(
        "decided",
        r"(?:gekozen|besloten|kiezen|gegaan) (?:<4>)?(?:voor (?:<2>)?(?:ander\w*|concurrent\w*)|niet|anders|met (?:<1>)?ander\w*|om niet|ervan af)|(?:zien|zie) (?:<3>)?(?:ervan af|geen (?:meerwaarde|nut|toegevoegde))|afgewezen|afwijzen|wijzen (?:<3>)af|bedanken (?:<1>)?voor|(?:niet|geen) (?:<3>)?(?:iets voor ons|verder (?:mee )?(?:gaan|willen)|prioriteit|passen|past|wat we zoeken|in ons straatje)|past (?:<3>)?niet|niet (?:<2>)doorgaan",
        0.8,
        unless=rf"{_NOW}|afspraak|meeting|niet (?:<1>)past (?:<1>)(?:maandag|dinsdag)",
    ),
)
_LATER = (
    PEN.later(
        "now_not",
        rf"(?:{NOT}|onmogelijk|lastig|druk|slecht) (?:<4>)?{_NOW}|{_NOW} (?:<5>)?(?:{NOT}|onmogelijk|lastig|druk|slecht|bevroren|vol|andere|bezet|te veel)¤",
        0.75,
        unless=r"interess|behoefte|nodig|kantoor|vakantie|duur|nog (?:<1>)?(?:geen|niet|nooit) (?:<3>)?(?:antwoord|reactie|gehoord|ontvangen|gekregen)|nooit|niet nog|mail|bericht|afwezig|nog (?:een|eens|een keer)|nu (?:<1>)?(?:al )?(?:<1>)?(?:eindelijk|genoeg)|aanwezig|nog (?:goed|wel)",
    ),
    PEN.later(
        "bad_time",
        r"(?:geen|niet|slecht\w*|verkeerd\w*|ongunstig\w*) (?:<2>)?(?:goed moment|juiste moment|moment|tijd|prioriteit|ruimte|capaciteit|timing|handig\w* moment)¤|te (?:vroeg|druk)|budget\w* (?:<3>)?(?:bevroren|op|vergeven|vastgelegd|dicht|uitgeput)|(?:in de ijskast|on hold|uitgesteld|uitstellen|doorgeschoven|doorschuiven|opgeschort)|midden in|staat even stil",
        0.8,
        unless=r"(?:afspraak|meeting|call|overleg) (?:<3>)(?:uitstel|doorschuif|verzet)|geen tijd (?:te verliezen|voor (?:deze|dit soort|spam))|interesse|geen prioriteit$",
    ),
    PEN.later(
        "come_back_then",
        rf"{_AGAIN} (?:<7>)?{_WHEN}|{_WHEN} (?:<8>)?{_AGAIN}",
        0.85,
        unless=r"vakantie (?:en|tot|ben)|afwezig|kantoor|advocaat|klacht|bereikbaar|wij hebben uw|ontvangen en|factuur|ticket|nooit (?:meer|weer)|terug (?:op|van|in) (?:<1>)?(?:maandag|kantoor)|nog [ée]en mail|eerder|weer terug|collega|binnen (?:\d+|een|twee) (?:werk)?(?:dag|uur)",
    ),
    PEN.later(
        "perhaps_later",
        rf"(?:misschien|wellicht|mogelijk|eventueel|liever|beter|graag|pas|wel|maar) (?:<3>)?{_WHEN}|(?:{NOT}|pas) (?:<5>)?(?:voor|vóór|tot|na) (?:<2>)?(?:{MONTH}|{_SEASON}|\d|q[1-4]|eind|begin|20\d\d)|{_WHEN} (?:graag|misschien|wellicht)",
        0.8,
        unless=r"uiterlijk|kantoor|vakantie|afwezig",
    ),
)
_ELSEWHERE = (
    PEN.elsewhere(
        "not_the_one",
        r"(?:niet|nooit) (?:<2>)?(?:de juiste (?:persoon|contactpersoon)|de contactpersoon|verantwoordelijk|bevoegd|mijn (?:afdeling|taak|verantwoordelijkheid|gebied|pakkie|afdeling|portefeuille)|over¤|degene die|bij mij|voor mij bestemd|de beslisser)|ga (?:<1>)?(?:ik )?(?:hier |daar )?(?:<1>)?niet over|(?:verkeerde|foute) (?:persoon|adres|contactpersoon|afdeling)|(?:bij mij|bij ons) (?:<2>)?(?:verkeerd|aan het verkeerde)|daar ga ik niet over",
        0.85,
    ),
    PEN.elsewhere(
        "is_in_charge",
        r"(?:is|zijn) (?:<3>)?(?:de juiste (?:persoon|contactpersoon)|verantwoordelijk|degene die|de contactpersoon|aanspreekpunt)|(?:gaat|gaan) (?:<2>)?(?:over (?:de |het |dit|deze)?|hier over|hierover|daarover)|(?:beslist|gaat) (?:<1>)?(?:hierover|daarover|over)|(?:mijn|onze) (?:<1>)?(?:collega|baas|manager|leidinggevende|opvolger|opvolgster|directeur)|(?:moet|moeten|kunt|kun) (?:<2>)?(?:bij|terecht bij|zijn bij) (?:<5>)(?:zijn|terecht)",
        0.75,
        unless=r"wie (?:is|gaat)[^.\n]*\?|(?:neem|voeg|zet|betrek|nodig) (?:<3>)(?:mijn|onze)|vakantie|dringend|spoed|afwezig|ik (?:ga|ben) (?:hierover|verantwoordelijk)|ga (?:<1>)(?:ik )?(?:<1>)niet over|met mijn|niet (?:<1>)over|klacht",
    ),
    PEN.elsewhere(
        "turn_to",
        rf"(?:neem|neemt|nemen|opnemen|contact) (?:<2>)?(?:contact )?(?:<3>)?met (?:<1>)?(?:mijn|onze|ons|de|dhr\.?|mevr\.?|meneer|mevrouw|collega|afdeling|inkoop|[a-z]+ (?:van|op|in|bij)|[\w.]+@)|(?:wend|richt) (?:<1>)?(?:{YOU}|je|jullie) (?:<3>)?tot|(?:mail|bel|vraag|probeer|spreek|benader|proberen|mailen|bellen) (?:<1>)?(?:naar |met |beter |het |bij |eens |even |maar )*(?:<1>)?(?:mijn (?:collega|manager|baas)|onze|collega|inkoop|dhr|mevr|[a-z]+ van (?:inkoop|it|hr|finance|marketing|sales)|[a-z]+ (?:van|op) (?:de )?(?:afdeling|inkoop))|(?:kunt|kun|kan) (?:{YOU} |je |beter |het beste )+(?:<2>)?(?:contact|terecht|mailen|bellen|bij)",
        0.75,
        unless=rf"advocaat|klacht|autoriteit|met (?:jullie|{YOU} |je |jou|mij|ons)\b|spoed|dringend|(?:ik|we|wij) (?:wil|willen|moet|ga|zal|neem|nemen)|terecht bij lisa|afwezig|van (?:de|die|jullie|uw) lijst|lijst (?:af)?hal|kan je me van",
    ),
    PEN.elsewhere(
        "passed_on",
        r"(?:doorgestuurd|doorgezet|stuur (?:<5>)?door|zet (?:<5>)?door|doorgegeven) (?:<5>)?(?:aan|naar)?|(?:aan|naar) (?:<3>)?(?:collega|afdeling|inkoop) (?:<2>)?(?:doorgestuurd|doorgezet|doorgegeven)",
        0.75,
        unless=r"advocaat|jurist|autoriteit|politie|niet (?:<1>)doorgestuurd|wordt (?:<2>)doorgestuurd|klacht|spam|misbruik",
        note="referral",
    ),
    PEN.elsewhere(
        "left",
        r"(?:werk|werkt|ben|werkzaam|is) (?:<2>)?niet (?:<1>)?(?:meer|langer) (?:<2>)?(?:bij|voor|in dienst|werkzaam|hier|verbonden)|niet langer (?:werkzaam|in dienst)|(?:bedrijf|organisatie) verlaten|uit dienst|met pensioen|van (?:baan|functie) (?:veranderd|gewisseld)|andere (?:functie|baan)",
        0.85,
        note="left",
    ),
)
_DAY = r"(?:maandag\w*|dinsdag\w*|woensdag\w*|donderdag\w*|vrijdag\w*|morgen|vandaag|overmorgen|volgende week|deze week|komende week|\d{1,2}[:.]\d\d|\d{1,2} uur|om \d{1,2}|\d{1,2}/\d{1,2}|\w*middag|ochtend)¤"
_THING = any_of(
    r"info | informatie | details | prijzen | prijslijst | prijs | offerte | voorstel | presentatie | brochure | catalogus | link | uitnodiging | contract | voorbeelden | referenties | cases? | demo\w* | materiaal | documentatie | video | datasheet | beschikbaarheid | agenda | folder | tarieven | verwerkersovereenkomst"
)
_PITCH = r"(?:wij bieden|wij zijn een|onze diensten|heeft (?:u|you) interesse|heb je interesse|hebben jullie interesse|kunnen wij (?:u|you|jullie) helpen|als (?:we|ik) interesse|mocht)"
_POSITIVE = (
    PEN.yes(
        "sounds_good",
        r"(?:(?:klinkt|lijkt|ziet|vind|is|lijkt (?:me|mij|ons)|dat is|dit is) (?:<3>)?(?:goed|interessant|prima|leuk|perfect|top|veelbelovend|goed idee|boeiend|handig|geweldig|uitstekend)|goed idee|precies wat|(?:heel|zeer) graag|met (?:alle )?plezier|akkoord|laten we (?:doen|het doen|verder)|doen we|helemaal goed)",
        0.8,
        unless=rf"{_NO}|maar¤|{_PITCH}|robot|later|leuk geprobeerd",
    ),
    PEN.yes(
        "interest",
        r"(?:(?:heb|hebben|zeker|wel|grote|is er|bestaat) (?:<2>)?(?:interesse|belangstelling)|(?:ben|zijn|zou|zouden) (?:<2>)?(?:geinteresseerd|benieuwd|nieuwsgierig)|(?:interesseert|boeit) (?:me|mij|ons)|(?:wil|willen|zou|zouden|graag) (?:<3>)?(?:meer weten|meer horen|zien|testen|uitproberen|een demo|kennismaken|proberen|meer informatie|afspreken|een afspraak|bestellen|kopen|starten|een offerte|weten|een voorstel)|meer (?:over )?(?:te )?weten)",
        0.85,
        unless=rf"{_NO}|{_PITCH}|als we|later|verwijder|uitschrijv|weten (?:<2>)(?:waar|hoe) (?:<3>)(?:gegevens|adres)|hoe (?:<3>)aan mijn",
    ),
    PEN.yes(
        "day_works",
        rf"(?:heb|hebt|heeft|hebben) (?:je|jij|{YOU}|jullie) (?:<2>)?{_DAY} (?:<2>)?tijd|{_DAY} (?:<4>)?(?:kan|past|schikt|komt (?:mij|me|ons)? ?(?:goed )?uit|is goed|is prima|lukt|heb ik tijd|zou kunnen|prima|graag|ok|is mogelijk|bellen|afspreken)¤|(?:zullen we|kunnen we|past|bel|bellen|spreken|afspreken|call|demo|gesprek|afspraak|beschikbaar|tijd|kan|schikt|videocall|lukt|meeten|plannen|inplannen) (?:<4>)?{_DAY}",
        0.85,
        unless=rf"{_NO}|vakantie|kantoor|afwezig|annul|verzet|uit de agenda|verwijder|afzeg|{_PITCH}|sinds|terug|advocaat|afmeld|donderdag (?:<1>)(?:ben|was)|bereikbaar",
        note="meeting",
    ),
    PEN.yes(
        "lets_meet",
        r"(?:kunnen we|zullen we|laten we|kunt|kun je|kan je|plan|plannen|inplannen|maken|maak|regel|voorstel|boek|organiseer) (?:<4>)?(?:afspraak|gesprek|demo\w*|call|bellen|afspreken|meeting|overleg|videocall|kennismak\w*|belafspraak)¤|wanneer (?:<1>)?(?:kan|kunnen|kunt|past|heb|hebben|heeft|schikt|starten|zou|komt|is)|bel (?:me|mij) (?:gerust|even|maar|morgen|op)|volgende stappen|vervolgstappen|stuur (?:maar |gerust |een )*(?:<1>)?uitnodiging|agendaverzoek",
        0.8,
        unless=rf"{_NO}|uit de agenda|verwijder|afzeg|annul|{_PITCH}|later|{MONTH}|(?:kwartaal|volgend jaar|volgende maand|na de zomer)|wanneer (?:<2>)(?:stop|houd)",
        note="meeting",
    ),
    PEN.yes(
        "send_me",
        rf"(?:stuur|sturen|toesturen|mail|mailen|deel|geef|opsturen|ontvang\w*|krijg\w*|bezorg|toezenden|doe|maak|heb je|heeft) (?:<5>)?{_THING}|{_THING} (?:<4>)?(?:sturen|toesturen|mailen|opsturen|ontvangen|krijgen|delen|toezenden)¤",
        0.8,
        unless=rf"{_NO}|{_PITCH}|later|(?:ik|wij|we) (?:stuur|sturen|mail|geef) (?:<1>)?(?:je|jullie|{YOU})|(?:heb|hebben) (?:<3>)(?:ontvangen|gestuurd)|factuur|mijn gegevens|support|uit (?:jullie|uw)|ticket",
        note="information",
    ),
    PEN.yes(
        "price_question",
        r"(?:wat (?:<3>)?(?:kost|kosten)|hoeveel (?:<3>)?(?:kost|kosten|is|betaal)|(?:wat|welke) (?:<3>)?(?:prijs|prijzen|tarieven|kosten)|(?:prijs|kosten|tarief) (?:<2>)?per (?:<1>)?(?:gebruiker|licentie|maand|jaar))",
        0.8,
        unless=rf"{_PITCH}|hoe vaak|kost (?:mij|me|ons) (?:<2>)tijd",
    ),
    PEN.yes(
        "product_question",
        r"(?:voldo\w*|waar|hoe|hebben|bied\w*|integreer\w*|ondersteun\w*|is er|is het|kan|kunnen|werkt|zijn|gaan|staat|staan|welke)¤ (?:<7>)?(?:avg|gdpr|data|gehost|opgeslagen|api|sso|salesforce|hubspot|integratie\w*|koppel\w*|referenties|proefperiode|trial|contractduur|security|beveiliging|gecertificeerd|iso|implementatie|compatibel|talen|servers?)¤[^?\n]{0,90}\?",
        0.8,
        unless=rf"{_PITCH}|mijn (?:gegevens|data|adres)|vandaan|foutmelding|wachtwoord|ticket|werkt niet|verwijder",
    ),
    PEN.yes(
        "buying",
        rf"{LAWYER} (?:<5>)?(?:kijk|bekijk|beoordeel|check|controleer|keur|teken|lees|leest|heeft|nakijk|gaat)\w* (?:<5>)?{DEAL}|(?:{LAWYER}|inkoop|directie|finance|security) (?:<4>)?(?:akkoord|goedgekeurd|groen licht|goedkeuring gegeven)|budget (?:<2>)?(?:goedgekeurd|vrijgemaakt|akkoord)|(?:klaar om|willen|gaan) (?:<2>)?(?:te )?(?:tekenen|bestellen|starten|kopen|afnemen)¤|tekenen we",
        0.85,
        unless=rf"{NOT}|spam|klacht|illegaal",
    ),
    PEN.yes(
        "yes_alone",
        r"(?:ja|jazeker|ja graag|graag|prima|zeker|akkoord|natuurlijk|uiteraard|ok|oke|okay|goed|perfect|helemaal goed|zeker weten|met plezier|doe maar|waarom niet|top|deal)(?: (?:graag|hoor|bedankt|prima|zeker|dank|dank je|doe maar|is goed|natuurlijk|top|alvast))*",
        0.8,
        scope="text",
    ),
    PEN.yes(
        "yes_first",
        r"(?:ja|graag|prima|zeker|akkoord|ok|oke) (?:<9>)?(?:stuur|mail|afspraak|demo|week|bel|interess|past|info|prijs|beschikbaar|morgen|maandag|dinsdag|woensdag|donderdag|vrijdag|voorstel|uitnodiging|offerte|inplan|plan)\w*[^\n]*",
        0.8,
        scope="sentence",
        unless=rf"{_NO}|later|volgende maand|kwartaal|^graag (?:<5>)(?:verwijder|uitschrij|afmeld|schrap)|afmeld|uitschrij|verwijder",
    ),
    PEN.yes(
        "hand_over",
        r"(?:haal|halen|verwijder|laat) (?:<4>)?(?:uit|van) (?:<1>)?(?:cc|kopie|thread|conversatie|mail)¤[^\n]{0,60}(?:neemt (?:het|dit)? ?over|neemt|gaat verder|pakt|regelt|leidt|vervolgt|is vanaf)",
        0.85,
        note="hand_over",
    ),
    PEN.yes(
        "brings_in",
        r"(?:voeg|zet|neem|betrek|nodig) (?:<2>)?(?:mijn|onze) (?:<1>)?(?:manager|baas|directeur|collega|team|cto|cfo|ceo|leidinggevende)(?: (?:<3>)?(?:toe|cc|mee|erbij|uit|kopie))?",
        0.8,
        unless=rf"{_NO}|advocaat|jurist|contact met",
        note="stakeholder",
    ),
)
_MACHINES = (
    PEN.machine(
        "away",
        r"(?:ben|is|wegens|zijn|momenteel|ik) (?:<4>)?(?:afwezig|met vakantie|op vakantie|niet aanwezig|niet op kantoor|buiten kantoor|met verlof|met zwangerschapsverlof|met ouderschapsverlof|op reis|op zakenreis|ziek|niet bereikbaar|in het buitenland|uit kantoor|vrij)¤|wegens (?:<2>)?(?:vakantie|verlof|ziekte|afwezigheid)|(?:kantoor|bedrijf) (?:<2>)?gesloten|afwezig (?:tot|van|wegens)",
        0.85,
        unless=r"na (?:de |mijn )?vakantie (?:<2>)(?:weer|terug|graag)|vergadering|ik ben vrij (?:op|om|donderdag|maandag)|ik (?:ben|heb) vrij",
    ),
    PEN.machine(
        "back",
        r"(?:weer|terug) (?:<2>)?(?:bereikbaar|aanwezig|op kantoor|terug|beschikbaar)|(?:ben ik|ik ben) (?:<5>)?(?:weer|terug)|(?:bij|na) mijn terugkomst",
        0.8,
    ),
    PEN.machine(
        "no_access",
        r"(?:geen|beperkt\w*|niet) (?:<2>)?(?:toegang|mijn mail|lees mijn) (?:<3>)?(?:tot )?(?:<1>)?(?:mijn )?(?:e-?mails?|mailbox|mails?|berichten)|lees (?:<1>)?mijn mail niet|mail (?:<2>)?niet (?:<1>)?(?:gelezen|doorgestuurd)",
        0.8,
    ),
    PEN.machine(
        "urgent",
        r"(?:bij|in|voor) (?:<1>)?(?:dringende|spoed|urgente|spoedeisende) ?(?:zaken|gevallen|vragen)?",
        0.75,
    ),
    PEN.machine(
        "received",
        r"(?:hebben|heb|is) (?:<2>)?(?:bericht|mail|e-?mail|aanvraag|vraag) (?:<2>)?(?:ontvangen|in goede orde|geregistreerd)[^\n]{0,100}(?:reageren|antwoord\w*|contact|binnen|spoedig|zo snel)|(?:bedankt|dank) (?:<2>)?voor (?:<2>)?(?:bericht|mail|e-?mail|aanvraag)[^\n]{0,120}(?:zo spoedig|zo snel mogelijk|binnen (?:\d+|een|twee)|werkdag\w*)",
        0.8,
        unless=r"(?<!\w)(?:niet|geen|nooit)¤",
    ),
    PEN.machine(
        "automatic",
        r"automatisch\w* (?:<1>)?(?:antwoord|bericht|gegenereerd|e-?mail|reactie|verzonden)|niet reageren op dit bericht|deze mailbox (?:<2>)?niet",
        0.85,
    ),
)
_MOODS = (
    PEN.mood(
        "angry",
        r"(?:belachelijk|schandalig|schande|onacceptabel|ongehoord|woedend|waardeloos|klootzak\w*|eikels?|oplichters?|oplichting|walgelijk|brutaal|schaamteloos|onbeschoft|te gek voor woorden|kotsmisselijk|schandelijk|zwaar teleurgesteld|idioten|boos|kwaad|zat van|spuugzat|onbegrijpelijk)¤",
        "anger",
    ),
    PEN.mood("ignored", r"niemand (?:<4>)?(?:reageert|antwoordt|belt|helpt|gereageerd)", "anger"),
    PEN.mood(
        "another_robot",
        r"(?:weer|nog|alweer|leuk|fijn|mooi) (?:<1>)?(?:zo'n|een|zon) (?:<2>)?(?:robot\w*|ai-?mail|verkoopmail|automatische mail|bot|spammail|ai|salesmail|mail van een bot)|(?:robot|bot|ai|chatgpt) (?:<2>)?(?:schrijft|geschreven|gegenereerd)|(?:geschreven|gegenereerd) door (?:<1>)?(?:een |de )?(?:robot|ai|chatgpt|bot)",
        "sarcasm",
    ),
    PEN.mood(
        "pitch",
        r"(?:wij bieden|wij zijn een|wij zijn gespecialiseerd|wij ontwikkelen) (?:<8>)?(?:seo|websites?|ontwikkeling|leads|marketing|outsourcing|werving|apps?)",
        "pitch",
    ),
)
RULES = (*_OBJECTIONS, *_LATER, *_ELSEWHERE, *_POSITIVE, *_MACHINES, *_MOODS)  # fmt: skip
