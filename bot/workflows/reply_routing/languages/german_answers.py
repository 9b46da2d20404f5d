# ruff: noqa: E501 - one grammatical pattern a line
"""German for no, for later, for somebody else, for yes, for absences, and for anger."""

from bot.workflows.reply_routing.languages.german_words import DEAL, IM, LAWYER, NOT, PEN
from bot.workflows.reply_routing.rule import any_of

_MONTH = r"(?:januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|jan|feb|mrz|apr|jun|jul|aug|sept?|okt|nov|dez)"
_SPAN = any_of(r"tag\w* | woche\w* | monat\w* | quartal\w* | halbjahr\w* | jahr\w*")
_MANY = any_of(r"ein\w* | zwei | drei | vier | fünf | sechs | \d+ | paar | wenigen | einige[nr]? | halben")
_SEASON = any_of(
    r"sommer\w* | herbst\w* | winter\w* | frühjahr\w* | frühling | ferien | weihnachten | ostern | jahreswechsel | neuen? jahr | jahresende | jahresabschluss | messe\w* | urlaub | umzug | umstellung | migration | budget\w* | geschäftsjahr\w* | fusion | abschluss"
)
_WHEN = (
    rf"(?:(?:(?:im|i'm|ab|in|nach|vor|bis|anfang|mitte|ende|gegen|zum|erst|seit|von|vom|um)¤ (?:<2>)?)+(?:{_MONTH}¤|{_SEASON}|q[1-4]|h[12]|20\d\d|(?:ersten|zweiten|dritten|vierten|nächsten|kommenden|neuen|\d\.) (?:quartal|halbjahr|jahr|monat|geschäftsjahr)\w*|\d\d?\.(?: ?\d\d?\.| {_MONTH}))"
    rf"|in (?:<1>)?{_MANY} {_SPAN}|(?:nächste|kommende|folgende|neue)\w* (?:monat|quartal|halbjahr|jahr|geschäftsjahr|frühjahr|frühling|sommer|herbst|winter)\w*|q[1-4]¤|später|zu (?:einem )?spätere[nm] (?:zeitpunkt|termin)|irgendwann|(?:anfang|mitte|ende) (?:des |nächsten |kommenden )?(?:{_MONTH}|jahr\w*|q[1-4])¤|{_MONTH}¤)"
)
_AGAIN = r"(?:lass\w* (?:sie )?uns|meld\w*|(?:noch ?mal\w*|noch einmal|wieder|erneut|später) (?:<4>)?(?:meld\w*|sprech\w*|anruf\w*|kontaktier\w*|schreib\w*|frag\w*|versuch\w*|an|auf|aufgreif\w*|aufnehm\w*|zukommen|drüber|darüber|reden|nachfass\w*|vorstell\w*)|auf (?:mich|uns) zu|zukommen|nachfrag\w*|nachfass\w*|anklopf\w*|hören wir|sprechen wir|reden wir|schauen wir|rühr\w*|ruf\w*|kontaktier\w*|aufgreif\w*|wiedervorlag\w*|kontakt aufnehmen|nehm\w* (?:<4>)?kontakt|erinner\w*|telefonier\w*)"
_NOW = rf"(?:{IM} (?:moment|augenblick)|momentan|derzeit|zur ?zeit|aktuell|gerade|jetzt|vorerst|vorläufig|(?:in )?diese[sm] (?:jahr|quartal|halbjahr)|heuer|gegenwärtig)¤"
_BUSY = any_of(r"zeit | kapazität\w* | ressourcen | luft | priorität | prio | thema | fokus | kopf")
_NOT_TODAY = r"interess|bedarf|brauch|benötig|büro|haus¤|erreichbar"

_OBJECTIONS = (
    PEN.no(
        "no_interest",
        r"(?:kein\w*|nicht|ohne|null|un) ?(?:<2>)?(?:interess\w*|bedarf|verwendung|anwendungsfall|einsatz|verwendungszweck)¤|uninteressant|interess\w* (?:<4>)?(?:nicht|kein\w*)¤|(?:brauch|benötig)\w* (?:<5>)?(?:nicht|kein\w*|nix)¤|(?:kein\w*) (?:<2>)?(?:brauch|benötig)\w*",
        0.9,
        unless=r"(?:nicht|kein\w*) nur|sofort|noch nicht|(?:brauch|benötig)\w* (?:<4>)?(?:erst|vorher|ihre?n? (?:<1>)?angebot)|nicht mehr lange|kein problem",
    ),
    PEN.no(
        "no_thanks",
        r"nein,? ?(?:vielen |besten |lieber )?danke?|(?:nein|nö|nee|nein danke|kein interesse|absage|nix für uns)|danke,? (?:aber )?nein(?: danke)?",
        0.85,
        scope="sentence",
    ),
    PEN.no(
        "price",
        rf"(?:zu|viel zu|deutlich zu) (?:<1>)?(?:teuer|kostspielig|hoch|hochpreisig)|(?:{NOT}) (?:<2>)?(?:\w*budget\w*|mittel|geld)¤|budget (?:<3>)?(?:nicht|fehlt|gibt (?:<1>)?nicht her|überschreit\w*)|übersteigt|sprengt|außerhalb (?:<2>)?budget\w*",
        0.8,
        unless=r"budget (?:<3>)?(?:eingefroren|verplant|ausgeschöpft|erschöpft)",
    ),
    PEN.no(
        "have_one",
        r"bleiben (?:<2>)?(?:bei|beim) |(?:bereits|schon|längst) (?:<6>)?(?:\w*anbieter\w*|\w*lösung\w*|\w*partner\w*|tools?|\w*system\w*|dienstleister\w*|versorgt|ausgestattet|eingedeckt|abgedeckt|im einsatz|software|agentur|lieferanten?|konkurrenz\w*|wettbewerb\w*|produkt\w*|salesforce|hubspot|gong|im haus|intern|etwas|jemanden)¤|(?:nutz|verwend|arbeit|hab|setz)\w* (?:<2>)?(?:bereits|schon|ein\w* (?:ander|eigen)\w*)|bestens (?:versorgt|aufgestellt|bedient)|gut (?:aufgestellt|versorgt|bedient|abgedeckt)|(?:sehr )?zufrieden mit|sind (?:<3>)?(?:zufrieden|versorgt)|bleiben (?:<3>)?(?:bei|beim)|intern (?:<1>)?(?:gelöst|abgebildet|abgedeckt|erledigt)|(?:selbst|selber|inhouse|eigenentwicklung|intern)¤ ?(?:<1>)?(?:entwickelt|gebaut|gemacht|machen|bauen|lösen|entwickeln)?|bauen (?:<4>)?(?:selbst|selber)",
        0.8,
        unless=r"zufrieden mit (?:der demo|dem test|dem pilot)|selbst (?:testen|ausprobieren|ansehen|anschauen|entscheiden|wenn)|(?:ich|sie) selbst|bereits (?:<3>)?(?:gesprochen|getestet)|fehler|nutzen (?:bereits|schon) (?:<3>)?und (?:suchen|wollen)",
    ),
    PEN.no(
        "decided",
        r"(?:hat|haben) sich dagegen|dagegen (?:<1>)?(?:ausgesprochen|entschieden)|(?:haben (?:wir |sie )?uns|habe (?:ich )?mich|wurde|wir haben|uns) (?:<3>)?(?:für (?:<4>)?(?:ander\w*|wettbewerb\w*|mitbewerb\w*|konkurren\w*|alternative)|dagegen|gegen|anders)(?: (?:<4>)?entschieden)?|(?:absagen|absage erteilen|eine absage|von (?:<2>)?(?:angebot|vorschlag) absehen|ablehnen|lehnen (?:<3>)?ab|verzichten (?:<2>)?darauf|nicht weiter\s?verfolgen|nehmen (?:<2>)?abstand)¤|(?:nicht|kein\w*) (?:<3>)?(?:relevant|passend|sinnvoll|passt|notwendig|nötig|hilfreich|weiterverfolgen|überzeug\w*|das richtige|unser thema|mehrwert|geplant|vorgesehen|in frage|infrage|zielführend|in betracht|umsetzbar|gewinnbringend|ein thema)¤|passt (?:<4>)?nicht|komm\w* (?:<3>)?nicht (?:<1>)?(?:in ?frage|in betracht)|(?:lohnt|rechnet|rentiert) sich (?:<3>)?nicht|sehen (?:<4>)?keinen (?:<1>)?(?:mehrwert|nutzen|sinn|bedarf)",
        0.8,
        unless=rf"termin|(?<!\w)uhr|{_NOW}|zeitlich|(?:montag|dienstag|mittwoch|donnerstag|freitag)|nicht nötig (?:dass|zu)|(?:zeitpunkt|timing)",
    ),
)
_LATER = (
    PEN.later(
        "now_not",
        rf"{_NOW} (?:<6>)?(?:{NOT}|nein|schlecht|ungünstig|ausgelastet|eingefroren|viel|voll|anderes|andere|unpassend|leider)¤|{NOT} (?:<3>)?{_NOW}",
        0.8,
        unless=rf"{_NOT_TODAY}|nicht mehr aktuell|gerade nicht (?:billig|günstig)|(?:jetzt|gerade) (?:<2>)?(?:mehr|nur|aber) nicht (?:mehr|wieder)|nicht gerade",
    ),
    PEN.later(
        "no_time",
        rf"(?:{NOT}|wenig|fehlt|fehlen|zu wenig) (?:<3>)?{_BUSY}|{_BUSY} (?:<3>)?(?:fehlt|fehlen|nicht)¤",
        0.75,
        unless=r"verschwend|kein(?:e)? (?:interess|bedarf)|kein thema (?:für uns )?(?:mehr|$)|kein thema$|kein thema für|nicht (?:die )?zeit mehr|keine zeit (?:für (?:so|spam|ihre|eure|solche))",
    ),
    PEN.later(
        "too_early",
        r"zu früh|verfrüht|noch nicht (?:<2>)?(?:so weit|soweit|spruchreif|bereit|reif|aktuell|relevant)|auf eis|eingefroren|(?:ungünstig|schlecht|falsch|unpassend)\w* (?:<1>)?(?:zeitpunkt|moment|timing)|(?:zeitpunkt|timing) (?:<4>)?(?:ungünstig|schlecht|nicht|unpassend)|budget\w* (?:<5>)?(?:eingefroren|verplant|ausgeschöpft|erschöpft|gesperrt|vergeben)|budgetstopp|verschieben|verschoben|zurückgestellt|vertagen|erst mal nicht|erstmal nicht|passt (?:<1>)?(?:gerade|derzeit|momentan|aktuell|jetzt|zeitlich) (?:<2>)?nicht",
        0.8,
        unless=r"termin (?:<4>)(?:verschieben|verschoben)|(?:auf|um) (?:<2>)(?:uhr|montag|dienstag|mittwoch|donnerstag|freitag)|meeting|call",
    ),
    PEN.later(
        "come_back_then",
        rf"{_AGAIN} (?:<8>)?{_WHEN}|{_WHEN} (?:<9>)?{_AGAIN}",
        0.85,
        unless=r"urlaub (?:und|bis|zurück)|(?:ich|wir) (?:bin|sind|befinde) (?:<5>)(?:urlaub|abwesend|büro)|wieder (?:im büro|erreichbar|für sie da|zurück)|nie wieder|ihre (?:nachricht|anfrage|mail)|anwalt|gericht|(?:mail|spam) (?:<3>)(?:gemeldet|melden)",
    ),
    PEN.later(
        "perhaps_later",
        rf"(?:vielleicht|eventuell|evtl\.?|ggf\.?|gegebenenfalls|möglicherweise|vllt|gerne?|lieber|frühestens|eher|dann|allenfalls) (?:<3>)?{_WHEN}",
        0.75,
        unless=r"termin|(?<!\w)uhr",
    ),
    PEN.later(
        "not_before",
        rf"(?:nicht|kein\w*|nichts|nie) (?:<5>)?(?:vor|bis|ehe|bevor) (?:<2>)?(?:{_MONTH}|\d\d?\.|{_SEASON}|q[1-4]|ende|anfang|mitte|20\d\d)|(?:erst|frühestens) (?:<1>)?(?:wieder )?(?:<1>)?{_WHEN}",
        0.85,
        unless=r"(?:im büro|erreichbar|zurück)",
    ),
)
_NOT_ME = any_of(
    r"ansprechpartner\w* | person | adressat\w* | kontakt\w* | ansprechperson | stelle | empfänger\w*"
)
_ELSEWHERE = (
    PEN.elsewhere(
        "not_the_one",
        rf"(?:nicht|kaum) (?:<2>)?(?:richtige\w*|zuständige\w*|passende\w*) (?:<1>)?{_NOT_ME}|(?:falsche\w*|verkehrte\w*) (?:<1>)?(?:ansprechpartner\w*|person|adresse|abteilung|kontakt\w*|ansprechperson|stelle)|bei (?:mir|uns) (?:<3>)?(?:falsch|verkehrt|an der falschen)|(?:nicht|nichts) (?:<2>)?(?:zuständig|verantwortlich|entscheid\w*|zu tun)¤|(?:nicht|außerhalb) (?:<2>)?(?:mein\w*|in meine\w*) (?:<1>)?(?:bereich\w*|zuständigkeit\w*|aufgaben\w*|verantwortung\w*|thema|ressort|gebiet|baustelle|tisch)",
        0.85,
    ),
    PEN.elsewhere(
        "is_in_charge",
        r"(?:zuständig\w*|verantwortlich\w*|ansprechpartner\w*|verantwortet|entscheidet|betreut|kümmert|richtige\w*) (?:<5>)?(?:ist|sind|wäre|wären|herr|frau|kolleg\w*|unser\w*|mein\w*|einkauf|it|abteilung)¤|(?:herr|frau|kolleg\w*|abteilung|einkauf|it|team|er|sie|das)¤ (?:<4>)?(?:ist|sind|wäre|für|dafür|hierfür|dazu|das) (?:<4>)?(?:zuständig\w*|verantwortlich\w*|verantwortet|die richtige|der richtige|ansprechpartner\w*)¤|(?:kümmert|kümmern) sich (?:<5>)?(?:herr|frau|kolleg\w*|unser\w*|mein\w*|abteilung|einkauf|[a-z]+¤ )|verantwortet (?:<1>)?(?:das|dieses|thema|sie|er)|mein\w* nachfolge\w*",
        0.8,
        unless=r"(?<!\w)(?:wer|welche\w*|falls|ob)¤ (?:<5>)(?:zuständig|verantwortlich|ansprechpartner|kümmert)|ihr\w* ansprechpartner|mein\w* ansprechpartner|nicht (?:<2>)zuständig|sie sind (?:<2>)(?:zuständig|verantwortlich)",
    ),
    PEN.elsewhere(
        "turn_to",
        r"(?:wend\w*|richt\w*) (?:<1>)?(?:sich|euch|dich|ihre \w+)? ?(?:<4>)?an¤|(?:sprech|sprich|frag|kontaktier|schreib|versuch|red)\w* (?:sie |doch |bitte |mal |am besten |besser |gern\w* |direkt |hierzu |dazu |lieber )+(?:<2>)?(?:mit |an |es (?:bei|mit) |bei )?(?:<1>)?(?:herrn?|frau|unser\w*|mein\w* (?:kolleg|chef|vorgesetzt|nachfolg|assist)\w*|kolleg\w*|den|die|einkauf|[\w.]+@|[a-z]+ (?:aus|in|vom|von|im))|kontakt (?:<2>)?mit (?:herrn?|frau|kolleg\w*|unser\w*)",
        0.75,
        unless=r"rechnung|auf mich|(?:ihre?|euer|eure) (?:team|kolleg)|mit uns|mit (?:ihrem|ihrer)|(?:anwalt|anwält|behörde|polizei|gericht)|wend\w* (?:ich|wir) (?:mich|uns)|werden wir uns an",
    ),
    PEN.elsewhere(
        "passed_on",
        r"(?:weitergeleitet|weitergegeben|weitergereicht|weiterleiten|weitergebe) ?(?:<1>)?|(?:leit|geb|reich)\w* (?:<6>)?(?:an|zu) (?:<6>)?weiter¤",
        0.75,
        unless=r"(?:nicht|wird nicht|automatisch) (?:<3>)?weitergeleitet|(?:werden|wird) (?:<3>)?weitergeleitet|(?:polizei|behörde|anwalt|anwält|rechtsabteilung|datenschutz|daten)\w*|sobald|(?:absage|boss|geschäftsführung|vorgesetzt)",
        note="referral",
    ),
    PEN.elsewhere(
        "left",
        r"(?:arbeit|bin|tätig|beschäftigt|ist|arbeitet)\w* (?:<3>)?nicht (?:<1>)?(?:mehr|länger) (?:<3>)?(?:bei|für|in|dort|hier|im unternehmen|tätig|beschäftigt|angestellt|mitarbeiter\w*|teil)¤|(?:unternehmen|firma|haus|initech) (?:<3>)?(?:verlassen|ausgeschieden)|ausgeschieden|im ruhestand|in rente|(?:position|stelle|job|abteilung|rolle|bereich) gewechselt|nicht mehr (?:<2>)?(?:einkauf|vertrieb|bereich|abteilung|funktion|team)",
        0.85,
        unless=r"nicht mehr (?:in der lage|bei ihnen kunde|im budget)",
        note="left",
    ),
)
_DAY = r"(?:montag\w*|dienstag\w*|mittwoch\w*|donnerstag\w*|freitag\w*|mo|di|mi|do|fr|morgen|heute|übermorgen|nächste woche|kommende woche|diese woche|\d\d?\.\d\d?\.?|\d\d?(?:[:.]\d\d)? ?uhr|vormittag\w*|nachmittag\w*)¤"
_THING = any_of(
    r"\w*infos? | \w*informationen | \w*unterlagen | \w*angebot\w* | \w*preise? | \w*preisliste | details | präsentation\w* | broschüre\w* | \w*einladung | \w*termin\w* | kalender\w* | link | \w*vertrag\w* | beispiele? | \w*referenz\w* | \w*material | \w*muster | whitepaper | datenblatt | demo\w* | zugang | video\w* | \w*vorschl\w+ | avv?"
)
_NO = rf"(?<!\w)(?:{NOT}|leider|nein|kaum|unmöglich|zu spät|ohne|stopp?|spam|unterlass\w*)¤"
_PITCH = r"wir (?:<1>)?(?:bieten|helfen|unterstützen|sind (?:eine|ein) (?:\w+ )?(?:agentur|anbieter|dienstleister))|hätten sie (?:<1>)?interesse|haben sie (?:<1>)?interesse|darf ich ihnen|unsere? (?:dienst|agentur|leistung)\w*|wenn (?:wir|ich) (?:<3>)(?:bedarf|interesse)"
_POSITIVE = (
    PEN.yes(
        "sounds_good",
        r"(?:(?:klingt|klingen|sieht|wirkt|scheint|(?:hört|hören) sich|finde (?:ich|das)|das (?:ist|wäre)|liest sich) (?:<4>)?(?:gut|super|spannend\w*|interessant\w*|vielversprechend|toll|prima|passend|perfekt|großartig|hilfreich|genau (?:<2>)?(?:was|das)|klasse|cool)|genau (?:das|was) (?:<3>)?(?:such|brauch)\w*|(?:neugierig|überzeugt|begeistert|gespannt)(?= ?(?:$|[.!,\n])))",
        0.85,
        unless=rf"{_NO}|aber¤|{_PITCH}|roboter|nach (?:spam|werbung|ki)|später|erst",
    ),
    PEN.yes(
        "interest",
        r"(?:(?:haben|habe|hätten?|besteht|bestünde|mit) (?:<3>)?interesse|(?:bin|sind|wären|wäre) (?:<3>)?interessiert|interessier\w* (?:<1>)?(?:mich|uns)|(?:weckt|geweckt) (?:<3>)?interesse|interesse (?:<1>)?(?:geweckt|vorhanden|ja)|(?:mehr|näheres|gern\w*) (?:<3>)?(?:erfahren|wissen|kennenlernen|kennen lernen|hören|besprechen|anschauen|ansehen|sehen|testen|ausprobieren))¤",
        0.85,
        unless=rf"{_NO}|{_PITCH}|falls|sobald|wenn¤|später|erst|woher|anwalt",
    ),
    PEN.yes(
        "day_works",
        rf"{_DAY} (?:<6>)?(?:passt|passen|geht|ginge|klappt|würde|wäre|ist (?:gut|ok|super|möglich)|hätte|habe ich zeit|in ordnung|frei|möglich|gut|perfekt)¤|(?:passt|ginge|klappt|würde|treffen|zeit|verfügbar|sprechen|telefonieren|telefonat|call|gespräch|meeting|demo|termin\w*) (?:<5>)?{_DAY}",
        0.85,
        unless=rf"{_NO}|urlaub|büro|abwesend|absag|verschieb|krank|erreichbar|{_PITCH}|abmeld|(?:seit|letzten?|vergangen\w*) {_DAY}",
        note="meeting",
    ),
    PEN.yes(
        "lets_meet",
        r"(?:lassen sie uns|lass uns|lasst uns|wollen wir|sollen wir|können wir|könnten wir|würde(?:n)? gern\w*|möchte(?:n)?|gerne?) (?:<6>)?(?:telefonieren|sprechen|treffen|austauschen|reden|termin\w*|demo|vereinbaren|ausmachen|kennenlernen|zoom\w*|call|gespräch|meeting|starten|loslegen|testen|bestellen|kaufen|buchen)¤|wann (?:<1>)?(?:können|könnten|hätten|haben|passt|würde|wäre|starten|geht|hast|habt|kann|ist)¤ (?:<1>)?(?:wir|sie|es|ihnen|du|ihr|zeit|start|das)|haben sie (?:<5>)?(?:zeit|verfügbar\w*|kapazität)|termin\w* (?:<3>)?(?:vereinbaren|ausmachen|machen|finden|buchen|vorschlagen|einstellen)|ruf\w* (?:sie )?(?:<1>)?(?:mich|uns|gern\w*) (?:<4>)?an¤|(?:freu|freue|freuen) (?:<2>)?(?:auf (?:<2>)?(?:gespräch|demo|termin|austausch|start|zusammenarbeit|treffen))|wie geht es weiter|nächste[nr]? schritte?",
        0.8,
        unless=rf"{_NO}|{_PITCH}|später|erst¤|(?:neuen|nächsten|kommenden) (?:jahr|quartal|monat)|nächstes (?:jahr|quartal)|(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|quartal|halbjahr|sommer|herbst|frühjahr|monat\w*)¤|mit (?:herrn|frau|unser)",
        note="meeting",
    ),
    PEN.yes(
        "send_me",
        rf"(?:(?:schick|send|lass|mail|zeig|geb|nenn|übermittel|zusend|stell|teil|hätt|brauch|bräucht|benötig|erhalt|bekomm|bitte um|freu|mach)\w*) (?:<5>)?{_THING}|{_THING} (?:<4>)?(?:schicken|senden|zusenden|zukommen|zuschicken|bekommen|erhalten|nennen|übersenden|übermitteln|vorlegen|machen)¤",
        0.8,
        unless=rf"{_NO}|{_PITCH}|später|(?:habe?n?|hat) (?:<5>)(?:erhalten|bekommen|geschickt|gesendet)|ich (?:schicke|sende|lasse) ihnen|(?:wir|ich) (?:schick|send|melde)\w*|mein\w* daten|rechnung|ihre nachricht|ticket|an (?:frau|herrn|unser)",
        note="information",
    ),
    PEN.yes(
        "price_question",
        r"(?:was|wie ?viel|wieviel) (?:<4>)?(?:kostet?|kosten|kostenpunkt)¤|(?:preis\w*|kosten|lizenz\w*|konditionen) (?:<6>)?(?:pro|für|je|bei)¤ (?:<3>)?(?:nutzer|user|seat|monat|jahr|mitarbeiter|\d+)|(?:welche|wie (?:ist|sind|hoch)) (?:<3>)?(?:preis\w*|kosten|konditionen)|preis\w*\?",
        0.8,
        unless=rf"{_PITCH}|mich (?:zeit|das)|uns (?:<3>)(?:kosten|kostet)|mein\w* zeit",
    ),
    PEN.yes(
        "product_question",
        r"(?:wie|wo|was|welche\w*|gibt|bieten|bietet|unterstütz\w*|lässt|können|kann|sind|ist|haben|läuft|erfüll\w*|integrier\w*|entsprich\w*|habt)¤ (?:<8>)?(?:dsgvo|datenschutz\w*|daten|gehostet|gespeichert|server\w*|integration\w*|schnittstelle\w*|api|sso|salesforce|hubspot|sap|outlook|teams|slack|referenz\w*|laufzeit\w*|test(?:version|phase|zugang|konto)\w*|kündigungsfrist\w*|implementierung|einführung|onboarding|zertifizier\w*|iso|verschlüssel\w*|sprachen|hosting|cloud)¤[^?\n]{0,80}\?",
        0.8,
        unless=rf"{_PITCH}|woher|meine|fehler|ticket|funktioniert nicht|passwort|löschen sie|abmelden",
    ),
    PEN.yes(
        "buying",
        rf"{LAWYER} (?:<6>)?(?:prüf|schau|sieht|sehen|liest|les|gegen|freig|kommentier|gibt|geh|hat)\w* (?:<6>)?{DEAL}|(?:{LAWYER}|einkauf|datenschutz\w*|dsb|betriebsrat|geschäftsführung|it-?sicherheit|vorstand) (?:<6>)?(?:prüft|schaut|freigegeben|zugestimmt|genehmigt|grünes licht)|(?:wann|wie) können wir (?:<2>)?(?:starten|loslegen|beginnen|bestellen)|budget (?:<2>)?(?:freigegeben|genehmigt|steht|bewilligt)|(?:unterschreiben|unterzeichnen|bestellen|beauftragen) (?:wir|ich|diese|nächste|gern)|(?:vertrag|angebot) (?:<3>)?(?:unterschrieben|angenommen|freigegeben)",
        0.85,
        unless=rf"{NOT}¤ (?:<2>)(?:freigegeben|zugestimmt|genehmigt|unterschr)|spam|dsgvo-verstoß|unterlass|beschwer|abmahn",
    ),
    PEN.yes(
        "yes_alone",
        r"(?:ja|jap|jawohl|gern|gerne|sehr gern|sehr gerne|klar|natürlich|auf jeden fall|unbedingt|einverstanden|passt|perfekt|super|abgemacht|bin dabei|sind dabei|warum nicht|ok)(?: (?:bitte|gern|gerne|sehr gerne|machen wir|klar|passt|super|danke|natürlich|warum nicht|gut|so machen wir das))*",
        0.8,
        scope="text",
        unless=r"^danke$",
    ),
    PEN.yes(
        "yes_first",
        r"(?:ja|gern|gerne|sehr gern|sehr gerne|klar) (?:<9>)?(?:schick|send|termin|demo|woche|passt|telefon|sprech|interess|treffen|(?<!\w)uhr|zeit|anruf|info|preis|meld|morgen|montag|dienstag|mittwoch|donnerstag|freitag)\w*[^\n]*",
        0.8,
        scope="sentence",
        unless=rf"{_NO}|später|{_AGAIN} (?:<6>)?{_WHEN}",
    ),
    PEN.yes(
        "hand_over",
        r"(?:mich|uns) (?:<3>)?(?:aus|von|vom|im|in) (?:<2>)?(?:cc|c\.c|bcc|kopie|thread|verteiler dieser|konversation|unterhaltung)¤[^\n]{0,60}(?:übernimmt|übernehmen|macht weiter|führt|kümmert|leitet|betreut|ist ab|begleitet|steuert)",
        0.85,
        note="hand_over",
    ),
    PEN.yes(
        "brings_in",
        r"(?:hole|nehme|setze|habe|hab|füge) (?:<3>)?(?:kolleg\w*|chef\w*|herrn?|frau|leiter\w*|vp|cto|cfo|geschäftsführ\w*|vorgesetzt\w*|einkauf\w*) (?:<3>)?(?:dazu|mit dazu|cc|kopie|hinzu|mit rein|an bord|ins boot)¤",
        0.8,
        unless=_NO,
        note="stakeholder",
    ),
)
_AWAY = any_of(
    r"nicht (?:<2>)?(?:büro|hause|haus|arbeitsplatz|platz|dienst) | nicht (?:<1>)?erreichbar | im urlaub | i'm urlaub | urlaub | abwesend | in elternzeit | mutterschutz | mutterschaftsurlaub | außer haus | krank\w* | dienstreise | geschäftsreise | "
    r"nicht verfügbar | unterwegs | im homeoffice | nicht anwesend | auf reisen | ferien | betriebsferien | elternzeit | sabbatical | auf fortbildung | nicht am platz"
)
_MACHINES = (
    PEN.machine(
        "away",
        rf"(?:bin|befinde mich|befinden uns|sind|ist|bleibt|habe|bis|vom|zur ?zeit|derzeit|momentan|wegen|seit) (?:<7>)?{_AWAY}",
        0.85,
        unless=r"sobald|termin|abmeld|nach (?:dem|meinem|unserem) urlaub (?:meld|gern|wieder)|(?:mehr|für) (?:urlaub|abwesend)|nicht erreichbar (?:ist|war)|kolleg|frau wolf|meeting|team ist|unterwegs (?:ist|sind) wir|vor (?:dem|meinem) urlaub",
    ),
    PEN.machine(
        "back",
        r"(?:ab|am|wieder ab|bin|stehe) (?:<5>)?(?:wieder|zurück) (?:<4>)?(?:erreichbar|im büro|i'm büro|für sie da|zur verfügung|da|anwesend|zurück|im haus)¤|wieder (?:<1>)?(?:erreichbar|im büro|i'm büro|für sie da|zur verfügung)",
        0.8,
    ),
    PEN.machine(
        "no_access",
        r"(?:eingeschränkt\w*|keinen|begrenzt\w*|sporadisch\w*|unregelmäßig\w*|nur selten|kein) (?:<2>)?(?:zugriff|zugang|e-?mails?-?zugriff) (?:<2>)?(?:auf|zu)? ?(?:<3>)?(?:\w*mails?|postfach|nachrichten)|(?:mails?|nachrichten?|e-?mails?) (?:<3>)?(?:wird|werden) (?:<3>)?nicht (?:<2>)?(?:automatisch )?(?:weitergeleitet|gelesen|bearbeitet)",
        0.85,
    ),
    PEN.machine(
        "urgent",
        r"in dringende\w* (?:fällen|angelegenheiten|fragen)|bei dringende\w* (?:fragen|anliegen|angelegenheiten|themen)|(?:vertretung|vertritt mich|vertreten mich|meine vertretung)",
        0.75,
    ),
    PEN.machine(
        "received",
        r"(?:haben|habe|ist|wurde) (?:<3>)?(?:nachricht|anfrage|e-?mail|mail|anliegen|ticket|schreiben) (?:<4>)?(?:erhalten|eingegangen|empfangen|erstellt|registriert)|(?:vielen dank|danke|wir danken) (?:<1>)?(?:ihnen )?für (?:<2>)?(?:nachricht|anfrage|e-?mail|mail|interesse|anliegen)[^\n]{0,140}(?:schnellstmöglich|so schnell wie möglich|umgehend|baldmöglichst|in kürze|zeitnah|innerhalb von|werktag\w*|bearbeit\w*)",
        0.8,
        unless=r"nicht|leider|nie|habe ihre (?:mail|nachricht) (?:<3>)(?:und|aber|gelesen)",
    ),
    PEN.machine(
        "automatic",
        r"automatisch\w* (?:<1>)?(?:generiert\w*|erstellt\w*|erzeugt\w*|antwort|nachricht|e-?mail|abwesenheit\w*|versendet\w*)|abwesenheits\w*|antworten sie (?:bitte )?nicht auf diese|nicht mehr (?:<1>)?(?:gelesen|überwacht|aktiv|in gebrauch)",
        0.85,
    ),
)
_MOODS = (
    PEN.mood(
        "angry",
        r"(?:unverschämt\w*|frechheit|unfassbar|skandal\w*|bodenlos\w*|dreist\w*|saftladen|verarsch\w*|zum kotzen|stinksauer|inakzeptabel|unakzeptabel|nicht (?:akzeptabel|hinnehmbar)|katastrophe|katastrophal\w*|schweinerei|idiot\w*|betrüger\w*|abzocke\w*|wütend|sauer|unmöglich\w* (?:verhalten|service)|ein witz|lächerlich|armutszeugnis|peinlich|enttäuscht|zumutung|scheiß\w*|kotzt (?:<2>)an)¤",
        "anger",
        unless=r"nicht (?:sauer|lächerlich)",
    ),
    PEN.mood(
        "ignored",
        r"(?:niemand|keiner) (?:<4>)?(?:antwortet|meldet|reagiert|kümmert|hilft|geantwortet|reagiert)",
        "anger",
    ),
    PEN.mood(
        "another_robot",
        r"(?:schon wieder|noch|wieder|und wieder|na) (?:<1>)?(?:so )?(?:eine?n?|toll|super|klasse|prima) (?:<3>)?(?:roboter\w*|ki\w*|bot\w*|automat\w*|werbe\w*|sales\w*|vertriebs\w*|akquise\w*|spam\w*|serien\w*|chatgpt\w*|verkaufs\w*|massen\w*)(?:-\w+)*|(?:na )?(?:toll|super|klasse|prima|großartig)[ ,!.]+(?:<2>)?(?:schon wieder|noch (?:so )?ein)",
        "sarcasm",
    ),
    PEN.mood(
        "robot",
        r"(?:roboter|bot|ki|chatgpt|automat) (?:<2>)?(?:schreibt|geschrieben|generiert|will|möchte|verfasst)|(?:von|mit) (?:<1>)?(?:ki|chatgpt|einem bot|einem roboter) (?:<2>)?(?:geschrieben|generiert|erstellt|verfasst)",
        "sarcasm",
    ),
    PEN.mood(
        "pitch",
        r"wir (?:<2>)?(?:bieten|helfen|entwickeln|sind spezialisiert|unterstützen) (?:<8>)?(?:seo|webdesign|webseite\w*|website\w*|suchmaschinen\w*|app-?entwicklung|softwareentwicklung|leadgenerierung|outsourcing|marketing|personal\w*|it-?dienst\w*)",
        "pitch",
    ),
)
RULES = (*_OBJECTIONS, *_LATER, *_ELSEWHERE, *_POSITIVE, *_MACHINES, *_MOODS)
