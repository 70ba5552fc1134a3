"""Why something about a management dialogue is not done."""

from __future__ import annotations

from enum import StrEnum


class ManagementNo(StrEnum):
    """The reasons."""

    UNKNOWN = "management_unknown"
    LEVEL_WRONG = "management_level_wrong"
    ONE_PROGRAMME = "management_one_programme"
    SEVERAL_PROGRAMMES = "management_several_programmes"
    PROGRAMME_UNKNOWN = "management_programme_unknown"
    PERIOD_WRONG = "management_period_wrong"
    DAY_WRONG = "management_day_wrong"
    TOO_LONG = "management_too_long"
    TOO_MANY_PEOPLE = "management_too_many_people"
    NAME_NEEDED = "management_name_needed"
    IS_OPEN = "management_is_open"
    IS_CLOSED = "management_is_closed"
    ANOTHER_OPEN = "management_another_open"
    NOT_OPEN = "management_not_open"
    NOT_CLOSED = "management_not_closed"
    DAY_TO_COME = "management_day_to_come"
    BLANK = "management_blank"
    GAP_UNKNOWN = "management_gap_unknown"
    DECIDED_ALREADY = "management_decided_already"
    OWNER_NEEDED = "management_owner_needed"
    DAY_NEEDED = "management_day_needed"
