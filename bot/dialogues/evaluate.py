"""Whether finished works serve: a digit answers what the town hall asked, days later too, and may still change."""

from __future__ import annotations

from bot.dialogue import Talk, Turn, dialogue
from bot.evaluation import MARKS, kept_words, mark_question
from bot.phrases import _
from bot.steps import Do, Look, Say


@dialogue("evaluate", is_private=True)
def evaluate(turn: Turn) -> Talk:
    """Take the mark for the question that was sent last."""
    asked = yield Look("asked", turn.desk.poll_asked)
    if asked is None:
        yield Say(_("That question is closed. Send PROJECTS to see the projects."))
        return
    given = turn.opening.numbers or ()
    mark = given[0] if given and given[0] in MARKS else (yield mark_question(asked))
    yield Do("answer", lambda: turn.desk.answer_poll(asked.poll_id, mark))
    yield Say(kept_words(asked, mark))
