"""Whose vote it is: the sender's own number, proven once where the channel does not prove it by itself."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from bot.dialogue import Turn
from bot.phrases import Phrase
from bot.state import CARD
from bot.steps import Ask, Do, Heard, Misread, Step, Wants


def prove_phone(
    turn: Turn, prompt: Phrase, complaint: Phrase, left: Phrase | None = None
) -> Generator[Step, Any, None]:
    """Ask for the sender's own contact card and keep its number; a channel that has no cards skips it.

    One that came earlier in the dialogue was kept then, and is not asked for again.

    `left` says what is lost without it: what waits for the card then goes on waiting while the person looks elsewhere.
    """
    key = CARD if left else None
    if turn.opening.phone:
        return
    phone = yield Ask("card", prompt, read=_own_card(complaint), wants=Wants.CONTACT, key=key, left=left)
    if phone:
        yield Do("phone", lambda: turn.desk.keep_phone(phone))


def _own_card(complaint: Phrase) -> Callable[[Heard], str]:
    def read(heard: Heard) -> str:
        if not heard.phone:
            raise Misread(complaint)
        return heard.phone

    return read
