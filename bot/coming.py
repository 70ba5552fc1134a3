"""Whether somebody comes to a public session: the question, the answers to it, and what is said back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.answers import NO_WORDS, YES_WORDS, words_of
from bot.digit_answers import digit_meant
from bot.fitting import Cheapest
from bot.paging import Beneath
from bot.phrases import Hour, Phrase, Speech, Value, _, say
from bot.records import Record, plain
from bot.state import Open, State
from bot.steps import Choice, Choose, Heard
from bot.understanding.fold import fold
from bot.views.people import SessionView
from bot.wording import Clipped, Sentences

DIALOGUE, QUESTION = "coming", "comes"
COME, STAY = 1, 2
LABELS = {COME: _("I come"), STAY: _("I do not come")}
WORDS = {COME: YES_WORDS, STAY: NO_WORDS}
PLACE = 30
FOR_WHICH = _("For the public meeting send COMING or NOT COMING. If you mean this, answer again:").brief(
    _("For the meeting: COMING. For this, answer again:")
)
"""Said at an open question of a 'yes' that came after an invitation: nothing is taken of it yet."""


def ask_whether(session: Record, forms: Sequence[Value]) -> Choose:
    """Return the question below what is told of a session, in the first of its forms that costs no segment more."""
    choices = [Choice(number, label, words=WORDS[number]) for number, label in LABELS.items()]
    said = [_("You said: %(answer)s.", answer=LABELS[COME if session.comes else STAY])]
    told: list[Value] = [form if session.comes is None else Sentences([form, *said]) for form in forms]
    return Choose(QUESTION, Cheapest(told, Beneath(choices, has_hint=False)), choices, spares_hint=True)


def kept_words(session: Record, *, comes: bool) -> Phrase:
    """Return what was noted, and how to change it."""
    when: dict[str, Value] = {"starts_at": Hour.of(session.starts_at), "place": Clipped(session.place, PLACE)}
    if comes:
        return _(
            "Noted: you come to the public meeting on %(starts_at)s, %(place)s. To change it, send: NOT COMING",
            **when,
        )
    return _(
        "Noted: you do not come to the public meeting on %(starts_at)s, %(place)s. To change it, send: COMING", **when
    )


def answer_in(text: str, speech: Speech) -> int | None:
    """Return the answer that a whole message is, by its digit, its words or both; None where it is anything else."""
    return digit_meant(text, {number: _words(number, speech.languages) for number in LABELS})


def has_digit(text: str) -> bool:
    """Does a digit stand in it, which may be meant for anything that is numbered?"""
    return any(map(str.isdecimal, text))


def names_it(text: str, speech: Speech) -> bool:
    """Does it say that one comes, or does not, in words that are said of nothing else?"""
    said = fold(text)
    return any(_label(number, tag) in said for number in LABELS for tag in speech.languages)


def may_be_meant(heard: Heard, open_now: str | None, speech: Speech) -> bool:
    """May 'yes' or 'no' at another open question be meant for an invitation that was read after it?"""
    if heard.button or open_now == DIALOGUE or not any(map(str.isalpha, heard.text)):
        return False
    return answer_in(heard.text, speech) is not None and not names_it(heard.text, speech)


def answering(session: SessionView, before: State) -> State:
    """Return a conversation that has come to the question, beside the one that waits: nothing of that is touched."""
    state = State(serial=before.serial, has_language=before.has_language, has_written=before.has_written)
    state.begin(DIALOGUE, {})
    state.answers = {"session": plain(session)}
    state.open = Open(QUESTION, list(LABELS))
    return state


@lru_cache(maxsize=64)  # every message is compared with them
def _words(number: int, languages: tuple[str, ...]) -> frozenset[str]:
    return words_of(WORDS[number], Speech(languages)) | {_label(number, tag) for tag in languages}


def _label(number: int, language: str) -> str:
    return fold(say(LABELS[number], Speech((language,))))
