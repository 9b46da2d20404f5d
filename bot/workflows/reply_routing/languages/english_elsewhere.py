# ruff: noqa: E501 - one grammatical pattern a line
"""English for somebody else: not me, not my area, I left, talk to Kim."""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.languages.english_words import MODEST
from bot.workflows.reply_routing.rule import Note, Rule, Scope, any_of, rule

_PERSON = any_of(
    "person | contact | one | guy | gal | department | team | recipient | address | people | place | point of contact | poc | individual | inbox | mailbox | "
    "man | woman | lady | dude | fellow | desk | target | audience | party | company | role | owner | decision[- ]?maker | buyer | stakeholder | fit to | dept | e-?mail | number | door | tree"
)
_RIGHT = any_of(
    "right | correct | best | appropriate | proper | relevant | intended | good | ideal | suitable"
)
_AREA = any_of(
    "area | department | dept | responsibilit(?:y|ies) | remit | role | job | field | function | call | decision | scope | domain | wheelhouse | world | purview | "
    "team | budget | turf | patch | lane | bailiwick | territory | side | circus | expertise | desk | pay grade | ballpark | division | unit | forte | line of work"
)
_HANDLE = any_of(
    "handle | deal with | manage | own | oversee | decide | look after | run | responsible | in charge | involved | buy | purchase | work (?:on|in|with) | do (?:that|this) | cover | "
    "make <2>(?:decisions?|purchases?|calls?) | have <2>(?:authority|say|no say|influence|purchasing|anything to do) | the (?:decision|one|buyer|owner) | a (?:decision|buyer) | part of | touch | sit in | evaluate | purchase"
)
_DUTY = any_of(
    "procurement | purchasing | sales | marketing | it | hr | finance | operations | ops | revops | legal | engineering | charge | sourcing | sales ops | enablement | "
    "security | accounting | compliance | customer success | growth | partnerships | vendor management | business development | our <2>(?:team|department|office|hq|group|side) | the <2>(?:team|department|office|group)"
)
_TITLE = any_of(
    "colleagues? | co-?worker | successor | replacement | boss | manager | head of <2>\\w* | director | vp | cto | cio | cfo | coo | cro | ceo | cmo | counterpart | assistant | team lead | lead | hq | headquarters | "
    "procurement | purchasing | sales (?:team|ops|lead) | it (?:department|team) | marketing (?:team)? | revops | department | partner | team | group | office | folks | person (?:who|in charge|responsible)"
)
_TURN_TO = any_of(
    "talk to | talking to | speaking to | speaking with | reaching out to | talk with | speak to | speak with | reach out to | reach | write to | write | turn to | direct <4>to | forward <4>to | address <4>to | send <4>to | go to | go through | "
    "get in touch with | connect with | contact | ask | ask for | e-?mail | try | call | check with | ping | approach | refer to | refer you to | point you to | point you towards | redirect <4>to | "
    "take <2>up with | try reaching | try contacting | (?:suggest|recommend|advise) (?:contacting|reaching out to|talking to|speaking (?:to|with)|asking|e-?mailing|you <1>(?:contact|talk to|speak to|reach out to|ask|e-?mail)) | be in touch with | follow up with | reach out directly to | see | want | need | liaise with | bother | pester"
)
_NAME = r"(?!(?:me|us|you|your|it|this|that|the|a|an|my|our|again|him|them|her|for|to|in|at|on|later|more|now|please|all|any|some|no|not|and|or|if|how|what|when|why|who|about|with|from|out|back|next|up|off|another|someone|something|anything|everyone|everything|support|sales)¤)[a-z][\w'.-]{0,40}(?:@[\w.-]{1,80})?"
_I_WILL = r"\b(?:i|we|i'll|we'll|i'd|we'd|let me|i've|let's|shall we|can we|can i|could we|may i|may we|happy to|love to|like to|want to|need to|have to|going to|i'm|glad to) (?!<1>(?:suggest|recommend|advise))<2>(?:talk|speak|reach|write|call|ask|forward|connect|send|check|contact|e-?mail|try|get|go|see|approach|follow|ping|liaise)\b"
_NOT_FOR_US = r"\b(?:(?:don't|do not|never) (?!ask|handle|deal|own|manage|decide|buy)|stop|remove|unsubscribe|instead of)\b|\b(?:lawyer|attorney|legal counsel)\b"
_NICE = any_of(
    "great | good | fine | perfect | nice | ok | okay | awesome | lovely | correct | right | true | all | wrong | not | too | it | fair | so | very | really | quite | \\w+(?:ful|able|ing|ive|ant|ent|ous|ic|al)"
)
_W = Label.WRONG_PERSON


def _other(
    name: str,
    pattern: str,
    weight: float = 0.85,
    *,
    unless: str = "",
    scope: Scope = "anywhere",
    note: Note = "",
) -> Rule:
    return rule(_W, f"english:{name}", pattern, weight, unless=unless, scope=scope, note=note)


RULES: tuple[Rule, ...] = (
    _other("not_right_person", rf"(?:not|isn't|aren't|wasn't|n't|never|no longer|hardly|doubt i'm) <4>{_RIGHT} <2>{_PERSON}", 0.9, unless=r"not the only|right (?:time|fit|company|place to be)|(?:good|best|ideal|right) (?:time|fit|role for)|best company"),
    _other("wrong_person", rf"wrong <1>(?:{_PERSON}|tom|dana|kim|john|\w+ (?:smith|lee|ross)|extension)|mis-?directed|mistaken identity|(?:mistaken|confused|mixed|mixing|confusing) <2>(?:me|us) (?:up )?(?:with|for)|(?:you (?:have|must have|'ve)|think you) <3>(?:mistaken|confused)|not (?:me|the <2>(?:you're|you are|you want|you think))(?= ?[.!,\n]|$| looking| you)|barking up", 0.9, unless=r"wrong (?:message|number of|impression|thread|time|company name|name|price|price|direction|foot|place to)|not me(?:,? | )but|got (?:my|our|the) <2>(?:name|company)"),
    _other("not_my_area", rf"(?:not|isn't|aren't|outside|out of|beyond|n't|nothing|above|far from|neither) <2>(?:my|our) <2>{_AREA}", 0.85, unless=r"not (?:in )?(?:our|my) (?:budget|team's priority)|out of (?:our|my) budget|not my (?:first|favou?rite)|beyond our budget|not our (?:priority|plan|call yet)"),
    _other("not_handled_by_me", rf"(?:i|i'm|we're|personally|that|which|it|this) (?:<1>)?(?:don't|do not|no longer|didn't|am not|not|never|have nothing|isn't|is not) <2>(?:{_HANDLE}|handled by (?:me|us|my)|to do with)", 0.8, unless=r"the only (?:one|decision)|not the only|\bi don't (?:handle|manage|do|buy|own|run) <1>(?:outbound|cold|ai|such|tools)|decision (?:yet|until|before|this|now)|decide (?:yet|until|before|now|this)|decisions? (?:in|until|before|this)|\b(?:buy|purchase) (?:it|that|this|from|anything|the|cold|into|tools|software|without)|\b(?:this|that|it|which) (?:<1>)?(?:don't|didn't|not|isn't|never) <2>(?:run|own|manage|handle|work|cover|buy)|work (?:with|on) (?:vendors|cold|companies|you|your|agencies)"),
    _other("only_an_intern", r"(?:i'm|i am|i'm just|am|as) <2>(?:an? |the )<1>(?:intern|assistant|receptionist|contractor|engineer|student|temp|consultant|junior|accountant|developer|nurse|teacher|recruiter|volunteer|freelancer|analyst|designer|secretary|ea|pa|paralegal)¤|no (?:idea|clue) who|(?:i'm|i am|i work|i sit) <1>in (?:facilities|engineering|hr|accounting|support|legal|the warehouse|logistics|finance|customer service|the mailroom|r&d|research)", 0.75, unless=r"as an? (?:engineer|developer|consultant)\b[^.\n]*\b(?:love|like|interested)|book with|my assistant"),
    _other("talk_to_title", rf"{_TURN_TO} <3>{_TITLE}", 0.8, unless=rf"\b(?:slot|schedule|calendar|book|find (?:a )?time)\b|{_I_WILL}|{_NOT_FOR_US}|\byour (?:team|manager|boss|colleague|sales|partner)|\b(?:to|with|for) your\b|\bto the team\b|try (?:the|your|our)|call the (?:office|team)|ask (?:the|your) team|\b(?:demo|deck|invite|proposal|call|meeting|quote) (?:for|to|with) (?:the|my|our)|\b(?:want|need) <4>(?:team|person|lead|director|manager|partner)|\bwant (?:my|our|the)|need (?:my|our|the|to)|go to (?:the )?market\w*|loop(?:ing)? in|cc|see <3>(?:team|marketing)|\bgo through (?:it|the|our|procurement)|send <4>to (?:me|us)|\bforward to the team|send (?:it|them|this) (?:over )?to the team|can (?:i )?(?:forward|share|send)", note="referral"),
    _other("talk_to_name", rf"{_TURN_TO} <1>{_NAME} <2>(?:(?:in|from|at|of|over in|on) {_DUTY}|instead|about (?:this|that|it)|for (?:this|that|these)|on this|who <4>(?:handles?|owns?|runs?|manages?|decides?|is|looks|deals|leads|does|takes)|if you (?:need|want)|he|she|they|directly|regarding|our <3>{_TITLE}|\(|(?:@|<)|- )|better (?:off|served) (?:talking|speaking|asking|reaching|contacting|writing|e-?mailing|trying)", 0.8, unless=rf"{_I_WILL}|{_NOT_FOR_US}|\b(?:demo|deck|invite|info|pricing|quote|details) |\b(?:call|e-?mail|try|reach|contact|ping|ask|write|see) (?:me|us)\b|need (?:to|help|more|pricing)|want (?:to|more|pricing)", note="referral"),
    _other("talk_to_someone", rf"(?:contact|ask|talk to|speak to|speak with|e-?mail|write to|reach out to|go to|ping|try|call) (?!again|later|harder|around|away|legal|support|security|instead|finance|everyone|soon|yes|back|questions|him|her){_NAME}(?: \w+)?(?= ?[.!]|$)", 0.6, unless=rf"{_I_WILL}|{_NOT_FOR_US}|\bwe\b|\bplease call \w+ (?:at|on)|\?", note="referral"),
    _other("talk_to_address", rf"(?:{_TURN_TO}|is|at|mail|try|use|cc|copy) <4>[\w.+-]+@[\w.-]+\w", 0.8, unless=rf"{_I_WILL}|{_NOT_FOR_US}|\b(?:send|share|forward|mail|e-?mail) (?:it|me|that|the|your|a|an|pricing|details|info\w*|over|invite|more)\b|\bmy (?:e-?mail|address|personal)|\b(?:reach|call|contact|e-?mail|write) (?:me|us)\b|invite (?:to|for)", note="referral"),
    _other("is_the_one", rf"(?!(?:you|what|who|this|it|that|when|which|how|i|we|there|now|where)¤){_NAME} (?:<2>)?(?:is|are|'s|would be|will be|'d be|might be) <2>(?:one (?:you|who|to|for)|{_RIGHT} (?:<1>)?(?:person|contact|one|point of contact)|person (?:you|to|who|responsible|in charge|for)|decision[- ]?maker|go-?to|owner of|in charge|responsible for|who you (?:want|need)|your (?:man|woman|guy|contact|person|best bet))", 0.8, unless=r"\bi(?:'m| am) (?:the|in)|\bwho (?:is|would be|are) (?:the|your)|lawyer|attorney|\b(?:tool|product|platform|system) (?:is|are)", note="referral"),
    _other("handles_this", rf"(?!(?:it|which|that|tool|system|product|we|i|who|hubspot|salesforce|gong|outreach|vendor|provider|software|team|already)¤){_NAME} (?:handles?|owns?|runs?|oversees?|manages?|looks after|leads?|decides on|deals with|takes care of|took over|has taken over|takes over|is handling|is taking over|now handles|now owns|inherited|covers|will be (?:handling|taking)) <3>(?:this|that|these|those|vendors?|tool\w*|procurement|such|all|it|purchas\w+|software|my <2>\w+|from (?:me|here)|for (?:me|us)|evaluations?|sales|budget|now|decisions?|everything)¤", 0.8, unless=r"looping|will continue|\?|natively|already|for us\b|lawyer|nicely|well\b", note="referral"),
    _other("passed_on", rf"(?:forward(?:ing|ed)?|pass(?:ing|ed)?|shar(?:ing|ed)|sent|sending|hand(?:ing|ed)|redirect(?:ing|ed)?|rout(?:ing|ed)) <4>(?:to|with|on to|along to) <2>(?:colleague|right|person|team|department|appropriate|who|relevant|correct|\w+ in {_DUTY}|{_TITLE} <4>(?:handles?|responsible|charge|who|owns))", 0.75, unless=rf"{_NOT_FOR_US}|legal|\bto the team|(?:can|could|may) (?:i )?(?:forward|share)|internally|excited|love|interested", note="referral"),
    _other("only_do", r"(?:i|i'm|i am|we|my (?:job|role|team) (?:is|does)) (?:only|just|purely|strictly|merely|solely) <1>(?:do|work (?:in|on|with)|handle|in|manage|look after|responsible for|run|teach|answer|cover|deal with)¤", 0.8, unless=r"\?|interested|curious|looking|want|work with"),
    _other("she_is", rf"(?:he|she|they|{_NAME})(?:'s|'re| is| are) (?:the|our|your) <2>(?:buyer|decision[- ]?maker|owner|lead|head|vp|director|point person|right contact|manager)¤", 0.8, unless=r"\bjoin|looping|cc|demo|love|like to|invite|\?", note="referral"),
    _other("would_be", rf"that (?:would be|'d be|is|will be) (?:more )?(?:for )?{_NAME} {_NAME}(?:'s (?:area|job|call|department|thing|world))?", 0.6, scope="sentence", unless=rf"that (?:would be|is|'d be|will be) <1>(?:{_NICE})", note="referral"),
    _other("no_say", r"(?:no|don't have (?:any|a)|without|zero) (?:say|influence|authority|decision power|purchasing power|vote)¤", 0.85),
    _other("wrong_name", r"(?:sorry )?(?:you (?:have|'ve got|got) )?(?:the )?wrong (?!message|price|time|thread|link|number|company|file|attachment)\w+(?: (?:sorry|mate|pal|here|i think|i'm afraid))*", 0.8, scope="sentence"),
    _other("left", r"(?:i|i've|i have|he|she|i'm|i am|we|tom|jane|they|[a-z]+ [a-z]+ (?:has|is)) <3>(?:left|retired|retiring|leaving|departed|no longer <1>(?:work|with|employed|in|at|part|responsible|there|here|working)|don't work|do not work|moved (?:on|to|into|out|teams|roles|departments|over)|changed (?:roles?|jobs?|teams?|positions?|companies)|switched (?:roles?|jobs?|teams?|departments?|companies)|quit|resigned|laid off|transferred|stepped down|was let go|passed away)¤|no longer (?:with (?:the|this|us)|at (?:the|this)|work(?:s|ing)? (?:for|at|here|in|there)|employed|(?:in|on) (?:this|that|the|sales|purchasing|procurement) (?:role|team|position))|(?:new|different|another) (?:role|job|position|team|company|department|employer) (?:now|and|so|since|within|at|these)", 0.85, unless=r"left (?:you|a|the (?:meeting|webinar|tab)|me|us|to|for (?:vacation|the day)|over|alone|in|off)¤|moved (?:on|to|over to|away|into) <2>(?:tool|vendor|solution|hubspot|salesforce|provider|platform|competitor|rivalco|gong)|switched to|quit (?:spam|send|e-?mail)|moved (?:this|it|the)|\bwe (?:left|moved|quit|changed|have left|are leaving|'re leaving|no longer|don't)|no longer (?:in|at) (?:the market|this (?:time|point))|\bleaving (?:it|that|the office|on)|let go of", note="left"),
    _other("wrong_alone", rf"(?:{MODEST} )*(?:not me|wrong (?:person|address|guy|department|contact|e-?mail|number|one)|not my (?:department|area|job|role|problem|thing)|wrong|try {_NAME}|ask {_NAME}|(?:talk|speak|go) to {_NAME}|contact {_NAME})(?: (?:{MODEST}|instead|mate|sorry|(?:in|from) \w+|i think|i guess))*", 0.8, scope="text"),
)  # fmt: skip
