# ruff: noqa: E501 - one grammatical pattern a line
"""English opt-outs said indirectly: the words of ending and of contact in one sentence, none of them about us.

These rules are weak on purpose. They are heard only where the mail shows no interest: a missed opt-out is a breach, a
false one costs a lead that the person's own next mail restores.
"""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.languages.english_words import CONTACTING, LIST, MAIL, ME, MODEST
from bot.workflows.reply_routing.rule import Rule, Scope, any_of, rule

_END = any_of(
    "stop | cease | quit | halt | end | enough | desist | refrain | discontinue | kill | knock off | give up | get rid of | no more | put an end to | "
    "cut (?:it|this) out | turn off | switch off | shut (?:it|this) (?:off|down) | hold off | back off | lay off | last | final"
)
_TAKE_OUT = any_of(
    "remove | delete | unsubscribe | erase | drop | strike | scrub | lose | exclude | forget | omit | purge | block | removal | opt | opting | opted | destroy | off | out of | "
    "take out | cancel | wipe | clear | clean | banish | filter"
)
_CONTACTS = any_of(
    "e-?mail\\w* | mail\\w* | messag\\w* | msgs? | contact\\w* | inbox\\w* | mailbox | address | lists? | newsletters? | sequence\\w* | cadence\\w* | campaign\\w* | spam\\w* | bump\\w* | "
    "follow(?:ing)?[- ]?ups? | outreach | solicit\\w* | correspondence | communication\\w* | call(?:s|ing) | texts? | texting | writing | reaching out | pester\\w* | bother\\w* | harass\\w* | "
    "database | records | crm | drip\\w* | pitch(?:es|ing) | marketing | junk | noise | sales (?:stuff|junk|talk) | cc'?ing | nagging | subscription | sends?"
)
_NOT_WANTED = any_of(
    "don't want | do not want | don't wish | do not wish | no longer want | no longer wish | no longer need | don't need | do not need | never want | not want | not wish | rather not | prefer not | not interested in | "
    "no interest in | unwanted | unwelcome | not welcome | not appreciated | don't appreciate | do not appreciate | sick of | tired of | fed up | hate | had enough | had it with | done with | over it with | not okay with | not ok with | don't like | do not like | annoyed"
)
_PASSIVE = any_of(
    "contacted | e-?mailed | solicited | messaged | called | mailed | approached | pitched | spammed | bothered | disturbed | pestered | targeted | marketed to | included | subscribed | added | reached"
)
_ABOUT_US = (
    r"\b(?:our (?:customers?|clients?|reps?|sdrs?|e-?mails?|team|process|sequences?|outreach|newsletter|leads|users|campaigns?)|we (?:send|stop|run|use|do|need|want to|would like to|are trying|have trouble|can't|cannot)|"
    r"help us|your (?:tool|product|platform|software|app|customers)|customers?|prospects?|feature|does it|do you (?:support|offer|have|integrate|handle)|can it|how do you|how does|my (?:boss|team) wants)\b"
)
_WAIT = r"\b(?:until|till|before|after|unless|except) \w+|\b(?:next|later|q[1-4]|in <2>(?:weeks|months|days))\b|\bdon't hesitate|\bno problem\b|\blet's\b|\bget (?:back )?in contact\b"
_OTHER_STOP = r"\b(?:stop|drop|stopped|stopping) by\b|\bdrop me a\b|\bcan't stop\b|\bdon't stop\b|\bone[- ]stop\b|\bstop(?:ping)? (?:at|for)\b|\bin the end\b|\bend (?:of|to|user)|\bweekend|\b(?:your|my|the|this) last (?:e?-?mail|message|note|one|reply)\b|\bfinal (?:price|version|step|decision|approval)|\blast (?:week|month|year|night|time we)|\bi(?:'ll| will| can| could| have| did|'ve)? (?:send|sent|forward|contact|e-?mail|write|call|check|drop|take out)|\babout to\b|\balmost\b|\bnearly\b|\bat last\b|\b(?:sign|figure|find|try|check|reach|carry|work|help|hear|point|turn|fill|roll|point)(?:ed|ing|s)? (?:\w+ )?(?:out|off)\b|\bout of (?:office|curiosity|town|budget|the box)|\bkick(?:ed)? off"
_THREADS = (
    r"\b(?:cc|c\.c\.?|bcc|thread|chain|invite|invitation|meeting|calendar|line item|comment|slide|quote)\b"
)
_KEPT = r"\b(?:don't|do not|never|not) (?:take|remove|drop|delete|leave|unsubscribe)\b|\bto subscribe\b"
_NO_PLEA = r"\b(?:we|they|it|he|she|never|not|n't|bus|next|full|non|where|when|how|one|i (?:will|can|could|never|must|should)) <1>(?:stop|quit|cease)¤"
_UNLESS = f"{_KEPT}|{_ABOUT_US}|{_WAIT}|{_OTHER_STOP}|{_THREADS}"
_PLEA = r"(?:please|pls|kindly|can you|could you|would you|will you|i'd like|i would like|i want|we want|you (?:must|should|need to|have to)|i ask|we ask|i request|i demand|make sure|ensure|just|be so kind)"


def _softly(
    name: str, pattern: str, weight: float = 0.55, *, unless: str = _UNLESS, whole: bool = False
) -> Rule:
    scope: Scope = "sentence" if whole else "anywhere"
    return rule(Label.UNSUBSCRIBE, f"english:softly_{name}", pattern, weight, scope=scope, unless=unless)


RULES: tuple[Rule, ...] = (
    _softly("end_contact", rf"{_END} <6>{_CONTACTS}"),
    _softly("take_out", rf"{_PLEA} <6>{_TAKE_OUT} <6>(?:{_CONTACTS}|{ME}|{LIST}(?= ?[.!\n]|$))"),
    _softly("take_out_of_your", rf"{_TAKE_OUT} <4>(?:your|this|these|the) <2>(?:{_CONTACTS}|{LIST})"),
    _softly("contact_unwanted", rf"{_NOT_WANTED} <6>(?:{_CONTACTS}|{_PASSIVE}|hear\w* (?:from|another|about|any)|from you)"),
    _softly("unwanted_contact", rf"(?:your|these|this|such|more|any|another) <2>{_CONTACTS} <6>(?:{_NOT_WANTED}|driving (?:me|us)|getting old|out of hand|too (?:many|much|often)|relentless|annoying|have to (?:stop|end)|must (?:stop|end)|needs? to (?:stop|end))"),
    _softly("no_passive", rf"(?:not|never|no longer|without) (?:to )?<3>be(?:ing)? <2>{_PASSIVE}"),
    _softly("please_end", rf"(?:[\w'-]{{1,60}}+ ){{0,25}}{_PLEA} <8>(?:stop|cease|refrain|quit|desist|go away|move on|move along|give up|leave)(?: <8>)?", 0.6, whole=True),
    _softly("please_stop_doing", r"(?:please|pls|kindly|must|just) stop <1>\w+ing¤"),
    _softly("stop_last", rf"(?:[\w'-]{{1,60}}+ ){{0,12}}(?:stop|quit|cease|desist)(?: (?:{MODEST}|it|this|that|asking|trying|doing this|now))*", 0.7, whole=True, unless=f"{_UNLESS}|{_NO_PLEA}"),
    _softly("move_on", r"(?:please|pls|kindly|just|you (?:can|should|may)|time to|and|so) <1>move (?:on|along)(?= ?[.!\n]|$| and| to (?:someone|the next))"),
    _softly("said_no", r"(?:i|we) (?:already |have |just |clearly )*(?:said|told you|answered|replied) <2>no¤|(?:my|the|our) answer (?:is|was|remains) (?:still )?no|i (?:will|'ll) not (?:respond|reply|answer)|not going to (?:respond|reply|answer)|(?:get|take) (?:the|a) (?:message|hint)"),
    _softly("another_one", rf"(?:not|don't|never|no|hear|see|get|receive|want|without) <3>(?:another|one more|any more|again) <2>(?:word|{MAIL}|peep|thing) (?:from|about|of|like)"),
    _softly("no_vendors", r"no[- ](?:vendors?|solicit\w+|cold|spam|unsolicited|sales)[- ]\w+|(?:policy|rule) <6>(?:vendors?|cold|unsolicited|solicit\w*)|(?:cold|unsolicited) <3>(?:policy|forbidden|prohibited|blocked|not (?:ok|okay|allowed|welcome|read|accepted))"),
    _softly("no_more", r"(?:no|nothing) (?:more|further)(?= ?[.!\n]|$)|(?:receive|get|want|send|hear|sent) <2>nothing (?:more|further|else)|i want out(?= ?[.!\n]|$)"),
    _softly("not_your_inbox", r"(?:my|our|this|an) <1>(?:inbox|mailbox|address|e-?mail|account) <1>(?:isn't|is not|not|is closed|is off[- ]limits|is no) <4>\w+", unless=rf"{_UNLESS}|monitored|working|valid|active|correct|right|in use|full|wrong|configured|set up"),
    _softly("asks_for_removal", r"(?:request\w*|requir\w+|demand\w*|need|want|ask\w*(?: for)?) <2>(?:removal|deletion|erasure|unsubscription|opt[- ]?out)¤|have (?:me|us|my <2>|our <2>|this <2>) <1>(?:removed|deleted|erased|taken off|unsubscribed)"),
    _softly("delete_all", rf"{_PLEA} <1>(?:delete|remove|erase|wipe|purge) (?:them|it|this|these|all|everything|those|that)¤"),
    _softly("update_list", r"(?:update|correct|clean|amend|fix|adjust) (?:your|the) <2>(?:lists?|records?|database|crm|files?|contacts?|data)¤", unless=f"{_ABOUT_US}|{_THREADS}|out of (?:the )?office|new (?:address|e-?mail)|my new"),
    _softly("not_welcome", r"(?:this|that|it|these|they|your <2>) (?:isn't|is not|aren't|are not|not) <1>(?:welcome|wanted|appreciated|okay|acceptable|cool|solicited)¤"),
    _softly("never_again", r"(?:don't|do not|never|please not) (?!i|we)\w+ <4>(?:again|any ?more|ever)(?= ?[.!\n]|$| please| thanks)", unless=rf"{_UNLESS}|\b(?:i|we|they|he|she|it|customers?|you) <1>(?:don't|do not|never)"),
    _softly("bother_others", r"(?:bother|spam|pester|annoy|harass|pitch|sell (?:it|this)? ?to|waste) <1>(?:someone|somebody|anyone|anybody|some other)¤"),
    _softly("honour_it", r"hono(?:u)?r <3>(?:opt[- ]?out|request|removal|unsubscribe)"),
    _softly("get_rid", r"get rid of (?:it|me|us|my|our|this)¤|(?:lose|forget|burn|trash|destroy) <4>(?:address|number|e-?mail|contact|details)¤"),
    _softly("died", r"(?:please|pls|kindly|stop|remove|delete) <9>(?:died|deceased|passed away)|(?:died|deceased|passed away) <9>(?:please|stop|remove|delete)"),
    _softly("not_your_customer", rf"(?:not|isn't|aren't|never) <3>(?:your|a|in your|the) <1>(?:target|target audience|target market|prospect|lead)(?= ?[.!,\n]|$)|stop <1>{CONTACTING}"),
)  # fmt: skip
