# ruff: noqa: E501 - one grammatical pattern a line
"""English texts that machines send back: absences, receipts, people who left, mail that could not be delivered."""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.rule import Note, Rule, any_of, rule

_AWAY = any_of(
    "out of (?:the )?office | out of town | out of the country | away from (?:the|my) (?:office|desk|e-?mail) | ooo | "
    "abroad | off sick | off work | on a business trip | away on business | on (?:a )?vacation"
)
_LEAVE = any_of(
    "annual leave | parental leave | maternity leave | paternity leave | sick leave | medical leave | family leave | "
    "leave | holidays? | vacation | pto | sabbatical | paid time off | bereavement leave | honeymoon"
)
_I_AM = r"(?:i'm|i am|i will be|i'll be|he is|she is|we are|our offices? (?:is|are|will be)|currently|now|am)"
_ACCESS = any_of("access to (?:my )?e-?mails? | access to (?:my )?messages | internet access | connectivity")
_RECEIVED = any_of(
    "message | e-?mail | mail | enquiry | inquiry | request | ticket | submission | application | query"
)
_LATER = any_of(
    "(?:with)?in (?:the next )?(?:<2>)?(?:hours?|days?|business|working) | as soon as (?:possible|we can|i can) | "
    "shortly | upon my return | on my return | when i(?:'m| am)? (?:return|get back|back) | at our earliest"
)
_NOT_DELIVERED = any_of(
    "undeliverable | delivery has failed | delivery to <6>(?:failed|delayed) | recipients? failed | delivery failed | delivery failure | could(?:n't| not) be delivered | "
    "was(?:n't| not) delivered | message not delivered | address not found | (?:account|address|mailbox|user) <6>does not exist | user unknown | mailbox unavailable | "
    "no such user | mailbox (?:is )?full | recipient address rejected | does not exist at | "
    "(?:wasn't|was not) found at | permanent (?:fatal )?error | delivery status notification | quota exceeded"
)


def _machine(name: str, pattern: str, weight: float = 0.8, *, unless: str = "", note: Note = "") -> Rule:
    return rule(Label.AUTO_REPLY, f"english:{name}", pattern, weight, unless=unless, note=note)


RULES: tuple[Rule, ...] = (
    _machine("away", rf"{_I_AM} (?:<3>)?{_AWAY}", unless="but (?:happy|let|can|could|yes|we)|was|budget"),
    _machine("on_leave", rf"{_I_AM} (?:currently |now |still |away |presently |out |also )*(?:on|taking) <2>{_LEAVE}"),
    _machine("no_access", rf"(?:limited|no|intermittent|without|sporadic|little) {_ACCESS}"),
    _machine("out_until", r"(?:i'm|i am|i'll be|i will be) (?:currently |now )*(?:out|away|off|offline|unavailable|gone|traveling|travelling) <3>(?:until|till|from|through|on|at|this|all|with|for|and)¤ <9>(?:back|return\w*|respond|reply|answer|access|patchy|limited|wifi|then|urgent|contact|e-?mails?)¤", 0.8, unless="let's|happy to|can we|interested"),
    _machine("we_usually_reply", r"(?:usually|typically|normally|aim to|will|try to|endeavou?r to|strive to) <2>(?:reply|respond|answer|get back|be in touch) <3>within", 0.8),
    _machine("office_closed", r"(?:office|offices|we) (?:is|are|will be) closed (?:<4>)?(?:until|from|for|on|between)"),
    _machine("thanks_for_message", rf"thank(?:s| you) for (?:your|the|contacting) (?:<2>)?{_RECEIVED} <9>{_LATER}"),
    _machine("received", rf"(?:we have|we've|has been) <1>received (?:<1>)?(?:your )?{_RECEIVED}", 0.75),
    _machine("we_received", r"(?:your )(?:<2>)?(?:request|ticket|enquiry|e-?mail|message) <3>(?:has been|was) (?:<1>)?(?:received|logged|created|read)", 0.8),
    _machine("automatic", r"this is an? (?:automat\w+|auto[- ]?(?:reply|generated)) <1>(?:reply|response|message|e-?mail|mail)?|do not reply to this (?:e-?mail|message)|auto-?reply", 0.85, unless=r"\bor (?:send|write|e-?mail)|\bagain\b|\banother\b|\bever\b"),
    _machine("not_monitored", r"(?:mailbox|inbox|address|account) (?:<2>)?(?:not|no longer|isn't) (?:<1>)?(?:monitored|in use|active|checked|attended)", 0.8, note="left"),
    _machine("someone_left", r"[a-z]+ [a-z]+ (?:is no longer|no longer works|has left|left) <2>(?:company|organi[sz]ation|firm|here|with|at|employed)", 0.7, note="left"),
    _machine("not_delivered", _NOT_DELIVERED, 0.9, unless="our (?:e-?mails|mails|product)|package|parcel", note="bounce"),
    _machine("smtp_code", r"\b[45]\d\d(?: |-)#?[45]\.\d{1,3}\.\d{1,3}", 0.9, note="bounce"),
    _machine("message_read", r"your message (?:<9>)?was (?:read|displayed|deleted without being read)", 0.9),
)  # fmt: skip
