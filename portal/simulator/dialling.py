"""Dialling from the phones of the demonstration: one session a phone, kept as long as its screen is shown."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from uuid import uuid4

from flask import Flask

from bot.sms.clean import clean_text
from gateways.base import LineView
from gateways.handsets import MOST_HANDSETS
from portal.simulator.door import knock
from portal.simulator.sending import CODE, LONGEST_TEXT, PROVIDER, trouble_of
from services.line_book import LineBook

LAST = "END "


@dataclass(frozen=True, slots=True)
class Dialled:
    """A session as its phone shows it: all that was typed, the screen, and whether it was the last one."""

    session: str
    typed: tuple[str, ...] = ()
    screen: str = ""
    is_over: bool = False


@dataclass(slots=True, eq=False)
class Sessions:
    """The sessions of the last phones that dialled, in memory and only there."""

    _by_number: OrderedDict[str, Dialled] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def shown(self, number: str) -> Dialled | None:
        """Return the session that a phone shows."""
        with self._lock:
            return self._by_number.get(number)

    def show(self, number: str, dialled: Dialled) -> None:
        """Put a session on a phone; the oldest phone gives way."""
        with self._lock:
            self._by_number[number] = dialled
            self._by_number.move_to_end(number)
            if len(self._by_number) > MOST_HANDSETS:
                self._by_number.popitem(last=False)

    def hang_up(self, number: str) -> None:
        """Clear the screen of a phone."""
        with self._lock:
            self._by_number.pop(number, None)


def dial(app: Flask, book: LineBook[LineView], sessions: Sessions, number: str, form: Mapping[str, str]) -> str | None:
    """Dial, type on the screen or hang up, as the form says, and return what was in the way, or None."""
    if "hang_up" in form:
        sessions.hang_up(number)
        return None
    found = book.find(PROVIDER, CODE)
    if found is None:
        return "refused"
    kept = sessions.shown(number)
    typed = clean_text(form.get("text", "")).strip()[:LONGEST_TEXT]
    if kept is None or kept.is_over:
        asked = Dialled(uuid4().hex, (typed,) if typed else ())
    elif typed:
        asked = replace(kept, typed=(*kept.typed, typed))
    else:
        return "empty"
    call = {"from": f"+{number}", "session": asked.session, "text": "*".join(asked.typed)}
    status, said = knock(app, found[1], call)
    if trouble := trouble_of(status):
        return trouble
    sessions.show(number, replace(asked, screen=said[len(LAST) :], is_over=said.startswith(LAST)))
    return None
