"""Something is wrong with works: told to the town hall at once, a photo afterwards, answered when staff answer it."""

from __future__ import annotations

from typing import Any

from bot.answers import LEAVE_OUT, one_number, words_of_ones_own
from bot.dialogue import Talk, Turn, dialogue
from bot.faults import WITH_WORKS
from bot.messages import Location
from bot.naming import numbered
from bot.phrases import _
from bot.report_words import received
from bot.steps import Ask, Do, Heard, Look, Misread, Say, Wants
from bot.wording import Sentences
from budgeting.refusal import Refusal

SHORTEST = 3
"""Letters below which nothing was said."""


@dialogue("report", takes_things=True)
def report(turn: Turn) -> Talk:
    """Take the project and the words; they are kept before a photo is asked for, so that nothing is lost.

    A position that is sent meanwhile is kept with them, whatever is asked then.
    """
    opening = turn.opening
    number = opening.number
    if not number:
        asked = _("Which project is it about? Send its number.")
        number = yield Ask("number", asked, read=one_number, takes_numbers=True)
    found = yield Look("project", lambda: turn.desk.project(number))
    if found.state not in WITH_WORKS:
        raise Refusal("project_without_works", number=number)
    words = opening.words
    if not words and (yield Look("can_be_asked", turn.desk.can_be_asked)):
        read = words_of_ones_own(turn.speech, _("Please say in words what is wrong."), SHORTEST)
        words = yield Ask("words", _("What is wrong with %(projects)s?", projects=numbered([found])), read=read,
                          is_free=True)  # fmt: skip
    kept = yield Do(
        "report", lambda: turn.desk.report_works(number, words or opening.text or "", opening.photo), sends=True
    )
    if opening.location:
        yield Do("place", lambda: turn.desk.add_report_place(number, Location(**opening.location)))
    news = yield Look("news", turn.desk.gets_news)
    if not opening.photo and (yield Look("may_ask", turn.desk.can_be_asked)):
        yield from _photo(turn, number)
    yield Say(Sentences(received(kept, found, gets_news=news)))


def _photo(turn: Turn, number: int) -> Any:
    """Ask for a photo where one can be sent; what was said is kept already."""
    prompt = _("Noted for the town hall. Send a photo of it?")
    photo = yield Ask("photo", prompt, read=_read_photo, choices=[LEAVE_OUT], wants=Wants.PHOTO)
    if photo:
        yield Do("photo", lambda: turn.desk.add_report_photo(number, photo), sends=True)


def _read_photo(heard: Heard) -> str:
    if not heard.photo:
        raise Misread(_("That is not a photo. Send one, or leave it out."))
    return heard.photo
