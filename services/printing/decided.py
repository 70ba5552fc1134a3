"""What became of a request, as its receipt says it: the decision with its day, its ground and its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.law_words import EXTENSION_GROUNDS, GROUNDS
from models.request import RequestState
from services.printing.voice import Voice
from services.printing.voice import marked as _
from services.requests import Dossier, RequestDetails

ON = {
    RequestState.ANSWERED: _("Answered on %(day)s"),
    RequestState.REFUSED: _("Refused on %(day)s"),
    RequestState.CLOSED: _("Closed on %(day)s, without an answer"),
    RequestState.EXTENDED: _("More time taken on %(day)s"),
    RequestState.PAUSED: _("Your answer is awaited, the clock stands still"),
}
ON_ONE_SIDE = 3500
"""Characters of what was asked and decided that stand together on the first side in letters one can read."""
FINAL = frozenset({RequestState.ANSWERED, RequestState.REFUSED, RequestState.CLOSED})


@dataclass(frozen=True, slots=True)
class DecisionPart:
    """What was decided: `told` in the language of the sheet, `words` as staff wrote them; nothing while nothing was.

    `overleaf` says that the words stand on the other side; empty where the first has room for them.
    """

    title: str
    told: tuple[str, ...]
    words: tuple[str, ...]
    overleaf: str


def say_decision(details: RequestDetails, dossier: Dossier, voice: Voice) -> DecisionPart:
    """Return what the commune decided about a request, or asks of who asked it."""
    state = state_of(details)
    if state not in ON:
        return DecisionPart("", (), (), "")
    day = _day_of(details, state)
    told = [voice.text(ON[state], day=voice.day(day))]
    if details.refusal:
        told.append(voice.text(_("Ground: %(ground)s"), ground=voice.value(GROUNDS[details.refusal])))
    elif state is RequestState.EXTENDED and details.extension_ground:
        told.append(
            voice.text(_("Ground: %(ground)s"), ground=voice.value(EXTENSION_GROUNDS[details.extension_ground]))
        )
    words = _words_of(details, dossier, state) or ""
    is_long = len(details.row.text) + len(words) > ON_ONE_SIDE
    overleaf = voice.text(_("Its words stand on the other side.")) if is_long else ""
    return DecisionPart(voice.text(_("What the commune says")), tuple(told), tuple(words.splitlines()), overleaf)


def is_final(details: RequestDetails) -> bool:
    """Is the request answered, refused or closed, so that nothing is due any more?"""
    return state_of(details) in FINAL


def state_of(details: RequestDetails) -> RequestState:
    """Return what was decided: one that was closed after its answer or its refusal stays answered or refused."""
    if details.refusal:
        return RequestState.REFUSED
    return RequestState.ANSWERED if details.answer else RequestState(details.row.state)


def _day_of(details: RequestDetails, state: RequestState) -> date | None:
    return details.settled_on if state in FINAL else details.extended_on


def _words_of(details: RequestDetails, dossier: Dossier, state: RequestState) -> str | None:
    if state is RequestState.PAUSED:
        return dossier.asked
    return details.extension_reason if state is RequestState.EXTENDED else details.answer or details.reason
