"""Why something about a programme is not written down."""

from __future__ import annotations

from enum import StrEnum


class ProgrammeNo(StrEnum):
    """The reasons."""

    UNKNOWN = "programme_unknown"
    CODE_WRONG = "programme_code_wrong"
    CODE_TAKEN = "programme_code_taken"
    WITHOUT_NAME = "programme_without_name"
    TEXT_TOO_LONG = "programme_text_too_long"
    UNKNOWN_PART = "programme_part_unknown"
    FREQUENCY_WRONG = "programme_frequency_wrong"
    TOPIC_WRONG = "programme_topic_wrong"
    PERIOD_WRONG = "programme_period_wrong"
    NOTHING_MEASURED = "programme_nothing_measured"
    SPLIT_DIFFERS = "programme_split_differs"
    NOT_PEOPLE = "programme_not_people"
    START_NOT_PEOPLE = "programme_start_not_people"
    MORE_THAN_ALL = "programme_more_than_all"
    HAS_LINES = "programme_has_lines"
    IS_REVIEWED = "programme_is_reviewed"
    QUARTER_TO_COME = "programme_quarter_to_come"
    AMOUNT_WRONG = "programme_amount_wrong"
    SOURCE_NEEDED = "programme_source_needed"
    PERCENT_WRONG = "programme_percent_wrong"
    NOTHING_TO_TAKE_BACK = "programme_nothing_to_take_back"
