# ruff: noqa: E501 - one grammatical pattern a line
"""English anger and scorn, which a person must see, and pitches that go the other way."""

from bot.workflows.reply_routing.decision import Label
from bot.workflows.reply_routing.rule import Note, Rule, Scope, any_of, rule

_ANGRY = any_of(
    "unacceptable | outrageous | furious | disgrace | disgraceful | disgusted | disgusting | appalling | appalled | "
    "livid | fed up | ridiculous | pathetic | shameful | shame on you | how dare you | worst (?:<2>)?ever | "
    "terrible (?:service|support|experience) | sick of | had it with | infuriating | insulting | idiots? | morons? | "
    "scammers? | con artists? | fraudsters? | bullshit | wtf | what the (?:hell|fuck|heck) | insane"
)
_IGNORED = r"(?:ignored|ignoring) (?:me|us|my|our)|(?:nobody|no one|no-one) (?:has )?(?:answers?|answered|replied|cares|responded)"
_DRIVEL = any_of(
    "robots? | bots? | ai e-?mails? | ai[- ](?:generated|written|slop|spam) | cold e-?mails? | sales (?:pitch|e-?mail|robot|bot|"
    "guy|rep) | spam | automated (?:e-?mail|message|mail)s? | template | mail merge | drip | sequence | canned | chatgpt"
)
_ANOTHER = any_of(
    "another | yet another | one more | more | just what (?:<2>)?(?:needed|wanted) | how original | how personal"
)
_SERVICES = any_of(
    "web(?:site)? (?:design|development) | seo | (?:mobile )?app development | lead generation | link building | "
    "outsourcing | marketing services | software development | guest posts? | backlinks | staff augmentation | "
    "virtual assistants? | explainer videos? | funding | business loans?"
)


def _mood(name: str, pattern: str, note: Note, *, scope: Scope = "anywhere", unless: str = "") -> Rule:
    return rule(Label.OTHER, f"english:{name}", pattern, 0.8, scope=scope, note=note, unless=unless)


RULES: tuple[Rule, ...] = (
    _mood("angry", _ANGRY, "anger", unless="not (?:ridiculous|insane)|insanely (?:good|useful|busy)"),
    _mood("ignored", _IGNORED, "anger"),
    _mood("another_robot", rf"{_ANOTHER} <3>{_DRIVEL}", "sarcasm", unless="once more|learn more|know more"),
    _mood("oh_great", r"(?:oh |wow |ah )?(?:great|wonderful|joy|fantastic|lovely|perfect|yay|awesome|brilliant|super|hooray)[ ,.!]+<4>another¤|just what <2>needed", "sarcasm", unless="another (?:question|thing|call|chat|meeting|time|option|reason|idea)"),
    _mood("robot_wants", rf"{_DRIVEL} (?:<2>)?(?:wants?|asks?|wrote|writes|thinks|again)¤", "sarcasm"),
    _mood("scare_quotes", r'"(?:personali[sz]ed|personal|relevant|research(?:ed)?|quick|tailored)"', "sarcasm"),
    _mood("gets_it_wrong", r"(?:gets?|got|spell\w*|misspell\w*) (?:my|our|the) <2>name <1>wrong", "sarcasm"),
    _mood("you_wish", r"in your dreams|yeah right|as if|dream on|you wish|nice try|good one|be my guest|slow clap", "sarcasm"),
    _mood("rolled_eyes", r"[🙄🖕🤡💩😡🤬😤]", "sarcasm"),
    _mood("we_are_a", r"(?:we're|we are|i'm with|i represent|i run|my|our) (?:an? )?<3>(?:agency|consultancy|staffing|freelanc\w+|boutique|outsourc\w+)¤ <9>(?:help|offer|could|can|would|open|interested|fill|provide|speciali[sz]\w*|deliver|build|grow)", "pitch", unless="your (?:tool|product|platform|demo|software)|interested in (?:your|seeing)"),
    _mood("we_help", r"(?:we|i) (?:help|assist|work with|partner with|connect) <3>(?:companies|businesses|brands|agencies|startups|teams|founders|firms|clients|b2b)", "pitch", unless="your (?:tool|product|platform|demo)|so (?:this|your)"),
    _mood("we_offer", rf"(?:we|our (?:company|team|agency)) (?:<2>)?(?:offers?|provides?|speciali[sz]es?|do|helps?) <9>{_SERVICES}", "pitch"),
)  # fmt: skip
