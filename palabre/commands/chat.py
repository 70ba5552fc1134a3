"""`palabre chat`: a phone in the terminal."""

from __future__ import annotations

import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import click

from bot.messages import Button, Inbound, Outgoing
from bot.sms.prepare import prepare
from bot.steps import Wants
from budgeting.refusal import Refusal
from gateways.dialled import read_session
from gateways.phones import read_international, read_phone
from palabre.backups import back_up
from palabre.demo.clock import DemoClock
from palabre.demo.lines import simulator_lines
from palabre.demo.load import load_demo
from palabre.logs import set_up_logs
from palabre.presence import Found, look, not_the_demonstration, nothing_yet
from palabre.serving import prepare as prepare_house
from palabre.settings import Settings
from palabre.wiring import Installation, install
from services.clock import system_clock
from services.line_keeping import keep_line
from services.turn import take, take_in_session
from services.uploads import keep_voice

SHARE = "/contact"
"""What sends the phone's own card on Telegram, as the button that asks for it does there."""

VOICE = "/voice "
"""What sends a voice message on Telegram: the path of its file follows."""

DEFAULT_NUMBER = "+22891000001"  # none of the simulator page's phones: each has its own limit of replies an hour


@click.command("chat")
@click.option("--channel", type=click.Choice(["sms", "whatsapp", "telegram", "ussd"]), default="sms", show_default=True)
@click.option("--language", default=None, help="fr, ar, en … : sent as the first message.")
@click.option("--demo", is_flag=True, help="Load the demonstration first, into an empty VAR_DIR.")
@click.option("--from", "sender", default=DEFAULT_NUMBER, show_default=True, help="The phone's number.")
def COMMAND(channel: str, language: str | None, sender: str, *, demo: bool) -> None:
    """Talk to the commune as a citizen would; reads lines from a pipe too.

    On Telegram the label of a button presses it; /contact, or the button that asks for it, shares the phone's number;
    /voice FILE sends a voice message, a file of Opus in Ogg of five minutes at most.
    On USSD the first line dials, as does the one after a session is over; each other line is typed on its screen.

    It is a trial phone. A real commune is talked to in a copy of its database: nothing said here reaches it.
    """
    settings = Settings()
    set_up_logs(settings.log_level)
    found = look(settings)
    if no := why_not_talk(found, settings, demo=demo):
        raise no
    with _house_to_talk_to(settings, found) as installation:
        if demo:
            load_demo(installation)
        phone = Phone(installation, channel, sender)
        dialled = ["*"] if channel == "ussd" else []
        for text in chain(
            [*dialled, language] if language else [], _typed()
        ):  # each is answered before the next is typed
            phone.say(text)


def why_not_talk(found: Found, settings: Settings, *, demo: bool) -> click.ClickException | None:
    """Return why there is nobody to talk to, or None."""
    if demo:
        return not_the_demonstration(settings) if found is Found.COMMUNE else None
    if found is Found.COMMUNE and not settings.is_sqlite:
        text = "A real commune on PostgreSQL is not talked to from here. Try the demonstration: palabre chat --demo"
        return click.ClickException(f"{text}, with a VAR_DIR of its own and no DATABASE_URL.")
    return nothing_yet(settings) if found in (Found.NOTHING, Found.NO_COMMUNE) else None


@contextmanager
def _house_to_talk_to(settings: Settings, found: Found) -> Iterator[Installation]:
    """Yield the demonstration with its clock, or a copy of a real commune that is thrown away at the end."""
    with tempfile.TemporaryDirectory() as folder:
        if found is Found.COMMUNE:
            copy = back_up(settings.database, Path(folder), system_clock())
            apart = {"database_url": f"sqlite:///{copy}", "redis_url": "", "files_dir": Path(folder)}
            installation = install(settings.model_copy(update=apart))
        else:
            installation = install(settings, is_demo=True, clock=DemoClock(settings.var_dir))
        try:
            prepare_house(installation)
            yield installation
        finally:
            installation.close()


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
    """One phone: what it says is taken in a turn, all that is replied is shown with its price."""

    def __init__(self, installation: Installation, channel: str, sender: str) -> None:
        self._installation = installation
        house = installation.house
        wanted = next(line for line in simulator_lines(house) if line.key == channel)
        self._line_id = house.work.write(lambda session: keep_line(session, house, wanted).id)
        installation.book.forget()
        line = installation.book.enabled_lines()[self._line_id]
        self._number, self._is_telegram = sender, channel == "telegram"
        self._sender = sender.lstrip("+") if self._is_telegram else (read_phone(sender, line.region) or sender)
        self._can = installation.providers["simulator"].capabilities_of(line)
        self._buttons: list[Button] = []
        self._session, self._typed = "", list[str]()

    def say(self, text: str) -> None:
        """Send one message and print what comes back."""
        if self._can.has_session:
            click.echo(self._screen(text))
        elif text.startswith(VOICE) and self._is_telegram:
            self._speak(Path(text.removeprefix(VOICE).strip()).expanduser())
        elif text.strip():
            for shown in [self._shown(reply) for reply in self.answer(text)] or ["(no reply)"]:
                click.echo(shown)

    def _speak(self, file: Path) -> None:
        """Send a voice message, kept here as Telegram's are once they are fetched."""
        try:
            kept = keep_voice(self._installation.house, file.read_bytes())
        except (OSError, Refusal) as no:
            reason = no.reason if isinstance(no, Refusal) else no.strerror
            click.echo(f"{file} was not sent: {reason}. A voice message is a file of Opus in Ogg.")
            return
        for reply in self._take(Inbound(uuid.uuid4().hex, self._sender, voice=kept.stored_as)):
            click.echo(self._shown(reply))

    def answer(self, text: str) -> list[Outgoing]:
        """Send one message, or press the button of that label, and return all that comes back, in its order."""
        pressed = next((button.data for button in self._buttons if button.label == text.strip()), None)
        message = Inbound(uuid.uuid4().hex, self._sender, "" if pressed else text, button=pressed)
        if self._is_telegram and (pressed == Wants.CONTACT or text.strip() == SHARE):
            message = Inbound(message.provider_id, self._sender, phone=read_international(self._number))
        return self._take(message)

    def _take(self, message: Inbound) -> list[Outgoing]:
        replies = take(self._installation.house, self._line_id, self._can, message).replies
        return [Outgoing(prepare(reply.text).text) if self._can.is_paid else reply for reply in replies]

    def _screen(self, text: str) -> str:
        """Dial, or type on the screen that is shown, and return the next one."""
        if self._session:
            self._typed.append(text)
        else:
            self._session, self._typed = uuid.uuid4().hex, []
        message = read_session(self._session, self._sender, "*".join(self._typed))
        screen = take_in_session(self._installation.house, self._line_id, self._can, message)
        self._session = "" if screen.is_last else self._session
        sent = prepare(screen.text)
        return f"{screen.text}\n  ({'over' if screen.is_last else 'goes on'}, {sent.units} {sent.encoding})\n"

    def _shown(self, reply: Outgoing) -> str:
        self._buttons = [button for row in reply.buttons for button in row]
        if not self._can.is_paid:
            return "\n".join([reply.text, *(f"[{button.label}]" for button in self._buttons), ""])
        sent = prepare(reply.text)
        return f"{sent.text}\n  ({sent.segments} SMS, {sent.units} {sent.encoding})\n"
