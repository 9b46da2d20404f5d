# ruff: noqa: E501 - one grammatical pattern a line
"""German: opt-outs and threats by structure, formal and informal, with ö, oe or o; separable verbs in both orders."""

from bot.workflows.reply_routing.languages import german_answers, german_threat
from bot.workflows.reply_routing.languages.german_words import (
    LIST,
    ME,
    NOT,
    PEN,
    VOCABULARY,
)
from bot.workflows.reply_routing.rule import Language, any_of

_MAIL = any_of(
    r"(?:e-?|werbe-?|spam-?|massen-?)?mails? | e-?mailings? | mailings? | \w*nachrichten | \w*werbung | werbe\w* | newsletter\w* | \w*angebote? | "
    r"\w*anfragen? | \w*kontakt\w* | \w*anrufe? | anschreiben | zuschriften | zusendung\w* | post | \w*infos? | \w*informationen | spam | "
    r"\w*akquise\w* | follow-?ups? | erinnerungen | nachfragen | schreiben | mitteilungen | belästigung\w* | versand | sachen | zeug | mist | scheiß\w*"
)
_REMOVE = r"(?:entfern\w*|entfänt|lösch(?!papier)\w*|streich\w*|gestrichen|gelöscht|austrag\w*|auszutragen|ausgetragen|rausnehm\w*|herausnehm\w*|raus(?:zu|ge)nomm?e\w*|heraus(?:zu|ge)n\w*|rausstreich\w*|rausschmeiß\w*|rauswerf\w*|tilg\w*|abmelden|abzumelden|abgemeldet|abbestell\w*|abzubestellen|sperr\w*|gesperrt|blockier\w*|vernicht\w*|vergess?(?:en|t)|vergiss|raus|heraus|runter)¤"
_REMOVE_FIRST = r"(?:entfern\w*|lösch(?!papier)\w*|streich\w*|tilg\w*|abmelden|austragen|abbestell\w*|sperr\w*|blockier\w*|vernicht\w*|vergess?(?:en|t)|vergiss)¤"
_TAKE = any_of(
    r"nehm\w* | nimm | schmeiß\w* | werf\w* | wirf | trag\w* | hol\w* | streich\w* | entfern\w* | lösch\w* | lass\w* | kick\w* | setz\w*"
)
_WRITE = (
    r"(?:an)?(?:kontaktier|schreib|mail|e-?mail|sprech|ruf|bettel|bagger|quatsch|spamm|belästig|behellig|beläst|nerv|stör|bombardier|bewerb|zuspamm|zumüll|zumail|penn|kontakt|"
    r"geh|gehen mir|send|schick|zusend|zuschick|verschon|penetrier|drangsalier|terrorisier)(?:e|en|t|st|n)?¤"
)
_WRITTEN = any_of(
    r"(?:an)?geschrieben | kontaktiert | (?:an)?gemailt | angesprochen | angerufen | belästigt | behelligt | gestört | beworben | genervt | "
    r"zugespammt | erhalten | bekommen | kriegen | empfangen | haben | hören | lesen | sehen | kontaktieren | anschreiben | anrufen | anmailen | mailen | schreiben | "
    r"belästigen | behelligen | stören | nerven | melden | zusenden | senden | schicken | zuschicken | nachfassen | nachhaken | bewerben | in kontakt treten | verschonen | zugeschickt | zugesandt | gelistet | geführt"
)
_AGAIN = any_of(
    r"mehr | wieder | weiter\w* | länger | erneut | künftig | zukünftig | in zukunft | noch ?(?:ein)?mal | nochmals | jemals | ferner"
)
_WISH = any_of(
    r"(?:möchte|wünsche|will|wollen|brauche|benötige|mag|verlange|bitte|erbitte|wollte|möcht|wünsch|akzeptiere|dulde|gestatte|erlaube)[nt]?"
)
# An appointment, a copy line or a product's feature is what is left or asked for here, not our mail.
_HANDOVER = r"(?<!\w)(?:cc|c\.c|bcc|kopie|thread|termin\w*|einladung\w*|meeting\w*|besprechung\w*|\w*chat|gruppe|kalender\w*|konversation|unterhaltung|webinar\w*|schulung\w*|call|veranstaltung\w*|workshop\w*|projekt\w*|angebot)¤"
_TOPIC = (
    r"(?<!\w)(?:\w*rechnung\w*)¤|(?:wie|kann|können|lassen|lässt|unterstütz\w*|bietet?)¤[^.?!\n]{0,70}(?:unsere?n? (?:<1>)?(?:kunden|nutzer|empfänger|abonnenten|leads|kontakte)|ihr\w* (?:<1>)?(?:tool|software|plattform|produkt|lösung|system)|euer|eure?m? (?:<1>)?(?:tool|software|plattform)|benutzer|nutzer|user)|"
    r"unsere (?:<1>)?(?:kunden|nutzer|empfänger|leads)|abmelde-?(?:rate|quote|prozess|seite|funktion|link)|abmelderate|falls sie <6>(?:abmelden|abbestellen)|wenn sie <8>(?:klicken|abmelden|abbestellen|erhalten möchten|empfangen möchten)|"
    r"hier (?:abmelden|abbestellen|klicken)|klicken sie|jederzeit (?:abmelden|abbestellen|widerrufen|widersprechen)|https?:|(?:ich|wir|er|sie|kollege) (?:habe?n?|hat) <5>(?:benutzer|account|konto|datei|fehler|ordner|duplikat)"
)
_DATE_FIRST = r"(?:nicht|keine?n?|nie|nichts) (?:<3>)?(?:vor|bis|ehe|bevor)¤ (?!ende der)|erst (?:<1>)?(?:im|ab|nach|wieder|wenn)¤|bis (?:dahin|zum|ende|anfang|nach)¤"
_NO_MAIL = r"(?:bekomm|erhalt|empfang|krieg|find|seh)\w* (?:ich|wir) (?:leider |seit\w* |aktuell )?<4>kein|(?:habe?n?|hatten?) <3>(?:noch )?keine|seit (?:gestern|dem|der|heute|letzte\w*) <6>kein|login|passwort|ticket"
_CALM = rf"{_TOPIC}|{_HANDOVER}"
_ASKING = any_of(
    r"bitten? | danke | gefälligst | möchten? | will | wünschen? | wollen | könnten? | würden? | können (?:sie|wir) | kannst | könnt | hiermit | höflichst | dringend"
)
_TOUCH = any_of(
    r"\w*mails? | \w*schreib\w* | \w*kontakt\w* | \w*werbung | anrufe\w* | anzurufen | \w*send\w* | \w*schick\w* | belästig\w* | newsletter\w* | \w*verteiler\w* | \w*liste | kartei | \w*akquise\w* | spam\w* | nachrichten"
)

_OPTOUTS = (
    PEN.optout("remove_me", rf"{_REMOVE_FIRST} (?:sie |wir )?(?:<3>)?{ME}", 0.95, unless=_CALM),
    PEN.optout(
        "me_remove",
        rf"{ME} (?:<6>)?{_REMOVE}",
        0.9,
        unless=rf"{_CALM}|(?:bin|sind|ist) (?:<3>)?raus|(?:mir|uns) (?:<3>)?(?:raus|streich\w+) ",
    ),
    PEN.optout(
        "take_me_off", rf"{_TAKE} (?:<3>)?{ME} (?:<2>)?(?:aus|von|vom|auf) (?:<3>)?{LIST}", 0.95, unless=_CALM
    ),
    PEN.optout(
        "me_off_list",
        rf"{ME} (?:<2>)?(?:aus|von|vom) (?:<3>)?{LIST}",
        0.85,
        unless=rf"{_CALM}|überzeug|begeister",
    ),
    PEN.optout(
        "off_list",
        rf"(?:raus|runter|weg|rausnehmen|herausnehmen|abmeld\w*|austrag\w*|abmeldung|austragung|entfern\w*|lösch\w*|gelöscht|streich\w*|abbestell\w*) (?:<3>)?(?:aus|von|vom|für) (?:<2>)?{LIST}",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "off_list_verb",
        rf"(?:aus|von|vom) (?:<2>)?(?:ihr|eur|dein|dies|dem|der|sämtlich|all)\w* (?:<1>)?{LIST} (?:<2>)?(?:{_REMOVE}|(?:zu )?(?:nehmen|nehmt|werfen|holen|lassen|schmeißen|genommen|herauslassen)¤)",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "sign_me_off",
        rf"meld\w* (?:<2>)?(?:mich|uns|{ME}) (?:<3>)?ab(?= ?(?:$|[.!,;:\n)]|bitte|und|danke|von|vom|aus|hier))",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "cross_me_out",
        rf"(?:trag|nehm|nimm|schmeiß|werf|wirf|hol|streich)\w* (?:<2>)?{ME} (?:<4>)?(?:aus|raus|heraus|runter)(?= ?(?:$|[.!,;:\n)]|bitte|und|danke))",
        0.9,
        unless=_CALM,
    ),
    PEN.optout(
        "cancel_it",
        r"bestell\w* (?:<3>)?(?:newsletter|mails?|abo)\w* (?:<3>)?ab¤|(?:newsletter|mail|abo)\w* (?:<3>)?(?:abbestell\w*|abzubestellen|kündig\w*|stornier\w*)|(?:kündig|stornier)\w* (?:<3>)?(?:newsletter|mail|abo)\w*",
        0.9,
        unless=_TOPIC,
    ),
    PEN.optout(
        "one_word",
        r"(?:bitte |hallo |hi |sofort |umgehend |nur |jetzt |einfach )*(?:(?:e-?mail-?|newsletter-?|mich |uns |newsletter |adresse |daten |alles )?(?:abmelden|abmeldung|austragen|austragung|abbestellen|abbestellung|löschen|löschung|entfernen|streichen|rausnehmen|sperren|abgemeldet werden|austragt|raus nehmen)|stop+en?|aufhören|schluss|schluss damit|aus|ende|genug|genug jetzt|es reicht|jetzt reicht es|jetzt reicht's|reicht|lass(?:t|en sie)? (?:es|das|den scheiß)(?: sein)?|hör(?:t|en sie)? auf(?: damit)?|kein(?:e|en)? (?:mails?|e-?mails?|werbung|newsletter|spam|kontakt|weitere\w*|mehr|anrufe)|nicht(?:s)? mehr|nie wieder|raus|kein kontakt|widerspruch|verzichte)(?: (?:bitte|danke|sofort|jetzt|endlich|mehr|damit|vielen dank|umgehend|erwünscht|gewünscht|vom newsletter|von ihnen|nochmals))*",
        0.9,
        scope="sentence",
    ),
    PEN.optout(
        "stop_it",
        rf"(?:hör\w*|aufhör\w*|aufzuhör\w*) (?:<4>)?(?:(?:auf|bitte|endlich|damit|mit) (?:<3>)?)?(?:{_MAIL}|zu (?:<2>)?(?:schreiben|mailen|nerven|belästigen|schicken|senden|kontaktieren|stören|spammen)|mir |uns |mich )",
        0.85,
        unless=rf"{_TOPIC}|gehört|hör\w* (?:sich|ich|gern|wir)|von ihnen hören|aufhören zu verlieren",
    ),
    PEN.optout(
        "stop_it_short",
        r"(?:könn\w*|kann|würde\w*|bitte|wollen) (?:<3>)?(?:das|es|dies|den unsinn|den quatsch) (?:<3>)?(?:lassen|sein lassen|unterlassen|sein zu lassen)¤|hör\w* (?:<3>)?auf(?: |[.!,]|$)(?!den|die|das|ihn|sie|unsere)",
        0.8,
        unless=r"wir hören|gehört",
    ),
    PEN.optout(
        "stop_mail",
        rf"(?:stopp?\w*|unterlass\w*|beend\w*|einstell\w*|einzustellen|spar\w* (?:sie |euch |dir )?|lass\w*) (?:<4>)?{_MAIL}",
        0.85,
        unless=rf"{_TOPIC}|(?:wir|team|kunde\w*|leads) <3>stop|lass\w* (?:<2>)?(?:uns|mich|mir|ihnen|euch) (?:<4>)?(?:zukommen|wissen|schreiben|zu)|lassen sie (?:mir|uns)|lass (?:mir|uns)|beend\w* (?:<3>)?projekt|spar\w* (?:wir|uns)|spart ",
    ),
    PEN.optout(
        "mail_stop",
        rf"{_MAIL} (?:<4>)?(?:zu )?(?:unterlassen|einstellen|einzustellen|stoppen|beenden|aufhören|abzusehen|absehen|unterbleiben|sparen)¤",
        0.85,
        unless=rf"{_TOPIC}|kosten|bis",
    ),
    PEN.optout("set_down", rf"stell\w* (?:<4>)?{_MAIL} (?:<4>)?ein¤", 0.85),
    PEN.optout(
        "refrain",
        rf"(?:seh|sieh)\w* (?:<4>)?von (?:<3>)?{_MAIL} (?:<3>)?ab¤|von (?:<3>)?{_MAIL} (?:<6>)?(?:abzusehen|absehen|absieht|absähen|verschon\w*)|(?:absehen|abzusehen|abstand\b) (?:<2>)?von (?:<2>)?{_MAIL}|verzicht\w* (?:<4>)?auf (?:<2>)?{_MAIL}",
        0.9,
    ),
    PEN.optout(
        "do_not_write_me",
        rf"{_WRITE} (?:<2>)?(?:mir|mich|uns|unser\w*|mein\w*|an diese)¤ (?:<5>)?{NOT}¤",
        0.85,
        unless=rf"{_DATE_FIRST}|{_NO_MAIL}|{_TOPIC}|(?:wir|ich|hat|haben|sie) {_WRITE}|(?:nicht|nichts) (?:über|weiter geholfen|aus)|nur nicht|warum|geht (?:uns|mir)|ruf\w* (?:<4>)an (?:<2>)nicht per|gehen? (?:mir|uns) (?:<2>)(?:nicht|kein)",
    ),
    PEN.optout(
        "not_again",
        rf"{NOT}¤ (?:<3>)?{_AGAIN} (?:<5>)?(?:{_WRITTEN}|{_WRITE})",
        0.85,
        unless=rf"{_DATE_FIRST}|{_NO_MAIL}|{_TOPIC}|(?:kann|können|konnte\w*) (?:<5>)?(?:nicht|keine) mehr|gehört|nicht mehr (?:<3>)?(?:geschafft|dazu|auf dem schirm|bekommen wir hin|melden können|haben wir|als)|nicht (?:weiter|mehr) (?:gekommen|beworben|benutzt)",
    ),
    PEN.optout(
        "do_not_get_in_touch",
        r"meld\w* (?:<2>)?(?:sich|euch|dich)(?: bitte)? (?:<1>)?(?:bei (?:mir|uns) )?(?:<1>)?(?:nicht|nie)(?: (?:mehr|wieder|weiter|nochmal\w*|erneut))?(?= ?(?:$|[.!,;\n)]|bitte|bei (?:mir|uns)))",
        0.85,
        unless=_DATE_FIRST,
    ),
    PEN.optout(
        "wish_no_mail",
        rf"{_WISH} (?:<4>)?(?:kein\w*|nichts|nicht|nie)¤ (?:<4>)?(?:{_MAIL}|{_WRITTEN}|auf (?:<2>)?{LIST})",
        0.85,
        unless=rf"{_DATE_FIRST}|{_NO_MAIL}|{_TOPIC}|nur nicht|nicht (?:sofort|zu (?:lang|viel|spät)|nur|stören|weiter stören|verpassen)|keine (?:alten|falschen|weiteren infos mehr benötigt)|nicht mehr (?:warten|ohne)|keine (?:weiteren )?(?:angebote|informationen|infos|anfragen) (?:mehr )?(?:benötig|einhol)|will (?:sie|dich|euch) nicht",
    ),
    PEN.optout(
        "no_more_mail",
        rf"(?:kein\w*|ohne|nie|nichts) (?:<1>)?(?:weiteren?|mehr|zukünftigen?|künftigen?|erneuten?|solchen?|derartigen?) (?:<1>)?{_MAIL}|kein\w* (?:<1>)?{_MAIL} (?:<2>)?(?:mehr|weiter\w*|erwünscht|gewünscht|nötig)¤",
        0.9,
        unless=rf"{_NO_MAIL}|{_DATE_FIRST}|{_TOPIC}|(?:gibt|haben|habe|hätte\w*) (?:es |ich |wir )?(?:<2>)?keine? (?:weiteren )?(?:\w*fragen|anfragen|infos|informationen|angebote)|keine weiteren (?:infos?|informationen|anfragen) (?:dazu|nötig|notwendig|erforderlich)",
    ),
    PEN.optout(
        "no_mail_alone",
        rf"(?:bitte |ich bitte um |wir bitten um |danke )*(?:kein\w*|nie wieder|nichts|nicht) (?:<2>)?(?:{_MAIL}|{_WRITTEN})(?: (?:mehr|bitte|danke|an diese adresse|von ihnen|von euch|an mich|an uns))*",
        0.8,
        scope="sentence",
        unless=rf"{_NO_MAIL}|zu (?:lesen|sehen)|nicht (?:haben|sehen|lesen|hören|bekommen|erhalten|gesehen)$|nicht (?:erhalten|bekommen|gesehen|hören|haben|lesen|sehen)",
    ),
    PEN.optout(
        "nothing_more",
        r"(?:schick|send|mail|schreib|zuschick|zusend)\w* (?:<3>)?(?:mir|uns|mich) (?:<3>)?(?:nichts|kein\w*)¤|nichts mehr (?:<3>)?(?:von (?:ihnen|euch|dir)|hören|lesen|erhalten|bekommen|schicken|senden)",
        0.9,
        unless=rf"{_NO_MAIL}|{_DATE_FIRST}|(?:hat|haben|wurde|hast) ",
    ),
    PEN.optout(
        "forbid",
        rf"(?:verbitte\w*|verbiet\w*|untersag\w*|unterbind\w*) (?:<6>)?(?:mir|uns|{_MAIL}|nutzung|verwendung|verarbeitung|speicherung|das|dies|jede\w*)¤",
        0.9,
        unless=r"gesetz|gericht|(?:uns|mir) (?:<1>)?(?:verboten|untersagt)",
    ),
    PEN.optout(
        "object",
        r"(?:widerspr[eio]\w*|widerspruch|widerruf\w*|zurückzieh\w*|ziehe) (?:<9>)?(?:nutzung|verwendung|verarbeitung|speicherung|daten|werbung|werblich\w*|werbezweck\w*|kontakt\w*|zusendung|einwilligung|zustimmung|einverständnis|direktwerbung|art\.? ?\d+|artikel)¤|(?:nutzung|verwendung|verarbeitung|speicherung|einwilligung|zustimmung|zusendung|werbung|kontakt\w*) (?:<9>)?(?:widerspr[eio]\w*|widerruf\w*|nicht einverstanden|stimme\w* (?:ich|wir) nicht zu)",
        0.9,
        unless=rf"{_TOPIC}|widersprechen (?:ihren|den) (?:angaben|zahlen)",
    ),
    PEN.optout(
        "no_consent",
        r"(?:nie|nicht|niemals|kein\w*|ohne) (?:<4>)?(?:angemeldet|zugestimmt|eingewilligt|abonniert|angefordert|bestellt|einwilligung|zustimmung|einverständnis|genehmigung|erlaubnis|erlaubt|gefragt|gebeten|eingetragen)¤ ?(?:<3>)?",
        0.75,
        unless=rf"{_CALM}|gremium|betriebsrat|vertrag|noch nicht|bestellt wurde|meine chef|budget|user|benutzer",
    ),
    PEN.optout(
        "leave_alone",
        r"(?:lass|lasst|laßt|lassen sie|last) (?:<1>)?(?:mich|uns) (?:<3>)?(?:ruhe|frieden|zufrieden|raus|außen vor)|verschwind\w*|hau(?:t|en sie)? ab¤|verpiss\w*|zieh(?:t)? leine|leck mich|leckt mich|fick\w*|fahr(?:t)? zur hölle|geh(?:t|en sie)? (?:mir|uns) (?:nicht )?(?:<2>)?auf (?:die|den) \w+|verschon\w* (?:<2>)?(?:mich|uns)|(?:mich|uns) (?:<3>)?verschon\w*|meine ruhe|(?:mich|uns) in ruhe",
        0.85,
        unless=r"in ruhe (?:an|durch|darüber|lesen|prüfen|überlegen|drüber|ansehen|gelesen)|aufwand verschwind|verschwinden (?:daten|die|der|mails|leads)|daten verschwind",
    ),
    PEN.optout(
        "how_often",
        r"(?:wie oft|wie viele male|zum (?:dritten|zweiten|vierten|fünften|letzten|x-?ten|wiederholten|\d\.?) ?mal|mehrfach|bereits|schon) <8>(?:abgemeldet|abmelden|gesagt|gebeten|aufgefordert|widersprochen|mitgeteilt|nein gesagt|ausgetragen|darum)¤ ?(?:<9>)?",
        0.75,
        unless=rf"{_CALM}|wie (?:bereits|schon) (?:gesagt|mitgeteilt)(?! (?:<4>)kein)|bereits (?:gesagt|mitgeteilt|kollege)|schon (?:gesagt|mitgeteilt)",
    ),
    PEN.optout(
        "blocklist",
        r"(?:\w*sperrliste|blackliste?|blockliste|robinson-?liste|blacklist\w*)¤|(?:ich|wir) (?:<3>)?(?:blockier|blocke|sperr)\w* (?:<2>)?(?:sie|euch|dich|ihre|diese|absender|domain)",
        0.75,
        unless=_TOPIC,
    ),
    PEN.optout(
        "not_on_list",
        rf"(?:nicht|nie) (?:<3>)?(?:auf|in) (?:<2>)?(?:ihr|eur|dies|dein|irgendein)\w* (?:<1>)?{LIST}",
        0.8,
        unless=_TOPIC,
    ),
    PEN.optout(
        "mixed",
        rf"(?:please |bitte )(?:<3>)?{NOT} (?:<1>)?(?:mehr |more )?(?:mail\w*|kontakt\w*|contact\w*|emailing|emails)",
        0.85,
        unless=_DATE_FIRST,
    ),
    PEN.optout(
        "no_mail_wished",
        rf"(?:kein\w*|nie|nichts|nix) (?:<1>)?{_MAIL} (?:<4>)?(?:wünsch\w*|möcht\w*|will|wollen|brauch\w*|dulden|benötig\w*|akzeptier\w*|erwünscht|erhalten|bekommen|haben|empfangen)¤",
        0.8,
        unless=rf"{_NO_MAIL}|{_DATE_FIRST}|{_TOPIC}|(?:bekommen|erhalten|empfangen) (?:haben|habe)|(?:habe?n?|hatten?) (?:<5>)(?:erhalten|bekommen)|keine (?:\w*fragen|angebote?) (?:<3>)(?:haben|erhalten|bekommen)",
    ),
    PEN.optout(
        "softly",
        rf"{_ASKING} (?:<8>)?(?:{NOT}|aufhör\w*|unterlass\w*|stopp\w*|einstellen|einzustellen|weg|raus)¤ (?:<6>)?{_TOUCH}|{_ASKING} (?:<8>)?{_TOUCH} (?:<6>)?(?:{NOT}|aufhör\w*|unterlass\w*|stoppen|einstellen|einzustellen)¤",
        0.6,
        unless=rf"{_CALM}|{_DATE_FIRST}|{_NO_MAIL}|sondern|nicht (?:an|per|über|nur|zu|so|gleich|sofort)¤|statt|lieber|(?:ich|wir) (?:habe?n?|konnte\w*|kann|können) (?:<5>)nicht|kein (?:problem|thema)|warum|vergess\w*|zögern|lange|noch nicht",
    ),
)

LANGUAGE = Language(
    name="german", vocabulary=VOCABULARY, rules=(*german_threat.RULES, *_OPTOUTS, *german_answers.RULES)
)
