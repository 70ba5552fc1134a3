"""SMS by Kannel, the commune's or an operator's own gateway to a short code: https://www.kannel.org/userguide.shtml.

The line's address is the number or short code. Settings: `api_url` (of sendsms), `username`, `smsc` (the connection to
send by, where there are several), `own_url` (Palabre's address as Kannel reaches it, where that is not the public one),
`per_second` (10 unless said). Secrets: `password` of the sendsms-user, `token`, which Kannel shows when it calls us. It
calls with HTTP Basic and the text as the body, so that neither number nor text stands in an address, which is logged.
Kannel 1.4.5 has acknowledged a message to the operator before we answer: see docs/kannel.md for what that asks.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Note, Outgoing
from bot.sms.alphabet import is_gsm
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, moment_of_seconds, read_query
from gateways.per_second import PacedSender
from gateways.phones import read_operators_number
from gateways.posting import LATER, TIMEOUT, Answered, failure_of
from gateways.readiness import first_unready
from gateways.signatures import basic_authorization, is_same, sign_hex
from gateways.tokens import token_of

USER = "kannel"
# Chapter "SMS Delivery Reports": 1 delivered, 2 not delivered, 4 buffered, 8 taken by the SMSC, 16 refused by it. A
# buffered message is where it was.
REPORTED = 1 + 2 + 8 + 16
_STATES = {"1": ("delivered", None), "2": ("failed", "unknown"), "8": ("sent", None), "16": ("failed", "refused")}
_NO_NEWS = "4"
# Coding of the DCS field as sendsms numbers it.
_GSM7, _UCS2 = "0", "2"
_CHARSET = re.compile(r"charset=\"?([A-Za-z0-9_-]{1,40})\"?", re.IGNORECASE)
_CHARSETS = {"utf-8": "utf-8", "utf-16be": "utf-16-be"}
_SECONDS = re.compile(r"[0-9]{9,11}")


@dataclass(frozen=True, slots=True)
class Kannel:
    """The provider."""

    clock: Callable[[], float] = time.time
    key: str = "kannel"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the name and the token that Kannel shows with every call."""
        token = token_of(line)
        expected = basic_authorization(USER, token).encode() if token else b""
        if not is_same(call.headers.get("authorization", ""), expected):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message; none when the sender is nobody one can answer to (a name, another short code)."""
        query = read_query(call)
        provider_id = identifier_of(query.get("id"))
        wrote = call.headers.get("x-kannel-from", "")
        if call.method != "POST" or not wrote:
            raise Unreadable("no POST with send-sender")
        sender = read_operators_number(wrote, line.region)
        if sender is None:
            return []
        said = _SECONDS.fullmatch(query.get("time", ""))
        text = _text_of(call)
        return [
            Inbound(
                provider_id,
                sender,
                text=clean_text(text or ""),
                event_at=moment_of_seconds(int(said[0])) if said else None,
                phone=sender,
                note=Note.UNSUPPORTED if text is None else None,
            )
        ]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report; of a long message each part has its own, in any order."""
        query = read_query(call)
        provider_id, state = identifier_of(query.get("id")), query.get("state", "")
        if state == _NO_NEWS:
            return []
        if state not in _STATES:
            raise Unreadable("state")
        reported, error = _STATES[state]
        return [DeliveryReport(provider_id, reported, error=error)]

    def answer(self, call: Call) -> Answer:
        """Say nothing: Kannel would send what the body says to the citizen."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the address of sendsms, the account, a token of 16 signs."""
        return first_unready(line, ("api_url", "username"), ("password",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by sendsms."""
        return KannelSender(line, clock=self.clock)


class KannelSender(PacedSender):
    """Sends by Kannel's sendsms; it cuts long texts into parts by itself and keeps what no operator takes yet."""

    def __init__(self, line: LineView, timeout: float = TIMEOUT, clock: Callable[[], float] = time.time) -> None:
        super().__init__(line, timeout)
        self.clock = clock

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over; after a timeout it may go twice (no idempotency key)."""
        message_id = self._id_of(message_key, address)
        headers = self._headers(address, message.text, message_id)
        answered = await self.post.call(self.line.settings.get("api_url", ""), headers, data=message.text.encode())
        if not answered.is_taken:
            raise _failure_of(answered)
        return message_id

    def _headers(self, address: str, text: str, message_id: str) -> dict[str, str]:
        """Return the fields of sendsms as headers (table "X-Kannel Headers"), so that none stands in an address."""
        smsc = self.line.settings.get("smsc")
        return {
            "Content-Type": "text/plain; charset=UTF-8",
            "X-Kannel-Username": self.line.settings.get("username", ""),
            "X-Kannel-Password": self.line.secrets.get("password", ""),
            "X-Kannel-From": self.line.address,
            "X-Kannel-To": address,
            "X-Kannel-Coding": _GSM7 if is_gsm(text) else _UCS2,
            "X-Kannel-DLR-Mask": str(REPORTED),
            "X-Kannel-DLR-Url": f"{self._door()}?id={message_id}&state=%d",
        } | ({"X-Kannel-SMSC": smsc} if smsc else {})

    def _door(self) -> str:
        """Return the address of our door for reports, with name and token."""
        parts = urlsplit(self.line.url_of("status"))
        return urlunsplit(parts._replace(netloc=f"{USER}:{token_of(self.line)}@{parts.netloc}"))

    def _id_of(self, message_key: str, address: str) -> str:
        """Return the id by which reports come back, the same for the attempts within an hour.

        Our keys begin again at 1 in a new database, so the hour is part of it: a late report is none of a new message.
        """
        about = f"{message_key}|{address}|{int(self.clock() // 3600)}"
        return sign_hex(token_of(self.line), about.encode())[:32].decode()


def _text_of(call: Call) -> str | None:
    """Return the text of the body in the charset it says, None for eight-bit data, which is no text."""
    content_type = call.headers.get("content-type", "")
    if not content_type.lower().startswith("text/plain"):
        return None
    found = _CHARSET.search(content_type)
    charset = _CHARSETS.get(found[1].lower() if found else "utf-8")
    if charset is None:
        raise Unreadable("charset")
    return call.body.decode(charset, "replace")


def _failure_of(answered: Answered) -> SendFailure:
    if "not routable" in answered.text[:500].lower():
        return SendFailure("no_route", retry_in=LATER)  # for whoever keeps Kannel's configuration to mend
    return failure_of(answered)


PROVIDER = Kannel()
