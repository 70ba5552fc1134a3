"""USSD by Africa's Talking: https://developers.africastalking.com/docs/ussd/handling_sessions.

The line's address is the code that people dial. Secret: `token`, which stands in the address it calls: it signs
nothing. It waits 15 seconds for the screen, and ends the session on any error. Its notifications of ended sessions
(https://developers.africastalking.com/docs/ussd/notifications) hold all that was typed, ballots too, and tell nothing
that is needed: they are not read.
"""

# ruff: noqa: ARG002  (a contract names more than each provider needs)
from __future__ import annotations

from bot.channels import CAPABILITIES
from bot.messages import Capabilities, Channel, DeliveryReport, Inbound, Outgoing, Screen
from gateways.base import Answer, Call, LineView, Sender, SendFailure, Unreadable, Unsigned
from gateways.bodies import read_form
from gateways.dialled import answer_with, read_session
from gateways.phones import read_operators_number
from gateways.readiness import first_unready
from gateways.tokens import shows_token


class AfricasTalkingUssd:
    """The provider."""

    key = "africastalking_ussd"

    def capabilities_of(self, line: LineView) -> Capabilities:
        """Return those of USSD."""
        return CAPABILITIES[Channel.USSD]

    def verify(self, call: Call, line: LineView) -> None:
        """Compare the token in the address."""
        if not shows_token(call, line):
            raise Unsigned("token")

    def parse(self, call: Call, line: LineView) -> list[Inbound]:
        """Return the message of the call; a session of nobody who can be told apart is ended."""
        if call.method != "POST":
            raise Unreadable("no POST")
        form = read_form(call)
        sender = read_operators_number(form.get("phoneNumber", ""), line.region)
        if sender is None or "text" not in form:
            raise Unreadable("phoneNumber or text")
        return [read_session(form.get("sessionId", ""), sender, form["text"])]

    def parse_status(self, call: Call, line: LineView) -> list[DeliveryReport]:
        """Refuse: nothing is sent that could be reported."""
        raise Unreadable("no reports")

    def answer(self, call: Call) -> Answer:
        """Say nothing; a session is answered by `answer_screen`."""
        return Answer()

    def answer_screen(self, screen: Screen) -> Answer:
        """Return a screen."""
        return answer_with(screen)

    def why_not_ready(self, line: LineView) -> str | None:
        """Return what is missing or cannot be used: the code, a token of 16 signs."""
        return first_unready(line, (), ())

    def open_sender(self, line: LineView) -> Sender:
        """Return what sends nothing."""
        return NoSender()


class NoSender:
    """Nobody can be written to by USSD: an answer goes out while the person waits for it."""

    async def send(self, address: str, message: Outgoing, message_key: str) -> str:
        """Refuse for good."""
        raise SendFailure("no_session", retry_in=None)

    def room(self) -> int:
        """Return how many messages it would refuse at once."""
        return 1

    async def close(self) -> None:
        """Nothing to let go of."""


PROVIDER = AfricasTalkingUssd()
