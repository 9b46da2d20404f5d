# ruff: noqa: E501 - one grammatical pattern a line
"""English word lists that several rule files share."""

from bot.workflows.reply_routing.rule import any_of

MAIL = any_of(
    "e-?mails? | e ?mails? | mails? | mailings? | messages? | msgs? | newsletters? | communications? | correspondence | "
    "notifications? | outreach | sequences? | cadences? | campaigns? | drips? | blasts? | pitch(?:es)? | follow[- ]?ups? | "
    "solicitations? | calls? | texts? | spam | junk | crap | stuff | nonsense | garbage | rubbish | bullshit | bs | shit | "
    "automation | reminders? | offers? | promotions? | adverts? | ads | advertising | marketing | contact | bumps? | pings? | "
    "nudges? | check[- ]?ins? | sales (?:e-?mails?|mails?|calls?|pitches|messages?) | attempts? | touches | material"
)
CONTACTING = any_of(
    "e-?mailing | mailing | contacting | messaging | writing | calling | texting | sending | spamming | bothering | pestering | "
    "harassing | bugging | pinging | following[- ]up | follow[- ]?ups? | chasing | reaching out | soliciting | pitching | hounding | "
    "nagging | approaching | targeting | disturbing | bombarding | hitting | marketing | trying to (?:sell|reach|contact|pitch|get) | "
    "bumping | cold[- ](?:e-?mailing|calling) | blasting | flooding | annoying | stalking | prospecting | communicating | "
    "cc'?ing | copying | blowing up | clogging up | signing (?:me|us) up | adding | including | asking | dming | checking in | circling back | pushing | wasting my time | replying | responding | clogging | filling up"
)
CONTACT = any_of(
    "contact | e-?mail | mail | message | write | call | text | ring | phone | reach out | reach | approach | bother | disturb | "
    "pester | ping | spam | solicit | send | follow[- ]?up | get in touch | be in touch | chase | harass | bug | hassle | try | "
    "pitch | dm | sell | market | target | reply | respond | communicate | come back | circle back | write back | hit | annoy | "
    "check in | cold[- ](?:call|e-?mail) | msg | txt | bump | bring up | add | keep sending | keep e-?mailing | correspond | nudge | include | subscribe"
)
ME = any_of(
    "me | us | myself | mine | him | her | (?:my|our) <2>(?:names?|e-?mails?|e-?mail addresses|address(?:es)?|contacts?|contact details|details|"
    "info(?:rmation)?|data|numbers?|accounts?|inbox(?:es)?|records?|profiles?|company|teams?|domains?|staff|people|firm|offices?|"
    "mailbox(?:es)?|colleagues?|employees|organi[sz]ation|business|department|entry|phone) | "
    "(?:this|the above|that|following) <1>(?:address|e-?mail|e-?mail address|inbox|mailbox|account|contact|number|domain|person) | "
    "(?:all|any|every) <3>(?:data|information|details|records?) <5>(?:me|us) | [\\w.+-]+@[\\w.-]+\\w"
)
LIST = any_of(
    "lists? | listing | mailing ?lists? | mailinglist | mailings? | data ?bases? | db | distribution | distro | dl | sequences? | "
    "cadences? | campaigns? | outreach | systems? | records? | crm | books | newsletters? | e-?mails? | emailing | thing | "
    "rolodex | contacts? | files? | spam | blasts? | drips? | flow | automation | subscriptions? | marketing | communications? | "
    "correspondence | mail | roster | audience | prospects? | pipeline | sends? | loop | rotation | register | future | "
    "mailer | prospecting | tracking | life | world | universe | orbit | flows? | journeys? | workflows? | address book | funnel | radar | target(?:s|ing)? | tool | machine | whatever | there | here | it | this | these | those | that | everything"
)
REMOVE = any_of(
    "remove | delete | erase | unsubscribe | purge | scrub | wipe | deregister | unlist | exclude | eliminate | unenroll | "
    "disenroll | blacklist | blocklist | withdraw | omit | expunge | suppress | destroy | removing | deleting | erasing"
)
TAKE = any_of(
    "take | taking | drop | dropping | get | getting | leave | scratch | strike | cut | pull | keep | cross | count | kick | "
    "pluck | clear | knock | keeping | leaving | pulling | have | want | bump | yank | boot"
)
REMOVED = any_of(
    "removed? | deleted? | erased? | expunged | taken off | taken out | excluded | unsubscribed? | dropped | purged? | struck | stricken | "
    "scratched | opted[- ]out | unenrolled | blacklisted | pulled | left off | left out | left alone | forgotten | off | wiped | "
    "removal | erasure | deletion | out of (?:this|your) | blocked | suppressed"
)
YOU_STOP = any_of(
    "stop | cease | quit | halt | discontinue | desist | desist from | refrain from | end | suspend | abstain from | avoid | terminate"
)
NOT = any_of(
    "not | never | no longer | don't | doesn't | didn't | isn't | aren't | wasn't | won't | wouldn't | can't | cannot | couldn't | "
    "haven't | hasn't | no | nor | neither | hardly | shouldn't | needn't | unlikely to | without"
)
MONTH = any_of(
    "january | february | march | april | may | june | july | august | september | october | november | december | "
    "jan | feb | mar | apr | jun | jul | aug | sept? | oct | nov | dec"
)
WEEKDAY = any_of(
    "mondays? | tuesdays? | wednesdays? | thursdays? | fridays? | mon | tues? | weds? | thurs? | thu | fri"
)
MODEST = any_of(
    "please | pls | kindly | just | thanks | thank you | now | asap | immediately | today | at once | ok | okay | and | so | sorry | hey | guys | man | sir | dude | already | again | at all | seriously | right now | for good | permanently | forever | really | everyone | all | cheers | thx"
)
