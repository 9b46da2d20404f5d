"""What mail servers and receivers report, told apart from what the people who run them write."""

import pytest

from bot.mail import Mail
from bot.workflows.reply_routing import route
from integrations.mail.mime import read

REPORT = (
    "From: Mail Delivery Subsystem <mailer-daemon@mx.example>\r\nSubject: Delivery Status Notification\r\n"
    "Auto-Submitted: auto-replied\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/plain\r\n\r\nAbout your mail\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; ann@initech.example\r\nAction: {}\r\n--b--\r\n"
)
DAILY = (
    "From: noreply-dmarc-support@receiver.example\r\nContent-Type: application/zip\r\n"
    "Subject: Report domain: acme.example Submitter: receiver.example Report-ID: 123\r\n\r\nUEsDBA=="
)
PERSON = (
    "From: Postmaster <postmaster@initech.example>\r\nIn-Reply-To: <1@acme.example>\r\nSubject: Re: Your offer\r\n\r\n"
    "Please take us off your list.\r\n"
)


def parsed(raw: str) -> Mail:
    found = read(raw.encode())
    assert isinstance(found, Mail)
    return found


@pytest.mark.row("C-REP-08")
@pytest.mark.parametrize(
    ("action", "kind"), [("failed", "bounce"), ("delayed", "auto_reply"), ("Delivered", "auto_reply")]
)
def test_only_a_mail_that_failed_for_good_bounced(action: str, kind: str) -> None:
    found = parsed(REPORT.format(action))
    assert found.machine.kind == kind
    assert ("mark_address_bounced" in route(found).would_propose) is (kind == "bounce")


@pytest.mark.row("C-REP-08")
def test_a_report_of_a_domains_traffic_is_no_complaint() -> None:
    decided = route(parsed(DAILY))
    assert (decided.label.value, decided.suppress) == ("auto_reply", False)


@pytest.mark.row("C-REP-08")
def test_a_postmaster_who_answers_is_heard_as_a_person() -> None:
    assert route(parsed(PERSON)).suppress
    assert parsed(PERSON.replace("Re: Your", "Undeliverable: Your")).machine.kind == "bounce"
    assert parsed("Return-Path: <>\r\n" + PERSON).machine.kind == "bounce"


def test_a_feedback_mail_without_its_report_is_a_complaint() -> None:
    raw = (
        "From: scomp@provider.example\r\nSubject: Email Feedback Report for IP 192.0.2.1\r\n\r\nSee the mail."
    )
    assert parsed(raw).machine.kind == "complaint"
