# ruff: noqa: E501 - one grammatical pattern a line
"""Swedish, Danish, Norwegian, Finnish: opt-outs, threats, plain no and later, somebody else, absences."""

from bot.workflows.reply_routing.languages.writer import Writer
from bot.workflows.reply_routing.rule import Language, any_of, compiled

_SV, _FI = (
    Writer("scandinavian", {"ø": "oe?", "å": "aa?", "ä": "ae?", "ö": "oe?", "æ": "(?:ae|a|e)"}),
    Writer("finnish"),
)
_MEETING = r"(?<!\w)(?:möte\w*|mötet|møde\w*|møte\w*|kalender\w*|invitation\w*|inbjudan|webin\w*|cc|kopi\w*|tråd\w*|samtal\w*|kurs\w*|arrangement\w*)"
_TOPIC = r"(?:hur|hvordan|kan man|kan i|kan ni)¤[^.?!\n]{0,60}(?:våra|vores|våre|en) (?:<1>)?(?:kunder|användare|brugere?|brukere?)|https?:|klicka|klik|klikk"
_MAIL = any_of(
    r"(?:e-?)?mejl\w* | (?:e-?)?mails? | mailer | e-?post\w* | meddelanden? | meddelelser? | meldinger? | beskeder? | reklam\w* | reklame\w* | spam\w* | skräppost | nyhetsbrev\w* | nyhedsbrev\w* | utskick | utsendelser | erbjudanden | tilbud | "
    r"kontakt\w* | henvendelser? | påminnelser | påmindelser | information | samtal | mere | mer | fler | flere | något | noget | noe | inget | intet"
)
_WRITE = r"(?:mejl|maila|mail|skriv|skick|send|sänd|kontakt|ring|spam|kontakta|störa|stör|forstyr|plag|plåg|besvär|genere|bombarder|hör av|høre fra|trakasser|tjat|mase|chikan)\w*"
_ME = r"(?:mig|meg|oss|os|min|mitt|mit|mine|mina|vår|vårt|våra|våre|vores|denne|denna|detta|den här)¤"
_LIST = any_of(
    r"\w*list\w* | \w*database\w* | databas\w* | register\w* | system\w* | utskick\w* | nyhetsbrev\w* | nyhedsbrev\w* | mailing\w* | kartotek\w* | crm | distributionslist\w* | e-?postlist\w* | arkiv\w* | kundregist\w* | abonnement\w*"
)
_SCANDINAVIAN = (
    _SV.optout(
        "remove_me",
        rf"(?:ta|tag|ta'|tar|fjern|slet|slett|radera|avregistrera|avregistrer|stryk|plocka|afmeld|avmeld|meld|skriv|avprenumerera|frameld|blokker|blockera|glöm|glem|avanmäl|anmäl av)\w* (?:<1>)?{_ME} (?:<4>)?(?:bort|från|fra|af|av|ur|ut|e-?post\w*|mail\w*|adress\w*|data|uppgifter|opplysninger|oplysninger|$|[.!,\n]|tack|tak|takk|venligst|vennligst|omgående|straks|nu|nå)|(?:fjern|slet|slett|radera|afmeld|avmeld|avregistrera|stryk|blockera|blokker)\w* (?:<2>)?{_ME}",
        0.95,
        unless=rf"{_MEETING}|{_TOPIC}|(?:glem|glöm) (?:<1>)?(?:mig|meg|oss|os) (?:inte|ikke)|kan du (?:<3>)möt",
    ),
    _SV.optout(
        "off_list",
        rf"(?:bort|fjern\w*|slett?\w*|av|af|radera\w*|ut|væk|avregistrer\w*|stryk\w*) (?:<2>)?(?:från|fra|ur|af|av) (?:<2>)?(?:er|ert|eran|jeres|deres|din|dine|listen|denne|denna|den|alla|alle|{_LIST}) ?(?:<1>)?(?:{_LIST})?",
        0.85,
        unless=rf"{_MEETING}|{_TOPIC}",
    ),
    _SV.optout(
        "one_word",
        r"(?:vänligen |venligst |vennligst |hej |snälla |tak |tack |takk )*(?:avregistrer\w*|avprenumerer\w*|afmeld\w*|avmeld\w*|frameld\w*|avanmälan|avanmäl|stop|stopp|sluta|slutt|slut|nok nu|räcker nu|det räcker|nok|inga fler (?:mejl|mail)|ingen flere (?:mails?|e-?poster)|ikke mere|ikke mer|inte mer|slet|slett|radera|fjern|ta bort|nej til (?:reklame|spam)|ingen reklame|ingen spam|meld (?:meg )?av|sluta (?:nu|mejla|maila|spamma|skicka)|stop (?:nu|spam|det))(?: (?:tack|tak|takk|mig|meg|nu|nå|omedelbart|venligst|vennligst|straks|oss|os|med det|for helvede))*",
        0.9,
        scope="sentence",
        unless=_MEETING,
    ),
    _SV.optout(
        "stop_it",
        rf"(?:sluta|slutar|slut|slutt|slutte|slutter|stop|stopp|stoppe|stoppa|holde|upphör|upphöra|ophør|hold|håll|lad være|la være|undlad|undgå|låt bli|avstå|avslutt\w*) (?:<3>)?(?:att |at |å |med |op |opp )?(?:<3>)?(?:{_WRITE}|{_MAIL})",
        0.85,
        unless=rf"{_TOPIC}|hold (?:mig|os|meg|oss) (?:<1>)?(?:opdateret|oppdatert|orienteret)|håll (?:mig|oss) (?:<1>)?uppdaterad|vi (?:stop|slut)|slut (?:på|af)¤ (?:<1>)(?:året|måned)",
    ),
    _SV.optout(
        "do_not",
        rf"(?:{_WRITE} (?:<1>)?(?:{_ME} )?(?:<1>)?(?:inte|ikke|aldrig|aldri|inget|intet|ingenting|ingen|inga)|(?:inte|ikke|aldrig|aldri|ej) (?:<2>)?{_WRITE} (?:<2>)?(?:{_ME}|mer|mere|igen|igjen|flere|fler|til|{_MAIL}))",
        0.85,
        unless=rf"{_TOPIC}|(?:före|før|innan|inden|förrän) (?:<2>)(?:\d|jan|feb|mar|apr|maj|mai|jun|jul|aug|sep|okt|nov|dec|des|somm)|tveka|tøv|nøl|(?:har|fick|fik|fikk|varför|hvorfor|vi) (?:<2>)?(?:inte|ikke)|(?:har|fik|fikk|fick|hørte) (?:<4>)?{_MAIL}|vi (?:kontakt|send|skick|ring)",
    ),
    _SV.optout(
        "wish_not",
        rf"(?:vill|vil|önskar|ønsker|ønskes|önskas|undanber|frabeder|frabed|frabeide|ber|behöver|har bedt) (?:<2>)?(?:inte|ikke|aldrig|aldri|inga|ingen|mig|meg|oss|os|ej|gerne) (?:<1>)?(?:<4>)?(?:bli |blive |få |fa |ha |have |motta |modtage |mottaga |at |ta emot |höra |høre )?(?:<2>)?(?:{_MAIL}|kontakt\w*|{_WRITE})|(?:inga|ingen|ikke|inte) (?:<1>)?(?:fler|flere|mer|mere|ytterligare|yderligere) (?:<1>)?{_MAIL}",
        0.85,
        unless=rf"{_TOPIC}|(?:mer|mere|ytterligare) (?:info\w*|information)|(?:vill|vil) (?:<1>)(?:inte|ikke) (?:<1>)(?:ha|have) (?:<1>)(?:det|den|produkt|tilbud|erbjud)",
    ),
    _SV.optout(
        "leave_alone",
        r"(?:lämna|lad|la|låt) (?:<1>)?(?:mig|meg|oss|os) (?:<2>)?(?:ifred|i fred|være|vara|være i fred)|dra åt (?:helvete|skogen)|skrid|gå (?:<1>)ad helvede til|rend mig|stick|drag åt|(?:återkallar|trækker|trekker|tilbagekalder) (?:<3>)?(?:samtyck\w*|samtykke)|(?:motsätter|protesterar|gør indsigelse|protesterer|motsetter) (?:<5>)?(?:marknadsföring|markedsføring|behandling\w*|uppgifter|personuppgifter|utskick)",
        0.9,
    ),
    _SV.optout(
        "never_asked",
        r"(?:aldrig|aldri|inte|ikke) (?:<2>)?(?:anmält|tilmeldt|meldt|prenumerer\w*|abonner\w*|bett om|bedt om|samtyckt|samtykket|gett (?:<1>)?(?:samtycke|tillåtelse)|givet (?:<1>)?(?:samtykke|tilladelse)|gitt (?:<1>)?samtykke)",
        0.75,
        unless=rf"{_MEETING}|kontrakt|pris",
    ),
    _SV.threat(
        "law",
        r"(?:anmäl|anmeld|rapporter|indberet|polisanmäl|politianmeld|klag|klaga|kontaktar|kontakter|meld)\w* (?:<6>)?(?:imy|datatilsynet|integritetsskyddsmyndigheten|polis\w*|politi\w*|forbruger\w*|forbruker\w*|konsument\w*|konsumentverket|skräppost|spam|skräp|søppelpost|myndighet\w*|domstol\w*|advokat\w*)|(?:rapporterat|markerat|rapporteret|markeret|rapportert|merket|anmält|anmeldt) (?:<5>)?(?:som|för|for) (?:skräppost|spam|skräp|søppelpost|uønsket)|anmäler (?:er|dig)|anmelder (?:jer|dere|dig|deg)|(?:min|vår|vores) (?:advokat|jurist)\w*|rättsliga|retslige|rettslige|juridiska åtgärder|stämma (?:er|dig)|brott mot|brud på|bryter mot|i strid med|overtræd\w*|ulovlig\w*|olaglig\w*|olagligt|trakasseri\w*|chikane|sagsøg\w*|saksøk\w*",
        0.9,
        unless=r"avtal\w*|aftale\w*|kontrakt\w*|granskar|ser över|gennemgår|gdpr\?|följer (?:<2>)gdpr|nyhetsbrev anmäl|anmäl (?:mig|oss) till|tilmeld|hur |hvordan ",
    ),
    _SV.no(
        "no_interest",
        r"(?:inte|ikke|ej) (?:<2>)?(?:intress\w*|interess\w*|aktuellt|aktuelt|relevant|behov|brug for|bruk for|noget for|noe for|något för|behöver)|(?:nej|nei) (?:tack|tak|takk)|(?:tack|tak|takk),? (?:men )?(?:nej|nei)¤|inget (?:intresse|behov)|ingen (?:interesse|behov)|har (?:redan|allerede)|(?:för|for) dyrt?|ikke budsjett|inget budget|budget saknas|behöver (?:<1>)inte",
        0.8,
        unless=r"just nu|lige nu|akkurat nå|nå for tiden|att bli kontaktad|at blive kontaktet",
    ),
    _SV.later(
        "later",
        r"(?:just nu|för tillfället|lige nu|i øjeblikket|akkurat nå|for tiden|for øyeblikket) (?:<2>)?(?:inte|ikke)|(?:inte|ikke) (?:<4>)?(?:just nu|för tillfället|lige nu|i øjeblikket|akkurat nå|for tiden|for øyeblikket|nå)¤|(?:återkom|hör av|kontakta|vend tilbage|kontakt|ta kontakt|kom tilbake|vender tilbage|hører av)\w* (?:<5>)?(?:i|efter|etter|om|til|senare|senere|nästa|næste|neste) (?:<2>)?(?:januar\w*|febr\w*|mars|marts|april|maj|mai|jun\w*|jul\w*|augusti?|sept\w*|okto\w*|nov\w*|dec\w*|des\w*|kvartal\w*|år\w*|måned\w*|månad\w*|sommar\w*|sommer\w*|höst\w*|efterår\w*|semest\w*|ferie\w*)",
        0.8,
        unless=r"kontor|ferie (?:til|fra)|semester (?:till|från)|intresserad|interesser",
    ),
    _SV.elsewhere(
        "not_me",
        r"(?:inte|ikke) (?:<1>)?(?:rätt|rette|riktig|rigtige|den rette|ansvarig|ansvarlig)\w*|(?:fel|forkert|feil) (?:person|avdelning|afdeling)|(?:kontakta|kontakt|vänd dig|henvend\w*|snakk med|tala med|tal med) (?:<2>)?(?:min|till|vår|vores|til) (?:<1>)?(?:kollega|chef|sjef|inköp|indkøb|innkjøp)|(?:arbetar|arbejder|jobber|jobbar) (?:<2>)?(?:inte|ikke) (?:<1>)?(?:kvar|længere|lenger|längre)|slutat på",
        0.75,
        unless="advokat|jurist",
    ),
    _SV.yes(
        "yes",
        r"(?:ja|gärna|gerne|gjerne|låter|lyder|høres) (?:<3>)?(?:boka|spännande|spændende|interessant\w*|intressant|bra|godt|demo|møde|møte|möte|mer info|snakke|prata|tale)|(?:vi är|jag är|vi er|jeg er) (?:<1>)?(?:intresserad\w*|interesseret|interesserede|interessert)|skicka (?:<2>)?(?:mer info\w*|priser|offert)|send (?:<2>)?(?:mere info\w*|mer info\w*|priser|tilbud)",
        0.8,
        unless=r"inte|ikke|sluta|stop|ej¤|nej|nei|aldri",
    ),
    _SV.machine(
        "away",
        r"(?:är|er|på|har) (?:<3>)?(?:semester|ferie|föräldraled\w*|forældreorlov|foreldrepermisjon|tjänsteresa|tjenestereise|forretningsrejse|sjuk\w*|barsel|permisjon|på resa|utanför kontoret|ude af huset|bortrest|bortreist)|(?:inte|ikke) på (?:kontoret|kontor)|tillbaka (?:den|på) |tilbage (?:den|på) |tilbake (?:den|på|\d)|(?:autosvar|automatiskt svar|automatisk svar)|frånvar\w*|fravær\w*|begränsad tillgång|begrænset adgang",
        0.85,
        unless=r"efter (?:semestern|ferien)|møde|möte",
    ),
    _SV.mood(
        "angry",
        r"oacceptabelt|uacceptabelt|uakseptabelt|skandal\w*|skamligt|pinligt|bedragare|svindlare|svindlere|løgn|for galt|frækt|oförskämt",
        "anger",
    ),
)
_FI_WRITE = r"(?:lähet|lähett|kirjoit|kirjoitt|soit|soitt|ota|otta|spämm|spam|laita|häirit|häiri|viesti|mail|postit|pomm)\w*"
_FI_MAIL = r"(?:viest|sähköpost|posti|mainos|mainoks|spam|roskapost|meil|mail|uutiskir|yhteydeno|tarjou|markkinoin|kirje)\w*"
_FINNISH = (
    _FI.optout(
        "remove_me",
        r"(?:poista|poistaisit|poistakaa|poistaa|poistettava|poistatte|peru|peruut|ota|ottakaa|pyyhi|pyyhk|unohda)\w* (?:<4>)?(?:minu\w*|minut|meidät|sähköpost\w*|osoittee\w*|tieto\w*|yhteystie\w*|nime\w*|tilau\w*|listal\w*|postituslist\w*|rekister\w*|tietokan\w*|järjestelm\w*)|(?:minut|meidät|osoitteeni|tietoni|sähköpostini) (?:<3>)?(?:pois|poist\w*)",
        0.95,
        unless=r"kokouk\w*|kalenter\w*|tapaami\w*|kutsu\w*",
    ),
    _FI.optout(
        "one_word",
        r"(?:kiitos |hei |ole hyvä |pyydän )*(?:poista|poistakaa|peruuta|peru|lopeta|lopettakaa|lopettakaa jo|stop|seis|riittää|jo riittää|ei enää|ei kiitos enää|peruutus|tilauksen peruutus|ei mainoksia|ei roskapostia|poistu)(?: (?:kiitos|minut|heti|tilaus|jo|listalta|välittömästi|nyt))*",
        0.9,
        scope="sentence",
    ),
    _FI.optout(
        "do_not",
        rf"(?:äl[aäk]\w*|lope\w*|lopett\w*) (?:<3>)?{_FI_WRITE}|(?:en|ei|emme) (?:<2>)?(?:ottakaa|ottako|lähettäkö|kirjoittako)\w*",
        0.85,
        unless=r"ennen (?:<1>)(?:\d|tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)|(?:en|ei|emme) (?:<1>)?(?:ota|soita|lähetä|kirjoita)¤(?! enää)|epäröi",
    ),
    _FI.optout(
        "stop_mail",
        rf"(?:lope\w*|lopett\w*|keskeyt\w*) (?:<3>)?(?:{_FI_MAIL}|tämä|nämä)|(?:en|emme|ei) (?:<2>)?(?:halu\w*|toivo\w*|tarvits\w*|suostu\w*) (?:<4>)?(?:{_FI_MAIL}|yhteydenott\w*|vastaanott\w*|saada|mainoks\w*)|(?:ei|älkää) (?:<1>)?(?:enempää|enää|lisää) (?:<1>)?{_FI_MAIL}|jätt?ä?k?ä?ä? (?:minut|meidät) (?:<1>)?rauhaan|jättäkää (?:<1>)?rauhaan|kiellän (?:<3>)?(?:markkinoin\w*|tietojeni|suoramark\w*)|vastustan (?:<3>)?(?:tietojeni|käsittely\w*|suoramark\w*)|painukaa|haistakaa",
        0.9,
    ),
    _FI.threat(
        "law",
        r"(?:ilmoit|valit|kante|rikosilmoit|teen|raportoi|merkits)\w* (?:<5>)?(?:tietosuojavaltuutet\w*|poliisi\w*|viranomais\w*|roskapost\w*|spam\w*|kuluttaja\w*|rikosilmoituk\w*|valituk\w*|oikeu\w*)|(?:asianaja|lakimie|juristi)\w* (?:<2>)?(?:ottaa|otan|yhtey)\w*|oikeustoim\w*|laiton\w*|lainvastai\w*|gdpr-?rikk\w*|rikko\w* (?:<2>)?(?:gdpr|lakia|tietosuoja\w*)|häirintä\w*",
        0.9,
        unless=r"sopimu\w*|lukee|tarkista",
    ),
    _FI.no(
        "no_interest",
        r"(?:en|emme|ei) (?:<2>)?(?:ole )?(?:<1>)?(?:kiinnost\w*|tarvet\w*|tarvits\w*)|ei,? kiitos|kiitos,? (?:mutta )?ei¤|liian kallis\w*|ei budjetti\w*|meillä on jo|ei ole ajankohtai\w*",
        0.8,
        unless=r"viest|sähköpost",
    ),
    _FI.machine(
        "away",
        r"(?:olen|olemme) (?:<2>)?(?:loma\w*|poissa\w*|vapaal\w*|matkoil\w*|sairaslom\w*|vanhempainvapa\w*|äitiyslom\w*)|lomal\w*|poissa toimisto\w*|automaattinen (?:poissaolo)?vast\w*|poissaolo\w*",
        0.85,
    ),
    _FI.elsewhere(
        "not_me",
        r"en ole oikea|väärä henkilö|ottakaa yhteyttä (?:kolleg\w*|osto\w*)|en (?:enää )?työskentele",
        0.75,
    ),
)
LANGUAGES: tuple[Language, ...] = (
    Language("scandinavian", None, _SCANDINAVIAN, compiled(r"(?<!\w)(?:inte|ikke|mig|meg|oss|os|jag|jeg|vi|er|ert|jeres|deres|att|ej|nej|nei|tack|tak|takk|och|og|av\w*|af\w*|slut\w*|stop\w*|sluta|radera|fjern\w*|slet\w*|ta bort|inga|inget|intet|ingen|aldri\w*|frabed\w*|undanber|nok|det|semester|ferie|anmal\w*|anmeld\w*|frameld\w*|meld|vill|vil|onskar|onsker|ska|skal|på|aterkom)(?!\w)")),
    Language("finnish", None, _FINNISH, compiled(r"(?<!\w)(?:emme|alkaa|ala|halu\w*|toivo\w*|suostu\w*|tarvits\w*|enaa|enempaa|poist\w*|peru\w*|lope\w*|kiitos|minu\w*|meidat|olen|olemme|lomal\w*|viest\w*|sahkopost\w*|teen|ilmoit\w*|asianaj\w*|stop|seis|riittaa|hei|jatta\w*|jata|kiellan|vastustan|automaatti\w*|poissa\w*|liian|laiton\w*|jarjestelm\w*|vaara|kiinnost\w*|haistakaa|painukaa|unohda\w*|roskapost\w*)(?!\w)")),
)  # fmt: skip
