"""Why something about a project is not done."""

from __future__ import annotations

from enum import StrEnum


class ProjectReason(StrEnum):
    """The reasons; the first three and WITHOUT_WORKS are told to citizens."""

    NO_SUCH = "no_such_project"
    NOT_DONE = "project_not_done"
    RATING_WRONG = "project_rating_wrong"
    NO_SYMBOL = "project_no_symbol"
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
    NOT_BEING_BUILT = "project_not_being_built"
    MILESTONE_WITHOUT_TITLE = "milestone_without_title"
    TOO_MANY_MILESTONES = "milestones_too_many"
    NO_SUCH_MILESTONE = "milestone_unknown"
    MILESTONE_REACHED = "milestone_reached_already"
    SAME_DAY = "milestone_same_day"
    DELAY_REASON_NEEDED = "project_delay_reason_needed"
    NOT_LATER = "project_day_not_later"
    CONTRACTOR_NEEDED = "project_contractor_needed"
    CONTRACT_WRONG = "project_contract_wrong"
    SCOPE_REASON_NEEDED = "project_scope_reason_needed"
    PHOTO_WITHOUT_WORDS = "project_photo_without_words"
    PHOTO_MOMENT_WRONG = "project_photo_moment_wrong"
    TOO_MANY_PHOTOS = "project_photos_too_many"
    NO_SUCH_PHOTO = "project_photo_unknown"
    WITHOUT_WORKS = "project_without_works"
    REPORT_OUTCOME_NEEDED = "report_outcome_needed"
    REPORT_ANSWER_NEEDED = "report_answer_needed"
    REPORT_NONE_CHOSEN = "report_none_chosen"
