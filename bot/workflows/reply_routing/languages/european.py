# ruff: noqa: E501, RUF001 - one grammatical pattern a line, some in Greek
"""Hungarian, Romanian, Greek, Catalan, Turkish: opt-outs, threats over spam, plain no, absences."""

from bot.workflows.reply_routing.languages.writer import Writer
from bot.workflows.reply_routing.rule import Language, any_of, compiled

_HU, _RO, _EL, _CA, _TR = (
    Writer("hungarian"),
    Writer("romanian"),
    Writer("greek"),
    Writer("catalan"),
    Writer("turkish"),
)
_HU_MAIL = r"(?:e-?mail|level|uzenet|reklam|hirlevel|spam|megkeres|ajanlat|hirdetes|ertesites)\w*"
_HUNGARIAN = (
    _HU.optout(
        "unsubscribe",
        r"(?:le)?iratk\w*(?: le)?|leiratkoz\w*|iratkoztass\w* le|leiratkoztat\w*",
        0.95,
        unless=r"feliratk\w*|konferenci\w*|ertekezlet\w*|megbeszel\w*",
    ),
    _HU.optout(
        "remove_me",
        r"(?:torol|torl|tavolits|vegy|vegyen|vegyenek|huzz|szedj|felejts)\w* (?:<6>)?(?:engem|minket|cim\w*|adat\w*|nev\w*|e-?mail\w*|list\w*|adatbazis\w*|ki¤|le¤|el¤)|(?:cim\w*|adat\w*|e-?mail\w*|nev\w*|listar\w*|listajuk\w*|adatbazis\w*) (?:<4>)?(?:torl\w*|torol\w*|eltavolit\w*|tavolit\w*|levet\w*)",
        0.9,
        unless=r"megbeszel\w*|naptar\w*|talalkoz\w*|ertekezlet\w*",
    ),
    _HU.optout(
        "one_word",
        r"(?:kerem |koszonom |kerjuk )*(?:leiratkoz\w*|leiratkozas|stop|eleg|elég|torles\w*|torolj\w*|allj|hagyjak abba|hagyd abba|ne irj\w*|ne kuldj\w*|ne keress\w*|ne zavarj\w*)(?: (?:kerem|koszonom|mar|ki|tobbet|azonnal|volt|le|többé|tobbe))*",
        0.9,
        scope="sentence",
    ),
    _HU.optout(
        "do_not",
        rf"(?:ne|soha ne|tobbet ne|tobbe ne|ne is) (?:<2>)?(?:irj|kuld|keres|zaklat|zavar|hiv|spamm|kontakt|level)\w*|nem (?:<2>)?(?:ker\w*|szeret\w*|akar\w*|kivan\w*|jarul\w*|tart\w* igenyt) (?:<4>)?(?:{_HU_MAIL}|tobb|kap\w*|hozza|megkeres\w*)|(?:hagyja\w*|hagyd) (?:<1>)?(?:abba|beken|bekén|békén)|(?:abba|beken) (?:<1>)?hagy\w*|tiltakoz\w*|visszavon\w* (?:<2>)?(?:hozzajarul\w*)|(?:semmi|nincs) (?:<1>)?tobb {_HU_MAIL}",
        0.9,
        unless=r"(?:nem|ne) (?:<1>)?kerunk (?:<1>)?(?:belole|ajanlat)$|elott¤",
    ),
    _HU.threat(
        "law",
        r"(?:feljelent|panasz|jelent|bejelent|perel)\w* (?:<5>)?(?:naih|hatosag\w*|rendorseg\w*|spam\w*|birosag\w*|tesz\w*|tenni|ugyved\w*)|(?:naih|hatosag|rendorseg)\w* (?:<4>)?(?:fordul|jelent|panasz|tesz)\w*|spamkent|spam-?kent|ugyved\w* (?:<3>)?(?:fordul|megkeres|keres|foglal)\w*|feljelent\w*|jogi (?:lepes|ut)\w*|gdpr-?(?:sert\w*|be utkoz\w*)|jogellenes\w*|torvenytelen\w*|torvenysert\w*|zaklatas\w*",
        0.9,
        unless=r"szerzodes\w*|atnez\w*|atvizsgal\w*|jelentkez\w*",
    ),
    _HU.no(
        "no_interest",
        r"nem (?:<2>)?(?:erdek\w*|aktualis|van szukseg\w*|kerunk|kerek)|koszon\w*,? (?:de )?nem¤|nem,? koszon\w*|tul draga|mar van|nincs (?:<1>)?(?:szukseg|igeny|budget|keret)\w*",
        0.8,
    ),
    _HU.machine(
        "away",
        r"szabadsag\w*|irodan kivul|hazon kivul|nem vagyok (?:az )?irod\w*|automatikus valasz|tavol vagyok|tavollet\w*|betegszabadsag\w*",
        0.85,
    ),
    _HU.elsewhere(
        "not_me",
        r"nem en vagyok|nem hozzam tartoz\w*|keresse (?:<2>)?(?:kolleg\w*|inkabb)|forduljon (?:<2>)?(?:kolleg\w*|beszerz\w*)|mar nem (?:<1>)?dolgoz\w*",
        0.75,
    ),
)
_RO_MAIL = any_of(
    r"(?:e-?)?mail\w* | mesaj\w* | reclam\w* | oferte?\w* | newsletter\w* | spam\w* | comunicar\w* | notificar\w* | nimic | telefon\w*"
)
_ROMANIAN = (
    _RO.optout(
        "unsubscribe",
        r"dezabon\w*|(?:de|dez)(?:inscri|subscri)\w*|(?:anul|renunt)\w* (?:<3>)?(?:abonare\w*|abonament\w*|newsletter\w*)",
        0.95,
        unless=r"intalnir\w*|sedint\w*|clientii nostri",
    ),
    _RO.optout(
        "remove_me",
        r"(?:sterge|stearge|elimina|scoate|scoat|radia|indeparta|exclude|uita|inlatura)\w*(?:-ma|-ne|ti-ma|ti-ne)? (?:<4>)?(?:ma|din (?:<2>)?(?:list\w*|baz\w*|evident\w*|newsletter\w*)|adres\w*|datele|e-?mailul|contactul|mele|numele)|(?:sterge|elimina|scoate)\w*-(?:ma|ne)|sa (?:ma|ne) (?:stergeti|scoateti|eliminati|dezabonati)",
        0.95,
        unless=r"intalnir\w*|sedint\w*|calendar\w*|copie|cc",
    ),
    _RO.optout(
        "one_word",
        r"(?:va rog |te rog |multumesc )*(?:dezabon\w*|stop|gata|ajunge|destul|stergeti|stergere|opriti-va|incetati|nu mai (?:scrieti|trimiteti|contactati|vreau))(?: (?:va rog|multumesc|imediat|acum|mesaje|mailuri|email|emailuri))*",
        0.9,
        scope="sentence",
    ),
    _RO.optout(
        "do_not",
        rf"nu (?:<1>)?(?:imi |ne |ma |mi |sa |va )*(?:mai )(?:<1>)?(?:trimit|scri|contact|sun|deranj|spam|bombard|expedi)\w*|(?:sa )?nu (?:ma|ne|imi) (?:<1>)?(?:mai )?(?:<1>)?(?:contact|scri|trimit|sun|deranj)\w*|nu (?:<1>)?(?:mai )?(?:vreau|doresc|dorim|vrem|accept|sunt de acord|as vrea) (?:<2>)?(?:sa )?(?:<1>)?(?:mai )?(?:<1>)?(?:prim\w*|fiu contact\w*|fim contact\w*|{_RO_MAIL}|contact\w*)|(?:incet|opri|termin)\w* (?:<3>)?(?:cu|sa|trimite\w*|{_RO_MAIL})|lasa\w*-(?:ma|ne) (?:<1>)?(?:in pace|pace)|fara (?:<1>)?(?:reclame|spam|mailuri)|retrag (?:<2>)?(?:acord\w*|consimt\w*)|ma opun",
        0.9,
        unless=r"inainte de (?:\d|ian|feb|mar|apr|mai|iun|iul|aug|sep|oct|noi|dec)|nu mai (?:primim|primesc) (?:<2>)de|nu ezit\w*",
    ),
    _RO.threat(
        "law",
        r"(?:raport|reclam|sesiz|plange|plangere|denunt|anunt|depun)\w* (?:<5>)?(?:anspdcp|politie\w*|spam\w*|anpc|autoritat\w*|instant\w*|plangere|protectia datelor|tribunal\w*)|ca spam|avocat\w* (?:<1>)?(?:meu|nostru|va)|(?:actiuni|masuri|cale) (?:legale|judiciar\w*)|in instanta|va (?:dau|dam) in judecata|incalc\w* (?:<2>)?(?:gdpr|leg\w*)|ilegal\w*|hartuir\w*",
        0.9,
        unless=r"contract\w*|verific\w*|revizu\w*",
    ),
    _RO.no(
        "no_interest",
        r"nu (?:<2>)?(?:interes\w*|suntem interesat\w*|sunt interesat\w*|avem nevoie|ne trebuie)|nu,? multum\w*|multum\w*,? (?:dar )?nu¤|prea scump\w*|avem deja|nu (?:avem|exista) buget",
        0.8,
        unless=r"sa prim",
    ),
    _RO.machine(
        "away",
        r"in concediu\w*|plecat\w* din birou|nu sunt (?:la|in) birou|raspuns automat|in afara biroului|in vacanta|absent\w*",
        0.85,
    ),
    _RO.elsewhere(
        "not_me",
        r"nu sunt (?:<1>)?persoana|nu ma ocup|contactati (?:<2>)?(?:colegul|colega|departament\w*)|nu mai lucrez",
        0.75,
    ),
)
_EL_WRITE = r"(?:στελ|στειλ|ξαναστελ|ξαναστειλ|γραφ|ξαναγραψ|γραψ|ενοχλ|ξαναενοχλ|επικοινων|ξαναεπικοινων|τηλεφων|καλε|καλεσ|αποστελ|αποστειλ|σπαμ|spam)\w*"
_EL_MAIL = r"(?:e-?mail\w*|mail\w*|μηνυμα\w*|διαφημ\w*|spam|ενημερωτικ\w*|newsletter\w*|προσφορ\w*|ειδοποιησ\w*|επικοινωνι\w*|μειλ)"
_GREEK = (
    _EL.optout(
        "remove_me",
        r"(?:διαγρα(?:ψ|φ)|αφαιρ|βγαλ|σβη(?:σ|ν)|απεγγρ|εξαιρ|ξεχα)\w* (?:<3>)?(?:με|μας|μου|απο|τα στοιχεια|το email|τη διευθυνσ\w*|διευθυνσ\w*|τον λογαριασμ\w*)|(?:να )?(?:με|μας) (?:<1>)?(?:διαγρα|αφαιρ|βγα)\w*|(?:απ|κατ)?εγγραφη (?:<1>)?ακυρ\w*|απεγγραφ\w*|καταργηση (?:<1>)?(?:της )?(?:<1>)?(?:εγγραφ|συνδρομ)\w*|ακυρωσ\w* (?:<2>)?(?:συνδρομ|εγγραφ)\w*",
        0.95,
        unless=r"συναντησ\w*|ημερολογ\w*|συσκεψ\w*|κοινοποι\w*",
    ),
    _EL.optout(
        "one_word",
        r"(?:παρακαλω |ευχαριστω )*(?:διαγραφη\w*|διαγραψτε|απεγγραφ\w*|σταματηστε|σταματα|στοπ|stop|αρκετα|φτανει|τελος|οχι αλλα(?: (?:email|μηνυματα))?|μη στελνετε|διαγραφω)(?: (?:παρακαλω|με|μου|ευχαριστω|πια|αμεσα|αλλο))*",
        0.9,
        scope="sentence",
    ),
    _EL.optout(
        "do_not",
        rf"(?:μην?|να μην?|ποτε) (?:<1>)?(?:με |μου |μας |το |τα )*(?:<1>)?{_EL_WRITE}|(?:σταματ|παψτ|παυ|διακοψ|τερματ)\w* (?:<3>)?(?:να )?(?:<2>)?(?:{_EL_WRITE}|{_EL_MAIL}|με |μου )|δεν (?:<1>)?(?:θελω|επιθυμω|θελουμε|επιθυμουμε|συναινω|εχω δωσει|δεχομαι) (?:<4>)?(?:να (?:<1>)?(?:λαμβαν|λαβ|παιρν|ενοχλ|επικοινων|δεχ)\w*|{_EL_MAIL}|αλλα|συγκαταθεσ\w*|πλεον)|αφηστε (?:<1>)?(?:με|μας) (?:<1>)?(?:ησυχ\w*|στην ησυχια)|ανακαλω (?:<2>)?συγκαταθεσ\w*|εναντιων\w*|οχι αλλα (?:<1>)?{_EL_MAIL}",
        0.9,
        unless=r"πριν (?:<2>)(?:\d|απο)|διστ(?:α|αστ|ασετε)\w*",
    ),
    _EL.threat(
        "law",
        r"(?:καταγγε|αναφερ|αναφορ|μηνυ|καταθεσ|προσφυγ|μηνυση)\w* (?:<6>)?(?:αρχη\w*|αστυνομι\w*|spam|ανεπιθυμητ\w*|δικαστ\w*|μηνυση|δικηγορ\w*|καταγγελι\w*)|ως spam|ως ανεπιθυμητ\w*|δικηγορο\w* μου|νομικ\w* (?:μετρ|ενεργει|μεσ)\w*|παραβι\w* (?:<3>)?(?:gdpr|νομ\w*|γκπδ)|παρανομ\w*|καταγγελια|μηνυση|δικαστηρι\w*",
        0.9,
        unless=r"συμβολαι\w*|συμβασ\w*|ελεγχ\w*",
    ),
    _EL.no(
        "no_interest",
        r"δεν (?:<2>)?(?:ενδιαφερ\w*|χρειαζ\w*)|οχι,? ευχαριστ\w*|ευχαριστ\w*,? (?:αλλα )?οχι¤|πολυ ακριβ\w*|εχουμε ηδη",
        0.8,
    ),
    _EL.machine(
        "away",
        r"(?:σε|με|εκτος) (?:<1>)?(?:αδεια|γραφειου|διακοπες)|απουσια\w*|αυτοματη απαντηση|λειπω|βρισκομαι εκτος",
        0.85,
    ),
)
_CATALAN = (
    _CA.optout(
        "remove_me",
        r"(?:donar-?(?:me|nos)|doneu-?(?:me|nos)|doni'?m|dona'm|donin-me|donem) (?:<1>)?de baixa|(?:trei|trai|esborr|elimin|suprim|tregu)\w*(?:-(?:me|nos)|'m|'ns)? (?:<4>)?(?:de la|del|de (?:<1>)?(?:llista|base)|el meu|la meva|les meves|els meus|dades|correu)|baixa (?:de|del) (?:<2>)?(?:llista|butlleti)|(?:vull|voldria|sol\W?licito) (?:<2>)?(?:la )?baixa",
        0.95,
        unless=r"reunio|calendari|copia",
    ),
    _CA.optout(
        "do_not",
        r"no (?:<1>)?(?:m'|em |ens |me )? ?(?:<1>)?(?:envi|escriv|contact|truqu|molest)\w* (?:<2>)?(?:mes|res)|no (?:vull|volem|desitjo) (?:<1>)?(?:rebre|mes (?:correus|missatges|emails))|(?:deixeu|deixi|deixa|pareu|prou) (?:<1>)?(?:de |d')?(?:<1>)?(?:enviar|escriure|molestar|correus|correu|spam|missatges|contactar)\w*|deixeu-(?:me|nos) (?:en pau|tranquil)|prou (?:<1>)?(?:correus|spam)",
        0.9,
    ),
    _CA.threat(
        "law",
        r"(?:denunci|reclamaci|report)\w* (?:<4>)?(?:aepd|apdcat|spam|policia|autoritat\w*)|(?:el meu|nostre) advocat|accions legals|il\W?legal",
        0.9,
        unless="contracte",
    ),
    _CA.no(
        "no_interest",
        r"no (?:<1>)?(?:ens |m'|em )? ?interess\w*|no estem interessat\w*|no,? gracies|gracies,? (?:pero )?no¤|massa car",
        0.8,
    ),
    _CA.machine(
        "away",
        r"(?:estic|soc|sere|estare|som) (?:<1>)?(?:de vacances|fora (?:de l'|de la )?(?:oficina)?|absent|de viatge|de baixa)|fora de l'oficina",
        0.85,
    ),
)
_TR_MAIL = r"(?:e-?posta|mail|mesaj|ileti|reklam|bulten|spam|bildirim|teklif|sms)\w*"
_TURKISH = (
    _TR.optout(
        "unsubscribe",
        r"(?:abonelig?k?\w*|uyelig?k?\w*|liste\w*|bulten\w*|veritaban\w*|posta list\w*) (?:<3>)?(?:cik\w*|iptal\w*|ayril\w*|sil\w*|kaldir\w*|istemiyor\w*|sonlandir\w*)|(?:iptal|cikar|sil|kaldir) (?:<2>)?(?:abonelik|uyelik)\w*",
        0.95,
        unless=r"toplanti\w*|takvim\w*",
    ),
    _TR.optout(
        "remove_me",
        r"(?:beni|bizi|adresim\w*|adresimi|mailimi|bilgilerim\w*|verilerim\w*|e-?postam\w*|ismimi|kaydim\w*|numaram\w*) (?:<5>)?(?:cikar|sil|kaldir|ciktar|silin|unut)\w*|(?:cikar|sil|kaldir)\w* (?:<2>)?(?:beni|bizi|adresimi)",
        0.95,
        unless=r"toplanti\w*|takvim\w*",
    ),
    _TR.optout(
        "one_word",
        r"(?:lutfen |tesekkurler )*(?:dur|durun|yeter|yeter artik|stop|iptal|abonelikten cik\w*|listeden cik\w*|istemiyorum|istemiyoruz|ret|reddediyorum|yazmayin|gondermeyin|aramayin|rahatsiz etmeyin|silin|cikarin|birakin)(?: (?:lutfen|artik|tesekkurler|beni|hemen))*",
        0.9,
        scope="sentence",
    ),
    _TR.optout(
        "do_not",
        rf"(?:yazma|gonderme|atma|yollama|arama|rahatsiz etme|iletisime gecme|iletme|mesaj atma|spam yapma|ulasma|taciz etme)(?:yin|yiniz|yin lutfen|sin|yiniz lutfen)?¤|(?:yazmay|gondermey|atmay|aramay|yollamay|gonderm|spam)\w* (?:<2>)?(?:birak|kes|son ver|durdur|vazgec)\w*|{_TR_MAIL} (?:<3>)?(?:almak|gormek|duymak|gelmesini|almay\w*)? ?(?:<1>)?iste(?:mi|me)\w*|(?:artik|bir daha|hicbir) (?:<4>)?(?:istemiyor\w*|yazma\w*|gonderme\w*|atma\w*|arama\w*)|rahat birak\w*|riza\w* (?:<2>)?(?:vermi|vermedi|geri|cek)\w*|onay\w* (?:<1>)?(?:vermedi|yok)\w*",
        0.9,
        unless=r"bize (?:yazma|ulasma)yi (?:<1>)?unutma|aramaya|arama (?:yap|motor)|cekinme\w*|yazmaktan",
    ),
    _TR.threat(
        "law",
        r"(?:sikayet|ihbar|bildir|dava|basvur|suc duyuru)\w* (?:<4>)?(?:ede|edec|acac|kvkk|polis\w*|savci\w*|mahkeme\w*|iys|btk|bulunac|kurum\w*|avukat\w*)\w*|kvkk\w* (?:<4>)?(?:sikayet|aykiri|ihlal|basvur)\w*|(?:spam|istenmeyen) (?:<2>)?(?:olarak|diye) (?:<1>)?(?:bildir|isaretle|sikayet|rapor)\w*|avukat\w* (?:<3>)?(?:basvur|ilet|arac|gorus|ver|haber)\w*|yasal (?:islem|yol|haklar)\w*|hukuki (?:islem|yol|surec)\w*|yasa ?disi|kanuna aykiri|sikayetci|sikayet ede\w*|savcili\w*|ihlal ediyor\w*",
        0.9,
        unless=r"sozlesme\w*|incel\w*|uyumlu mu",
    ),
    _TR.no(
        "no_interest",
        r"ilgilenmiyor\w*|ilgimizi cekmi\w*|ihtiyac\w* (?:<1>)?(?:yok|duymu)\w*|hayir,? tesekkur\w*|tesekkur\w*,? (?:ama |fakat )?(?:hayir|istemiyor\w*|ilgilenmi\w*)|cok pahali|butce\w* yok|zaten (?:<2>)?(?:var|kullan)\w*",
        0.8,
    ),
    _TR.machine(
        "away",
        r"izinde\w*|izinli\w*|ofis disinda\w*|tatilde\w*|yillik izin\w*|otomatik (?:yanit|cevap)|seyahatte\w*|raporlu\w*|ofiste degil\w*",
        0.85,
    ),
    _TR.elsewhere(
        "not_me",
        r"dogru kisi degil\w*|ilgili kisi|yetkili degil\w*|ile iletisime gec(?:in|iniz|ebilir\w*)|artik (?:<2>)?calismiyor\w*",
        0.75,
        unless="avukat|istemiyor",
    ),
)
LANGUAGES: tuple[Language, ...] = (
    Language("hungarian", None, _HUNGARIAN, compiled(r"(?<!\w)(?:ne|nem|kerem|kerjuk|koszon\w*|leirat\w*|iratkoz\w*|torol\w*|torl\w*|vegy\w*|tavolits\w*|szabadsag\w*|stop|eleg|hagyj\w*|hagyd|allj|feljelent\w*|panasz\w*|spamkent|jelent\w*|ugyved\w*|naih|automatikus|tul|mar|nincs|tiltakoz\w*|visszavon\w*|tavol\w*|irodan|hazon|jogi|jogellenes\w*|gdpr-?\w*|tobb\w*|zaklatas\w*|abba|beken)(?!\w)")),
    Language("romanian", None, _ROMANIAN, compiled(r"(?<!\w)(?:nu|va|ma|imi|sa|rog|multum\w*|dezabon\w*|sterg\w*|stearg\w*|elimin\w*|scoat\w*|stop|gata|ajunge|destul|incet\w*|opriti\w*|opri\w*|termin\w*|lasa\w*|raport\w*|reclam\w*|sesiz\w*|plang\w*|ca spam|avocat\w*|concediu|suntem|sunt|avem|prea|raspuns|retrag|ilegal\w*|renunt\w*|anul\w*|uitati\w*|incalc\w*|denunt\w*|depun\w*|hartuir\w*|desinscri\w*|dezinscri\w*)(?!\w)")),
    Language("greek", None, _GREEK, compiled("[α-ω]")),
    Language("catalan", None, _CATALAN, compiled(r"(?<!\w)(?:no|baixa|vull|voldria|volem|si us plau|gracies|doneu|trei\w*|trai\w*|esborr\w*|elimineu|deixeu|deixi|deixa|pareu|prou|estic|soc|som|estem|nostre|meu|meva|denunci\w*|fora|accions|sol\w*|suprim\w*|il)(?!\w)")),
    Language("turkish", None, _TURKISH, compiled(r"(?<!\w)(?:lutfen|bana|bize|beni|bizi|artik|istemi\w*|yazma\w*|gonderme\w*|atma\w*|arama\w*|listeden|liste\w*|abonelik\w*|uyelik\w*|dur|durun|yeter|iptal|sikayet\w*|kvkk|avukat\w*|izinde\w*|izinli\w*|tesekkur\w*|ilgilenmi\w*|hayir|spam|otomatik|ofis\w*|tatilde\w*|yillik|silin|cikarin|rahat\w*|bir|daha|adresim\w*|e-?posta\w*|mail\w*|mesaj\w*|yasal|hukuki|ihtiyac\w*|cok|zaten|dogru|ilgili|stop|savcili\w*|ihlal|yollama\w*|birakin|taciz|riza\w*|onay\w*|ret|reddedi\w*|kanuna|yasa|bulten\w*|veritaban\w*|butce\w*)(?!\w)")),
)  # fmt: skip
