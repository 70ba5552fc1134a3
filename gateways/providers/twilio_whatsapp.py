"""WhatsApp by Twilio: https://www.twilio.com/docs/whatsapp/api. The line's address is the number of the sender.

Settings: `account_sid`, `api_url` (another address of the API), `messaging_service_sid` (the service that the sender
belongs to), `content_sid`. Secret: `auth_token`. The same signature, API and codes as for SMS; addresses bear
`whatsapp:` before the number.

Whoever wrote may be answered freely for 24 hours; after that WhatsApp carries nothing but templates it has approved
(https://www.twilio.com/docs/api/errors/63016). `content_sid` names one whose only variable, {{1}}, takes a whole
message; without it nothing is sent on this line to who has been silent for longer.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

import re

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound
from gateways.base import Answer, Call, LineView, Sender, Unreadable
from gateways.bodies import read_form
from gateways.phones import read_phone
from gateways.twilio_calls import NOTHING_TO_SAY, check_signature, identifier_in, message_in, reports_in
from gateways.twilio_sending import TwilioSender

SCHEME = "whatsapp:"
_TEMPLATE = re.compile(r"HX[0-9a-fA-F]{32}")


class TwilioWhatsApp:
    """The provider."""

    key = "twilio_whatsapp"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of WhatsApp."""
        return CAPABILITIES[Channel.WHATSAPP]

    def verify(self, call: Call, line: LineView) -> None:
        """Check the signature over the configured public address and the fields."""
        check_signature(call, line)

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message; an SMS at this door is refused: its answer would go to somebody on WhatsApp."""
        form = read_form(call)
        provider_id, wrote = identifier_in(form), form.get("From", "")
        if not wrote.startswith(SCHEME):
            raise Unreadable("From")
        sender = read_phone(wrote, line.region)
        return [] if sender is None else [message_in(form, provider_id, sender)]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Return the report; none for the states before the hand-over to WhatsApp."""
        return reports_in(read_form(call))

    def answer(self, call: Call) -> Answer:
        """Return TwiML that says nothing: replies go out by the API."""
        return NOTHING_TO_SAY

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing of the number, the account and the token, or a template that is none."""
        if not line.address:
            return "address"
        template = line.settings.get("content_sid")
        if template and not _TEMPLATE.fullmatch(template):
            return "content_sid"
        return line.first_missing(("account_sid",), ("auth_token",))

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends by the API."""
        return TwilioSender(line, scheme=SCHEME)


PROVIDER = TwilioWhatsApp()
