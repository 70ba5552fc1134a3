"""How lessons are said: the same words in the dialogue and where staff are told what a lesson costs."""

from __future__ import annotations

from bot.phrases import Listed, Phrase, Spoken, Value, _
from bot.records import Record
from bot.steps import Choice
from bot.wording import Clipped, Roomy, Sentences

NEXT, OTHERS = "next", "others"
ON = Choice(NEXT, _("Next"))
OTHER_LESSONS = Choice(OTHERS, _("Lessons"))
KEYS = _("0 menu, 9 back")
WHICH = _("Which lesson?")
RIGHT = _("Right.")


def place_words(number: int, of: int, text: str) -> Listed:
    """Return a part or a question with its place: 2/5 and its text."""
    return Listed([f"{number}/{of}", text], " ")


def title_words(title: str, at: int, parts: int, *, is_done: bool) -> Value:
    """Return a lesson's title on the list, with how far the person has come."""
    if at > 1:
        return Listed([title, f"{at}/{parts}"], " ")
    return _("%(lesson)s (done)", lesson=title) if is_done else title


def lesson_answer(found: Record, longest: int) -> Phrase:
    """Return what a lesson says to a question, of so many characters where text is paid, and how to open it."""
    answer = Clipped(found.text, longest, has_end=True)
    return _("%(answer)s More: LEARN %(number)s", answer=answer, number=found.number)


def verdict(is_right: bool, solution: str, why: str) -> Spoken:
    """Say whether an answer was right, and if not what is; where text is free, the part that tells it."""
    if is_right:
        return RIGHT
    return Sentences([_("No: %(solution)s.", solution=solution), Roomy(why)])


def result_words(right: int, asked: int, *, has_budget: bool) -> Phrase:
    """Say how the questions went, and what to send next."""
    short = _("%(right)s of %(asked)s right. Lesson finished. Another one: LEARN", right=right, asked=asked)
    if not has_budget:
        return short
    return _(
        "%(right)s of %(asked)s right. You have finished this lesson. Send LEARN for another one, or BUDGET to see "
        "our figures.",
        right=right,
        asked=asked,
    ).brief(short)
