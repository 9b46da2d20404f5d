# ruff: noqa: E501 - one grammatical pattern a line
"""English threats over contact: the law, a lawyer, a regulator, a complaint, a spam report.

A lawyer or a law as part of a purchase ("our lawyer will review the MSA", "are you GDPR compliant?") is no threat,
and neither is a complaint about the product or its support.
"""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.languages.english_words import ME
from bot.workflows.reply_routing.rule import Note, Rule, any_of, rule

_LAW = any_of(
    "gdpr | g\\.d\\.p\\.r\\.? | can-?spam | can spam | casl | pecr | ccpa | cpra | tcpa | lgpd | popia | pipeda | uwg | dsgvo | rgpd | "
    "fadp | ftc act | spam act | spam laws? | anti-?spam | data protection | privacy (?:law|laws|act|rights?|regulations?|rules) | "
    "data privacy | telemarketing | e-?privacy | consumer protection | (?:the|federal|state|european|eu|international|local) laws? | "
    "do not call registry | tps | ctps"
)
_BODY = any_of(
    "ico | ftc | fcc | cnil | aepd | crtc | acma | cnpd | anpd | edpb | dpc | uodo | imy | bfdi | garante | datatilsynet | "
    "information commissioner\\w* | (?:data protection|supervisory|privacy) (?:authorit\\w+|commissioner\\w*|agency|board|office|regulator|watchdog) | "
    "attorney general | spamhaus | spamcop | barracuda | better business bureau | bbb | trading standards | watchdog | "
    "authorit(?:y|ies) | regulators? | police | cops | ombudsman | action fraud | postmaster | anti-?spam (?:authority|center|centre) | "
    "(?:your|the|ur) <2>(?:isp|esp|e-?mail (?:provider|service|vendor|host|platform)|provider|registrar|host|hosting(?: provider| company)?|"
    "ceo|boss|compliance (?:officer|team|department)|data protection officer|dpo) | sendgrid | mailchimp | mailgun | postmark | "
    "amazon ses | godaddy | namecheap | cloudflare | "
    "abuse@\\S* | abuse (?:desk|team|department|contact) | abuse | blocklists? | blacklists?"
)
_VENDORS = any_of(
    "google | gmail | microsoft | outlook | linkedin | outreach\\.io | hubspot | salesforce | yahoo | apple | aws | amazon"
)
_TELL = any_of(
    "report | reported | reporting | reports | complain | complained | complaining | complaints? | file | filed | filing | lodge | lodged | lodging | notify | "
    "notified | notifying | inform | informed | informing | escalate | escalated | escalating | refer | referred | referring | submit | submitted | "
    "submitting | alert | alerted | alerting | going straight to | go to | going to | went to | hear from | hearing from | taking (?:this|it) to | "
    "take (?:this|it|the matter) (?:up )?(?:to|with) | forwarded | forwarding | forward | flagged | raise | raising | raised | cc'?d | copied | "
    "sent | sending | call | calling | contact | contacting | contacted | tell | passed | telling | pass | passing | pursue | pursuing | take (?:this|it) up with | taking (?:this|it) up with"
)
_DEAL = r"\b(?:msa|contract|agreement|dpa|nda|terms|red-?lin\w+|sign(?:ed|ing|s)?\b(?! up)|procurement|pilot|review\w*|due diligence|purchase|order form|quote|proposal|questionnaire|requirements?|paperwork|vendor form|onboarding|security)\b"
_ASKS = r"\b(?:are|is|does|do|can|could|how|which|what|where|would) (?:you|your|it|this|the (?:tool|product|platform|data|solution|system|software)|<3>customers)\b[^?\n]{0,90}\?"
_OURS = r"\bour (?:product|platform|app|tool|customers|clients|e-?mails|newsletter)|\bwe (?:sell|work|help|handle|speciali[sz]e|practice|do|need|must|have to|are required|require|comply)\b|\bfor us\b"
_BUYER = rf"{_DEAL}|{_ASKS}|{_OURS}"
_SERVICE = r"\b(?:support (?:team|ticket|has|case)|ticket|order|delivery|refund|invoice|outage|bug|warranty|customer service)\b"
_LAWYER = any_of(
    "lawyers? | attorneys? | solicitors? | barristers? | (?:legal|general|in-house) counsel | counsel | law firm | "
    "legal (?:team|department|dept|people|folks|side|rep\\w*|advisers?|advisors?|representatives?) | legal"
)
_OUR = r"(?:my|our|the|a|company|corporate|her|his|their|your)"
_PURSUE = any_of(
    "taking | take | tak | pursue | pursuing | face | facing | seek | seeking | consider | considering | initiate | initiating | start | starting | begin | result in | threaten | explore | further | facing | forced to take | explor\\w+"
)
_SPAM = any_of("spam | junk | phishing | abuse | scam | spammers? | abusive | harassment | unsolicited")
_T = Label.COMPLIANCE_THREAT


def _threat(name: str, pattern: str, weight: float = 0.9, *, unless: str = "", note: Note = "") -> Rule:
    return rule(_T, f"english:{name}", pattern, weight, unless=unless, note=note)


_REPORTING: tuple[Rule, ...] = (
    _threat("report_as_spam", rf"(?:report(?:ed|ing|s)?|flag(?:ged|ging)?|mark(?:ed|ing)?|tag(?:ged|ging)?|classif(?:y|ied)|label(?:l?ed|l?ing)?|treat(?:ed|ing)?|submit(?:ted)?|forward(?:ed|ing)?|mov(?:ed|ing)) <5>(?:as|for|to|is|it|under) <2>{_SPAM}", 0.9, unless=r"\bto (?:my )?(?:spam|junk) folder|\bby (?:our|my|the|outlook|gmail|google|mistake|accident)|\bbut\b|so i\b|incorrectly|wrongly|nearly|almost|\b(?:our|their|customers'?|outbound) <2>(?:e-?mails?|mails?|messages)|filters?|\bhow (?:do|does|can)|ended up|\bwas (?:flagged|marked|moved)|landed|\bgot (?:flagged|marked|moved)"),
    _threat("report_spam", rf"(?:report(?:ed|ing)?|denounc(?:e|ing)) <3>{_SPAM}", 0.9, unless=rf"{_ASKS}|spam reports? (?:rate|feature)|\bour\b"),
    _threat("report_you", r"(?:i|we|i'll|we'll|or|will|shall|be|get|getting|going to|have to|gladly|happily|must|to|am|being|have|been|were|already|just) <2>(?:report(?:ed|ing)?|denounc(?:e|ing)|expos(?:e|ing)|turn(?:ing)? in) <1>(?:you|your|these|them|each|every|all|u|this (?:e-?mail|mail|message|account|address|sender|company|spam)|this(?= ?[.!\n]|$)|it(?= ?[.!\n]|$))", 0.9, unless=r"report (?:this|it|these|back) (?:to (?:my|our|the) (?:boss|manager|team|board|ceo|cfo|management|it|vp|leadership)|internally|back|quarterly|weekly|monthly)|\bhow (?:do|would|can)|reports? to you"),
    _threat("you_are_reported", r"(?:you|you're|you've|this|it|address|domain|company|sender|e-?mail|mail|message)(?: |')<3>(?:been |being |get |be |is )reported", 0.9),
    _threat("reported_alone", r"(?:reported|reporting)(?: (?:and|&) (?:blocked|deleted|spam))?(?= ?[.!\n]|$)|blocked (?:and|&) reported", 0.85, unless=r"\bwe|revenue|earnings|results|bug|issue"),
    _threat("report_to_body", rf"{_TELL} <7>(?:to|with|the|from)? ?<2>{_BODY}", 0.9, unless=rf"{_BUYER}|\b(?:googled?|(?:from|on|via|through|use|using|in|into|with) (?:google|gmail|microsoft|hubspot|mailchimp|sendgrid|salesforce|linkedin|outreach\.io))|microsoft teams|google (?:meet|doc|cal\w*|drive|sheet)|(?:my|our) (?:<1>)?(?:boss|ceo|provider|host)|\b(?:going|go|went|tell|contact|forward|sent|sending|pass|copied|raise|raised) <7>(?:the|your) (?:ceo|boss)(?! (?:and|about) <5>(?:spam|harass))|to (?:hubspot|salesforce|google|microsoft|linkedin)(?! (?:abuse|as|for))|(?:ceo|boss) (?:who|for|to (?:review|look|decide))|the (?:ceo|boss)\b|\bto the host\b"),
    _threat("report_to_vendor", rf"(?:report(?:ed|ing)?|complain(?:ed|ing)?|complaint|abuse|flag(?:ged|ging)?) <5>(?:to|with) <1>{_VENDORS}", 0.9, unless=rf"{_BUYER}|\breports? (?:in|from)|reporting (?:in|on|from)|reports? to (?:salesforce|hubspot)"),
    _threat("body_will_hear", rf"{_BODY} <3>(?:will|is going to|has been|have been|would|might|may|can) <2>(?:hear|notified|informed|contacted|know|told|deal|interested|love|investigate|look)", 0.85, unless=rf"{_BUYER}|\b(?:ceo|boss|provider)\b"),
    _threat("body_next", rf"(?:next|one more|another|any more|any further|again|if you|otherwise|or else) <9>(?:{_BODY}|regulator|complaint|lawyer|attorney|court|sue|police|legal|report)¤", 0.8, unless=rf"{_BUYER}|\bnext (?:step|week|month|quarter|call|meeting)|\banother (?:provider|vendor|report)|\bif you (?:have|need|want|like|are|can|could|would|agree|send|share|integrate|support)|\b(?:boss|ceo|provider|host)\b"),
    _threat("complaint", r"(?:formal|official|written|legal|gdpr|spam|privacy|abuse) (?:complaint|warning)¤|(?:fil(?:e|ed|ing)|lodg(?:e|ed|ing)|mak(?:e|ing)|made|rais(?:e|ed|ing)|submit\w*|issu(?:e|ed|ing)|put(?:ting)? in|send(?:ing)?) <3>(?:complaints?|charges)¤|complain(?:ed|ing|ts?)? <4>(?:to|with|against|about) <3>(?:you|your|isp|provider|authorit\w+|spam|unsolicited|e-?mails?|company|host)", 0.85, unless=rf"{_SERVICE}|{_DEAL}|no complaints|(?:customer|user|our) complaints|{_ASKS}"),
    _threat("blocklisted", r"(?:end(?:s|ing)? up|land(?:s|ing)?|put(?:ting)? you|get(?:ting)? you|add(?:ed|ing)? you|domain|sender|submit\w*) <6>(?:blocklists?|blacklists?|spam lists?|rbls?)", 0.8, unless=_BUYER),
    _threat("expect", r"(?:expect|await|prepare for|get ready for) <2>(?:complaint|lawsuit|letter from|call from <3>(?:lawyer|attorney)|legal|fine|consequences)¤", 0.8),
    _threat("is_this_legal", r"(?:how|not sure) is (?:this|that|it) (?:even |still )?(?:legal|lawful|allowed)¤|is (?:this|that|it) even (?:legal|lawful)¤|can't be (?:legal|lawful)¤", 0.7),
    _threat("warning", r"you(?:'ve| have) been (?:warned|notified|put on notice)|consider (?:this|yourself) <2>(?:warn(?:ed|ing)|notice|notified|put on notice|served)|(?:last|final|only|first) warning|there will be (?:legal )?consequences|face (?:the )?consequences|you(?:'ll| will) (?:regret|be sorry|be hearing from (?:my|our))|name and shame|put(?:ting)? you on notice|don't make me", 0.75, unless=_DEAL),
    _threat("fee_per_mail", r"(?:billed|charged|charge|bill|invoice|charge you|invoice you|invoiced|fee of|fine of|bill you|billing you|charging you) <5>(?:\$|€|£|\d)\S* ?<3>(?:per|for each|for every|each|an)? ?<2>(?:e-?mail|message|mail|hour|reading|time)", 0.85, unless=_ASKS),
)  # fmt: skip
_LEGAL: tuple[Rule, ...] = (
    _threat("legal_action", rf"{_PURSUE} <3>(?:legal|court) (?:action|steps?|proceedings|measures|recourse|remed(?:y|ies)|claims?|avenues|options)|legal (?:action|proceedings|consequences|notice|steps) (?:will|may|if|against|unless|is|are|for|would|next)¤|(?:threat|result|end|lead|leading) <2>legal (?:action|consequences)|legal action(?= ?[.!\n]|$)", 0.9, unless=rf"{_DEAL}|{_OURS}"),
    _threat("court", r"(?:take|taking|see|drag|dragging|meet) (?:you|u|this|your company|them|it) (?:to|in|through|into) <2>(?:court|courts|a judge)|law ?suits?¤|small claims|(?:will|gonna|going to|could|might|'ll|shall|can|would|to|or i|or we|gladly|happily) <1>sue¤|suing¤|sue (?:you|your)|cease[- ](?:and|&)[- ]desist|press(?:ing)? charges|prosecut\w+|class action|injunction|(?:claim|seek|pursue|demand) <2>(?:damages|compensation)¤|litigat\w+", 0.9, unless=rf"{_DEAL}|{_OURS}|\blitigation (?:team|department|software|practice|support|hold|tool)|\bin litigation\b|busy with"),
    _threat("lawyer_will", rf"{_OUR} <2>{_LAWYER} <2>(?:will|is going|are going|shall|has been|have been|would|can|could|might|may|gets?|wants? (?:your|a word)|says?|to (?:write|contact|send|deal)|on (?:you|this)|involved|in touch|know|deal|take)¤(?! <3>(?:review|look|check|read|redline|approve|sign|go|need|needs|comment|negotiate|want|ok|okay|fine|happy|join|send|see))", 0.85, unless=rf"{_DEAL}|\blook(?:ing|s)? (?:at|over|into) (?:it|your|the)|\bdpo\b|call next|\bjoin|\bthe legal\b(?! (?:team|dep))|happy to"),
    _threat("to_lawyer", rf"(?:call(?:ing)?|contact(?:ing|ed)?|consult(?:ing|ed)?|instruct(?:ing|ed)?|engag(?:e|ing|ed)|hear(?:ing)? from|letter from|involv(?:e|ing)|get(?:ting)?|forward(?:ing|ed)? <4>to|pass(?:ing|ed)? <4>to|hand(?:ing|ed)? <4>to|refer(?:ring|red)? <4>to|escalat(?:e|ing|ed) <4>to|tak(?:e|ing) <3>to|going to|turn(?:ing)? <3>over to|send(?:ing)? <4>to|sent <4>to|speak(?:ing)? (?:to|with)|talk(?:ing)? to|from|with|copying|cc'?ing|cc'?d) {_OUR} <1>{_LAWYER}", 0.8, unless=rf"{_DEAL}|\bhappy|demo|meet(?:ing)?|budget|\bto (?:our|the) legal(?: (?:team|department))? (?:to|for|who|so)\b|need to (?:talk|speak|check|run)|works? (?:with|for)|loop(?:ing)? in|for (?:review|approval)|approval|in procurement|\blegal@|\bgo through\b|\bi (?:need|have) to\b|and get back|wait|heard|sign[- ]?off|getting (?:it|this) through|from legal|my legal (?:name|entity)|get <2>legal (?:to|and)|\bask\b"),
    _threat("kept_for_lawyer", rf"(?:log(?:ging|ged)?|keep(?:ing)?|sav(?:e|ing|ed)|document(?:ing|ed)?|collect(?:ing|ed)?|record(?:ing|ed)?|archiv(?:e|ing|ed)|retain\w*) <6>(?:for|with|to) {_OUR} <1>{_LAWYER}", 0.85, unless=_DEAL),
    _threat("i_am_a_lawyer", r"(?:i'm|i am|as) <2>(?:lawyer|attorney|solicitor|barrister|member of the bar)(?=[^\n]{0,160}\b(?:stop|spam|law|illegal|act|penalt\w+|consent|sue|actionable|remove|e-?mails?)\b)|this is actionable", 0.8, unless=_BUYER),
    _threat("lawyer_writes", rf"(?:have|get|ask|asked|instruct\w*|tell|let|having|getting) {_OUR} <1>{_LAWYER} <3>(?:send|write|draft|contact|call|serve|deal|sue|reach|handle|letter)¤", 0.9, unless=_DEAL),
    _threat("asks_to_investigate", rf"(?:ask(?:ed|ing)?|get(?:ting)?|request(?:ed|ing)?|want(?:ed)?|told|tell(?:ing)?) <2>(?:{_BODY}|{_VENDORS}) <2>to <2>(?:investigate|block|blacklist|blocklist|ban|look into|suspend|shut|close|take down)¤", 0.9, unless=_BUYER),
    _threat("right_to_erasure", r"right (?:to erasure|to be forgotten|to object)|erasure request|request for erasure", 0.75, unless=_BUYER, note="data_request"),
    _threat("entitled", rf"(?:entitled|legally|my rights?|our rights?|obliged|obligated|required by) <6>(?:{_LAW}|know|data|law|removal|erasure|answer)¤", 0.75, unless=_BUYER, note="data_request"),
    _threat("lawyer_hears", rf"{_LAWYER} <2>(?:will|shall|is going to|gonna) <1>(?:hear|hearing|know|contact|write|be in touch|enjoy|love|deal|be hearing|be contacting|get)", 0.9, unless=rf"{_DEAL}|\bget (?:back|to)"),
    _threat("law_broken", rf"(?:illegal(?:ly)?|unlawful(?:ly)?|against (?:<2>)?(?:{_LAW}|law)|breach(?:es|ed|ing)? (?:of |<2>)?{_LAW}|violat(?:e|es|ed|ing|ion|ions) (?:of )?<4>(?:{_LAW}|law|regulations?|rules|my privacy|rights)|in violation|infring\w+|non-?compliant|not <1>complian\w+|not gdpr|break(?:s|ing)? <4>(?:laws?|regulations|{_LAW})|contraven\w+|offen[cs]e under|prohibited (?:by|under)|not (?:legal|lawful|allowed|permitted) (?:under|in|to)|criminal offen[cs]e)¤", 0.8, unless=rf"{_BUYER}|\b(?:data|security) breach|\bbreach (?:last|in \d)|\bavoid|\bprevent|\brisk of|\bworried|concern(?:ed)? about|\bsla\b|(?:contract|exclusivity|company policy|our policy)|\bnot allowed to\b|\bif (?:it|this|that)|without (?:breaking|violating)|(?:insanely|stupid|criminally) good"),
    _threat("law_invoked", rf"(?:under|pursuant to|according to|per|in accordance with|in line with|as per|based on|within the meaning of|by|invoking|in terms of|article|art\.?|section|§|exercise|exercising|rights? of) <5>{_LAW}(?=[^\n]{{0,120}}\b(?:i|you|my|we|me|us)\b)|{_LAW} <4>(?:request|complaint|notice|violation|violations|breach|infringement|report|demand|fine|fines|penalt\w+|rights|applies|requires|prohibits|forbids|says|states)", 0.85, unless=_BUYER),
    _threat("data_request", rf"subject access|(?:dsar|sar)¤|data subject|right of access|(?:article|art\.?) ?(?:6|7|12|13|14|15|17|21|22|77)¤|(?:copy of|disclose|provide|list|send|tell|what|which|all) <5>(?:personal )?(?:data|information|records) <3>(?:hold|held|have|stored?|keep|process|got|possess|collected)¤ <2>(?:on|about|for|of|regarding|concerning|relating to) {ME}", 0.8, unless=rf"{_BUYER}|\b(?:delete|erase|remove|purge|wipe)\b(?![^.\n]*(?:copy|disclose|provide|article|gdpr))", note="data_request"),
    _threat("my_legal_basis", r"(?:legal|lawful) (?:basis|ground\w*) <6>(?:my|me|contacting|us)¤", 0.85, note="data_request"),
    _threat("legal_basis", r"(?:legal|lawful) basis|(?:without|no|never gave|lack of|never had) <2>(?:my|our|any|prior|explicit|express|valid|lawful) <1>(?:consent|permission)", 0.75, unless=rf"{_BUYER}|right of access control", note="data_request"),
    _threat("data_source", rf"(?:where|how|who) <3>(?:did|do|have|gave|got|get|obtain\w*) <3>(?:my|our) <2>(?:data|details|e-?mail|contact|information|address|number|name)¤ <9>(?:{_LAW}|consent|legal|lawful|opted|authority|illegal|complaint|permission|regulator|privacy)¤", 0.85),
    _threat("harassment", r"(?:this|that|it|it's|is|was|become|becoming|constitutes|amounts to|borders on|treated as|considered|consider|regarded as|for|your|nothing but|to|of|sue|police) <3>harass(?:ment|ing)¤|stalking (?:me|us)", 0.85, unless=rf"{_SERVICE}|sexual|policy|training|software|stop harassing"),
    _threat("spam_is_crime", r"(?:spam(?:ming)?|unsolicited <3>(?:e-?mails?|messages?|mails?)|cold e-?mail(?:ing|s)?|what you(?:'re| are)? (?:do|doing)|your <2>(?:outreach|e-?mails?|mails?|practices?|marketing|contact|behaviou?r)) <2>(?:is|are|constitutes?) <2>(?:illegal|unlawful|a crime|criminal|against the law|an offen[cs]e|not (?:legal|lawful|allowed)|forbidden|prohibited|punishable)", 0.9, unless=_ASKS),
    _threat("missing_notice", r"(?:no|without (?:an?|any)|missing|lacks?|fail(?:s|ed|ing)? to (?:include|provide|offer)|where is (?:the|your)|don't (?:include|provide|offer|have)|didn't (?:include|provide)) <3>(?:unsubscribe (?:link|option|button|mechanism)|opt[- ]?out (?:link|option|mechanism)|way to (?:unsubscribe|opt out)|postal address|physical address|imprint|unsubscribe(?= ?[.!\n]|$))", 0.65, unless=r"our (?:customers|e-?mails|newsletter)|how do"),
    _threat("authorities_noun", r"(?:lawyer|attorney|solicitor|court|police|lawsuit|regulator)(?: ?, ?|\s)*(?:next|incoming|up|is coming|coming|time|involved|now)(?= ?[.!\n]|$)", 0.85),
)  # fmt: skip
RULES: tuple[Rule, ...] = (*_REPORTING, *_LEGAL)
