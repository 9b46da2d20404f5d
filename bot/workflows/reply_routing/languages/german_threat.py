# ruff: noqa: E501 - one grammatical pattern a line
"""German threats over contact; a lawyer or a law that is part of a purchase is none."""

from bot.workflows.reply_routing.languages.german_words import DEAL, LAWYER, PEN
from bot.workflows.reply_routing.rule import any_of

_LAW = any_of(
    r"dsgvo | ds-gvo | gdpr | uwg | bdsg | datenschutz\w* | telemediengesetz | tkg | gesetz\w* | recht | datenschutzrecht\w* | wettbewerbsrecht\w* | dsg"
)
_BODY = any_of(
    r"\w*datenschutz-?(?:behörde\w*|beauftragt\w*|aufsicht\w*|stelle\w*) | \w*aufsichtsbehörde\w* | landesdatenschutz\w* | landesbeauftragt\w* | bundesnetzagentur | verbraucher(?:zentrale|schutz)\w* | "
    r"wettbewerbszentrale | polizei | staatsanwalt\w* | lfdi? | bfdi | ldi | baylda | bayla | dsb | edöb | behörde\w* | ihre[mn]? (?:provider|hoster) | provider | arbeiterkammer | rtr | internet-?beschwerdestelle"
)
_TELL = r"(?:meld\w*|gemeldet|beschwer\w*|anzeig\w*|angezeigt|einreich\w*|eingereicht|wend\w*|informier\w*|einschalt\w*|eingeschaltet|schalt\w*|weiterleit\w*|weitergeleitet|weitergeb\w*|übergeb\w*|vorleg\w*|geht|ging|erstatt\w*|kontaktier\w*|verständig\w*|folgt)¤"
_INTERNAL = r"unser\w* (?:<1>)?(?:interne\w* )?(?:datenschutz|dsb|recht|jurist|anwalt|anwält|justi|legal)[^.\n]{0,60}(?:prüf|frag|ansehen|schau|freig|gegen|lese|liest|brauch|benötig|möchte)"
_BUYER = rf"{DEAL}|{_INTERNAL}|(?:sind|ist|wie|wo|haben|erfüll\w*|entsprich\w*|können|welche)¤ <1>(?:sie|ihr\w*|euer|das (?:tool|produkt)|die (?:daten|plattform|software|lösung)|es|daten)¤[^?\n]{{0,90}}\?|unsere (?:<1>)?(?:kunden|produkt)"
RULES = (
    PEN.threat(
        "lawyer",
        rf"(?:schalt|einschalt|einzuschalt|eingeschalt|beauftrag|übergeb|übergib|geb|gib|weitergeb|weiterleit|weitergeleitet|leit|konsultier|hinzuzieh|informier|hör|kontaktier|geh|brauch|liegt|droh|sonst|wend)\w* (?:<8>)?{LAWYER}|{LAWYER} (?:<7>)?(?:einschalt|einzuschalt|eingeschalt|beauftrag|übergeb|informier|hören|meld|kontaktier|vorgeh|verbindung|kümmer|weitergeb|weitergeleit|weiterleit|zukommen|schreib|wend|konsultier|tätig|einleit|verklag|klag)\w*|(?:post|brief|schreiben|nachricht) (?:<3>)?vo[nm] (?:<2>)?{LAWYER}",
        0.85,
        unless=rf"{_BUYER}|rückfrage|datenblatt|meldet sich (?:<4>)zum",
    ),
    PEN.threat(
        "legal_steps",
        r"rechtliche\w* (?:<1>)?(?:schritte\w*|konsequenz\w*|mittel\w*|maßnahme\w*|folgen|vorgehen|wege?)|rechtsmittel|juristisch\w* (?:schritte|konsequenz\w*|folgen|vorgeh\w*|maßnahme\w*|gegen)|rechtsweg|gerichtlich\w*|vor gericht|verklag\w*|klage (?:<2>)?(?:einreich\w*|erheb\w*|droht|auf)|sonst (?:<2>)?klage|unterlassungs\w*|abmahn\w*|abzumahnen|abgemahnt|mahn\w* (?:<3>)?ab¤|einstweilige\w*|strafanzeige\w*|schadens?ersatz\w*|ordnungswidrig\w*|bußgeld\w*",
        0.9,
        unless=rf"{_BUYER}|wir (?:sind|bieten|helfen|verkaufen|vertreten)|schutz vor|risiko|mahnwesen|vermeid",
    ),
    PEN.threat(
        "charge",
        r"(?:werde?n?|würde?n?|will|muss|müssen|sonst|oder|sofort) (?:<3>)?(?:sie|euch|dich|das|dies|ihre firma|ihr unternehmen) (?:<3>)?(?:anzeigen|anzuzeigen|zur anzeige bringen|melden(?= ?(?:$|[.!,;\n)])))|zeige?n? (?:<1>)?(?:sie|euch|dich|das) (?:<2>)?an¤|anzeige (?:<2>)?(?:erstatt\w*|ist raus|bei|gegen|folgt|wird|machen|bring\w*|aufgegeben)|(?:zur )?anzeige (?:gebracht|bringen)",
        0.9,
        unless=r"dashboard|bericht|feld|tabelle|spalte|wie (?:kann|lässt)|anzeige (?:bei google|auf|im)|bei (?:ihnen|euch) melden|wieder melden|melden lassen",
    ),
    PEN.threat(
        "report_to_body",
        rf"{_TELL} (?:<8>)?{_BODY}|{_BODY} (?:<8>)?{_TELL}",
        0.9,
        unless=rf"{_BUYER}|unsere[mnr]? (?:<1>)?(?:provider|hoster|datenschutz\w*|dsb) (?!weiter|übergeb)|registriert|gemeldet bei",
    ),
    PEN.threat(
        "report_spam",
        r"(?:als |unter )?(?:spam\w*|junk|phishing|unerwünscht\w*|werbemüll) (?:<3>)?(?:gemeldet|meld\w*|markier\w*|gekennzeichnet|kennzeichn\w*|eingestuft|einstuf\w*|deklarier\w*)|(?:meld|markier|gemeldet|stuf|kennzeichn)\w* (?:<4>)?(?:als|wegen) (?:<1>)?(?:spam\w*|junk|phishing|belästigung|unerwünscht\w*)|spam-?(?:meldung|beschwerde|anzeige)",
        0.95,
        unless=r"(?:versehentlich|fälschlich\w*|automatisch|leider|vo[nm] (?:<2>)?(?:filter|outlook|google|server)|unser (?:filter|system|server)|aus versehen|fast|zuerst)¤|unsere (?:<1>)?(?:mails|e-?mails|newsletter)|landet|gelandet|(?:werden|wird) (?:<3>)?(?:oft|häufig|manchmal)",
    ),
    PEN.threat(
        "against_the_law",
        rf"(?:verstoß\w*|verstöß\w*|verstieß\w*|verletz\w*|widrig|zuwider) (?:<4>)?(?:gegen )?(?:<3>)?{_LAW}|{_LAW}-?(?:verstoß\w*|verletzung\w*|widrig\w*|beschwerde\w*)|(?:datenschutz|dsgvo|uwg|wettbewerbs|rechts|gesetz)-?(?:verstoß|verletzung|verstöße|widrig\w*)|§ ?7 (?:<2>)?uwg|7 uwg|(?:unzumutbare\w*|strafbare\w*) belästigung",
        0.85,
        unless=rf"{_BUYER}|vermeid|risiko|verhinder|ohne (?:gegen|zu)|sorge",
    ),
    PEN.threat(
        "unlawful",
        r"(?:das|dies|es|ihre?|eure?|diese?|sowas|so etwas|kaltakquise|werbung|spam|unverlangte|unaufgeforderte|unerlaubte) (?:<6>)?(?:illegal\w*|rechtswidrig\w*|strafbar\w*|unzulässig\w*|gesetzeswidrig\w*|gesetzlich verboten|verboten|nicht (?:erlaubt|zulässig|legal|rechtens)|abmahnfähig)¤|(?:illegal|rechtswidrig|unzulässig)\w* (?:<2>)?(?:werbung|kontakt\w*|kaltakquise|mail\w*|spam|akquise)",
        0.85,
        unless=rf"{_BUYER}|bei uns (?:<2>)?(?:verboten|nicht erlaubt)|intern|zugriff|upload|anhäng|anhang",
    ),
    PEN.threat(
        "law_demand",
        rf"(?:auskunft\w*|löschung|nachweis|stellungnahme|herkunft|rechtsgrundlage) (?:<6>)?(?:art\.? ?\d+|artikel|{_LAW}|§)|(?:art\.? ?(?:6|7|13|14|15|17|77)|artikel (?:6|7|13|14|15|17|77)) (?:<4>)?(?:dsgvo|ds-gvo|gdpr)|(?:gemäß|gem\.?|nach|laut|aufgrund|berufung auf|im sinne|sinne) (?:<3>)?{_LAW} (?:<9>)?(?:forder\w*|verlang\w*|auskunft|verpflichtet|unzulässig|frist)|(?:forder|verlang)\w* (?:<6>)?auskunft|rechtsgrundlage|(?:woher|wie) (?:<2>)?(?:haben|hast|habt|kommen|stamm\w*) (?:<3>)?(?:meine|unsere) (?:<1>)?(?:\w*daten|adresse|\w*mail\w*|kontakt\w*)(?:<9>)?(?:dsgvo|auskunft|datenschutz|einwilligung|rechts\w*)",
        0.8,
        unless=_BUYER,
        note="data_request",
    ),
    PEN.threat(
        "complaint",
        r"beschwerde (?:<3>)?(?:einreich\w*|einleg\w*|einzureich\w*|folgt|bei|ist raus|eingereicht|geht|gegen|wegen)|beschwer\w* (?:<2>)?(?:mich|uns) (?:<2>)?(?:bei|über)|(?:mich|uns) (?:<6>)?beschwer\w*|letzte (?:ver)?warnung|letztmalig|(?:das hat|mit|das wird) (?:<2>)?(?:konsequenzen|ein nachspiel|folgen)|belästigung|nötigung|stalking|belästig\w* (?:<3>)?(?:anzeig|polizei|strafbar)|rechnung (?:<2>)?(?:für|über) (?:<3>)?(?:zeit|aufwand|mail)",
        0.8,
        unless=rf"{_BUYER}|support|ticket|lieferung|rechnung vom|hotline|kundenservice|reklamation|beschwerdemanagement|(?:entschuldig|verzeih)\w* (?:<3>)belästigung|keine belästigung|(?:keine|weitere\w*|diese) belästigung\w* (?:<2>)?(?:unterlass|ein)",
    ),
    PEN.threat(
        "body_named",
        r"(?:\w*datenschutz-?(?:behörde\w*|aufsicht\w*)|landesdatenschutz\w*|landesbeauftragte\w*|bundesnetzagentur|verbraucherzentrale|wettbewerbszentrale|baylda|bfdi|lfdi|staatsanwaltschaft|edöb)¤",
        0.7,
        unless=_BUYER,
    ),
)
