"""SMS by Africa's Talking: https://developers.africastalking.com/docs/sms/overview.

The line's address is the short code. Settings: `username`, `api_url` (another address of the API, such as the
sandbox's), `per_second` (10 unless said). Secrets: `api_key`, `token`, which stands in the addresses it calls: it signs
nothing. Premium codes, by which citizens pay for each answer and whose answers must bear the `linkId` of the question,
are not carried.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Outgoing
from bot.sms.clean import clean_text
from gateways.balances import json_of, said_balance
from gateways.base import Answer, Balance, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import identifier_of, moment_of_text, object_of, read_form, text_of, whole_of
from gateways.per_second import PacedSender
from gateways.phones import read_operators_number
from gateways.posting import LATER, Answered, failure_of
from gateways.readiness import first_unready
from gateways.tokens import shows_token

API_URL = "https://api.africastalking.com"
# https://developers.africastalking.com/docs/sms/notifications; `failureReason` stands beside Rejected and Failed.
_STATES = {
    "Sent": "sent",
    "Submitted": "sent",
    "Buffered": "sent",
    "Success": "delivered",
    "Rejected": "failed",
    "Failed": "failed",
}
_REASONS = {
    "UserIsInactive": "unreachable",
    "UserInBlackList": "blocked",
    "UserAccountSuspended": "unreachable",
    "InsufficientCredit": "no_credit",
}
# Of one recipient, in the answer of the API: 100 processed, 101 sent, 102 queued.
_TAKEN = {100, 101, 102}
_FOR_STAFF = {401: "account_suspended", 402: "not_registered", 405: "no_credit"}
_FOR_EVER = {403: "invalid_number", 404: "not_mobile", 406: "blocked", 407: "no_route", 409: "blocked", 502: "refused"}


class AfricasTalking:
    """The provider."""

    key = "africastalking"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the token in the address."""
        if not shows_token(call, line):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message; none when the sender is nobody one can answer to."""
        form = _form(call)
        provider_id = identifier_of(form.get("id"))
        if "from" not in form or "text" not in form:
            raise Unreadable("from or text")
        sender = read_operators_number(form["from"], line.region)
        if sender is None:
            return []
        # A date without an offset is of no known zone.
        moment = moment_of_text(form.get("date"))
        return [Inbound(provider_id, sender, text=clean_text(form["text"]), event_at=moment, phone=sender)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report; none for a status that is not documented."""
        form = _form(call)
        provider_id, status = identifier_of(form.get("id")), form.get("status", "")
        if not status:
            raise Unreadable("status")
        state, reason = _STATES.get(status), form.get("failureReason", "")
        if state is None:
            return []
        error = _REASONS.get(reason, "unknown") if state == "failed" else None
        return [DeliveryReport(provider_id, state, error=error)]

    def answer(self, call: Call) -> Answer:
        """Say nothing."""
        return Answer()

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the account, its key, a token of 16 signs."""
        return first_unready(line, ("username",), ("api_key",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return AfricasTalkingSender(line)


class AfricasTalkingSender(PacedSender):
    """Sends by the API."""

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Hand one message over and return its id; after a timeout it may go twice (no idempotency key)."""
        api_url = (self.line.settings.get("api_url") or API_URL).rstrip("/")
        headers = {"apikey": self.line.secrets.get("api_key", ""), "Accept": "application/json"}
        fields = {
            "username": self.line.settings.get("username", ""),
            "to": address,
            "from": self.line.address,
            "message": message.text,
        }
        answered = await self.post.call(f"{api_url}/version1/messaging", headers, data=fields)
        if not answered.is_taken:
            raise failure_of(answered)
        return _id_in(answered)

    async def balance(self) -> Balance:
        """Return what is left, as https://developers.africastalking.com/docs/application says it: `KES 1785.50`."""
        api_url = (self.line.settings.get("api_url") or API_URL).rstrip("/")
        headers = {"apikey": self.line.secrets.get("api_key", ""), "Accept": "application/json"}
        account = quote(self.line.settings.get("username", ""), safe="")
        found = json_of(await self.post.fetch(f"{api_url}/version1/user?username={account}", headers))
        # Its documentation writes both.
        data = object_of(found.get("UserData") or found.get("userData"))
        return said_balance(text_of(data.get("balance")))


def _form(call: Call) -> dict[str, str]:
    if call.method != "POST":
        raise Unreadable("no POST")
    return read_form(call)


def _id_in(answered: Answered) -> str:
    """Return the id of the only recipient; what is wrong with one is said in an answer that is a success."""
    try:
        data = object_of(object_of(json.loads(answered.body)).get("SMSMessageData"))
        recipients = data.get("Recipients")
        recipient: dict[str, Any] = object_of(recipients[0]) if isinstance(recipients, list) and recipients else {}
    except (ValueError, RecursionError) as error:
        raise SendFailure("server_error") from error
    code = whole_of(recipient.get("statusCode"))
    if code not in _TAKEN:
        raise _failure_of(code, text_of(data.get("Message")))
    try:
        return identifier_of(recipient.get("messageId"))
    except Unreadable as error:
        raise SendFailure("server_error") from error


def _failure_of(code: int | None, said: str) -> SendFailure:
    if code in _FOR_EVER:
        return SendFailure(_FOR_EVER[code], retry_in=None)
    if code in _FOR_STAFF:
        return SendFailure(_FOR_STAFF[code], retry_in=LATER)
    # A sender that is not the account's: no recipient, and the word instead.
    if code is None and said.replace(" ", "").startswith("InvalidSenderId"):
        return SendFailure("not_registered", retry_in=LATER)
    return SendFailure("server_error")


PROVIDER = AfricasTalking()
