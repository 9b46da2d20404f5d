"""A mail to send, a mailer to send it, and keys for it."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from bot.mail import Address
from bot.post import OutgoingMail
from integrations.mail.smtp import SmtpMailer
from tests.contracts.mail_servers import (
    USER,
    Postbox,
    StoppedClock,
)

OUTLOOK_ID = (
    "<AS8PR04MB8123F2B7C1D9A0E64F5A9C3D2B1E0" + "F" * 50 + "@AS8PR04MB8123.eurprd04.prod.outlook.com>"
)


def mail(**changes: Any) -> OutgoingMail:
    given: dict[str, Any] = {
        "message_id": "<01JQ.1@dealhand.example>",
        "sender": Address(USER, "Priya Shah"),
        "to": Address("dana@acme.example", "Dana Reyes"),
        "subject": "Next step",
        "text": "Hello Dana,\n.\nbest\nPriya\n",
        "postal_address": "1 Harbour Row, Boston",
    }
    return OutgoingMail(**(given | changes))


def mailer(port: int, **options: Any) -> SmtpMailer:
    return SmtpMailer(f"smtp://127.0.0.1:{port}?starttls=no", clock=StoppedClock(), **options)


def seen(postbox: Postbox) -> EmailMessage:
    content = postbox.mails[-1].content
    assert isinstance(content, bytes)
    parsed = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def pem(key: rsa.RSAPrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def dns_record(key: rsa.RSAPrivateKey) -> bytes:
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])


def self_signed(folder: Path) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(pem(key) + certificate.public_bytes(serialization.Encoding.PEM))
    return file
