# ruff: noqa: E501 - one grammatical pattern a line
"""English for later: a time to come back, a bad moment, a freeze, other priorities."""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.languages.english_words import MODEST, MONTH, NOT
from bot.workflows.reply_routing.rule import Rule, Scope, any_of, rule

_UNIT = any_of("days? | weeks? | months? | quarters? | years? | sprints? | bit | while | future")
_EVENT = any_of(
    "summer | holidays? | new year | break | fall | spring | winter | autumn | merger | audit | reorg\\w* | migration | quarter | month | season | launch | move | "
    "acquisition | rollout | project | conference | year[- ]end | easter | christmas | thanksgiving | fiscal year | fy ?\\d* | end of <3>\\w+ | go-?live | "
    "round | raise | funding | restructur\\w+ | renewal | budget\\w* | planning | holidays are over | dust settles | vacation | parental leave | trade show | hiring"
)
_NEXT = any_of(
    "next (?:quarter|year|month|week|fiscal|fy|spring|summer|fall|autumn|winter|budget cycle|planning cycle|cycle|half|sprint|season) | later (?:this|in the) (?:year|month|quarter|summer|spring|fall) | h[12] | q[1-4]"
)
_LATER = (
    rf"(?:{_NEXT}|in <3>{_UNIT}|(?:in |until |till |after |before |during |by |around |from |early |late |mid-?|end of |beginning of |start of |through |for |at |sometime |once |when |come |post-? ?){{1,4}}<4>"
    rf"(?:{MONTH}|{_NEXT}|{_EVENT}|20\d\d|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH})|{MONTH}|later|down the (?:road|line|track)|some ?(?:time|day|point)|another time|half a year|"
    r"(?:two|three|four|five|six|\d+|a few|a couple(?: of)?|several) (?:weeks|months|quarters)|sometime|a later (?:date|time|stage|point)|further out|(?:on|after|until|till|before|around|from|by) <2>(?:\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|the \d{1,2}(?:st|nd|rd|th))|(?:once|when|after|until|till) (?:we|i|our|the|they|he|she|my|things|it)(?:'\w+)? <1>\w+)"
)
_AGAIN = any_of(
    "let's see | catch (?:me|us) | try (?:me|us) | pause | suspend | wait | hold off | leave it | park (?:it|this) | put (?:it|this) off | circle back | check (?:back )?in | check back | checking back | checking back in | check with | reach (?:back )?out | reaching (?:back )?out | get (?:back )?in touch | "
    "get back to | get back | be in touch | come back | coming back | back to (?:me|us|you) | follow up | following up | ping | contact | try | touch base | reconnect | reconvene | resume | regroup | "
    "revisit | re-visit | revisiting | talk | speak | connect | pick (?:this|it) (?:back )?up | pick up | loop back | call | e-?mail | write | remind | look at | look into | look again | "
    "regroup | re-?engage | discuss | chat | ask | hit me up | hit us up | nudge | drop me | hear from you | review | reassess | reconsider | re-?evaluate | resurface | "
    "knock | catch up | bump | consider | explore | return to | come around | evaluate | start | open to | look | meet | bring (?:this|it) up | budget | buy | decide | be ready | readdress | address"
)
_FORBIDS = r"\b(?:don't|do not|never|stop|no need to|please not) <3>(?:contact|call|e-?mail|write|reach|ping|follow|try|check|get|bother)\b(?! <3>(?:before|until|till))|\b(?:legal|lawyer|attorney|unsubscribe|remove me)\b"
_SOON = r"\b(?:free|available|works?|around) <2>(?:next week|later|in)|\b(?:can|could|shall|should|would|let's|let us|happy to|can we|could we|want to|like to|love to|glad to|free to|open to|available to|time to) <3>(?:talk|speak|chat|connect|call|discuss|catch up|meet|explore|look|see|evaluate|start|review)\b <5>(?:next week|later (?:today|this week)|in (?:a|two|2|three) (?:days?|hours?)|sometime|at|on|this|tomorrow|early next week)\b(?! (?:year|quarter|month))|\bcall me (?:on|at)\b|\blast (?:year|month|week)|\bin the past\b|\bwe can talk now"
_HYPOTHETICAL = (
    r"\bif (?:we|i|things|that|this|anything|circumstances|it|priorities|our needs) <2>(?:chang\w+|ever|need)"
)
_NOW = any_of(
    "right now | at (?:the|this) <1>(?:moment|time|point|stage|juncture) | now | currently | yet | this (?:quarter|year|month|week|half|fiscal|fy|season|time around|summer|spring|fall|winter) | "
    "presently | at present | for now | immediately | just yet | for the (?:moment|time being|foreseeable future) | in the (?:near|immediate) (?:future|term) | anytime soon | any time soon | so soon | soon | in q[1-4] | as of now | "
    "until <4>\\w+ | till \\w+ | before <3>(?:q\\d|next|the|20\\d\\d|\\w+) | for (?:a|another|at least|some|the next) <2>(?:while|months?|quarters?|years?|weeks|bit)"
)
_BUSY = any_of(
    "busy | swamped | slammed | hectic | stretched | tied up | overwhelmed | underwater | flat out | buried | snowed under | crazy | full | drowning | maxed out | at capacity | overloaded | packed"
)
_STANDSTILL = any_of(
    "freeze | frozen | on hold | paused | locked | moratorium | spent | exhausted | used up | allocated | gone | closed | maxed | committed | done for (?:the|this) year | already set | tapped out"
)
_WORTH = any_of(
    "budgets? | hiring | spending | spend | software | purchasing | procurement | purchases | vendors? | it | projects? | initiatives? | tools? | everything | funds | money"
)
_THIS_TIME = r"(?:now|this (?:quarter|year|month|week|summer|moment|time)|(?:the )?(?:timing|moment))"
_BAD = any_of(
    "bad | difficult | tough | crazy | hectic | busy | terrible | wrong | not | off | tricky | poor | awful | out | full | brutal | a problem | the (?:issue|problem)"
)
_GOOD = any_of("right | good | great | ideal | best | perfect | be better | work | it | convenient | optimal")
_NO_DOUBT = r"\b(?:works|perfect|great|see you|confirmed|booked|i'm free|i am free|available)\b"
_TRAVEL = (
    r"(?:travel+ing|away|out|abroad|on (?:the road|leave|vacation|holiday)|off) (?:until|till|from|through)"
)
_N = Label.NOT_NOW


def _later(
    name: str, pattern: str, weight: float = 0.85, *, unless: str = "", scope: Scope = "anywhere"
) -> Rule:
    return rule(_N, f"english:{name}", pattern, weight, unless=unless, scope=scope)


RULES: tuple[Rule, ...] = (
    _later("again_later", rf"{_AGAIN} <6>{_LATER}(?!\w)", 0.9, unless=rf"{_FORBIDS}|{_SOON}|{_HYPOTHETICAL}|\bwho\b|\bnot interested (?!right|at|now|currently|yet|this|until|before)|\b(?:may|june|march) (?:i|we|you)\b|again later\?|\bonce again\b|\bmay be\b"),
    _later("later_is_better", rf"(?:{_LATER}) <2>(?:would|might|could|will|may|should|is|works|suits|seems|makes)¤ <2>(?:be|better|best|work|more|good|fine|easier|sense|realistic|possible|suit|when|us|me)", 0.85, unless=rf"\d ?(?:am|pm)|{MONTH} \d|\d:\d\d|next week|webinar|talk|meet|call|later today|this (?:month|year|quarter)"),
    _later("not_now", rf"{NOT} <6>{_NOW}", 0.85, unless=r"\b(?:don't|do not|not) (?:have|had|know|sure) <3>(?:heard|your|if|whether)|\b(?:can't|cannot|not) <2>(?:do|make|talk|meet|available|free) <3>(?:today|this week|right now|now|at the moment)\b[^.\n]{0,20}\b(?:but|how about|what about|tomorrow)|not yet (?:received|seen|got)|why (?:not|don't)|haven't <2>(?:received|heard|seen|got)|\bcan't wait|\bno (?:more|further)\b|\b(?:remove|stop|unsubscribe)\b|\bnow or ever|or any other|not now,? not ever|no need at this|(?:don't|do not|never|not) <2>(?:contact|e-?mail|write|call) me"),
    _later("now_is_bad", rf"{_THIS_TIME} (?:is|are|was|has been|will be|'s) <2>{_BAD}|{_THIS_TIME} (?:isn't|is not|'s not|not|couldn't|could) <2>{_GOOD}", 0.85),
    _later("bad_timing", r"(?:bad|poor|wrong|terrible|awful|tough|difficult|tricky|unfortunate|horrible|worst|not (?:the |a )?(?:right|best|great|good|ideal|perfect)|isn't (?:the |a )?(?:right|best|great|good|ideal)) <1>(?:tim(?:e|ing)|moment|quarter|year)¤|(?:too|bit|little|still|kinda|slightly|pretty|quite|far too|way too) (?:early|soon)|(?:early|premature) for (?:us|me)|premature|not (?:there|ready|quite there) (?:yet|for|to)|jumping the gun|catch me (?:at a|later)|not (?:quite |yet )?ready|timing(?= ?[.!]|$)", 0.85, unless=r"waste|too early (?:to say|on|in the morning|for me but)|too soon to (?:tell|say)|(?:perfect|great|good) timing"),
    _later("maybe_later", rf"(?:maybe|perhaps|possibly|potentially|probably|definitely|but|interested|interesting) <2>(?:later|another time|{_NEXT}|down the|some ?(?:day|time)|in <3>(?:{_UNIT}|{MONTH})|one day|after|when we|once we)|not yet(?= ?[.!,\n]|$)|(?:some|any) other time|rain ?check|not just yet", 0.85, unless=r"next week (?:works|is|for|to|at|on|we)|(?:talk|meet|call|chat|demo) <4>next week|later (?:today|this week)"),
    _later("later_alone", rf"(?:{MODEST} )*(?:later|not now|not yet|next (?:year|quarter|month)|maybe|some other time|in \w+|q[1-4]|try (?:me )?(?:again )?later|ask me (?:again )?<4>)(?: (?:{MODEST}|maybe|perhaps|this year|next year))*", 0.75, scope="text", unless=r"^maybe$|in (?:touch|full|person|favou?r|progress|shock)"),
    _later("busy", rf"(?:too|very|super|really|so|extremely|crazy|quite|pretty|bit|insanely|little|completely|totally|absolutely|i'm|we're|am|are|currently|just|all) <1>{_BUSY}|heads[- ]down|up to (?:my|our) (?:neck|eyes|ears|eyeballs)|(?:a lot|too much|enough|plenty|so much) (?:going )?on(?: (?:my|our) plate)?|no (?:bandwidth|capacity|cycles|time) (?:right|now|at|this|until|for (?:this|new))|hands (?:are )?full|full plate|plate is full|firefighting", 0.8, unless=r"busy\?|i know you|\byou (?:must be|are|were|'re) <2>busy|\bso full of|but (?!not|can't|maybe later|try|no)[^.\n]{0,40}\b(?:works|free|can|could|happy|let's)\b|\bcrazy (?:good|useful|idea|price)|\bthis week\b(?![^.\n]*(?:try|not|later|next))|always busy|just (?:full|crazy)"),
    _later("in_the_middle", rf"(?:mid|in the middle of|in the midst of|midst|going through|amid|busy with|focus(?:ed|ing)? on|tied up (?:with|in)|consumed (?:by|with)|knee[- ]deep in|preoccupied with|bogged down (?:in|with)|buried in|undergoing|working through|recovering from|right before|dealing with|just (?:finished|closed|raised|started)|only just|prioriti[sz]ing) ?-?<3>(?:{_EVENT}|implementation|integration|close|closing|transition|layoffs?|rebrand|erp|priorities|projects?|deadlines?|crunch|transformation|consolidation|ipo|cleanup|raising|onboarding)", 0.8, unless=r"(?:we'd|i'd|would) (?:like|love)|perfect|so (?:this|your|it) (?:is|fits|could)|\bhelp\b|good timing"),
    _later("standstill", rf"{_WORTH} <4>{_STANDSTILL}|(?:freeze|moratorium|hold|pause) on <3>{_WORTH}|(?:hiring|budget|spending|purchasing|vendor|tech|software|procurement|cost) (?:freeze|pause|hold)|(?:put|putting|placed|place|everything|this|it|things|all|is|are|been|initiative|evaluation) <3>on (?:hold|ice|pause|the back ?burner)|(?:shelved|parked|tabled|deprioriti[sz]ed|postponed|delayed|pushed back|pushed out|on the back ?burner|back ?burner)", 0.8, unless=r"put (?:me|us) on hold|on hold (?:with|for \d+ min)|off hold|on hold music|\bit (?:is|was|has) (?:<2>)?(?:gone|closed|done|committed)|frozen (?:food|goods)"),
    _later("until_event", rf"(?:until|till|once|when|after|before|as soon as|following|post) <4>(?:{_EVENT}|contract|agreement|license|licence|things|we've|dust|board|new (?:ceo|cfo|cro|vp|boss|manager|head|director)|priorities)¤ <3>(?:is|are|has|have|closes?|ends?|done|over|complete\w*|finish\w*|settles?|settled|renews?|comes?|opens?|through|up|expires?|calms?|slows?|passes|wraps?|joins?|starts?|hired|resets?|\w+s)¤", 0.75, unless=rf"{_SOON}|{_HYPOTHETICAL}|let's|\bcan we\b|\bcall me\b"),
    _later("contract_until", rf"(?:contract|agreement|renewal|license|licence|subscription|commitment|term|locked in|tied in|deal) <4>(?:ends?|expires?|is up|is due|renews?|runs?|through|until|till|comes? up|coming up|not up|in) <4>(?:{_LATER}|\d)", 0.85, unless=r"\bsend\b|\?"),
    _later("first_this", r"(?:let me|need to|have to|must|want to|let us) <3>(?:get through|get past|finish|complete|wrap up|close|survive) <4>(?:first|before)¤", 0.8),
    _later("opens_later", rf"{_WORTH} <3>(?:resets?|opens?|renews?|refresh\w*|(?:is|are|becomes?|gets?) (?:released|available|set|decided|approved|reviewed)|kicks in|starts?) <2>(?:{_LATER}|again|\d)|(?:reach out|try (?:me|us)|ping|come back|check in|circle back) <1>then¤", 0.85, unless=rf"talk to you then|see you then|{_NO_DOUBT}"),
    _later("park_it", r"(?:park|shelve|table|postpone|push|defer|delay|put off|pause) (?:it|this|that|things|everything|the <2>)¤", 0.8, unless=r"push (?:the|this|it) (?:button|forward)|\?"),
    _later("time_alone", rf"(?:sorry |maybe |perhaps |probably |try |possibly |not before |in |earliest )*(?:{_NEXT}|(?:two|three|four|five|six|\d+|few|couple of) (?:weeks|months|quarters)|{MONTH})(?: (?:maybe|perhaps|please|possibly|earliest|at the earliest|then|instead|thanks|would be better))*", 0.75, scope="sentence", unless=r"^may$|next week"),
    _later("away_then_talk", rf"{_TRAVEL} <9>(?:let's|then (?:we|let)|talk|speak|meet|try me|ping me|reach out)¤", 0.95),
    _later("not_priority", r"(?:not|isn't|aren't|n't|low|lower|no longer|bigger|other|higher|more urgent|more pressing|competing|different) <4>(?:priorit(?:y|ies)|urgent|focus area|burning|fires|fish to fry)¤", 0.75, unless=r"not (?:only|just)"),
    _later("keep_in_mind", r"(?:keep|have|put|save|bookmark\w*|file|filed|filing) <3>(?:in mind|on file|on (?:my|our|the|your) (?:radar|list|back burner)|bookmarked|for (?:later|future|the future|next)|away)¤|(?:on|in) (?:our|my|the) (?:<1>)?(?:roadmap|pipeline|plans?|backlog) (?:for|but|in|next|later|further)|further (?:out|down)", 0.75, unless="remove|stop|off"),
    _later("will_come_back", r"(?:i'll|we'll|i will|we will|will|let me|i'd|i shall|i can|allow me to) <2>(?:get back|reach(?: back)? out|be in touch|come back|contact you|circle back|let you know|ping you|follow up|revert|call you|reconsider|revisit|get in touch|keep you|give you a shout|be back|shout)¤ <6>(?:when|if|once|later|after|in|as soon|should|next|down|then|before|time|ready|future|ever|need\w*|soon)¤|(?:i'll|we'll|i will|we will) (?:get back to you|reach out|be in touch|let you know|come back to you|get in touch|circle back)(?= ?[.!\n]|$)|need (?:some )?(?:more )?time|(?:give|need) <2>(?:few|couple|\d+) <1>(?:weeks|months)", 0.75, unless=rf"lawyer|legal|(?:today|tomorrow|shortly|this afternoon|later today|by (?:mon|tues|wednes|thurs|fri))|out of (?:the )?office|let you know (?:my|which|what) (?:time|day|works)|\bstop\b|remove|until then,? (?:stop|don't)|{_HYPOTHETICAL}(?=[^.\n]*not interested)|when i (?:return|am back|get back)"),
)  # fmt: skip
