"""A real mail server on loopback (aiosmtpd, port 0) that misbehaves on purpose.

`server.faults` is a queue: each mail takes the next fault, none means it is taken as it should be. An address whose
local part is a fault's name has that fault for good. Import the fixture: `from tests.smtp import mail_server`.
"""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from ssl import SSLContext
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

FAULTS = (
    "refuse-recipient-451",
    "refuse-recipient-550",
    "refuse-sender-550",
    "refuse-mail-451",
    "refuse-mail-554",
    "drop-before-data",
    "drop-after-data",
    "hang-after-data",
)


@dataclass(frozen=True)
class Received:
    """One mail that the server took."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        found = message_from_bytes(self.raw, policy=modern)
        assert isinstance(found, EmailMessage)
        return found

    @property
    def message_id(self) -> str:
        return str(self.mail["Message-ID"])


@dataclass
class MailServer:
    """The server's side of the tests: what it took, and how it will misbehave."""

    received: list[Received] = field(default_factory=list)
    faults: deque[str] = field(default_factory=deque)
    host: str = "127.0.0.1"
    port: int = 0
    hidden: set[str] = field(default_factory=set)
    """Message-IDs of mails that were taken, and whose answer was not given."""

    def fault(self, address: str | None = None) -> str:
        local = (address or "").partition("@")[0]
        if local in FAULTS:
            return local
        return self.faults[0] if self.faults else ""

    def spent(self, fault: str) -> None:
        if self.faults and self.faults[0] == fault:
            self.faults.popleft()

    def environment(self) -> dict[str, str]:
        return {
            "SMTP_HOST": self.host,
            "SMTP_PORT": str(self.port),
            "SMTP_TLS": "none",
            "SMTP_FROM": "Footprint <digest@footprint.example>",
        }


class _Handler:
    def __init__(self, server: MailServer) -> None:
        self.server = server

    async def handle_MAIL(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.server.fault() == "refuse-sender-550":
            self.server.spent("refuse-sender-550")
            return "550 5.7.1 sender not allowed"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, smtp: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        match fault := self.server.fault(address):
            case "refuse-recipient-451":
                self.server.spent(fault)
                return "451 4.7.1 greylisted, come back"
            case "refuse-recipient-550":
                self.server.spent(fault)
                return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, smtp: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        server = self.server
        fault = server.fault(envelope.rcpt_tos[0])
        server.spent(fault)
        if fault == "refuse-mail-451":
            return "451 4.3.0 not now"
        if fault == "refuse-mail-554":
            return "554 5.7.1 looks like spam"
        if fault == "drop-before-data":
            smtp.transport.abort()
            return "421 gone"
        raw = envelope.original_content
        assert isinstance(raw, bytes)
        taken = Received(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw)
        server.received.append(taken)
        if fault in ("drop-after-data", "hang-after-data"):
            server.hidden.add(taken.message_id)
        if fault == "drop-after-data":
            smtp.transport.abort()
        if fault == "hang-after-data":
            await asyncio.sleep(5)
        return "250 2.0.0 queued as 42"


class _Controller(Controller):
    def __init__(self, server: MailServer, tls: SSLContext | None, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__(_Handler(server), hostname="127.0.0.1", port=0, ssl_context=tls, ready_timeout=10)

    def factory(self) -> SMTP:
        return SMTP(self.handler, **self._options)

    def _trigger_server(self) -> None:
        """Port 0: the base class would connect to port 0; the server listens once it has its socket."""
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


def start_mail_server(
    tls: SSLContext | None = None, starttls: SSLContext | None = None, password: str | None = None
) -> tuple[MailServer, Controller]:
    """A running server; stop the controller when done. With `password` it demands a login as `desk`."""
    server = MailServer()
    options: dict[str, Any] = {"tls_context": starttls, "require_starttls": starttls is not None}
    if password is not None:

        def login(smtp: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            wanted = LoginPassword(b"desk", password.encode())
            right = data == wanted
            return AuthResult(success=right, handled=right)

        options |= {"authenticator": login, "auth_required": True, "auth_require_tls": starttls is not None}
    controller = _Controller(server, tls, options)
    controller.start()
    server.port = controller.port
    return server, controller


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server, controller = start_mail_server()
    yield server
    controller.stop()
