"""Why something about an action plan is not done."""

from __future__ import annotations

from enum import StrEnum


class PlanNo(StrEnum):
    """The reasons; the first is told to citizens."""

    NO_SUCH_NUMBER = "plan_no_such_number"
    UNKNOWN = "plan_unknown"
    COMMITMENT_UNKNOWN = "plan_commitment_unknown"
    ACTIVITY_UNKNOWN = "plan_activity_unknown"
    INDICATOR_UNKNOWN = "plan_indicator_unknown"
    WITHOUT_TITLE = "plan_without_title"
    TEXT_TOO_LONG = "plan_text_too_long"
    PERIOD_WRONG = "plan_period_wrong"
    DOCUMENT_UNKNOWN = "plan_document_unknown"
    NUMBER_TAKEN = "plan_number_taken"
    NUMBER_WRONG = "plan_number_wrong"
    PRINCIPLE_WRONG = "plan_principle_wrong"
    WITHOUT_COMMITMENT = "plan_without_commitment"
    HAS_COMMITMENTS = "plan_has_commitments"
    HAS_ACTIVITIES = "plan_has_activities"
    TOO_MANY = "plan_too_many"
    NOTHING_NEW = "plan_nothing_new"
    REASON_NEEDED = "plan_reason_needed"
    JUDGES_WRONG = "plan_judges_wrong"
    KEY_WRONG = "plan_key_wrong"
    WITHOUT_NAME = "plan_indicator_without_name"
    YEAR_WRONG = "plan_year_wrong"
    IS_LIVE = "plan_indicator_is_live"
    DAY_WRONG = "plan_reading_day_wrong"
    READING_UNKNOWN = "plan_reading_unknown"
