# ruff: noqa: E501 - a word list reads on one line
"""Words that several Dutch tables share."""

from bot.workflows.reply_routing.languages.writer import Writer, words
from bot.workflows.reply_routing.rule import any_of

PEN = Writer("dutch")
YOU = r"(?:u|you)"  # typos of English are mended before: "u" has become "you"
NOT = r"(?:niet|nooit|niets|niks|geen|noch|nimmer)"
_DATA = r"(?:\w*gegevens|(?:e-?)?mail-?adres\w*|adres\w*|e-?mail\w*|mail\w*|naam|namen|contact\w*|nummer|account|inbox|mailbox|postvak|bedrijf|domein|profiel|data|info\w*)"
ME = rf"(?:(?:mij|me|ons)¤|(?:mijn|m'n|onze?|deze|dit|bovenstaande?|al mijn|alle) (?:<2>)?{_DATA}¤)"
LIST = any_of(
    r"\w*lijst\w* | \w*bestand\w* | \w*database\w* | databank\w* | systeem | systemen | crm | nieuwsbrief | nieuwsbrieven | \w*mailings? | register\w* | adressenbestand | "
    r"campagne\w* | sequence | administratie | mailinglist | contacten | verzendlijst | distributielijst | mails? | e-?mails? | adresboek | abonnees?"
)
LAWYER = any_of(
    r"advocat\w* | advocaat | jurist\w* | juridische (?:afdeling|dienst) | legal(?: afdeling| team)? | raadsman | raadsvrouw | rechtsbijstand | rechtsbijstandsverzekering"
)
DEAL = r"(?<!\w)(?:contract\w*|overeenkomst\w*|verwerkersovereenkomst\w*|nda|dpa|sla|voorwaarden|teken\w*|onderteken\w*|getekend|kijkt|bekijkt|beoordeel\w*|nakijk\w*|doorlez\w*|leest|checkt|controleert|goedkeur\w*|goedgekeurd|offerte|voorstel|bestel\w*|aankoop|clausule\w*|akkoord)¤"
MONTH = r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)¤"
VOCABULARY = words(
    """
    niet geen nooit niets niks het een van voor mijn mij ons onze jullie jouw uw deze dit graag aub alstublieft
    alsjeblieft gelieve bedankt dank wij ik wil wilt wens wensen kunt kan kun heb hebben hoef naar maar ook nog
    meer dat wat wie waar hoe wanneer uit zijn ben bent is en uitschrijven uitschrijving afmelden afmelding
    schrijf schrijft verwijder verwijderen verwijdert verwijderd stop stoppen stopt ophouden hou houd haal haalt
    schrap schrappen meld laat genoeg weg rot klacht aangifte advocaat jurist juridische juridisch avg spam
    interesse interessant duur budget vakantie afwezig afwezigheid kantoor ja nee prima akkoord klinkt bel stuur
    sturen mail mailen belachelijk opzeggen zeg bezwaar blokkeer blokkeren contact inkoop collega uitgeschreven
    afgemeld doe dan als al via wegens wel nou zeker goed geinteresseerd overwegen stappen volgende volgend later
    mailt gemaild schrijven stuurt bellen belt benaderen benader benadert contacteren contacteer contacteert
    lastig lastigvallen val valt bericht berichten reclame nieuwsbrief lijst bestand adres gegevens wis wissen
    vernietig blokkeert kap kappen staak staakt afmeldt bezwaren toestemming meldt melden melding gemeld
    gerapporteerd rapporteren illegaal strafbaar politie aanklagen dagvaarden klachten rechter autoriteit
    persoonsgegevens donder lazer flikker tevreden leverancier afspraak beschikbaar kwartaal niemand doorgestuurd
    teruggebeld momenteel voorlopig mogelijk onmiddellijk mailtjes mailing ongevraagd ongewenst benaderd
    gecontacteerd schrapt doorhalen
    blijven huidige hiermee ermee
    januari februari maart april mei juni juli augustus september oktober november december moment zomer najaar
    voorjaar maandag dinsdag woensdag donderdag vrijdag morgen even weer nu straks misschien wellicht
    """
)
