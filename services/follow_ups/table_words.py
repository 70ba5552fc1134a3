"""The words by which a table of promises is read: what its columns are called, and which words surely say a state.

Each text is a list that translators fill, separated by commas. A cell says a state when it is one of these words and
nothing else: "en cours" is in progress, "des réflexions sont en cours" may be anything, and is asked about.
"""

from __future__ import annotations

from enum import StrEnum

from bot.answers import words_of
from bot.phrases import Phrase, Speech, _
from bot.understanding.fold import fold, stands_in
from locales.page_words import page_languages
from models.follow_up import FollowUpState


class Column(StrEnum):
    """What a column holds, in the order in which its name is compared: "délai d'exécution" is a day, not a state."""

    NOTE = "note"
    OWNER = "owner"
    START = "start"
    DUE = "due"
    STATE = "state"
    TEXT = "text"


COLUMNS: dict[Column, Phrase] = {
    Column.NOTE: _("remarks, remark, observations, observation, comments, comment, difficulties"),
    Column.OWNER: _("in charge, responsible, owner, department, office, service"),
    Column.START: _("start, starts, beginning, begins, from when"),
    Column.DUE: _("due date, deadline, due, end, ends, by when, date"),
    Column.STATE: _("state, status, progress, execution, implementation"),
    Column.TEXT: _("recommendation, recommendations, promise, promises, commitment, action, actions, activity, target"),
}
STATES: dict[FollowUpState, Phrase] = {
    FollowUpState.NOT_STARTED: _("not done, not begun, not started, nothing done, no, pending, to do"),
    FollowUpState.IN_PROGRESS: _("in progress, under way, ongoing, started, begun, partly done"),
    FollowUpState.DONE: _("done, finished, completed, carried out, fully done, yes"),
    FollowUpState.ABANDONED: _("abandoned, given up, cancelled, dropped"),
}


def column_named(title: str) -> Column | None:
    """Return what a column of this title holds, None where its name says nothing."""
    said = fold(title)
    return next((column for column, names in COLUMNS.items() if _is_among(said, names)), None)


def state_said(cell: str) -> FollowUpState | None:
    """Return the state that a cell surely says, None where it says none or something else too."""
    said = fold(cell)
    return next((state for state, words in STATES.items() if said in words_of(words, _everywhere())), None)


def _is_among(said: str, names: Phrase) -> bool:
    return any(stands_in(name, said) for name in words_of(names, _everywhere()))


def _everywhere() -> Speech:
    return Speech(tuple(page_languages()))
