# ruff: noqa: E501, FLY002 - one grammatical pattern a line, also in what takes a match back
"""English opt-outs by structure: stopping x contact, removal x me x list, negation x contact, dismissal.

An offer to opt out, a feature of a product and a report about somebody else are no requests.
"""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.languages.english_words import (
    CONTACT,
    CONTACTING,
    LIST,
    MAIL,
    ME,
    MODEST,
    REMOVE,
    REMOVED,
    TAKE,
    YOU_STOP,
)
from bot.workflows.reply_routing.rule import Rule, Scope, any_of, rule

_OFFER = "|".join(
    (
        r"\bif you(?:'d| would| do|) <2>(?:wish|want|prefer|like|rather|no longer)¤(?! me| us)",
        r"\bto (?:unsubscribe|opt out|be removed|stop receiving)¤ <6>(?:click|reply|visit|follow|use|go|send)¤",
        r"\bclick (?:here|below|the link|on)|\bunsubscribe (?:here|at any ?time|link below)|\bhttps?:",
        r"\byou (?:can|may) <3>(?:unsubscribe|opt out)|\b(?:manage|update) <1>(?:e-?mail )?preferences",
        r"\bunsubscribe from our\b|\bour (?:newsletter|mailing list|mailings)\b|\breply (?:with )?\"?stop\"? to\b",
        r"unsubscribe ?[|·•]|[|·•] ?unsubscribe",
    )
)
_FEATURE = any_of(
    "rates? | compliance | flow | process | page | handling | management | feature | requests? | headers? | reasons? | "
    "mechanism | button | functionality | support | logic | sync | integration | numbers | events?"
)
_PRODUCT = any_of(
    "customers? | clients | your (?:tool|product|platform|software|system|solution|users) | you (?:handle|manage|support|deal|process|treat|sync|honou?r) | it (?:handle|manage|support|deal|process|sync|honou?r)"
)
_TOPIC = "|".join(
    (
        rf"\b(?:un-?subscribes?|opt[- ]?outs?|dnc|do[- ]not[- ](?:contact|call|e-?mail)|suppression)(?: lists?)? {_FEATURE}",
        rf"\b(?:how|does|do|can|which|what|will) (?!i\b|many\b)[^.?!\n]{{0,70}}\b{_PRODUCT}",
        r"\b(?:saw|had|see|handle|handling|many|few|fewer|high|our|reduce|more|track\w*) (?:our )?unsubscribes?\b",
    )
)
_THIRD = any_of(
    "we | they | he | she | customers? | people | users? | leads? | prospects? | who | team | company | nobody | half | someone"
)
_REPORT = rf"\b{_THIRD} <2>(?:unsubscribed?|opted out|removed|deleted|cancelled) (?!me\b|us\b|from your|from this|from these|already|twice|three|multiple|several|and still|but still)"
_STAY = r"\b(?:don't|do not|never|not to|no need to|shouldn't|rather than|instead of|why would (?:you|i)|didn't|won't|not going to) <2>(?:unsubscribe|remov(?:e|ing)|delet(?:e|ing)|tak(?:e|ing) (?:me|us)|drop(?:ping)?|leave (?:me|us) (?:out|off)|exclude|opt(?:ing)? out)¤"
_THREAD = r"\b(?:from|off|of|out of|on) <3>(?:c\.?c\.?|bcc|copy|thread|chain|invite|invitation|meeting|calendar|call|conversation|copied|trail|discussion|cc list)\b"
_TALK = rf"{_OFFER}|{_TOPIC}|{_REPORT}|{_STAY}"
_WE_STOP = r"\b(?:we|our <2>|reps?|sdrs?|team|customers?|it|which|helps?|tools?|they|sellers|nobody|i can't|can't|won't|didn't|never|let's|leads|you (?:help|can help|could help)|how (?:do|can|could) (?:we|they)) <3>(?:stop(?:s|ped|ping)?|quits?|ends?|drops?|halt|kill|suspend|avoid|terminate)¤"
_LATER = r"\b(?:until|till|before) <4>(?:then|i|we|the|after|q\d|next|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|\d+|summer|end|new)¤"
_RATHER = r"\b(?:hesitat\w+|forget to|why don't|why not|don't (?:need|have) to|(?:rather|better|prefer|instead|but) (?!(?:that )?you <1>(?:not|didn|don|never|stop)|not|no)<2>(?:e-?mail|call|text|write|ring|message|whatsapp) (?:me|us)|(?:e-?mail|call|text|slack|whatsapp|ping|use|try|contact|write to) <2>instead|we (?:never|don't|do not) <1>(?:contact|call|e-?mail|send|spam|cold))\b"
_AGAIN = any_of(
    "again | any ?more | any longer | ever | further | any further | more | at all | in (?:the )?future | these | any | unsolicited | "
    "like this | from now on | going forward | here | anyone | anybody | about (?:this|it) | another | such | regarding | anything | stuff | (?:more )?info(?:rmation)?"
)
_GETTING = any_of(
    "receiv(?:e|ing) | get(?:ting)? | hear(?:ing)? | be(?:ing)? <1>(?:contacted|e-?mailed|called|approached|sold|pitched|bothered|"
    "solicited|spammed|included|added|marketed|targeted|messaged|disturbed|subscribed|harassed) | be (?:on|part of|in) | be on | wake up to"
)
_FROM_YOU = any_of(
    "from you | from your <2> | from (?:anyone at )?[\\w']+ | of (?:these|this|your|your lists?|the list) | these | this | those | e-?mails? | mails? | messages? | "
    "communications? | newsletters? | spam | your <2>(?:list|company|team|mails?|e-?mails?|messages|stuff|sequence|name|newsletters?|pitches|spam) | "
    "again | any ?more | lists? | marketing | anything | further | follow[- ]?ups? | by you | them | calls? | solicitations? | pitches | "
    "any ?longer | updates | on (?:this|your|any) <2>list | more | in my inbox"
)
_DISLIKE = any_of(
    "do not | don't | no longer | never | not | didn't | did not | nor | prefer not | rather not | hate | sick of | tired of | fed up (?:with|of) | "
    "had enough of | done | don't wish | weary of | no desire to | no wish to | no interest in | no intention (?:of|to) | no need to | not interested in | "
    "can't stand | dislike | object to | uninterested in | do not care to | not looking to | not wish to"
)
_NEARLY = r"\b(?:about to|almost|nearly|was going to|tempted to|was ready to) (?:\w+ )?unsubscrib|unsubscrib\w+ (?:my|our) (?:customers|users|clients|leads|contacts)|unsubscrib\w+ <6>(?:by mistake|by accident)|accidentally|re-?add|re-?subscribe|what (?:does|is) (?:your|the) unsubscribe"
_U = Label.UNSUBSCRIBE


def _optout(name: str, pattern: str, weight: float = 0.9, *, unless: str = "", whole: bool = False) -> Rule:
    scope: Scope = "sentence" if whole else "anywhere"
    return rule(_U, f"english:{name}", pattern, weight, scope=scope, unless=unless)


_UNSUBSCRIBING: tuple[Rule, ...] = (
    _optout("unsubscribe", r"un-?subscri(?:be[drs]?|bing|ption)¤|unenrol+¤|desubscribe", 0.95, unless=f"{_TALK}|{_NEARLY}"),
    _optout("unsubscribe_me", r"unsubscribe (?:me|us|please|now|my|this address|immediately)¤", 0.95, unless=f"{_STAY}|{_NEARLY}"),
    _optout("run_together", r"(?:stop(?:e?mail|contact|spam|send|writ)|removeme|takemeoff|leavemealone|deleteme)\w*"),
    _optout("opt_out", r"opt(?:ed|ing)?[- ]?(?:me |us |my <2>)?out¤", unless=_TALK),
    _optout("clicked_before", r"(?:clicked|hit|pressed|used|tried) <3>(?:unsubscribe|opt[- ]?out) <9>(?:still|again|times|twice|and|work)", 0.85),
    _optout("how_to_get_off", r"how (?:do|can|could|would|the hell do|on earth do) (?:i|we) <1>(?:get off|get removed|get (?:out|my)|stop|unsubscribe|opt out|leave|make (?:this|it|these|you)|end|turn (?:this|these)|block)¤", unless=_TOPIC),
    _optout("cancel_subscription", rf"(?:cancel|end|terminate|discontinue|deactivate|stop|close) (?:my|our|this|the|these|any|all) <2>(?:subscription|enrol+ment|membership|{MAIL})¤", 0.9, unless=rf"{_WE_STOP}|{_OFFER}|subscription (?:to|with|of) (?!these|this|your|you)|before we|\bi call\b"),
    _optout("do_not_contact_list", r"do[- ]not[- ](?:contact|call|e-?mail|mail|disturb)(?: lists?)?¤(?= ?(?:[.!?,\n]|please|thanks|list|$))|(?:add|put|place) <3>(?:dnc|(?:suppression|black|block|exclusion|no[- ]?contact|no[- ]?call)[- ]?list)¤", 0.9, unless=f"{_TOPIC}|{_OFFER}|{_RATHER}|{_LATER}|hesitat"),
    _optout("dnc", r"dnc¤", 0.8, unless=rf"{_TOPIC}|{_OFFER}|\b(?:sync|import|upload|our|manage|supports?|feature|handle|clean|scrub)\b"),
)  # fmt: skip
_REMOVING: tuple[Rule, ...] = (
    _optout("remove_me", rf"{REMOVE}(?:-|<2>){ME}", 0.95, unless=rf"{_TALK}|{_THREAD}|\blet me|\bgives? (?:me|us)|(?:delete|omit|remove) <2>(?:last|previous) (?:comment|question|message)|\bmy pain"),
    _optout("remove_from_list", rf"{REMOVE} <5>(?:from|off|out of) <4>{LIST}", 0.9, unless=rf"{_TALK}|{_NEARLY}|{_THREAD}|\bduplicates?|\bbounces?|\bbad data|\bdead leads|\bnoise"),
    _optout("take_me_off", rf"{TAKE} <1>{ME} <2>(?:off|out of|out from) <5>{LIST}", 0.95, unless=rf"{_TALK}|{_THREAD}|off (?:mute|hold|guard|the (?:hook|phone|table|market)|work|site)"),
    _optout("take_me_from", rf"{TAKE} <1>{ME} <2>from <4>{LIST}", 0.9, unless=rf"{_TALK}|{_THREAD}|\bback from|\bhear from|\be-?mails? from|(?:get|have|want|keep) <3>from (?:it|this|that|there|here)\b"),
    _optout("off_at_end", rf"{TAKE} {ME} (?:off|out)(?= ?[.!\n]|$| (?:please|pls|now|asap|immediately|thanks))|(?:be|get|been) (?:taken|dropped|left|struck|pulled|kicked) off(?= ?[.!\n]|$| (?:this|it|please|pls|that|of))", 0.85, unless=rf"{_TALK}|{_THREAD}|off (?:mute|hold)|take it off"),
    _optout("take_me_off_alone", rf"(?:{MODEST} )*{TAKE} (?:me|us) off(?: (?:{MODEST}|this|it|that|these|of))*", 0.85, whole=True),
    _optout("me_off_list", rf"(?:want|need|like|get|take) <2>(?:off|out of) (?:of )?(?:your|this|these|the) <2>{LIST}", 0.9, unless=rf"{_TALK}|{_THREAD}|\bout of (?:this|the|your) (?:tool|platform|product|it)|value|most|more"),
    _optout("be_removed", rf"(?:be|been|being|is|are|was|were|get|getting|got|have (?:me|us|my <2>|our <2>|this <1>)|see (?:me|us)|want (?:me|us)?|request|require|demand|like|wish|ask for|appreciate|confirm) <2>{REMOVED} <3>(?:from|off|out of|of|on) <4>{LIST}", 0.9, unless=f"{_TALK}|{_THREAD}"),
    _optout("put_me_nowhere", rf"(?:do not|don't|never|stop|not|no) <2>(?:put(?:ting)?|enrol+(?:ing)?|add(?:ing)?|plac(?:e|ing)|stick(?:ing)?|keep(?:ing)?|includ(?:e|ing)|sign(?:ing)?|subscrib(?:e|ing)|drop(?:ping)?|re-?add(?:ing)?) {ME} <2>(?:in|on|into|through|to|up) <4>{LIST}", 0.9, unless=f"{_THREAD}|\\bloop\\b"),
    _optout("off_it", rf"(?:{MODEST} )*(?:off|out of) (?:of )?(?:the|this|your|these|that|all) <2>{LIST}(?: {MODEST})*|(?:like|want|need|get|wants?) (?:me |us |to be |to get )?(?:off|out)(?: of)? (?:it|this|that|these|here|your|the list)(?= ?[.!,\n]|$| please| now| asap)", 0.85, unless=f"{_TALK}|{_THREAD}|mute|hold|want out of (?:this|it)"),
    _optout("cancel_me", r"cancel (?:me|us|my (?:e-?mail|address|name|subscription))¤", 0.85),
    _optout("have_me_removed", rf"have {ME} <1>(?:removed|deleted|erased|unsubscribed|taken off)", 0.9, unless=f"{_TALK}|{_THREAD}"),
    _optout("want_removed", rf"(?:want|wish|like|ask(?:ed|ing)?|request(?:ed|ing)?|need|demand|require|insist|should|must|expect|appreciate|confirm|please have) <4>(?:to be|be|being|my|our|immediate|full|the|get) <1>{REMOVED}", 0.9, unless=f"{_TALK}|{_THREAD}|budget|offer"),
    _optout("remove_alone", rf"(?:{MODEST} )*(?:remove|delete|unsub|take off|off|block|blocked|cancel|unlist|deregister|(?:this|my) e-?mail|removal)(?: (?:{MODEST}|me|us|it|this|from list|list|request|requested))*", 0.85, whole=True, unless=r"\bit\b <2>(?:works?|is)"),
    _optout("exclude_me", rf"(?:exclude|omit|spare|skip|block|bar|ban) {ME}", 0.85, unless=f"{_TOPIC}|{_THREAD}|excluded? (?:vat|tax)|{_STAY}"),
    _optout("please_delete", rf"{MODEST} (?:remove|delete)(?: me| us| it| this)?(?= ?[.!\n]|$)", 0.8, unless=f"{_STAY}|{_THREAD}"),
    _optout("leave_out", r"(?:leave|count|keep|cut) (?:me|us) out(?: of)?¤(?! the loop)", 0.8, unless=f"{_STAY}|{_THREAD}"),
    _optout("forget_me", r"(?:lose|forget|burn|shred|trash|bin|destroy|erase|throw (?:away|out)) <2>(?:my|our|this) <2>(?:e-?mail|address|number|contact|details|name|info(?:rmation)?|card|data|phone)|forget (?:about )?(?:me|us)¤(?! not)|forget (?:that )?(?:i|we) (?:ever )?exist", 0.85, unless=r"\b(?:don't|do not|didn't|never|not) <1>(?:lose|forget)"),
)  # fmt: skip
_STOPPING: tuple[Rule, ...] = (
    _optout("stop_contacting", rf"{YOU_STOP} <4>{CONTACTING}", 0.95, unless=rf"{_OFFER}|{_WE_STOP}|\b(?:end|stop)(?:ed|s)? (?:by|in|up|of)\b|weekend|in the end|\bdon't stop|do not stop|never stop"),
    _optout("stop_mail", rf"(?:stop|cease|quit|halt|discontinue|end|suspend|no|terminate|kill|cut|cut out|enough|done|drop|lay off|finish|turn off|switch off|shut off|knock off|skip) <1>(?:with |of )?(?:this|the|these|your|that|those|all|any|with|sending|further|future|more|such)? ?<3>{MAIL}", 0.85, unless=rf"{_OFFER}|{_WE_STOP}|{_TOPIC}|\b(?:end|stop)(?:ed|s)? (?:by|in|up|of|to)\b|weekend|in the end|\bno (?:<3>)?(?:spam (?:in|for)|problem)|drop (?:me|us|a|an|your)\b|\bno (?!more|further|such|future)|skip the (?:offer|pitch) and|\bhold (?:a|the|my|our|your) call|call (?:on|for|at|with|back|me|us|next|tomorrow|monday)|\bdon't stop|do not stop|in my calendar|not (?:the )?end"),
    _optout("stop_contact_all", r"(?:cease|stop|end|terminate|discontinue) <2>(?:contact|communications?|correspondence|outreach)¤", 0.95, unless=_WE_STOP),
    _optout("stop_alone", rf"(?:(?:{MODEST}|you|need|to|must|should|can|could|would|will|i said|i|told|asked|want|for the love of god|omg|no) )*(?:stop|stop it|stop this|stop that|stop these|stop doing this|stop messaging|cease|desist|quit it|enough|make (?:it|this|these) stop)(?: (?:{MODEST}|now|this|it|that|these|is enough|of this|means stop|stop|doing this|from you))*", 0.9, whole=True, unless=r"hammer|\bi (?:will|can't|cannot|won't|would)|\bcan't stop|\b(?:bus|pit|next) stop|\bi can\b"),
    _optout("please_stop", r"(?:please|pls|just|kindly|to|must|should|and|would you|could you|can you|will you|now|i said) stop(?: (?:it|this|that|these|those|them|now|immediately|please|pls|already|doing this|at once|today|asap|thanks|thank you))*(?= ?[.!?\n)]|$| ?- | ?, | or¤| otherwise| before)", 0.85, unless=rf"{_WE_STOP}|\bhow to stop\b|\bone-?stop|hard to stop|\b(?:don't|not|never|no need|want|nowhere|somewhere|where|time|place) <2>to stop"),
    _optout("want_you_to_stop", r"(?:want|need|like|ask(?:ing|ed)?|tell(?:ing)?|told|beg(?:ging)?|order(?:ing)?|request(?:ing)?) you <2>(?:to )?<1>(?:stop|quit|cease|refrain|leave|remove|desist|end)¤", 0.9),
    _optout("appreciate_silence", r"(?:appreciate|grateful|thankful|happier|better|great|nice|best|prefer|ask|request|rather|love|wish|obliged|thank you for) <2>(?:if |that )?(?:you|your|not) <2>(?:not|stop(?:ped|ping)?|didn't|don't|never|refrain(?:ed|ing)?|ceas(?:e|ed|ing)|quit|leav(?:e|ing)|left|remov(?:e|ed|ing)|delet(?:e|ed|ing)|unsubscrib(?:e|ed|ing)|contacting|sending|e-?mailing|being (?:contacted|e-?mailed|on)|took|drop(?:ped)?)¤", 0.85, unless=rf"{_LATER}|{_TOPIC}|\bnot (?:only|just|too|yet)\b"),
    _optout("no_more_mail", rf"(?:no|zero|nothing|without|not want|want no|want to stop|don't (?:need|want)|do not (?:need|want)|not need|(?:no|without) (?:need|reason|interest|point) (?:for|in|of|to)|do without|spare me) <2>(?:more|further|additional|future) <2>(?:{MAIL}|of (?:this|these|your|those))", 0.85, unless=rf"{_OFFER}|\b(?:if|are there|is there|do you have|have you) <2>any|\bany (?:further|more|other|future) (?:questions|information|details)|\bno (?:more|further) (?:questions|information|details|calls? (?:needed|before|until))|in (?:our|the) inbox|{_LATER}|i (?:had|got|received|have (?:had|received|sent))|no further correspondence (?:from|on) (?:our|my)"),
    _optout("no_more_alone", rf"(?:{MODEST} )*(?:no|nothing) (?:more|further|any ?more)(?: (?:{MODEST}|of this|of these|from you))*|(?:that's |that is |it's )?enough(?: (?:{MODEST}|is enough|of this|with this))*|never again|the end|end of (?:story|discussion|conversation)|(?:{MODEST} )*no (?:e-?mails?|mails?|calls?|spam|contact|messages|solicitation|solicitors|soliciting|cold (?:calls|e-?mails)|follow[- ]?ups?|marketing|sales)(?: (?:{MODEST}|or <2>|and <2>))*", 0.85, whole=True),
    _optout("last_mail", rf"(?:let|make|hope|trust|be|is) <2>(?:this|that|it) <3>(?:the |your )?(?:last|final) <2>{MAIL}|(?:last|final) (?:time|warning|request) <6>(?:ask|tell|say|stop|remove|contact|e-?mail)", 0.8, unless="my last e-?mail|last time we"),
)  # fmt: skip
_FORBIDDING: tuple[Rule, ...] = (
    _optout("do_not_contact", rf"(?:do not|don't|never|dare|(?:you'd|you would|you|to|please|would|kindly|rather|better) not|must not|should not|shouldn't|may not|not to|stop|please not|cannot|can't|you can not|don't you|didn't ask you to) (?:ever |dare |you |keep |please |even |bother )?<1>{CONTACT} <2>(?:{ME}|{_AGAIN}|{MAIL}|(?:him|her|them|my <1>|our <1>|to (?:me|us|this)))", 0.9, unless=rf"{_OFFER}|{_RATHER}|{_LATER}|do not reply to this|do not reply directly|not be able|\bdon't (?:send|call|write) me (?:to|there)|\b(?:i|we|they|he|she|you) (?:didn't|did not|never|don't|do not|couldn't|can't|cannot) <1>(?:get|mind|reply|respond|hear|send|write|see|add|sell|market|target|e-?mail|mail|call|include)|don't (?:include|add|send|try) (?:<3>)?(?:discount|price|pricing|contract|vat|password|attachments?|thread)|never (?:tried|heard)|\bdon't hit\b(?! (?:me|us))|don't include (?!me|us|my)"),
    _optout("do_not_alone", rf"(?:{MODEST} )*(?:do not|don't|never) (?:ever |please |you dare )?(?:contact|e-?mail|mail|call|message|write|disturb|follow[- ]?up|solicit|reply|respond|bother)(?: (?:{MODEST}|again|back|ever|list|this|to this|us|me|with me|with us|here))*", 0.85, whole=True, unless=rf"{_TOPIC}|\bwe\b|hesitat|\bi (?:don't|never)|{_RATHER}"),
    _optout("do_not_follow_up", rf"(?:don't|do not|no need to|no need for|needn't|no reason to|not necessary to|no point in|save yourself the|skip|without) <2>(?:{CONTACTING}|follow[- ]?up|reach out|try|contact|e-?mail|ping|write|chase|check (?:back )?in) <5>(?:again|any ?more|any further|further|with (?:me|us)|on this|me|us|in (?:the )?future|in future|ever)|(?:no|not any|zero) (?:need|reason|point|use|sense) (?:to|in|for) <2>(?:keep|keeping|continu\\w+|{CONTACTING}|follow[- ]?up)¤", 0.8, unless=rf"{_RATHER}|{_LATER}|\bi'll|\bwe'll|already|\bi will|\bwe will|i'm"),
    _optout("do_not_want", rf"{_DISLIKE} <1>(?:want|wish|wishing|care|like|desire|need|expect|interested in|consent|agree|ask|looking|choose|intend|to)? ?(?:<2>)?(?:to )?<1>{_GETTING} <4>{_FROM_YOU}", 0.85, unless=rf"{_OFFER}|{_TOPIC}|{_RATHER}|{_LATER}|\b(?:did not|didn't|don't|not|never|haven't) (?:get|receive|see|hear)¤ <4>(?:your|the|an?|any|back|attach\w*|invite|deck|link|proposal|reply|answer|response|from (?:him|her|them|anyone|finance|legal|my))|\bnot (?:sure|only)|\bto (?:send|share) (?:me|us)|don't have to|\bnot (?:seeing|see|getting|get) <2>(?:value|budget|results|roi)|{_STAY}|happy to|\bhard to\b"),
    _optout("no_passive", rf"{_DISLIKE} <2>(?:want|wish|like|care|need)? ?<2>(?:to )?be(?:ing)? <1>(?:contacted|e-?mailed|called|solicited|messaged|approached|pitched|spammed|marketed|disturbed|bothered)¤", 0.85, unless=f"{_LATER}|{_TOPIC}"),
    _optout("do_not_want_mail", rf"(?:do not|don't|no longer|never|not|didn't) (?:want|wish|wish for|need|like|appreciate|welcome|accept|care for|ask for|request|requested|asked for|enjoy|have time for|require|read|respond to|interested in) <3>{MAIL} <3>(?:from you|from (?:your <2>|strangers|vendors|salespeople)|any ?more|again|like this|like these|of this (?:kind|type|sort)|ever|please)", 0.85, unless=rf"{_TOPIC}|{_RATHER}|{_LATER}|a call (?:yet|today|this|next)"),
    _optout("your_mail_unwanted", rf"(?:your|these|this|such|those|all these|the|any) <3>{MAIL} <1>(?:is|are|was|were)(?:n't| not)? <2>(?:unwanted|unwelcome|not welcome|welcome|wanted|appreciated|annoying|unsolicited|a nuisance|out of control|too much|excessive|relentless|getting annoying|irritating|bothering|spam)¤", 0.75, unless=rf"{_TOPIC}|\b(?:is|are|was|were) (?:<1>)?(?:welcome|wanted|appreciated)|call"),
    _optout("no_cold_mail", r"(?:do not|don't|no|never|not|doesn't|cannot) <2>(?:accept|take|respond to|welcome|entertain|reply to|answer|allow|appreciate|want|permit|consider|tolerate|like|read|opt in to|agree to|for|do business with|work with|buy from) <3>(?:cold|unsolicited|solicitations?|solicitors|sales (?:e-?mails?|mails?|calls|pitches)|marketing (?:e-?mails?|mails?|calls)|advertising|spam|spammers|promotional)¤", 0.8, unless=rf"{_TOPIC}|\bnot (?:a |an )?(?:spam|cold)"),
    _optout("no_soliciting", r"no (?:<1>)?(?:solicit(?:ation|ations|ors|ing)|cold (?:e-?mails?|calls?|outreach)|unsolicited (?:e-?mails?|mails?|messages|calls?))¤", 0.8, unless=rf"{_TOPIC}|we (?:do|send|make) no"),
    _optout("not_for_sales", r"(?:do not|don't|never|not to|cannot|can't|must not|not) <1>(?:be )?use[ds]? <4>(?:for|to) <2>(?:sales|marketing|vendors?|solicit\w*|pitch\w*|sell|advertis\w+|cold|spam|promot\w+)¤|(?:is|are|was)(?: not|n't) <2>(?:for|meant for|intended for|a place for|to be used for) <1>(?:sales|marketing|vendors?|solicit\w+|pitches|advertis\w+|cold|spam)¤|(?:out of|away from) my inbox", 0.8),
    _optout("withdraw_consent", r"(?:withdraw|revoke|rescind|retract|do not (?:give|grant|provide)|don't (?:give|grant|have)|have not given|haven't given|never gave|no|refuse|did not give|didn't give) <2>(?:consent|permission)¤|(?:do not|don't|never|did not|didn't) <1>consent(?:ed)?¤|(?:i|we|hereby) <1>object to <3>(?:direct|marketing|processing|you|your|this|any|the|being|use)¤|right to (?:object|be forgotten|erasure)", 0.85, unless=rf"{_TOPIC}|\bdo you\b|\bhow do|customers'?|\bwithout (?:his|her|their)"),
)  # fmt: skip
_DISMISSING: tuple[Rule, ...] = (
    _optout("leave_alone", r"(?:leave|let|leaving) (?:me|us|my <2>|our <2>|people|everyone) (?:the (?:fuck|hell) )?(?:alone|in peace|be)¤", 0.85, unless=r"\blet (?:me|us) be (?:\w)|\bleave (?:me|us) alone with"),
    _optout("go_away", r"(?:go|please go|just go) away¤|get (?:lost|stuffed|bent|a life)¤|(?:fuck|piss|buzz|sod|bugger|bog|back|f\W{1,3}k?|eff|naff|jog|clear|shove|rack) (?:right )?(?:off|on|it)¤|take a (?:hike|walk)|knock it off|cut it out|pack it in|give it (?:a rest|up)|give (?:me|us) a (?:break|rest)|(?:screw|fuck|f\*+k?) (?:you|this|u|yourself)¤|go to hell|go (?:fuck|screw) yourself|stay (?:the hell )?(?:away|out of)|beat it|do one¤|drop dead|kindly (?:sod|piss)|(?:stfu|gtfo|fo|kys)¤|shut (?:the \w+ )?up|bite me|enough already|hop it", 0.8, unless=r"\b(?:i|we|we'll|i'll|i'm|won't|not|problem|to|will|they|it) <1>(?:go|goes|went|going) away|back (?:on|off (?:the|from))|jog on (?:sat|sun|the)|\bclear (?:it|on)\b|\bshove it in|\bback it\b|back on\b|to clear"),
    _optout("take_the_hint", r"take (?:the|a) hint|what part of|no means no|which part of|(?:not|isn't) <3>clear enough|how many (?:times|e-?mails|more (?:times|e-?mails))¤ <9>(?:i|you|we|it|take|ignore)|get the (?:hint|message|picture)|have i not|ignored (?:all|every|the last|your) <4>(?:for a reason|e-?mails)", 0.75, unless="how many <8>(?:use|cost|included|per month|send)|\\bi ignored|sorry"),
    _optout("asked_before", r"(?:asked|told|requested|begged|said|instructed|written|replied|informed|warned) <2>(?:you|you guys|your <2>)? ?<4>(?:to stop|to remove|to unsubscribe|to be removed|not to (?:contact|e-?mail|call)|to leave|to take|removal|to opt|no already|stop already|i'm not interested (?:twice|three|already|\w+ times))", 0.85),
    _optout("asked_times", r"(?:asked|told|said|requested|e-?mailed|replied|unsubscribed) <5>(?:twice|three times|\d+ times|(?:several|multiple|many) times|repeatedly|already|before|last (?:week|month|time))", 0.75, unless=r"asked (?:you )?before (?:about|whether|if|for)|already (?:told|said|asked|sent) (?:him|her|them|my|our|kim|finance)|interested|\bthat i (?:like|love)|\bwe'?ve? (?:already )?(?:told|said|asked)"),
    _optout("nth_mail", rf"(?:this is|that's|that is|now|already|got|with) <2>(?:your|the|my|a) <1>(?:\d+(?:st|nd|rd|th)|third|fourth|fifth|sixth|seventh|tenth|umpteenth|nth|millionth|hundredth) <2>{MAIL}|\b(?:\d+|three|four|five|six|ten|a dozen) {MAIL} (?:in|this|within|over) <2>(?:days?|weeks?|month|already)", 0.6, unless=r"second|(?:demo|meeting) call|interested|calls? (?:a|per) (?:week|day)"),
    _optout("keeps_coming", rf"(?:why (?:am|are|do|did|would) (?:i|we|you|they) (?:still|keep|continu\w+|constantly|always|even)|why am i|still|keep|keeps|continue to|continues to|continually|constantly|kept|carry on|continuously) <2>(?:receiv\w+|getting|get|send(?:ing)?|hear(?:ing)?|{CONTACTING}|{CONTACT}|bombard\w*) <2>(?:these|this|your|you|me|us|from you|after|{MAIL})", 0.75, unless=rf"{_TOPIC}|\bkeep (?:sending|getting) (?:me|us) (?:in|posted|updates|the)|\bkeep (?:me|us)|\bplease (?:keep|continue|do)|\bwe (?:still |keep |also )?(?:send|e-?mail|get|have)|still (?:like|love|interested|keen|want|need|waiting|hoping|haven't)|\bour (?:reps|customers|sdrs)|(?:can|could|do) (?:you|i|we) (?:still|keep)|keep (?:it|up|in)|\bcan(?:'t| not) get"),
    _optout("never_asked", r"(?:never|didn't|did not|don't remember|haven't|have not|don't recall|not) (?:ever |knowingly )?<1>(?:sign(?:ed|ing)? up|subscrib(?:e|ed|ing)|opt(?:ed)?[- ]?in|ask(?:ed)? (?:for|to (?:be|receive|get))|ask(?:ed)? you (?:for|to)|request(?:ed)?|agree(?:d)? to (?:receive|this|be|get)|authori[sz]ed?|gave (?:you )?(?:my )?(?:e-?mail|address|details|number)|give (?:you )?(?:my )?(?:e-?mail|address|details|number)|register(?:ed)?)¤", 0.7, unless=rf"{_TOPIC}|\bour (?:customers|users|leads)|\b(?:signed|agreed|sign) <2>(?:the|contract|up for (?:a|the) (?:trial|demo))|not (?:asked|requested) (?:the|any|for (?:a|the) (?:price|quote|refund|budget))|haven't (?:requested|asked|registered)|not requested|(?:request|ask for) <2>(?:budget|headcount)|{_STAY}|\basked for (?:a|the) (?:demo|quote|price)"),
    _optout("blocked", r"(?:i|we|i've|we've|i'll|we'll|will|be|have|has|am|i'm|we're|going to|just|you're|you are|getting|consider yourself|is|are|now) <3>(?:block(?:ed|ing)? (?:you|your|this|it|and|from)|blacklist(?:ed|ing)?|bann(?:ed|ing)|blocklist(?:ed|ing)?|filter(?:ed|ing)? (?:you|your|out|straight|to)|mut(?:ed|ing) you|being blocked|blocked(?= ?[.!\n]|$))", 0.7, unless=r"road ?block|\bblock(?:ed|ing)? <2>(?:calendar|time|slot|hour|deal|rollout|project|day|week)|firewall|\bblocked by|attachment|popup|we're blocked|we are blocked|i'm blocked|i am blocked"),
    _optout("do_not_bother", r"(?:don't|do not|please don't|no need to|stop) <1>(?:bother|waste|disturb|pester|trouble|harass|annoy)(?:ing)? (?:me|us|my|our|yourself|yours|replying|responding|with)", 0.8, unless=r"i (?:don't|do not|didn't)|bother (?:you|to)"),
    _optout("wasting_time", r"(?:find|go|pick|bother|try) <2>(?:someone|somebody|anyone|anybody) else (?:to )?(?:bother|spam|pester|annoy|harass|target)|respect my (?:privacy|inbox|wishes|time)|save (?:us both|your(?:self)?) <3>(?:time|effort|breath|trouble)|not a (?:lead|prospect)(?= ?[.!,\n]|$)|don't (?:come|show up) <3>(?:again|inbox)|(?:keep|take) (?:it|this|your <3>) (?:to yourself|elsewhere)|this is (?:just |pure |clearly |blatant |nothing but )?(?:spam|junk mail|unsolicited)(?= ?[.!\n]|$)|spam(?= ?$)|spammers?(?= ?[.!\n]|$)", 0.6, unless="is this"),
    _optout("not_contacted", rf"(?:make|be|ensure|certain|sure|see to it|guarantee|confirm|want|expect|trust|insist|instruct|request|hope) <7>(?:don't|do not|no longer|never|not|stop|won't|no one|nobody|no further) <3>(?:{_GETTING}|{CONTACT}|sent|contacted|e-?mailed|contacts?|e-?mails)", 0.8, unless=rf"{_TOPIC}|customers?|prospects?|leads|\bnot sure|{_LATER}|not (?:get|see|find) (?:the|a|any|time)|i (?:hope|trust) (?:i|you) (?:do|don't)"),
    _optout("use_of_address", r"(?:this|my|our) <2>(?:address|e-?mail|inbox|mailbox|number) <2>(?:should|must|may|shall|is|can)(?: not|n't| no longer| never) <2>(?:be|receive|get|to be|contain|used)", 0.75, unless=r"(?:monitored|working|valid|in use|active|correct|right)"),
    _optout("out_of_business_with_you", r"(?:want|have|having) (?:nothing|no (?:further |more )?(?:contact|dealings|business)) <3>(?:to do )?with (?:you|your|this|these)|(?:i'm|i am|we're|we are) done (?:with|hearing|here)\b(?! the| our| my)|not another (?:word|e-?mail|mail|message|one|peep)|hit (?:the )?delete|goes? straight to (?:trash|the bin|junk)", 0.75),
)  # fmt: skip
RULES: tuple[Rule, ...] = (
    *_UNSUBSCRIBING,
    *_REMOVING,
    *_STOPPING,
    *_FORBIDDING,
    *_DISMISSING,
)
