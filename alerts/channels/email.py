"""Mail over SMTP: one message for each recipient, so that a refused one never makes another get it again."""

import re
from collections.abc import Iterable, Sequence
from email.headerregistry import Address
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from alerts.channels.base import (
    ChannelSettings,
    Exchange,
    Message,
    NotReady,
    Receipt,
    RefusedForGood,
    RefusedForNow,
    SendError,
    Surroundings,
    exchange,
)
from alerts.mail import mail_bytes, sender_address
from alerts.safe import plain
from monitor.settings import Settings, SmtpTls

if TYPE_CHECKING:
    from aiosmtplib import SMTP

ADDRESS = re.compile(r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[^\s@<>\"(),:;]+\.[^\s@<>\"(),:;.]+\Z")
PORTS = {SmtpTls.NONE: 25, SmtpTls.STARTTLS: 587, SmtpTls.TLS: 465}


class EmailSettings(ChannelSettings):
    """`{kind: email, to: [desk@example.org]}`; the relay is in SMTP_*."""

    kind: Literal["email"] = "email"
    to: tuple[str, ...] = Field(min_length=1)

    def recipients(self) -> tuple[str, ...]:
        """Each address, once."""
        return tuple(dict.fromkeys(self.to))

    def far_end(self) -> str:
        """One relay for all."""
        return self.kind

    def mistakes(self) -> Iterable[tuple[Sequence[str | int], str, str]]:
        """Addresses that no mail can be sent to."""
        for index, address in enumerate(self.to):
            if not ADDRESS.match(address):
                yield ("to", index), f"{address!r} is no mail address", "write name@example.org, without a display name"

    def open(self, surroundings: Surroundings) -> "EmailChannel":
        """The relay. Raises NotReady when SMTP_HOST or SMTP_FROM is not set."""
        settings = surroundings.settings
        if not settings.smtp_host:
            raise NotReady("SMTP_HOST is not set in the environment; set it to your mail relay")
        try:
            sender = sender_address(settings.smtp_from, "Footprint")
        except ValueError as error:
            raise NotReady(str(error)) from None
        return EmailChannel(settings, sender)


class EmailChannel:
    """Speaks SMTP step by step, to know at a break whether the mail was handed over."""

    def __init__(self, settings: Settings, sender: Address) -> None:
        self._settings = settings
        self._sender = sender

    async def send(self, message: Message, deadline: float) -> Receipt:
        """Hand the mail to the relay. 5xx for the recipient or the mail is for good, trouble with the relay for now."""
        from aiosmtplib import SMTPException, SMTPResponseException

        recipient = _ascii(message.recipient)
        answers = tuple(earlier.message_id for earlier in message.answers)
        mail = mail_bytes(message.content, message.message_id, self._sender, recipient, message.unsubscribe, answers)
        async with exchange(deadline) as progress:
            try:
                return await self._converse(mail, recipient, progress)
            except SMTPResponseException as error:
                raise RefusedForNow(f"the relay says {error.code} {plain(error.message, 200)}", away=True) from None
            except SMTPException as error:
                raise progress.failed(f"the relay: {plain(str(error), 200)}") from None

    async def found(self, message: Message, deadline: float) -> Receipt | None:
        """A relay cannot be asked what it took."""
        return None

    async def _converse(self, mail: bytes, recipient: str, progress: Exchange) -> Receipt:
        relay = self._relay()
        try:
            await relay.connect()
            options = [f"size={len(mail)}"] if relay.supports_extension("size") else []
            await relay.mail(self._sender.addr_spec, options=options)
            await _to_recipient(relay, recipient)
            progress.handed_over = True
            return await _data(relay, mail)
        finally:
            relay.close()

    def _relay(self) -> "SMTP":
        from aiosmtplib import SMTP

        settings = self._settings
        password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
        return SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port or PORTS[settings.smtp_tls],
            username=settings.smtp_username,
            password=password,
            use_tls=settings.smtp_tls is SmtpTls.TLS,
            start_tls=settings.smtp_tls is SmtpTls.STARTTLS,
            timeout=None,
        )


async def _to_recipient(relay: "SMTP", recipient: str) -> None:
    from aiosmtplib import SMTPRecipientRefused

    try:
        await relay.rcpt(recipient)
    except SMTPRecipientRefused as error:
        raise _refusal(error.code, f"the relay says of the recipient: {error.code} {error.message}") from None


async def _data(relay: "SMTP", mail: bytes) -> Receipt:
    """Hand over the mail. A yes is a receipt even if the connection breaks at the goodbye."""
    from aiosmtplib import SMTPDataError

    try:
        answer = await relay.data(mail)
    except SMTPDataError as error:
        raise _refusal(error.code, f"the relay says of the mail: {error.code} {error.message}") from None
    return Receipt(plain(f"{answer.code} {answer.message}", 300))


def _refusal(code: int, why: str) -> SendError:
    """RFC 5321 §4.2.1: 5yz is permanent, 4yz is not."""
    return RefusedForGood(plain(why, 300)) if 500 <= code < 600 else RefusedForNow(plain(why, 300))


def _ascii(address: str) -> str:
    """`address` with its domain in the form that DNS takes."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise RefusedForGood(f"{address!r} is no mail address") from None


SETTINGS = EmailSettings
