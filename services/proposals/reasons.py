"""Why something about a proposal is not done."""

from __future__ import annotations

from enum import StrEnum


class ProposalReason(StrEnum):
    """The reasons; the first seven are told to citizens."""

    CLOSED = "proposals_closed"
    OPEN_LATER = "proposals_open_later"
    NOT_SUPPORTABLE = "proposal_not_supportable"
    SUPPORT_LATER = "proposal_support_later"
    SUPPORT_OVER = "proposal_support_over"
    NOT_JOINABLE = "proposal_not_joinable"
    TOO_MANY_AUTHORS = "proposal_too_many_authors"
    VOICE_NOT_TAKEN = "proposal_voice_not_taken"
    TOO_MANY_VOICES = "proposal_too_many_voices"
    UNKNOWN = "proposal_unknown"
    TITLE_MISSING = "proposal_title_missing"
    ZONE_UNKNOWN = "proposal_zone_unknown"
    NO_APPEAL = "proposal_no_appeal"
    NEEDS_ANOTHER = "proposal_needs_another"
    BACKERS_WRONG = "proposal_backers_wrong"
    DEPARTMENT_NEEDED = "proposal_department_needed"
    NO_SUCH_STAFF = "proposal_staff_unknown"
    STUDY_DAY_PAST = "proposal_study_day_past"
    DECIDED = "proposal_decided"
    COST_NEEDED = "proposal_cost_needed"
    REASON_NEEDED = "proposal_reason_needed"
    MERGE_WITH_ITSELF = "proposal_merge_with_itself"
    MERGE_TARGET_CLOSED = "proposal_merge_target_closed"
