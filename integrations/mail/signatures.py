# ruff: noqa: E501, RUF001 - tables of foreign words and of what mail clients write, one kind a line
"""The sign-off and footers of the SENDER apart from what they say.

What is moved into the signature is still searched for opt-outs later; nothing is thrown away.
"""

import re
from dataclasses import dataclass

_MARK = re.compile(r"^\s*(?:--|—|––|-- |__+|\*{3,}|-{3,})\s*$")
_MOBILE = re.compile(
    r"^\W*(?:sent (?:from|via|with) (?:my|the|mail|outlook|yahoo|\[?proton|samsung|blackberry|a|spark|superhuman|gmail|android|iphone|ipad)|"
    r"get outlook for|(?:von|mit) mein\w* \S+(?: \S+)? gesendet|gesendet (?:von|mit|über|aus)|envoy[ée] (?:de(?:puis)?|à partir) |"
    r"t[ée]l[ée]charge[rz] outlook|enviado (?:desde|do|de|a partir do) |obtener outlook|obter o outlook|inviato (?:da|dal) |scarica outlook|holen sie sich outlook|"
    r"outlook voor \S+ downloaden|pobierz (?:program )?outlook|skaffa outlook|hent outlook|"
    r"verstuurd (?:vanaf|vanuit|met)|verzonden (?:vanaf|vanuit|met)|skickat från|sendt fra|lähetetty |wysłane? z |odesláno z|"
    r"küldve |trimis de pe|gönderildi$|отправлено (?:с|из)|надіслано з|στάλθηκε από|iphoneから送信|发自我的|從我的 ?\S+ ?傳送|"
    r"나의 \S+에서 보냄|excuse (?:the )?(?:brevity|typos)|please excuse)[^\n]{0,90}$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"confidentiality notice|(?:this|the) (?:e-?mail|message|communication)\b.{0,60}\b(?:confidential|intended|privileged)|"
    r"intended (?:solely|only) for|(?:disclaimer|haftungsausschluss|avertissement|aviso legal|aviso de confidencialidad)\b|"
    r"diese (?:e-?mail|nachricht)\b.{0,80}\b(?:vertraulich|bestimmt)|ce (?:message|courriel|mail)\b.{0,80}\bconfidentiel|"
    r"este (?:mensaje|correo|e-?mail)\b.{0,80}\bconfidencia|esta mensagem\b.{0,80}\bconfidencia|"
    r"(?:questo messaggio|questa e-?mail|le informazioni contenute)\b.{0,80}\b(?:riservat|confidenzial)|"
    r"(?:dit bericht|deze e-?mail)\b.{0,80}\b(?:vertrouwelijk|bestemd)|think (?:of|about) the environment|before printing|before you print|"
    r"registered (?:in|office)|company (?:no|number|registration)\b|handelsregister|amtsgericht|geschäftsführer\b|"
    r"(?:unsubscribe|subscribe|sign up|opt out|abmelden|abonnieren|désabonner|désinscri\w+|darse de baja|disiscri\w+|uitschrijven|"
    r"descadastr\w+|cancelar (?:a )?(?:inscrição|subscrição))\b.{0,60}\b(?:our|unsere[nmrs]?|notre|nos|nuestr\w+|nostr\w+|onze|noss\w+)\b.{0,40}"
    r"\b(?:newsletter|news|mailing|updates?|blog|infolettre|bolet[ií]n|boletim|nieuwsbrief)|"
    r"(?:you (?:are )?receiv\w+|you received) (?:this|our)\b.{0,40}\bbecause|manage (?:your )?preferences|view (?:this|it)? ?(?:e-?mail )?in (?:your )?browser|"
    r"scanned (?:by|for)|virus[- ]free|caution: external|external (?:e-?mail|sender)|\[external\]",
    re.IGNORECASE,
)  # fmt: skip
_SIGN_OFF = re.compile(
    r"^\W*(?:(?:kind|best|warm|many|with|cordial|sincere)?\s*(?:est )?(?:regards?|wishes)|best|cheers|thanks(?: again| so much| a lot| in advance)?|thank you|"
    r"thx|ta|sincerely(?: yours)?|yours (?:truly|sincerely|faithfully)|cordially|respectfully|take care|all the best|br|rgds|kr|"
    r"(?:mit )?(?:freundliche[nm]?|besten?|viele[nr]?|liebe[nr]?|herzliche[nr]?|sch[öo]ne[nr]?)\s+(?:gr(?:ü|ue)(?:ß|ss)(?:e[n]?)?|gru(?:ß|ss)|dank)(?: aus \w+)?|(?:mfg|vg|lg|gru(?:ß|ss)|danke)|hochachtungsvoll|"
    r"(?:bien )?cordialement|bien à vous|sincères salutations|salutations|merci(?: d'avance)?|cdlt|bonne journ[ée]e|"
    r"(?:un )?(?:cordial )?saludos?(?: cordiales)?|atentamente|(?:muchas )?gracias|atte|un abrazo|"
    r"(?:cordiali|distinti|cari) saluti|saluti|cordialmente|grazie(?: mille)?|"
    r"met vriendelijke groet(?:en)?|(?:vriendelijke |hartelijke )?groet(?:en|jes)?|mvg|bedankt|dank(?: je| u)?|"
    r"atenciosamente|abra[çc]os?|cumprimentos|(?:com os )?melhores cumprimentos|obrigad[oa]|att|"
    r"(?:med )?v[äa]nliga h[äa]lsningar|mvh|(?:med )?venlig hilsen|vennlig hilsen|ystävällisin terveisin|terveisin|pozdrawiam|z poważaniem|"
    r"s pozdravem|s pozdravom|üdvözlettel|cu stimă|saygılarımla|с уважением|з повагою|με εκτίμηση)[\s,.!\-–—]*$",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"^\W*p\.?\s?s\b|^\W*n\.?\s?b\b", re.IGNORECASE | re.MULTILINE)
_TAIL_LINES, _TAIL_WIDTH = 12, 90
_WIDEST = 400  # characters of a line that a phone puts below a mail


@dataclass(frozen=True)
class Signed:
    said: str
    signature: str


def cut(text: str) -> Signed:
    """`said` is the text of the sender, `signature` everything moved out of it, in order."""
    lines = text.split("\n")
    mark = next((n for n, line in enumerate(lines) if _MARK.match(line)), None)
    below: list[str] = []
    if mark is not None and any(line.strip() for line in lines[:mark]):
        below = lines[mark:]
        lines = lines[:mark]
    lines, footers = _without_footers(lines)
    lines, sign_off = _without_sign_off(lines)
    return Signed(_joined(lines), _joined([*sign_off, *footers, *below]))


def _without_footers(lines: list[str]) -> tuple[list[str], list[str]]:
    """Mobile signatures line by line, disclaimers and newsletter footers paragraph by paragraph."""
    kept: list[str] = []
    moved: list[str] = []
    for paragraph in _paragraphs(lines):
        whole = " ".join(line.strip() for line in paragraph)
        if _FOOTER.search(whole[:3000]) and (kept or len(whole) > 160):  # noqa: PLR2004 - longer than an opening sentence
            stays = [line for line in paragraph if not _FOOTER.search(line)] if _line_wise(paragraph) else []
            kept += stays
            moved += [line for line in paragraph if line not in stays]
            continue
        for line in paragraph:
            (moved if _MOBILE.match(line[:_WIDEST]) and len(line) <= _WIDEST else kept).append(line)
    return kept, moved


def _line_wise(paragraph: list[str]) -> bool:
    """Short lines are separate statements (a footer under a sentence); long ones are one wrapped disclaimer."""
    return len(paragraph) > 1 and sum(len(line) for line in paragraph) / len(paragraph) < 65  # noqa: PLR2004 - wrapped prose runs to 70 and more


def _paragraphs(lines: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for line in lines:
        found[-1].append(line)
        if not line.strip():
            found.append([])
    return [paragraph for paragraph in found if paragraph]


def _without_sign_off(lines: list[str]) -> tuple[list[str], list[str]]:
    for at in range(len(lines) - 1, 0, -1):
        if len(lines[at].strip()) > _TAIL_WIDTH or not _SIGN_OFF.match(lines[at].strip()):
            continue
        tail = [line for line in lines[at + 1 :] if line.strip()]
        fits = len(tail) <= _TAIL_LINES and all(len(line) <= _TAIL_WIDTH for line in tail)
        above = any(line.strip() for line in lines[:at])
        if fits and above and not _POSTSCRIPT.search("\n".join(tail)):
            return lines[:at], lines[at:]
        return lines, []
    return lines, []


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")
