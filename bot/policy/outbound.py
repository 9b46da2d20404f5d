"""The last gate before sending: all is looked at again at the instant of sending, whoever approved it (C-SUP-06).

It wraps the only mailer there is, and an operation never sees that one. A mail is written down as being sent before
it leaves, in the same transaction as the last look at the suppressions; what a crash leaves there is in doubt, and is
never sent a second time by itself (N2).
"""

from collections.abc import Callable, Collection, Sequence

from bot.clock import Clock
from bot.crm import Crm
from bot.crm_mail import Consent
from bot.errors import Invalid, MailError, MailInDoubt, MailPaused, MailRefused, Suppressed
from bot.mailroom import Outgoing, Sending, WayOut, halt_keys
from bot.memory import Memory
from bot.operations.shape import Letter
from bot.policy import one_click
from bot.post import Mailer, OutgoingMail, SentMail
from bot.suppression import address_key, canonical_address
from bot.transaction import Tx
from bot.values import RecordRef


class OutboundGate:
    """What an operation sends mail through.

    Args:
        mailer: the real one; None where no mail server is connected.
        crm: asked for consent, each time anew.
        memory: suppressions, halts, the kill switch and the log of mails.
        clock: business time.
        postal_address: stands under every mail (CAN-SPAM); without one nothing goes out.
        public_url: where our own pages are reached from outside, for leaving by one click (RFC 8058); empty where
            they are not, and then a mail names the address of its sender only.
    """

    def __init__(
        self,
        mailer: Mailer | None,
        crm: Crm,
        memory: Memory,
        clock: Clock,
        postal_address: str,
        public_url: str = "",
    ) -> None:
        self._mailer = mailer
        self._crm = crm
        self._memory = memory
        self._clock = clock
        self._postal_address = postal_address.strip()
        self._public_url = public_url.rstrip("/")

    def send(
        self, letter: Letter, key: str, account: RecordRef | None, *, past_halt: bool = False
    ) -> SentMail:
        """Send it, once for its Message-ID. `past_halt`: a halt alone does not forbid it; everything else does.

        Raises:
            Suppressed: It must not go out; says which rule, for good.
            MailPaused: Everything is paused; nothing was sent.
            MailInDoubt: An earlier try may have sent it.
            MailError, CrmError: As the mailer and `Crm.consent` say; nothing was sent.
        """
        if self._mailer is None:
            raise MailRefused("No mail server is connected. Set SMTP_URL; docs/mail.md says how.")
        token = one_click.new_token()
        mail = self._composed(letter, token)
        consents = [
            self._consent(spelling) for person in mail.recipients() for spelling in _spellings(person)
        ]
        known = {address for consent in consents for address in consent.addresses} | {*mail.recipients()}

        def look(tx: Tx) -> None:
            self._look(tx, consents, known)
            if not past_halt:
                self._look_at_halts(tx, known, account)

        with self._memory.begin() as tx:
            earlier = self._memory.mailroom.outgoing.get(tx, mail.message_id)
            if earlier is None or earlier.state is Sending.REFUSED:
                look(tx)
                wanted = Outgoing(mail.message_id, key, address_key(mail.to.address), self._clock.now())
                earlier = self._memory.mailroom.outgoing.begin(tx, wanted)
            if earlier is None:
                self._memory.mailroom.ways_out.add(tx, self._way_out(tx, mail, token))
        if earlier is not None:
            return self._sent_before(earlier)
        return self._handed_over(self._mailer, mail, look)

    def _look(self, tx: Tx, consents: Sequence[Consent], known: Collection[str]) -> None:
        """Every rule, in the transaction that lets the mail go."""
        if paused := self._memory.switches.get(tx, "paused"):
            raise MailPaused(f"Everything is paused by {paused['by_name']}: {paused['reason']}")
        try:
            found = self._memory.mailroom.suppressions.matching(tx, known)
        except ValueError as error:
            raise Suppressed(f"Not sent: {error}.", rule="not_an_address") from error
        if found:
            first = found[0]
            raise Suppressed(
                f"Not sent: {first.of or 'this person'} must not be written to ({first.reason.value}). {first.said}",
                rule=f"suppressed:{first.reason.value}",
            )
        refused = next((consent for consent in consents if consent.answer != "allow"), None)
        if refused is not None:
            raise Suppressed(
                f"Not sent: the CRM does not allow it. {refused.said}", rule=f"consent:{refused.answer}"
            )

    def _look_at_halts(self, tx: Tx, known: Collection[str], account: RecordRef | None) -> None:
        halts = self._memory.mailroom.halts.standing(tx, halt_keys(known, account))
        if halts:
            raise Suppressed(f"Not sent: this account is halted. {halts[0].why}", rule="halted")

    def _way_out(self, tx: Tx, mail: OutgoingMail, token: str) -> WayOut:
        """Kept also where no page of ours can be reached: by it a complaint finds whom the mail went to."""
        mailboxes = self._memory.mailroom.mailboxes.standing(tx)
        ours = {*(p.email.lower() for p in self._memory.people.all(tx)), *(m.address for m in mailboxes)}
        outside = tuple(a for a in mail.recipients() if a.lower() not in ours) or (mail.to.address,)
        return WayOut(one_click.digest_of(token), mail.message_id, outside, self._clock.now())

    def _composed(self, letter: Letter, token: str) -> OutgoingMail:
        if not self._postal_address:
            raise Suppressed(
                "Not sent: every mail must carry a postal address, and POSTAL_ADDRESS is not set.",
                rule="postal_address",
            )
        sender = letter.sender
        url = one_click.link(self._public_url, token) if self._public_url else None
        way_out = 'To hear no more from us, reply "unsubscribe"' + (f", or open {url}" if url else ".")
        footer = f"{sender.name or sender.address}\n{self._postal_address}\n{way_out}"
        try:
            return OutgoingMail(
                message_id=letter.message_id,
                sender=sender,
                to=letter.to,
                subject=letter.subject,
                text=f"{letter.text.rstrip()}\n\n-- \n{footer}\n",
                postal_address=self._postal_address,
                cc=letter.cc,
                in_reply_to=letter.in_reply_to,
                references=letter.references,
                reply_to=letter.reply_to,
                unsubscribe_url=url,
                unsubscribe_mailto=(letter.reply_to or sender).address,
                unsubscribe_token=token,
            )
        except ValueError as error:
            raise Suppressed(f"Not sent: {error}.", rule="not_a_mail") from error

    def _consent(self, address: str) -> Consent:
        try:
            return self._crm.consent(address)
        except Invalid as error:
            raise Suppressed(f"Not sent: {error}", rule="not_an_address") from error

    def _sent_before(self, earlier: Outgoing) -> SentMail:
        if earlier.state is Sending.SENT:
            return SentMail(earlier.message_id, earlier.said)
        said = "An earlier try began to send this mail and never said how it ended. Look for its Message-ID: "
        self._end(earlier.message_id, Sending.IN_DOUBT, said)
        raise MailInDoubt(said + earlier.message_id, message_id=earlier.message_id)

    def _handed_over(self, mailer: Mailer, mail: OutgoingMail, look: Callable[[Tx], None]) -> SentMail:
        def last_look() -> None:  # what came while a slow server was signing us in
            with self._memory.begin() as tx:
                look(tx)

        try:
            sent = mailer.send(mail, last_look)
        except MailInDoubt as error:
            self._end(mail.message_id, Sending.IN_DOUBT, str(error))
            raise MailInDoubt(
                f"{error} Its Message-ID is {mail.message_id}", message_id=mail.message_id, raw=error.raw
            ) from error
        except MailError as error:
            self._end(mail.message_id, Sending.REFUSED, str(error))
            raise
        self._end(mail.message_id, Sending.SENT, sent.answer)
        return sent

    def _end(self, message_id: str, state: Sending, said: str) -> None:
        with self._memory.begin() as tx:
            self._memory.mailroom.outgoing.end(tx, message_id, state, said)


def _spellings(address: str) -> tuple[str, ...]:
    """How the CRM is asked about a recipient: as written, and in the one form, because it folds no `+tag` itself."""
    return tuple(dict.fromkeys((address.lower(), canonical_address(address))))
