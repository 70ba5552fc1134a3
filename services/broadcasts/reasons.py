"""Why a broadcast is not written, agreed to or sent."""

from __future__ import annotations

from enum import StrEnum


class BroadcastNo(StrEnum):
    """The reasons; the last ones are also written down where a broadcast is held back or ended by itself."""

    UNKNOWN = "broadcast_unknown"
    PURPOSE_UNKNOWN = "broadcast_purpose_unknown"
    SUBJECT_UNKNOWN = "broadcast_subject_unknown"
    NO_NOTE_HERE = "broadcast_no_note_here"
    NOTE_TOO_LONG = "broadcast_note_too_long"
    NOTE_IN_VOTE = "broadcast_note_in_vote"
    ZONE_UNKNOWN = "broadcast_zone_unknown"
    LANGUAGE_UNKNOWN = "broadcast_language_unknown"
    NOT_A_DRAFT = "broadcast_not_a_draft"
    CHANGED = "broadcast_changed"
    NOBODY = "broadcast_nobody"
    TOO_DEAR = "broadcast_too_dear"
    TOO_SOON = "broadcast_too_soon"
    TOO_MANY = "broadcast_too_many"
    NOT_RUNNING = "broadcast_not_running"
    NOT_PAUSED = "broadcast_not_paused"
    OVER = "broadcast_over"
    TOO_LATE = "broadcast_too_late"
    FAILING = "broadcast_failing"
    BY_HAND = "broadcast_by_hand"
