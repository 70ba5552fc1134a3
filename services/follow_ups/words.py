"""What those who follow a promise hear, in one SMS."""

from __future__ import annotations

from datetime import date

from bot.follow_up_words import STATES, TITLE
from bot.phrases import Day, Phrase, Value, _
from bot.views.follow_ups import reference_of
from bot.wording import Clipped
from models import FollowUp

NOTE = 60
"""Characters of what staff write beside a step, in an SMS."""


def moved_words(row: FollowUp, note: str) -> Phrase:
    """Return where a promise stands now, and why where it is given up or somebody wrote it."""
    state = STATES[str(row.state)]
    if note:
        return _(
            "%(reference)s, %(title)s: %(state)s. %(why)s",
            **_of(row),
            state=state,
            why=Clipped(note, NOTE, has_end=True),
        )
    return _("%(reference)s, %(title)s: %(state)s.", **_of(row), state=state)


def noted_words(row: FollowUp, note: str) -> Phrase:
    """Return what staff wrote of a promise that stands where it stood."""
    return _("%(reference)s, %(title)s: %(why)s", **_of(row), why=Clipped(note, NOTE, has_end=True))


def due_words(row: FollowUp, before: date | None) -> Phrase:
    """Return by when it is promised now, and the day it was promised for before."""
    if row.due_on is None:
        return _("%(reference)s, %(title)s: there is no promised day any more.", **_of(row))
    if before is None:
        return _("%(reference)s, %(title)s: promised for %(due_on)s.", **_of(row), due_on=Day(row.due_on))
    return _(
        "%(reference)s, %(title)s: promised for %(due_on)s now, before for %(promised_on)s.",
        **_of(row),
        due_on=Day(row.due_on),
        promised_on=Day(before),
    )


def late_words(row: FollowUp) -> Phrase:
    """Return that the promised day is over and nothing was said to be done."""
    return _(
        "%(reference)s, %(title)s: promised for %(due_on)s and not done yet. You hear when it moves.",
        **_of(row),
        due_on=Day(row.due_on or row.promised_on),
    )


def answered_words(row: FollowUp, about: str) -> Phrase:
    """Return to who asked what the answer promises, and how to follow it."""
    values: dict[str, Value] = {**_of(row), "about": about}
    if row.due_on:
        return _(
            "On %(about)s the town hall promises: %(title)s, by %(due_on)s. To follow it: TRACK %(reference)s",
            **values,
            due_on=Day(row.due_on),
        )
    return _("On %(about)s the town hall promises: %(title)s. To follow it: TRACK %(reference)s", **values)


def _of(row: FollowUp) -> dict[str, Value]:
    return {"reference": reference_of(row.number), "title": Clipped(row.text, TITLE)}
