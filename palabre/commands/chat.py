"""`palabre chat`: a phone in the terminal."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator

import click

from bot.messages import Button, Inbound, Outgoing
from bot.sms.prepare import prepare
from gateways.phones import read_phone
from palabre.demo.clock import DemoClock
from palabre.demo.lines import simulator_lines
from palabre.demo.load import load_demo
from palabre.logs import set_up_logs
from palabre.presence import Found, look, nothing_yet
from palabre.serving import prepare as prepare_house
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.line_keeping import keep_line
from services.turn import take

DEFAULT_NUMBER = "+22891000001"  # none of the simulator page's phones: each has its own limit of replies an hour


@click.command("chat")
@click.option("--channel", type=click.Choice(["sms", "telegram"]), default="sms", show_default=True)
@click.option("--language", default=None, help="fr, ar, en … : sent as the first message.")
@click.option("--demo", is_flag=True, help="Load the demonstration first, into an empty VAR_DIR.")
@click.option("--from", "sender", default=DEFAULT_NUMBER, show_default=True, help="The phone's number.")
def COMMAND(channel: str, language: str | None, sender: str, *, demo: bool) -> None:
    """Talk to the commune as a citizen would; reads lines from a pipe too.

    It is a trial phone: to a real commune it may say everything, but not vote.
    """
    settings = Settings()
    set_up_logs(settings.log_level)
    if no := why_not_talk(look(settings), settings, demo=demo):
        raise no
    installation = install(settings, is_demo=True, clock=DemoClock(settings.var_dir))
    try:
        prepare_house(installation)
        if demo:
            load_demo(installation)
        phone = Phone(installation, channel, sender)
        for text in [*([language] if language else []), *_typed()]:
            phone.say(text)
    finally:
        installation.close()


def why_not_talk(found: Found, settings: Settings, *, demo: bool) -> click.ClickException | None:
    """Return why there is nobody to talk to, or None."""
    if demo:
        text = f"A real commune is set up here (VAR_DIR is {settings.var_dir}). The demonstration needs its own."
        return click.ClickException(text) if found is Found.COMMUNE else None
    return nothing_yet(settings) if found in (Found.NOTHING, Found.NO_COMMUNE) else None


def _typed() -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from (line.rstrip("\n") for line in sys.stdin)
        return
    while True:
        try:
            yield input("> ")
        except (EOFError, KeyboardInterrupt):
            return


class Phone:
    """One phone: what it says is taken in a turn, the reply is shown with its price."""

    def __init__(self, installation: Installation, channel: str, sender: str) -> None:
        self._installation = installation
        self._sender = (read_phone(sender, "TG") or sender) if channel == "sms" else sender.lstrip("+")
        house = installation.house
        wanted = next(line for line in simulator_lines(house) if line.key == channel)
        self._line_id = house.work.write(lambda session: keep_line(session, house, wanted).id)
        installation.book.forget()
        line = installation.book.enabled_lines()[self._line_id]
        self._can = installation.providers["simulator"].capabilities_of(line)
        self._buttons: list[Button] = []

    def say(self, text: str) -> None:
        """Send one message and print what comes back."""
        if text.strip():
            reply = self.answer(text)
            click.echo(self._shown(reply) if reply else "(no reply)")

    def answer(self, text: str) -> Outgoing | None:
        """Send one message, or press the button of that label, and return what comes back."""
        pressed = next((button.data for button in self._buttons if button.label == text.strip()), None)
        message = Inbound(uuid.uuid4().hex, self._sender, "" if pressed else text, button=pressed)
        reply = take(self._installation.house, self._line_id, self._can, message).reply
        if reply is None or self._can.is_paid:
            return reply and Outgoing(prepare(reply.text).text)
        return reply

    def _shown(self, reply: Outgoing) -> str:
        self._buttons = [button for row in reply.buttons for button in row]
        if not self._can.is_paid:
            return "\n".join([reply.text, *(f"[{button.label}]" for button in self._buttons), ""])
        sent = prepare(reply.text)
        return f"{sent.text}\n  ({sent.segments} SMS, {sent.units} {sent.encoding})\n"
