"""What was promised in the room of a session, as its report tells it: also in answer to what the room never heard."""

from __future__ import annotations

from collections.abc import Sequence

from locales.page_words import say_list
from models.session_question import RoomQuestionState
from printing.written_report import Paragraph, Part
from services.printing.said_parts import NOTHING, table
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.public_sessions.recommendations import Recommended
from services.session_rooms.reading import QuestionView

LEFT_OUT = (RoomQuestionState.WAITING, RoomQuestionState.HIDDEN)
"""Questions whose words nobody has read for everybody."""


def promised(voice: Voice, promises: Sequence[Recommended]) -> list[Part]:
    """Return what was promised in answer to questions, nothing where nothing was."""
    if not promises:
        return []
    rows = tuple(
        (one.row.reference, one.row.text, one.row.owner or NOTHING, voice.day(one.row.due_on)) for one in promises
    )
    names = (_("Number"), _("Promise"), _("In charge"), _("By"))
    return [table(voice, _("Promises made in answer to questions"), names, rows, shares=(3, 12, 6, 4))]


def answered_by_promise(voice: Voice, questions: Sequence[QuestionView], promises: Sequence[Recommended]) -> list[Part]:
    """Return by their numbers the promises that answer what was not read to the room; never the words of who asked."""
    told = {one.row.number for one in promises}
    unread = [one.reference for one in questions if one.state in LEFT_OUT and one.follow_up in told and one.reference]
    if not unread:
        return []
    said = _("Questions that were not read to the room and are answered by a promise: %(references)s.")
    references = say_list(sorted(unread, key=lambda one: (len(one), one)), voice.language)
    return [Paragraph(voice.text(said, references=references))]
