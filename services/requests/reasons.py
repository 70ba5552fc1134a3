"""Why something about a question is not done, and which step may follow which."""

from __future__ import annotations

from enum import StrEnum

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
    DATE_NOT_LATER = "request_date_not_later"
    DATE_TOO_FAR = "request_date_too_far"
    STEP_NOT_OPEN = "request_step_not_open"
    UNKNOWN_ZONE = "request_unknown_zone"
    UNKNOWN_TOPIC = "request_unknown_topic"
    UNKNOWN_LANGUAGE = "request_unknown_language"


OPEN = frozenset({RequestState.RECEIVED, RequestState.EXTENDED})
_DECISIONS = frozenset({RequestState.EXTENDED, RequestState.ANSWERED, RequestState.REFUSED, RequestState.CLOSED})

# An answer can be corrected and a refusal reconsidered; what is closed stays closed.
NEXT_STEPS: dict[RequestState, frozenset[RequestState]] = {
    RequestState.RECEIVED: _DECISIONS,
    RequestState.EXTENDED: _DECISIONS,
    RequestState.ANSWERED: frozenset({RequestState.ANSWERED, RequestState.CLOSED}),
    RequestState.REFUSED: frozenset({RequestState.ANSWERED, RequestState.CLOSED}),
    RequestState.CLOSED: frozenset(),
}


def why_not_step(state: RequestState, step: RequestState) -> Refusal | None:
    """Return why a question in this state cannot take this step, None when it can."""
    if step in NEXT_STEPS[state]:
        return None
    return Refusal(RequestNo.STEP_NOT_OPEN, state=state.value, step=step.value)
