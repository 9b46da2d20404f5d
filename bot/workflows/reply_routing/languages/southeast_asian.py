# ruff: noqa: E501 - one grammatical pattern a line, some in Thai
"""Indonesian and Malay, Vietnamese, Thai, Tagalog: opt-outs, threats, plain no, absences."""

from bot.workflows.reply_routing.languages.writer import Writer
from bot.workflows.reply_routing.rule import Language, any_of, compiled

_ID, _VI, _TH, _TL = Writer("indonesian"), Writer("vietnamese"), Writer("thai"), Writer("tagalog")
_ID_MAIL = any_of(
    r"e-?mails? | e-?mel | surel | pesan | mesej | surat | iklan | promosi | spam | newsletter | penawaran | tawaran | lagi | apa(?:-apa| pun|pun)"
)
_INDONESIAN = (
    _ID.optout(
        "do_not",
        r"(?:jangan|jgn|janganlah|mohon tidak|mohon untuk tidak|tolong tidak|usah|tak usah|tidak usah|tidak perlu|stop|berhenti|berhentilah|hentikan|setop|sudah cukup) (?:<2>)?(?:meng|me|men)?(?:kirim\w*|hantar\w*|ngirim\w*|irim\w*|hubung\w*|ganggu\w*|kacau|email\w*|kontak\w*|telepon\w*|telefon|spam\w*|wa¤|whatsapp|chat|berlangganan|langgan\w*|e-?mel|pesan)",
        0.9,
        unless=r"jangan (?:ragu|segan|sungkan)|sebelum|meeting|rapat|mesyuarat",
    ),
    _ID.optout(
        "wish_not",
        rf"(?:tidak|tak|tdk|gak|ga|nggak|enggak|tiada) (?:<1>)?(?:ingin|mau|mahu|bersedia|setuju|hendak|nak|mengizinkan|pernah (?:mendaftar|setuju|minta)) (?:<3>)?(?:menerima|terima|dihubungi|mendapat\w*|dapat|{_ID_MAIL}|data)",
        0.9,
        unless=r"penawaran produk",
    ),
    _ID.optout(
        "remove",
        r"(?:hapus|padam|keluarkan|buang|singkirkan|hilangkan|delete|copot|coret)\w* (?:<5>)?(?:saya|kami|alamat|nama|e-?mail\w*|e-?mel|data|kontak|nomor|dari (?:<1>)?(?:daftar|database|milis)|daripada (?:<1>)?senarai|senarai|daftar)|(?:batal|berhenti|henti)\w* (?:<1>)?(?:langgan\w*|berlangganan|berlanggan|melanggan)|nyahlanggan|unsub\w*",
        0.95,
        unless=r"rapat|mesyuarat|meeting|kalender|cc¤",
    ),
    _ID.optout(
        "one_word",
        r"(?:mohon |tolong |sila )*(?:stop|berhenti|hentikan|cukup|keluarkan saya|hapus|batalkan langganan)(?: (?:saya|terima kasih|sekarang|ya|email|lagi))*",
        0.9,
        scope="sentence",
    ),
    _ID.threat(
        "law",
        r"(?:lapor|adu|gugat|tuntut|saman|laporkan|melaporkan|mengadu|aduan)\w* (?:<4>)?(?:polisi|polis|kominfo|spam|mcmc|pihak berwajib|skmm|ylki|jpdp|pengacara|peguam|hukum)|(?:pengacara|peguam) (?:saya|kami)|(?:tindakan|langkah|jalur) (?:hukum|undang-undang)|melanggar (?:<1>)?(?:uu|hukum|undang-undang)|sebagai spam|saya laporkan|ilegal",
        0.9,
        unless=r"kontrak|laporan bulanan",
    ),
    _ID.no(
        "no_interest",
        r"(?:tidak|tak|gak|nggak|belum) (?:<1>)?(?:tertarik|berminat|minat|butuh|perlu|memerlukan|membutuhkan)|(?:tidak|nggak|tak),? (?:terima kasih|makasih)|(?:terima kasih|makasih),? (?:tapi )?tidak¤|terlalu mahal|sudah (?:punya|ada|pakai)",
        0.8,
        unless=r"menerima|email|perlu (?:meng)?(?:kirim|hubung)\w*",
    ),
    _ID.machine(
        "away",
        r"(?:sedang|saya) (?:<1>)?(?:cuti|bercuti|di luar kantor|dinas luar|libur)|di luar (?:kantor|pejabat)|balasan otomatis|jawapan automatik",
        0.85,
    ),
)
_VIETNAMESE = (
    _VI.optout(
        "unsubscribe",
        r"(?:huy|ngung|bo|thoi|ket thuc|dung) (?:<1>)?(?:dang ky|theo doi|nhan (?:tin|thu|email|mail))",
        0.95,
        unless="cuoc hop|lich",
    ),
    _VI.optout(
        "do_not",
        r"(?:dung|ngung|ngừng|xin dung|khong duoc|vui long khong|thoi|cham dut) (?:<2>)?(?:gui|lien he|lien lac|email|mail|goi|nhan tin|lam phien|spam|quay ray)|khong (?:<1>)?(?:muon|can|dong y|co nhu cau|thich) (?:<2>)?(?:nhan|duoc (?:lien he|lien lac)|bi lam phien|email)|dung (?:<2>)?(?:gui|lam phien|lien he|spam)",
        0.9,
        unless=r"dung (?:ngan ngai|ngai)|truoc (?:ngay|thang)",
    ),
    _VI.optout(
        "remove",
        r"(?:xoa|go|loai|bo|rut|dua) (?:<3>)?(?:toi|chung toi|email|ten|dia chi|thong tin|dia chi email|minh) (?:<2>)?(?:khoi|ra khoi|ra)|(?:xoa|go bo) (?:<2>)?(?:thong tin|email|dia chi|du lieu) (?:<1>)?(?:cua )?(?:toi|chung toi)|khoi (?:<1>)?danh sach",
        0.95,
        unless=r"cuoc hop|lich",
    ),
    _VI.threat(
        "law",
        r"(?:bao cao|khieu nai|to cao|kien|khoi kien|bao) (?:<3>)?(?:spam|cong an|co quan|toa an|luat su|cuc an toan|len)|luat su cua|hanh dong phap ly|vi pham phap luat|bat hop phap|danh dau (?:<2>)?spam",
        0.9,
        unless="hop dong",
    ),
    _VI.no(
        "no_interest",
        r"khong (?:<1>)?(?:quan tam|co nhu cau|can|hung thu)|khong,? cam on|cam on,? (?:nhung )?khong¤|qua dat|da co",
        0.8,
        unless="can nhan|can email",
    ),
    _VI.machine(
        "away",
        r"nghi phep|vang mat|khong co mat tai van phong|ngoai van phong|tra loi tu dong|di cong tac|nghi thai san|dang nghi",
        0.85,
    ),
)
_THAI = (
    _TH.optout(
        "cancel",
        r"(?:ยกเลิก|เลิก|ถอน)(?:การ)?(?:รับ|สมัคร|ติดตาม|สมาชิก|เป็นสมาชิก|รับข่าว|subscribe)|ยกเลิกการ(?:รับ|สมัคร|เป็น|ติด)",
        0.95,
        unless="ประชุม|นัด",
    ),
    _TH.optout(
        "do_not",
        r"(?:อย่า|ห้าม|หยุด|เลิก|งด|กรุณาอย่า|ไม่ต้อง|เลิกส่ง|พอ)[^\n.]{0,8}(?:ส่ง|ติดต่อ|โทร|รบกวน|อีเมล|เมล|สแปม|ข้อความ|ทัก)|ไม่(?:ต้องการ|อยาก|ประสงค์|ยินยอม|ขอ)[^\n.]{0,8}(?:รับ|ได้รับ|ให้ติดต่อ|ให้ส่ง|อีเมล|ข่าวสาร|ข้อความ)",
        0.9,
        unless="ประชุม|อย่าลังเล|ก่อนวันที่",
    ),
    _TH.optout(
        "remove", r"(?:ลบ|เอา|นำ|ถอด|ตัด)[^\n.]{0,16}(?:ออก|ชื่อ|อีเมล|ข้อมูล|รายชื่อ)", 0.9, unless="ประชุม|ปฏิทิน"
    ),
    _TH.threat(
        "law",
        r"(?:ร้องเรียน|ฟ้อง|แจ้งความ|ดำเนินคดี|ทนาย|ผิดกฎหมาย|รายงาน[^\n.]{0,6}สแปม|pdpa[^\n.]{0,10}(?:ละเมิด|ผิด)|ละเมิด[^\n.]{0,6}pdpa|ตำรวจ)",
        0.85,
        unless="สัญญา",
    ),
    _TH.no(
        "no_interest",
        r"ไม่(?:ค่อย)?สนใจ|ไม่(?:ต้องการ|จำเป็น)(?:ครับ|ค่ะ|นะ|$|\s)|แพง(?:เกินไป|ไป)|มีอยู่แล้ว|ไม่เป็นไร",
        0.8,
    ),
    _TH.machine(
        "away", r"ลา(?:พักร้อน|พัก|หยุด|ป่วย|คลอด)|ไม่อยู่(?:ที่)?(?:ออฟฟิศ|สำนักงาน)|ตอบกลับอัตโนมัติ|นอกสำนักงาน|วันหยุด", 0.85
    ),
)
_TAGALOG = (
    _TL.optout(
        "do_not",
        r"(?:huwag|wag|tigil\w*|itigil|ihinto|hinto|tama na|ayaw ko|ayoko|ayaw namin|ayaw na) (?:<5>)?(?:(?:\w+-)?e-?mail\w*|padala\w*|magpadala|mensahe|makatanggap|tumanggap|kontak\w*|makontak|contact\w*|tawag\w*|spam|istorbo\w*|text|pagpapadala|i)|(?:huwag|wag) (?:<3>)?(?:akong|mo akong|niyo akong|ninyo akong|kaming)",
        0.9,
        unless="mag-atubili|meeting|atubili",
    ),
    _TL.optout(
        "remove",
        r"(?:alis|tanggal|bura|delete|remove|pakitanggal|pakialis|pakibura|pakialis|i-?delete|i-?remove|i-?unsubscribe|pakiremove|tanggalin|alisin|burahin)\w* (?:<4>)?(?:ako|ko|kami|akin|pangalan|listahan|email|namin)",
        0.95,
        unless="meeting|pulong",
    ),
    _TL.threat(
        "law",
        r"(?:irereport|ire-?report|isusumbong|isumbong|magrereklamo|idedemanda|kakasuhan|abogado|npc¤|ilegal)\w*",
        0.85,
        unless="kontrata",
    ),
    _TL.no(
        "no_interest",
        r"(?:hindi|di) (?:<2>)?(?:ako |kami )?(?:<1>)?(?:interesado|kailangan)|hindi po salamat|salamat (?:<1>)?(?:pero )?hindi|masyadong mahal|interesado|hindi,? salamat",
        0.75,
        unless=r"^(?!.*\b(?:hindi|di)\b)",
    ),
    _TL.machine("away", r"naka-?(?:leave|bakasyon)|nasa bakasyon|wala (?:<2>)?opisina", 0.85),
)
LANGUAGES: tuple[Language, ...] = (
    Language("indonesian and malay", None, _INDONESIAN, compiled(r"(?<!\w)(?:jangan\w*|jgn|saya|kami|tolong|mohon|sila|tidak|tak|tdk|gak|nggak|berhenti\w*|hentikan|hapus\w*|padam\w*|keluarkan|batal\w*|cukup|stop|terima kasih|makasih|sedang|lapor\w*|usah|nyahlanggan|ilegal|setop|sudah|terlalu|balasan|belum)(?!\w)")),
    Language("vietnamese", None, _VIETNAMESE, compiled(r"(?<!\w)(?:toi|khong|dung|huy|xoa|ngung|vui long|cam on|gui|chung toi|nghi|luat su|khieu nai|bao|tra loi|qua|da co|danh sach|vang|minh)(?!\w)")),
    Language("thai", None, _THAI, compiled("[ก-๛]")),
    Language("tagalog", None, _TAGALOG, compiled(r"(?<!\w)(?:huwag|wag|po|ako|akong|akin|hindi|ayaw|ayoko|alis\w*|tanggal\w*|paki\w*|itigil|tigil\w*|salamat|naka|kami|ko|niyo|ninyo|isusumbong|irereport|tama na|burahin|ihinto)(?!\w)")),
)  # fmt: skip
