"""SMS by Jasmin, the commune's or an operator's own gateway: https://docs.jasminsms.com/en/latest/apis/http/index.html.

The line's address is the number or short code. Settings: `api_url` (such as http://127.0.0.1:1401), `username`,
`own_url` (Palabre's address as Jasmin reaches it, where that is not the public one), `per_second` (10 unless said).
Secrets: `password`, `token`, which stands in the addresses Jasmin calls: it signs nothing. The HTTP connector for
messages in must use POST: with GET numbers and texts would stand in every log on the way. `binary`, the text as the
operator gave it, is read rather than `content`. Jasmin does not say when a message came.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import re

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Note, Outgoing
from bot.sms.alphabet import is_gsm
from bot.sms.clean import clean_text
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, read_form
from gateways.gsm_octets import UCS2, decode_octets
from gateways.per_second import PacedSender
from gateways.phones import read_operators_number
from gateways.posting import LATER, Answered, failure_of
from gateways.readiness import first_unready
from gateways.tokens import door_with_token, shows_token

# Anything else, and it calls again.
_TAKEN = Answer(b"ACK/Jasmin")
_SUCCESS = re.compile(r'Success "([!-~]{1,100})"')
_CODING = re.compile(r"[0-9]{1,3}")
_NO_ROUTE = 412
# States of SMPP receipts (SMPP 3.4, appendix B). ENROUTE and UNKNOWN are no news.
_STATES = {
    "ESME_ROK": ("sent", None),
    "ACCEPTD": ("sent", None),
    "DELIVRD": ("delivered", None),
    "EXPIRED": ("failed", "expired"),
    "DELETED": ("failed", "unknown"),
    "UNDELIV": ("failed", "unknown"),
    "REJECTD": ("failed", "refused"),
}


class Jasmin:
    """The provider."""

    key = "jasmin"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the token in the address."""
        if not shows_token(call, line):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message, its parts joined by Jasmin; none when the sender is nobody one can answer to."""
        form = _form(call)
        provider_id = identifier_of(form.get("id"))
        if "from" not in form or "content" not in form:
            raise Unreadable("from or content")
        text = _text_of(form)
        sender = read_operators_number(form["from"], line.region)
        if sender is None:
            return []
        note = Note.UNSUPPORTED if text is None else None
        return [Inbound(provider_id, sender, text=clean_text(text or ""), phone=sender, note=note)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report of the operator (level 1) or of the phone (level 2); none for what is no news."""
        form = _form(call)
        provider_id, status = identifier_of(form.get("id")), form.get("message_status", "")
        if not status:
            raise Unreadable("message_status")
        if status.startswith("ESME_") and status not in _STATES:
            return [DeliveryReport(provider_id, "failed", error="refused")]
        if status not in _STATES:
            return []
        state, error = _STATES[status]
        return [DeliveryReport(provider_id, state, error=error)]

    def answer(self, call: Call) -> Answer:
        """Say the words by which Jasmin knows that its call was taken."""
        return _TAKEN

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the address of the API, the account, a token of 16 signs."""
        return first_unready(line, ("api_url", "username"), ("password",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the HTTP API."""
        return JasminSender(line)


class JasminSender(PacedSender):
    """Sends by Jasmin's HTTP API, which cuts long texts into parts by itself."""

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return Jasmin's id; after a timeout it may go twice (no idempotency key)."""
        url = f"{self.line.settings.get('api_url', '').rstrip('/')}/send"
        answered = await self.post.call(url, data=self._fields(address, message.text))
        found = _SUCCESS.match(answered.text) if answered.is_taken else None
        if found is None:
            raise _failure_of(answered)
        return found[1]

    def _fields(self, address: str, text: str) -> dict[str, str]:
        letters = {"coding": "0", "content": text}
        if not is_gsm(text):
            letters = {"coding": str(UCS2), "hex-content": text.encode("utf-16-be").hex()}
        return letters | {
            "username": self.line.settings.get("username", ""),
            "password": self.line.secrets.get("password", ""),
            "from": self.line.address,
            "to": address,
            "dlr": "yes",
            "dlr-url": door_with_token(self.line, "status"),
            "dlr-level": "3",
            "dlr-method": "POST",
        }


def _form(call: Call) -> dict[str, str]:
    if call.method != "POST":
        raise Unreadable("no POST")
    return read_form(call)


def _text_of(form: dict[str, str]) -> str | None:
    coding = form.get("coding") or "0"
    if not _CODING.fullmatch(coding):
        raise Unreadable("coding")
    if not form.get("binary"):
        return form["content"]
    try:
        return decode_octets(bytes.fromhex(form["binary"]), int(coding))
    except ValueError as error:
        raise Unreadable("binary") from error


def _failure_of(answered: Answered) -> SendFailure:
    if answered.is_taken:
        return SendFailure("server_error")
    if answered.status == _NO_ROUTE:
        return SendFailure("no_route", retry_in=LATER)  # for whoever keeps Jasmin's routes to mend
    return failure_of(answered)


PROVIDER = Jasmin()
