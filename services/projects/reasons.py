"""Why something about a project is not done."""

from __future__ import annotations

from enum import StrEnum


class ProjectReason(StrEnum):
    """The reasons; the first three are told to citizens."""

    NO_SUCH = "no_such_project"
    NOT_DONE = "project_not_done"
    RATING_WRONG = "project_rating_wrong"
    NAME_MISSING = "project_name_missing"
    NAME_TOO_LONG = "project_name_too_long"
    NAME_LETTERS = "project_name_letters"
    NOT_FUNDED = "project_not_funded"
    PROGRESS_WRONG = "project_progress_wrong"
    SPENT_WRONG = "project_spent_wrong"
    DONE_DAY_NEEDED = "project_done_day_needed"
    DONE_DAY_LATER = "project_done_day_later"
    PROOF_NEEDED = "project_proof_needed"
    REASON_NEEDED = "project_abandon_reason_needed"
    CANNOT_FOLLOW = "project_state_cannot_follow"
