"""A question that published information may answer: what is said of it, and whether that helped, in one message."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.answers import NO_WORDS, THANKS_WORDS
from bot.fitting import Cheapest, Fitted
from bot.lesson_words import lesson_answer
from bot.paging import Beneath
from bot.phrases import Value, _
from bot.records import Record
from bot.steps import Choice, Choose
from bot.wording import Clipped, Sentences

WIDTHS = (300, 250, 200, 150, 120, 100, 75, 60)
"""Characters of words where text is paid, as many as two segments hold with the question; TRACK says them whole."""
YES, STAFF, FORMAL = "yes", "staff", "formal"


class Known(NamedTuple):
    """An answer that is public: its source, its key, and its forms, the fullest first; `enough` are its segments."""

    source: str
    key: str | None
    forms: Sequence[Value]
    enough: int


def published(found: Record) -> Known:
    """Return an earlier answer to nearly the same question."""
    return Known("published", found.key, [Clipped(found.answer, longest, has_end=True) for longest in WIDTHS], 2)


def from_lesson(found: Record) -> Known:
    """Return what a lesson says."""
    return Known("lesson", f"lesson:{found.key}", [lesson_answer(found, longest) for longest in WIDTHS], 2)


def from_facts(forms: Sequence[Value]) -> Known:
    """Return a plain fact that is public."""
    return Known("published", None, forms, 1)


def from_budget(answer: Value) -> Known:
    """Return a figure; what is said beside it gives way before it costs a second segment."""
    forms = answer.forms() if isinstance(answer, Fitted) else [answer]
    return Known("budget", None, forms, 1)


def whether_it_helped(known: Known, *, has_law: bool) -> Choose:
    """Return the answer as a question: did it help, or is it for the staff? `has_law` where a formal request exists."""
    choices = [
        Choice(YES, _("yes"), words=THANKS_WORDS),
        Choice(STAFF, _("no, ask the staff").brief(_("no, the town hall")), words=NO_WORDS),
    ]
    if has_law:
        choices.append(Choice(FORMAL, _("make a formal request").brief(_("formal request"))))
    asked = _("Did this answer you?").brief(_("Did this help?"))
    forms = [Sentences([form, asked]) for form in known.forms]
    prompt = Cheapest(forms, Beneath(choices, has_hint=False), known.enough)
    return Choose("helped", prompt, choices, spares_hint=True)
