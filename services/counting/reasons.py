"""Why a count is not run or not published."""

from __future__ import annotations

from enum import StrEnum


class CountReason(StrEnum):
    """The reasons."""

    TOO_EARLY = "count_too_early"
    NO_VOTE = "count_no_vote"
    NO_RUN = "count_no_run"
    OUTDATED = "count_outdated"
    PUBLISHED = "count_published"
    BOX_OPEN = "count_box_open"
    MEETING_OPEN = "count_meeting_open"
    DRAW_MISSING = "count_draw_missing"
    NO_DRAW = "count_no_draw"
    DRAW_DONE = "count_draw_done"
    DRAW_UNREADABLE = "count_draw_unreadable"
