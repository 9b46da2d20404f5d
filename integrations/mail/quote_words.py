# ruff: noqa: E501, RUF001 - tables of foreign words and of what mail clients write, one kind a line
"""How mail clients introduce history, by language. Collected from what clients write; tables, no rules."""

import re

# "On 3 March 2026, Kim wrote:" - the verb that ends or opens the line of attribution.
WROTE = (
    r"wrote|writes|schrieb|schreibt|a [ée]crit|[ée]crit|escribi[óo]|escribe|ha scritto|scrive|schreef|schrijft|"
    r"escreveu|escreve|skrev|skriver|kirjoitti|napsal\(a\)|napsala?|nap[íi]sala?|nap[íi]sal\(a\)|napisa[łl]\(a\)|napisa[łl]a?|pisze|"
    r"[íi]rta|ezt [íi]rta|a scris|scrie|yazd[ıi]|şunu yazd[ıi]|написала?|написав|пишет|пише|έγραψε|έγραψαν|napisao|"
    r"je napisal|napisala|viết|đã viết|menulis|เขียนว่า|เขียน|ने लिखा|લખ્યું|كتب|כתב|כתבה|さんは書きました|写道|寫道|님이 작성|작성함|va escriure|kirjutas|rašė"
)
OPENERS = (
    r"on|am|le|el|il|op|em|den|dne|dňa|w dniu|dnia|em|a|la|în|pe|vào|pada|στις|den|ti?|kl|"
    r"il giorno|fra|från|von|de|from"
)
ORIGINAL = (
    r"original message|original email|urspr[üu]ngliche nachricht|originalnachricht|message d'origine|message original|"
    r"mensaje original|messaggio originale|oorspronkelijk(?:e)? bericht|mensagem original|originalmeddelande|"
    r"ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|"
    r"oryginalna wiadomość|původní (?:zpráva|e-mail)|pôvodná správa|eredeti üzenet|mesaj original|mesajul original|"
    r"orijinal ileti|özgün ileti|исходное сообщение|оригинальное сообщение|вихідне повідомлення|αρχικό μήνυμα|"
    r"original|原始邮件|原始郵件|원본 메시지|元のメッセージ|الرسالة الأصلية|הודעה מקורית|pesan asli|thư gốc"
)
FORWARDED = (
    r"forwarded message|begin forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|"
    r"message transf[ée]r[ée]|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|"
    r"vidarebefordrat meddelande|videresendt (?:meddelelse|melding)|välitetty viesti|przekazana wiadomość|"
    r"přeposlaná zpráva|továbbított üzenet|mesaj redirecționat|yönlendirilen ileti|пересылаемое сообщение|"
    r"переслане повідомлення|προωθημένο μήνυμα|转发的邮件|轉寄的郵件|전달된 메시지|転送されたメッセージ|inline reply follows"
)
_FROM = (
    r"from|von|de|da|van|fra|från|od|lähettäjä|feladó|de la|kimden|от|від|από|from:|差出人|发件人|寄件者|寄件人|보낸 사람|"
    r"보낸사람|من|מאת|expéditeur|absender|mittente|afzender|remitente|remetente|dari|từ|จาก|šalje|pošiljatelj|nuo|saatja"
)
_REST = (
    r"sent|date|to|cc|subject|reply-to|importance|gesendet|datum|an|betreff|kopie|envoyé|envoyé le|date|à|a|objet|"
    r"enviado|enviado el|enviado em|enviada em|fecha|data|para|asunto|assunto|inviato|oggetto|verzonden|aan|onderwerp|"
    r"skickat|till|ämne|sendt|til|emne|lähetetty|vastaanottaja|päiväys|aihe|wysłano|do|temat|odesláno|komu|"
    r"předmět|odoslané|dátum|predmet|elküldve|címzett|tárgy|trimis|către|subiect|gönderildi|gönderilen|tarih|kime|konu|"
    r"отправлено|дата|кому|тема|копия|надіслано|στάλθηκε|ημερομηνία|προς|θέμα|送信日時|日付|宛先|件名|发送时间|日期|收件人|"
    r"收件者|主题|主旨|傳送日期|寄件日期|寄件時間|时间|時間|보낸 날짜|날짜|받는 사람|받는사람|제목|تاريخ|إلى|الموضوع|נשלח|אל|נושא|תאריך|kepada|tanggal|تم الإرسال|"
    r"تاريخ الإرسال|poslano|prima|za|zadeva|изпратено|до|относно|đã gửi|đến|chủ đề|ngày|ส่ง|ถึง|เรื่อง|วันที่|dikirim|subjek|"
    r"enviat|per a|assumpte|išsiųsta|kam|saadetud|adressaat|teema|nosūtīts|temats"
)
# Bounded and possessive: a line of ten thousand asterisks is read in no time.
_LABELLED = r"^[\s*_|>]*+(?:{})[\s*]{{0,20}}[:：][\s*]*+\S"
FROM_LINE = re.compile(_LABELLED.format(_FROM), re.IGNORECASE)
OTHER_LINE = re.compile(_LABELLED.format(_REST), re.IGNORECASE)
HARD_LINE = re.compile(
    rf"^[\s>*_]{{0,20}}(?:[-–—_=*]{{2,80}}(?:\s|&nbsp;){{0,20}}(?:{ORIGINAL}|{FORWARDED})(?:\s|&nbsp;){{0,20}}[:：]?\s{{0,20}}"
    rf"(?:[-–—_=*]{{2,80}})?|"
    rf">>> [^\n]{{0,200}}\d{{4}}[^\n]{{0,40}} >>>|"
    rf"(?:begin forwarded message|anfang der weitergeleiteten nachricht|début du message (?:transféré|réexpédié)|"
    rf"inicio del mensaje reenviado|inizio messaggio inoltrato|begin doorgestuurd bericht)\s*[:：])\s*$",
    re.IGNORECASE,
)
WROTE_WORD = re.compile(rf"(?<!\w)(?:{WROTE})(?!\w)|写道|寫道|님이 작성|さんは書きました", re.IGNORECASE)
# Yahoo's app puts the attribution and all history on one line.
ON_ONE_LINE = re.compile(r"^\s{0,4}(\S.{10,300}?[:：])\s{2,}\S")
DIRECTION_MARKS = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
OPENER_WORD = re.compile(rf"^[\s*]*(?:{OPENERS})(?!\w)", re.IGNORECASE)
ADDRESS = re.compile(r"[^\s<>@]{1,100}@[^\s<>@]{1,200}")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\d{1,2}\s?[ap]\.?m\b|\d{1,2}時|\d{1,2}点", re.IGNORECASE)
DAY = re.compile(r"\b\d{4}\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2}月|\d{1,2}월")
