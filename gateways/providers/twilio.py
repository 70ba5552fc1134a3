"""SMS by Twilio: https://www.twilio.com/docs/messaging. The line's address is the number, or a registered name.

Settings: `account_sid`, `api_url` (another address of the API), `messaging_service_sid` (send by a service). Secret:
`auth_token`.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound
from gateways.base import Answer, Call, LineView, Sender, Unreadable
from gateways.bodies import read_form
from gateways.phones import read_phone
from gateways.twilio_calls import NOTHING_TO_SAY, check_signature, identifier_in, message_in, reports_in
from gateways.twilio_sending import TwilioSender


class Twilio:
    """The provider."""

    key = "twilio"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of SMS."""
        return CAPABILITIES[Channel.SMS]

    def verify(self, call: Call, line: LineView) -> None:
        """Check the signature over the configured public address and the fields."""
        check_signature(call, line)

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message; none when the sender is nobody one can answer to (a short code, a name)."""
        form = read_form(call)
        provider_id = identifier_in(form)
        if "From" not in form:
            raise Unreadable("From")
        sender = read_phone(form["From"], line.region)
        return [] if sender is None else [message_in(form, provider_id, sender)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report; none for the states before the hand-over to the operator."""
        return reports_in(read_form(call))

    def answer(self, call: Call) -> Answer:
        """Return TwiML that says nothing: replies go out by the API."""
        return NOTHING_TO_SAY

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing of the account, the token and the number."""
        if not line.address and not line.settings.get("messaging_service_sid"):
            return "address"
        return line.first_missing(("account_sid",), ("auth_token",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return TwilioSender(line)


PROVIDER = Twilio()
