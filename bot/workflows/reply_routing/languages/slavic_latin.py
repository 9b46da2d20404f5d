# ruff: noqa: E501 - one grammatical pattern a line
"""Polish, Czech, Slovak, Croatian, Serbian in Latin letters, Slovenian: opt-outs, spam threats, plain no, absences."""

from bot.workflows.reply_routing.languages.writer import Writer
from bot.workflows.reply_routing.rule import Language, any_of, compiled

_MEETING = r"(?<!\w)(?:klient\w+|uzytkown\w+|zakaznik\w*|zakazni\w+|korisnik\w*|spotka\w+|kalendarz\w*|schuz\w*|schodz\w*|stretnut\w*|kalendar\w*|sastan\w*|sestan\w*|termin\w*|webin\w*|cc|dw|kopi\w*)"
_PL, _CS, _HR = Writer("polish"), Writer("czech"), Writer("croatian")
_PL_MAIL = any_of(
    r"maili? | e-?maili? | maile | wiadomosc\w* | ofert\w* | reklam\w* | spam\w* | newsletter\w* | korespondencj\w* | telefon\w* | kontakt\w* | smieci | propozycj\w* | informacj\w*"
)
_PL_WRITE = r"(?:pisz|pisa|wysyla|wysla|wysyl|przesyla|przysyla|kontaktow|kontaktuj|dzwoni|spamow|spamuj|mailow|nekac|neka|zawraca|niepoko|nachodz|meczy)\w*"
_PL_ME = r"(?:mnie|mi|nas|nam|moj\w*|nasz\w*|tego|ten|adres\w*|dane|danych|e-?mail\w*)"
_POLISH = (
    _PL.optout(
        "remove_me",
        rf"(?:wypis|wykresl|usun|usuw|usunac|skresl|wyrejestr|skasuj|kasow|wyrzuc|wylacz|zapomn)\w* (?:<4>)?{_PL_ME}|{_PL_ME} (?:<3>)?(?:wypis|wykresl|usun|usuw|skresl|wyrejestr|skasow)\w*|usuniecie (?:<2>)?(?:moj\w*|nasz\w*|danych|adresu|z)|(?:wypis|wykresl|usun)\w* (?:<4>)?z (?:<2>)?(?:list\w*|baz\w*|newsletter\w*|mailing\w*)",
        0.95,
        unless=_MEETING,
    ),
    _PL.optout(
        "one_word",
        r"(?:prosze |stop |bardzo |poprosze )*(?:wypisz|wypisac|wypisuje sie|wypis|rezygnuje|rezygnacja|usun|usunac|usuniecie|stop|dosc|koniec|anuluj subskrypcje|nie pisac|nie wysylac|nie dzwonic|nie kontaktowac sie|nie spamowac|zrezygnuj|odpiszcie mnie|wystarczy)(?: (?:prosze|mnie|dziekuje|wiecej|natychmiast|juz|z listy|subskrypcje|subskrypcji|newslettera|do mnie|mi))*",
        0.9,
        scope="sentence",
    ),
    _PL.optout(
        "do_not",
        rf"(?:nie|przestan\w*|zaprzesta\w*|przesta\w*|dosc|koniec|prosze nie|skoncz\w*) (?:<3>)?{_PL_WRITE}",
        0.9,
        unless=r"(?:przed|do) (?:\d|styczni|lut|marc|kwiet|maj|czerw|lip|sierp|wrzes|pazdz|listop|grud|konc)|jeszcze nie|nie wysyla(?:my|m)|nie pisz(?:e|emy)¤|nie (?:kontaktowal|dzwonil|napisal|wyslal)",
    ),
    _PL.optout(
        "wish_not",
        rf"(?:nie) (?:<2>)?(?:chc\w*|zycz\w*|zgadz\w*|wyraz\w*|interesuj\w* mnie|potrzebuj\w*|zamierz\w*|otrzymyw\w*) (?:<5>)?(?:otrzymyw\w*|dostaw\w*|kontakt\w*|{_PL_MAIL}|zgody|wiecej|niezamowion\w*)|(?:zadnych|bez|koniec|dosc|wiecej) (?:<2>)?{_PL_MAIL}|wycofuj\w* (?:<2>)?zgod\w*|sprzeciw\w* (?:<3>)?(?:wobec|przetwarz\w*|marketing\w*)|wnosze sprzeciw",
        0.85,
        unless=r"wiecej (?:informacji|ofert)|nie (?:chc\w*|potrzebuj\w*) (?:<2>)?(?:propozycji|oferty|ofert)$",
    ),
    _PL.optout(
        "stop_sending",
        rf"(?:zaprzesta\w*|przesta\w*|wstrzym\w*|zakoncz\w*) (?:<3>)?(?:wysylani\w*|przesylani\w*|kontaktow\w*|{_PL_MAIL})|da(?:jcie|j|c) (?:<1>)?(?:mi|nam)? ?(?:<1>)?spokoj|odczep\w*|spadaj\w*|odwal\w*",
        0.9,
    ),
    _PL.threat(
        "law",
        r"(?:zglosz|zglasz|zglos|poinform|zawiadom|skarg|zaskarz|doniesieni|pozw|pozew)\w* (?:<6>)?(?:uodo|puodo|policj\w*|prokuratur\w*|uokik|spam\w*|rodo|sad\w*|urzed\w*|prawnik\w*)|(?:uodo|puodo|uokik) |naruszeni\w* (?:<2>)?(?:rodo|prawa|przepis\w*|ustaw\w*)|(?:moj|nasz|prawnik|adwokat)\w* (?:<2>)?(?:prawnik|adwokat|skontaktuj|pozw)\w*|kroki prawne|droge sadowa|do sadu|skarg\w* (?:<3>)?(?:do|na|skladam)|jako spam|niezgodn\w* z prawem|nielegaln\w*|nekani\w*",
        0.9,
        unless=r"umow\w*|sprawdz\w*|zgodn\w* z rodo\?|czy (?:<3>)(?:rodo|zgodn)|reklamac",
    ),
    _PL.no(
        "no_interest",
        r"nie (?:<2>)?(?:jestesmy|jestem|interesuj\w*|potrzebuj\w*|skorzysta\w*|planuj\w*) ?(?:<1>)?(?:zainteresowan\w*)?|dziekuj\w*,? (?:ale )?nie|nie,? dziekuj\w*|za drogo|brak budzetu|brak zainteresowania|juz (?:mamy|korzystamy|wspolpracuj\w*)",
        0.8,
        unless=r"nie (?:jestem|jestesmy) (?:<2>)?(?:wlasciw|odpowiedni|osoba|pewn|w biur|dostepn)|nie potrzebuj\w* (?:<1>)maili",
    ),
    _PL.elsewhere(
        "not_me",
        r"nie jestem (?:<1>)?(?:wlasciw\w*|odpowiedni\w*|osoba)|(?:prosze|prosz\w*) (?:<2>)?(?:skontaktowac sie|kontakt|zwrocic sie) (?:<1>)?(?:z|do)|zajmuje sie (?:tym )?(?:pan|pani|kolega)|nie pracuj\w* (?:juz )?w|juz nie pracuj",
        0.75,
        unless="prawnik",
    ),
    _PL.later(
        "later",
        r"(?:w tej chwili|obecnie|teraz|na razie) (?:<2>)?nie|nie teraz|(?:odezw|skontaktuj|wroc|wrocmy|kontakt)\w* (?:<5>)?(?:w|po|za) (?:<2>)?(?:styczni\w*|lut\w*|marc\w*|kwietni\w*|maj\w*|czerwc\w*|lipc\w*|sierpni\w*|wrzesni\w*|pazdziernik\w*|listopad\w*|grudni\w*|kwartal\w*|miesiac\w*|miesiec\w*|tygod\w*|rok\w*|wakacj\w*)",
        0.8,
        unless="biur|urlop|zainteresowan",
    ),
    _PL.yes(
        "yes",
        r"(?:tak|chetnie|jestem|jestesmy) (?:<3>)?(?:zainteresowan\w*|chetnie|umowmy|prosze o (?:oferte|wiecej|cennik|demo|kontakt))|prosze o (?:<2>)?(?:oferte|wiecej informacji|cennik|demo|prezentacje)|chetnie (?:<2>)?(?:porozmawia\w*|zobacz\w*|sie spotka\w*|dowiem)",
        0.8,
        unless="nie",
    ),
    _PL.machine(
        "away",
        r"(?:jestem|przebywam|bede|jestesmy) (?:<2>)?(?:na (?:<1>)?urlop\w*|poza biurem|nieobecn\w*|w delegacji|na zwolnieniu|na l4)|poza biurem|nieobecnosc\w*|automatyczna odpowiedz|urlop\w* (?:do|od)|brak dostepu do (?:poczty|maila)",
        0.85,
    ),
    _PL.mood("angry", r"skandal\w*|bezczeln\w*|zenad\w*|oszusci|kpina|zalosn\w*", "anger"),
)
_CS_MAIL = any_of(
    r"(?:e-?)?mail\w* | zprav\w* | sprav\w* | nabid\w* | ponuk\w* | reklam\w* | spam\w* | newsletter\w* | obchodni sdeleni | obchodne oznameni\w* | posta | kontakt\w* | dopis\w* | list\w*"
)
_CS_ME = r"(?:me|mne|mna|ma|mi|nas|nam|muj|moj\w*|mou|nase\w*|tuto|tento|tuto|adres\w*|udaj\w*|kontakt\w*|e-?mail\w*|nasu|nase)"
_CZECH = (
    _CS.optout(
        "remove_me",
        rf"(?:odhlas|odstran|vymaz|vyrad|vyskrtn|skrtn|smaz|zrus|vyjm|odeber|odober|zabudn|zapomen|vymaz)\w* (?:<4>)?(?:{_CS_ME}|z (?:<1>)?(?:odber\w*|seznam\w*|databaz\w*|zoznam\w*|rozesil\w*))|{_CS_ME} (?:<3>)?(?:odhlas|odstran|vymaz|vyrad|vyskrtn|smaz|odober|odeber)\w*",
        0.95,
        unless=_MEETING + r"|ucast\w*",
    ),
    _CS.optout(
        "one_word",
        r"(?:prosim |dakujem |dekuji |prosim vas )*(?:odhlas\w*|odhlaseni\w*|odhlaseni|stop|dost|konec|koniec|zrusit odber\w*|odstranit|vymazat|smazat|uz nepi\w*|nepis\w*|neposil\w*|neposiel\w*|nekontakt\w*|zadn\w* (?:maily|spam|reklam\w*)|ziadn\w* (?:maily|spam|reklam\w*))(?: (?:prosim|me|ma|mi|uz|vice|viac|dekuji|dakujem|z odberu|odber|newsletter\w*|okamzite))*",
        0.9,
        scope="sentence",
        unless=_MEETING,
    ),
    _CS.optout(
        "do_not",
        r"(?:ne|uz ne|viac ne|vice ne|nikdy ne)?(?:nepis|neposil|neposiel|nekontakt|nezasil|neobtez|neobtaz|nevol|nespam|nemail|neotrav|neotravuj|nezasiel)\w*(?: (?:<2>)?(?:mi|me|ma|nam|nas|uz|vice|viac|prosim|na tento|mne|mails?|maily|dalsi|dalsie))?",
        0.85,
        unless=r"pred (?:<1>)(?:\d|led|unor|brez|dub|kvet|cerv|srp|zar|rij|list|pros|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)|(?:neposil|nepise|nekontaktuj)(?:ame|eme|ujeme)|nevoln|nepiseme|jeste|zatim ne|neposila(?:l|ne)",
    ),
    _CS.optout(
        "stop",
        rf"(?:prestan|skonc|zastav|ukonc|upust)\w* (?:<4>)?(?:psat|pisat|posil\w*|posiel\w*|zasil\w*|zasiel\w*|kontakt\w*|spam\w*|obtez\w*|otrav\w*|{_CS_MAIL}|s )|(?:uz |vice |viac )*(?:dejte|daj|dajte|nechte|nechajte|nech) (?:<2>)?(?:mi pokoj|me (?:na )?pokoj|mne pokoj|na pokoji|ma na pokoji|pokoj)|bezte do|chodte do",
        0.9,
    ),
    _CS.optout(
        "wish_not",
        rf"(?:neprej|nepraj|nechc|nechce|nezelam|nemam zajem o|nesouhlas|nesuhlas|odmit|odmiet|odvolavam|odvolavám|nemam zaujem o)\w* (?:<6>)?(?:dosta\w*|prij\w*|obdrz\w*|byt kontakt\w*|{_CS_MAIL}|souhlas|suhlas|kontaktov\w*|zasil\w*|zpracov\w*|spracov\w*)|zadne (?:<1>)?{_CS_MAIL}|ziadne (?:<1>)?{_CS_MAIL}",
        0.85,
        unless=r"nabidk\w* nechc|nemam (?:zajem|zaujem) o (?:vasi |vase |vasu )?(?:nabidku|ponuku|sluzb|produkt)",
    ),
    _CS.threat(
        "law",
        r"(?:nahlas|nahlasim|ohlas|udam|podam|stiznost|staznost|zaluj|zaluje|trestni|trestne|obrat)\w* (?:<6>)?(?:uoou|urad\w*|polici\w*|spam\w*|soud\w*|sud\w*|oznameni|oznamenie|stiznost|staznost|zalob\w*|coi)|(?:jako|ako) spam|(?:muj|moj|nas) (?:pravnik|advokat)\w*|pravni kroky|pravne kroky|poruseni gdpr|porusenie gdpr|nezakonn\w*|nelegaln\w*|protipravn\w*|obtezovani|obtazovanie|uoou",
        0.9,
        unless=r"smlouv\w*|zmluv\w*|kontroluj\w*|reklamac",
    ),
    _CS.no(
        "no_interest",
        r"nema(?:me|m) (?:<1>)?(?:zajem|zaujem)|(?:ne|nie),? (?:dekuj\w*|dakuj\w*)|(?:dekuj\w*|dakuj\w*),? (?:ale )?(?:ne|nie)¤|nezajima\w*|nezaujima\w*|nepotrebuje\w*|prilis drah\w*|uz mame|nezajem",
        0.8,
        unless=r"o (?:dalsi )?(?:maily|zpravy|zasilani)",
    ),
    _CS.later(
        "later",
        r"(?:nyni|ted|momentalne|teraz|aktualne) (?:<2>)?(?:ne|nie|nema\w*|nehod\w*)|(?:ozv|kontakt)\w* (?:<4>)?(?:v|po|za|na) (?:<1>)?(?:led\w*|unor\w*|brez\w*|dub\w*|kvet\w*|cerv\w*|srp\w*|zari\w*|rijn\w*|listopad\w*|prosin\w*|janu\w*|febru\w*|marc\w*|april\w*|maj\w*|jun\w*|jul\w*|august\w*|septemb\w*|oktob\w*|novemb\w*|decemb\w*|mesic\w*|mesiac\w*|rok\w*|kvartal\w*|lete)",
        0.8,
        unless="zajem|zaujem|kancelar|dovolen",
    ),
    _CS.elsewhere(
        "not_me",
        r"nejsem (?:<1>)?(?:spravn\w*|ta spravna|kompetentn\w*)|nie som (?:<1>)?(?:spravn\w*|kompetentn\w*)|obrat\w* (?:<1>)?se (?:<1>)?na|obrat\w* (?:<1>)?sa (?:<1>)?na|uz (?:tu )?(?:nepracuji|nepracujem)|(?:nepracuji|nepracujem) uz",
        0.75,
    ),
    _CS.machine(
        "away",
        r"(?:jsem|som|budu|budem|nachazim se) (?:<2>)?(?:na dovolen\w*|mimo kancelar\w*|nepritom\w*|na nemocensk\w*|na rodicovsk\w*|mimo kancelari\w*|nedostupn\w*)|mimo kancelar\w*|dovolen\w* do|nepritomnost\w*|automaticka odpove\w*|cerpam dovolen\w*",
        0.85,
    ),
    _CS.mood("angry", r"drzost|hanba|skandal\w*|neslychan\w*|neslusn\w*|podvodnic\w*", "anger"),
)
_HR_MAIL = any_of(
    r"(?:e-?)?mail\w* | mejl\w* | poruk\w* | reklam\w* | spam\w* | newsletter\w* | ponud\w* | post\w* | sporocil\w* | obvestil\w* | oglas\w* | dopis\w* | nista | vise | vec"
)
_HR_ME = r"(?:me|mene|nas|moj\w*|moje|nase|nasu|ovu|ta|adres\w*|podatk\w*|e-?mail\w*|naslov\w*|mi|nam)"
_HR_WRITE = r"(?:sal|slat|slati|posl|salj|pis|kontakt|zov|zvat|spam|uznemir|gnjav|javlj|posilj|poslj|klic|nadleg|smet)\w*"
_CROATIAN = (
    _HR.optout(
        "remove_me",
        rf"(?:odjav|uklon|izbris|obris|skin|makn|ispis|brisi|izbac|zaborav|odstran|precrt)\w* (?:<4>)?(?:{_HR_ME}|(?:s|sa|z|iz|od) (?:<1>)?(?:list\w*|baz\w*|seznam\w*|mailing\w*|popis\w*))|{_HR_ME} (?:<3>)?(?:odjav|uklon|izbris|obris|skin|makn|ispis|odstran)\w*",
        0.95,
        unless=_MEETING,
    ),
    _HR.optout(
        "one_word",
        r"(?:molim |molim vas |prosim |hvala )*(?:odjav\w*|stop|dosta|prestanite|prestani|ispis\w*|ukloni\w*|izbris\w*|obris\w*|ne zelim vise|nemojte vise|dovolj|nehajte|odstrani\w*)(?: (?:molim|me|vise|hvala|prosim|odmah|s liste|sa liste|vas))*",
        0.9,
        scope="sentence",
        unless=_MEETING,
    ),
    _HR.optout(
        "do_not",
        rf"(?:ne|nemoj\w*|prestan\w*|prenehaj\w*|nehaj\w*|dosta|nikad\w*) (?:<4>)?(?:da (?:<2>)?)?{_HR_WRITE}",
        0.9,
        unless=r"ne saljemo|ne posiljamo|ne pise|pre (?:\d|januar|febru|mart|apr|maj|jun|jul|avg|sept|okt|nov|dec)|prije (?:\d|sije|velj|ozu|trav|svib|lip|srp|kol|ruj|list|stud|pros)|ne kontaktira",
    ),
    _HR.optout(
        "wish_not",
        rf"(?:ne zel\w*|necu|ne zanima me (?:vise )?prim\w*|ne pristaj\w*|nocem|ne maram|ne hoc\w*|povlac\w* (?:<1>)?pristanak|ne dozvoljav\w*|odjavljujem|ne dovolj\w*) (?:<4>)?(?:prim\w*|dobi\w*|prejem\w*|{_HR_MAIL}|da (?:<2>)?(?:prim\w*|dobij\w*|me)|kontakt\w*|biti kontakt\w*)|(?:bez|nikakv\w*|brez) (?:<1>)?(?:vise )?{_HR_MAIL}|(?:ostavite|pustite|pusti) (?:<1>)?(?:me|nas) (?:<1>)?na miru",
        0.9,
        unless=r"ne zelim(?:o)? (?:<1>)?(?:ponudu|vise od)",
    ),
    _HR.threat(
        "law",
        r"(?:prijav|tuz|tozb|zalb|prituzb|obvest)\w* (?:<5>)?(?:azop|polici\w*|sud\w*|spam\w*|poverenik\w*|inspekcij\w*|pooblascen\w*|nadlezn\w*)|(?:kao|kot) (?:spam|nezeljen\w*)|(?:moj|nas) (?:odvjetnik|advokat|odvetnik)\w*|pravn\w* (?:korac\w*|putem|ukrep\w*)|krsenje gdpr|nezakonit\w*|protuzakonit\w*|prijavit\w* (?:cu )?vas|prijavil\w* vas",
        0.9,
        unless=r"ugovor\w*|pogodb\w*|webin\w*|prijava na",
    ),
    _HR.no(
        "no_interest",
        r"(?:nismo|nisam|nisem) (?:<1>)?(?:zainteres\w*|za to|zainteresovan\w*)|(?:ne|nas|me|nas to) (?:<1>)?(?:to )?(?:ne )?zanima\w*|ne zanima|hvala,? (?:ali )?ne|ne,? hvala|ne treba nam|ne trebamo|preskup\w*|predrag\w*|ne potrebujemo|vec imamo|ze imamo",
        0.8,
        unless=r"(?<!ne\x20)zanima (?:me|nas)(?! ne)|ne zanima me prim",
    ),
    _HR.machine(
        "away",
        r"(?:na|sam na|sem na|smo na) (?:<1>)?(?:godisnj\w*|odmor\w*|dopust\w*|bolovanj\w*|sluzbenom put\w*|porodiljsk\w*|bolnisk\w*)|(?:nisam|nisem) (?:<1>)?(?:u uredu|u kancelariji|v pisarni)|izvan ureda|automatski odgovor|samodejni odgovor|odsotn\w*|odsutn\w*",
        0.85,
    ),
    _HR.elsewhere(
        "not_me",
        r"(?:nisam|nisem) (?:<1>)?(?:prava|pravi)? ?(?:osoba|oseba)|obratite se|obrnite se|vise ne radim|ne delam vec",
        0.75,
    ),
)
_LATIN_SLAVIC = compiled(
    r"(?<!\w)(?:prosze|prosim|molim|nie|nie|ne|mnie|som|nisam|jsem|jestem|nisem|nisam|nemoj\w*|odjav\w*|odhlas\w*|wypis\w*|usun\w*|rezygn\w*|stop|uz|juz|vise|vec|prestan\w*|nepis\w*|neposil\w*|neposiel\w*|nekontakt\w*|nespam\w*|neotrav\w*|neobtez\w*|neobtaz\w*|neprej\w*|nepraj\w*|nechc\w*|dajte|nechte|nechajte|zadn\w*|ziadn\w*|odvola\w*|dost|dosta|dosc|odstran\w*|vymaz\w*|smaz\w*|zglo\w*|zglas\w*|uodo|nahlas\w*|prijav\w*|przesta\w*|zaprzesta\w*|przestan\w*|dovolj|hvala|dziek\w*|dekuj\w*|dakuj\w*|koniec|konec|obris\w*|izbris\w*|uklon\w*|nezaj\w*|poza|mimo|nema\w*|nismo|brak|skarg\w*|jako|ako|kao|kot)(?!\w)"
)
LANGUAGES: tuple[Language, ...] = (
    Language("polish", None, _POLISH, compiled(r"(?<!\w)(?:prosze|poprosze|nie|mnie|dosc|stop|koniec|wypis\w*|usun\w*|rezygn\w*|jestem|przebyw\w*|zglo\w*|zglas\w*|skarg\w*|uodo|przesta\w*|przestan\w*|zaprzesta\w*|wykresl\w*|poza|dziek\w*|brak|chetnie|zadnych|sprzeciw\w*|prawnik\w*|odczep\w*|spadaj\w*|daj\w*|anuluj|wystarczy|za drogo|w tej|obecnie|teraz|na razie|odezw\w*|skontaktuj\w*|juz|skandal\w*|bezczeln\w*|nieobecn\w*|urlop\w*|zrezygn\w*|odpiszc\w*|skasuj\w*|wycofuj\w*|wiecej|automatyczna)(?!\w)")),
    Language("czech and slovak", None, _CZECH, _LATIN_SLAVIC),
    Language("croatian, serbian and slovenian", None, _CROATIAN, compiled(r"(?<!\w)(?:ne|na|sam|sem|smo|me|nas|vas|nemoj\w*|prestan\w*|prenehaj\w*|nehaj\w*|molim|prosim|hvala|odjav\w*|ispis\w*|uklon\w*|izbris\w*|obris\w*|brisi\w*|odstrani\w*|dosta|dovolj|stop|prijav\w*|kao|kot|necu|nocem|nismo|nisam|nisem|bez|brez|nikakv\w*|izvan|obratite|obrnite|automatski|samodejni|nezakonit\w*|protuzakonit\w*|tuzi\w*|moj|pravn\w*|krsenje|preskup\w*|predrag\w*|vec|odsotn\w*|odsutn\w*|pustite|ostavite|prituzb\w*)(?!\w)")),
)  # fmt: skip
