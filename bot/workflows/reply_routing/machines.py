# ruff: noqa: E501 - lists of subjects
"""Mail that machines wrote: what the reader found in the headers, and the subjects that vacation programs set."""

import re

from bot.mail import Mail
from bot.workflows.reply_routing.folding import fold

_ABSENT = (
    "automatic reply|auto[- ]?reply|autoreply|auto[- ]?response|automated (?:reply|response)|out of (?:the )?office|ooo|"
    "away from (?:the|my) office|i am out of|on (?:vacation|leave|holiday)|vacation (?:reply|notice|auto)|i am away|"
    "automatische antwort|abwesenheit\\w*|abwesend|nicht im (?:büro|haus)|urlaub|reponse automatique|absence|absent|"
    "absent\\w* du bureau|message d'absence|en conge\\w*|respuesta automatica|fuera de (?:la )?oficina|ausente|ausencia|"
    "resposta automatica|fora do escritorio|risposta automatica|fuori (?:ufficio|sede)|assente|assenza|automatisch antwoord|"
    "afwezig\\w*|niet aanwezig|automatiskt svar|autosvar|automatisk svar|franvaro|fravær|automaattinen vastaus|poissa|"
    "autoodpowiedz|odpowiedz automatyczna|nieobecnosc|automaticka odpoved|mimo kancelar|automatikus valasz|raspuns automat|"
    "otomatik yanit|автоответ|автоматический ответ|αυτοματη απαντηση|自動返信|自动回复|自動回覆|부재중|자동 ?(?:회신|응답)"
)
_RECEIPT = (
    "read:|gelesen:|lu ?:|leido:|letto:|gelezen:|we(?:'ve| have)? (?:have )?received your|thank you for (?:contacting|your (?:message|email|enquiry))|"
    "\\[?(?:ticket|case|request) ?(?:id)? ?[#:]?\\d+|ticket (?:created|received)|your (?:request|ticket|case) "
)
_FAILED = (
    "undeliver\\w*|undelivered|delivery (?:status|failure|has failed|delayed)|mail delivery (?:failed|failure|subsystem)|"
    "returned mail|failure notice|delivery notification|unzustellbar|non remis|echec de la remise|no se puede entregar|"
    "non recapitabile|onbestelbaar|mancata consegna|nicht zugestellt"
)
_LEFT = re.compile(
    r"no longer (?:with|at|works?|employed)|has left|nicht mehr (?:bei|im unternehmen)|ne fait plus partie|ya no trabaja"
)
_START = r"^\W*(?:(?:re|aw|sv|fwd?|wg) ?: ?)?\W*"
_SUBJECTS = (
    ("bounce", re.compile(_START + f"(?:{fold(_FAILED)})")),
    ("auto_reply", re.compile(_START + rf"(?:{fold(_ABSENT)})(?!\w)|\((?:{fold(_ABSENT)})\)")),
    ("receipt", re.compile(_START + f"(?:{fold(_RECEIPT)})")),
)


def subject_says(mail: Mail) -> str:
    """bounce, auto_reply, receipt or nothing, by the subject."""
    subject = fold(mail.subject)[:300]
    return next((kind for kind, pattern in _SUBJECTS if pattern.search(subject)), "")
