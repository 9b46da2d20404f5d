"""A desk that sends through a real SMTP server, whose mails can be left by one click and complained about."""

import dataclasses
import email
import email.policy
import re
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any, cast

from bot.crm import Crm
from bot.crm_mail import Consent
from bot.house import House
from bot.intake import take_in
from bot.model import Proposal
from bot.post import MailPage, RawMail
from bot.records import Record, Written
from bot.standing import State
from bot.suppression import Reason
from bot.values import RecordRef
from bot.workflows.account_coverage.workflow import WORKFLOW
from bot.workflows.reply_routing import workflow as reply_routing
from integrations.mail.mime import read
from integrations.mail.smtp import SmtpMailer
from store.memory import SqlMemory
from tests.contracts.mail_servers import Postbox
from tests.engine.made import NOON
from tests.engine.mailing import JO, MAILING, Consents, Desk, desk

PUBLIC = "https://bot.acme.example"
CONTACT = RecordRef("contact", "c1")


@dataclasses.dataclass
class Crowd(Consents):
    """A CRM that knows Jo, and is told who opted out."""

    opted_out: list[str] = dataclasses.field(default_factory=list)

    def consent(self, address: str) -> Consent:
        known = (CONTACT,) if address == JO else ()
        said = super().consent(address)
        return dataclasses.replace(said, records=known)

    def get(self, ref: RecordRef) -> Record:
        return Record(ref, {"name": "Jo Park", "owner": "005"}, {}, NOON, "https://crm.example/c1")

    def find(self, _kind: str, _where: Any, **_: Any) -> tuple[Record, ...]:
        return ()

    def opt_out(self, address: str, _key: str) -> tuple[Written, ...]:
        self.opted_out.append(address)
        return (Written(CONTACT, {"opted_out": "false"}, {"opted_out": "true"}, atomic=True, answer="204"),)


def leaving_desk(memory: SqlMemory, port: int, *, public_url: str = PUBLIC) -> Desk:
    made = desk(memory, None)
    crowd = Crowd()
    with memory.begin() as tx:
        people = {person.id: person for person in memory.people.all(tx)}
        memory.people.put(tx, [dataclasses.replace(people["priya"], crm_owner="005")])
    workflows = {"mailing": MAILING, "account_coverage": WORKFLOW, "reply_routing": reply_routing.WORKFLOW}
    house = House(
        memory,
        cast("Crm", crowd),
        made.clock,
        workflows,
        mailer=SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=made.clock),
        postal_address="1 Main St, Springfield",
        public_url=public_url,
    )
    return dataclasses.replace(made, house=house, crm=crowd)


def sent(office: Desk, postbox: Postbox, name: str = "p1", **rest: Any) -> EmailMessage:
    """Put, approve, wait, send; the mail as its recipient has it."""
    office.put(name, **rest)
    assert office.send(name) is State.DONE, office.standing(name).said
    content = postbox.mails[-1].content
    assert isinstance(content, bytes)
    return email.message_from_bytes(content, policy=email.policy.default)


def link_of(mail: EmailMessage) -> str:
    found = re.match(r"<([^>]+)>", str(mail["List-Unsubscribe"]))
    assert found
    return found[1]


def token_of(mail: EmailMessage) -> str:
    return link_of(mail).rpartition("/")[2]


def report(
    number: int, original: str, fields: str = "", *, sender: str = "fbl@provider.example", kind: str = "abuse"
) -> bytes:
    """A complaint report (RFC 5965) about `original`, as a provider sends it."""
    return (
        f"From: <{sender}>\r\nTo: priya@acme.example\r\nSubject: FW: report {number}\r\n"
        f"Message-ID: <report-{number}@provider.example>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nThis is an email abuse report.\r\n"
        f"--b\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: {kind}\r\nVersion: 1\r\n{fields}\r\n"
        f"--b\r\nContent-Type: message/rfc822\r\n\r\n{original}\r\n--b--\r\n"
    ).encode()


def arrives(office: Desk, *raw: bytes) -> int:
    items = tuple(RawMail(n, each, office.clock.now(), "INBOX", len(each)) for n, each in enumerate(raw))
    return take_in(office.house, MailPage(items, "cursor", more=False), "imap:INBOX", read)


def suppressed(office: Desk, address: str = JO) -> list[Reason]:
    with office.memory.begin() as tx:
        return [s.reason for s in office.memory.mailroom.suppressions.matching(tx, [address])]


def proposals(office: Desk, workflow: str = "account_coverage") -> list[Proposal]:
    with office.memory.begin() as tx:
        recent = office.memory.proposals.recent(tx)
    return [s.proposal for s in recent if s.proposal.workflow == workflow]


def notices(office: Desk, kind: str) -> Mapping[str | None, str]:
    with office.memory.begin() as tx:
        return {n.person: n.text for n in office.memory.desk.notices(tx, 99) if n.kind == kind}
