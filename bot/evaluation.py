"""The question whether finished works serve, which the town hall asks by itself: its words and its answers."""

from __future__ import annotations

from functools import lru_cache

from bot.answers import NO_WORDS, YES_WORDS, words_of
from bot.digit_answers import digit_meant
from bot.naming import numbered
from bot.phrases import Day, Phrase, Speech, _, say
from bot.ports import PollView
from bot.records import Record, plain
from bot.state import Open, State
from bot.steps import Choice, Choose
from bot.understanding.fold import fold

DIALOGUE, QUESTION = "evaluate", "mark"
LABELS = {1: _("yes, it serves"), 2: _("a little"), 3: _("no, it does not serve")}
WORDS = {1: YES_WORDS, 2: _("a little, a bit, so so, little, not much"), 3: NO_WORDS}
MARKS = tuple(LABELS)


def mark_question(asked: Record) -> Choose:
    """Return the question as it is asked again within a conversation."""
    prompt = _("Does it serve you: %(projects)s?", projects=numbered([asked]))
    return Choose(QUESTION, prompt, [Choice(mark, label, words=WORDS[mark]) for mark, label in LABELS.items()])


def mark_in(text: str, speech: Speech) -> int | None:
    """Return the mark that a whole message is, by its digit, its words or both; None where it is anything else."""
    return digit_meant(text, {mark: _words(mark, speech.languages) for mark in MARKS})


def answering(asked: PollView, before: State) -> State:
    """Return a conversation that has come to the question, beside the one that waits: nothing of that is touched."""
    state = State(serial=before.serial, has_language=before.has_language, has_written=before.has_written)
    state.begin(DIALOGUE, {})
    state.answers = {"asked": plain(asked)}
    state.open = Open(QUESTION, list(MARKS))
    return state


def kept_words(asked: Record, mark: int) -> Phrase:
    """Return what was noted, and until when it can be changed."""
    return _(
        "Noted for %(projects)s: %(mark)s. To change it until %(closes_on)s, send 1, 2 or 3.",
        projects=numbered([asked]),
        mark=LABELS[mark],
        closes_on=Day.of(asked.closes_on),
    )


@lru_cache(maxsize=128)  # every message is compared with them
def _words(mark: int, languages: tuple[str, ...]) -> frozenset[str]:
    speech = Speech(languages)
    return words_of(WORDS[mark], speech) | {fold(say(LABELS[mark], speech))}
