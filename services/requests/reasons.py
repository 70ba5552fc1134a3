"""Why something about a question is not done, and which step may follow which."""

from __future__ import annotations

from enum import StrEnum

from budgeting.law.asking import RequestKind
from budgeting.refusal import Refusal
from models.request import RequestState


class RequestNo(StrEnum):
    """The named reasons; those of staff forms begin with `request_`."""

    NO_SUCH_REFERENCE = "no_such_reference"
    UNKNOWN = "request_unknown"
    WITHOUT_TEXT = "request_without_text"
    WITHOUT_ANSWER = "request_without_answer"
    WITHOUT_REASON = "request_without_reason"
    TEXT_TOO_LONG = "request_text_too_long"
    UNKNOWN_CODE = "request_unknown_code"
    UNKNOWN_EXTENSION_CODE = "request_unknown_extension_code"
    STEP_NOT_OPEN = "request_step_not_open"
    FORMAL_STAYS_OPEN = "request_formal_stays_open"
    UNKNOWN_ZONE = "request_unknown_zone"
    UNKNOWN_TOPIC = "request_unknown_topic"
    UNKNOWN_LANGUAGE = "request_unknown_language"
    UNKNOWN_WAY = "request_unknown_way"
    UNKNOWN_ASKER = "request_unknown_asker"
    NOT_FORMAL_HERE = "request_not_formal_here"
    FORM_INCOMPLETE = "request_form_incomplete"
    DATE_IN_FUTURE = "request_date_in_future"
    WITHOUT_QUESTION = "request_without_question"
    NOT_PAUSED = "request_not_paused"
    NOT_YOURS = "request_not_yours"
    GROUP_UNKNOWN = "request_group_unknown"
    GROUP_TOO_SMALL = "request_group_too_small"
    CANNOT_JOIN = "request_cannot_join"
    JOIN_UNKNOWN = "request_join_unknown"
    JOIN_NOT_OPEN = "request_join_not_open"
    NO_APPEALS = "no_appeals"
    UNKNOWN_VERDICT = "request_unknown_verdict"
    NOT_PUBLISHABLE = "request_not_publishable"
    PUBLIC_TEXT_MISSING = "request_public_text_missing"


class Moved(StrEnum):
    """What was set right that moved the date of an answer, as the request's history keeps it."""

    HOLIDAY = "holiday_corrected"
    TIME_ZONE = "time_zone_corrected"


OPEN = frozenset({RequestState.RECEIVED, RequestState.PAUSED, RequestState.EXTENDED})
"""The clock runs or stands still; what is prepared has no clock yet."""
_DECISIONS = frozenset({RequestState.EXTENDED, RequestState.ANSWERED, RequestState.REFUSED, RequestState.CLOSED})
_RUNNING = _DECISIONS | {RequestState.PAUSED}

# An answer can be corrected and a refusal reconsidered; what is closed stays closed. While the citizen is awaited no
# extension is taken: how long it would have to be is not known yet.
NEXT_STEPS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.PREPARED: frozenset({RequestState.RECEIVED, RequestState.CLOSED}),
    RequestState.RECEIVED: _RUNNING,
    RequestState.PAUSED: _DECISIONS - {RequestState.EXTENDED},
    RequestState.EXTENDED: _RUNNING - {RequestState.EXTENDED},
    RequestState.ANSWERED: frozenset({RequestState.ANSWERED, RequestState.CLOSED}),
    RequestState.REFUSED: frozenset({RequestState.ANSWERED, RequestState.CLOSED}),
    RequestState.CLOSED: frozenset(),
}


def next_steps(state: RequestState, kind: RequestKind) -> frozenset[RequestState]:
    """Return what may follow: a formal request that is open is answered or refused, never closed without either."""
    found = NEXT_STEPS[state]
    return found - {RequestState.CLOSED} if kind is RequestKind.FORMAL and state in OPEN else found


def why_not_step(state: RequestState, step: RequestState, kind: RequestKind) -> Refusal | None:
    """Return why a request in this state cannot take this step, None when it can."""
    if step in next_steps(state, kind):
        return None
    if step in NEXT_STEPS[state]:
        return Refusal(RequestNo.FORMAL_STAYS_OPEN)
    return Refusal(RequestNo.STEP_NOT_OPEN, state=state.value, step=step.value)
