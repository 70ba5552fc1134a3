"""Sessions of USSD as Africa's Talking carries them: a field with all that was typed, a word before each screen."""

from __future__ import annotations

import re

from bot.messages import Inbound, Screen
from bot.sms.clean import LONGEST
from gateways.base import Answer, Unreadable

_SESSION = re.compile(r"[!-~]{1,100}")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")


def read_session(session: str, sender: str, typed: str) -> Inbound:
    """Return the message of one call: in which session, how much was typed in it, and the end of that.

    `typed` keeps its length: by that the part of it is found that is new.
    """
    if not _SESSION.fullmatch(session):
        raise Unreadable("no session")
    return Inbound(
        f"{session}:{len(typed)}",
        sender,
        text=_NO_TEXT.sub(" ", typed[-LONGEST:]),
        phone=sender,
        session=session,
        typed=len(typed),
    )


def answer_with(screen: Screen) -> Answer:
    """Return a screen as the answer to the call: CON lets the person type, END is the last one."""
    return Answer(f"{'END' if screen.is_last else 'CON'} {screen.text}".encode())
