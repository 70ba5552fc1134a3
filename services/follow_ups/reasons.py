"""Why something about a promise is not done."""

from __future__ import annotations

from enum import StrEnum


class FollowUpNo(StrEnum):
    """The reasons; the first is told to citizens."""

    NO_SUCH = "no_such_follow_up"
    WITHOUT_TEXT = "follow_up_without_text"
    TEXT_TOO_LONG = "follow_up_text_too_long"
    ORIGIN_UNKNOWN = "follow_up_origin_unknown"
    SOURCE_UNKNOWN = "follow_up_source_unknown"
    OCCASION_NEEDED = "follow_up_occasion_needed"
    NOTHING_OPEN = "follow_up_nothing_open"
    NO_SUCH_STAFF = "follow_up_no_such_staff"
    VISIBILITY_WRONG = "follow_up_visibility_wrong"
    OF_A_PERSON = "follow_up_of_a_person"
    DAY_IS_SIGNED = "follow_up_day_is_signed"
    STATE_WRONG = "follow_up_state_wrong"
    REASON_NEEDED = "follow_up_reason_needed"
    NOTHING_NEW = "follow_up_nothing_new"
    DONE_DAY_LATER = "follow_up_done_day_later"
    DAY_WRONG = "follow_up_day_wrong"
    SAME_DAY = "follow_up_same_day"
    DUE_DAY_NEEDED = "follow_up_due_day_needed"
    DUE_REASON_NEEDED = "follow_up_due_reason_needed"
    IS_OVER = "follow_up_is_over"
    PROOF_NEEDED = "follow_up_proof_needed"
    EVIDENCE_WITHOUT_WORDS = "follow_up_evidence_without_words"
    EVIDENCE_TWICE = "follow_up_evidence_twice"
    NO_SUCH_EVIDENCE = "follow_up_no_such_evidence"
    NO_SUCH_DOCUMENT = "follow_up_no_such_document"
    TOO_MUCH_EVIDENCE = "follow_up_too_much_evidence"
    TABLE_UNREADABLE = "follow_up_table_unreadable"
    TABLE_WITHOUT_COLUMNS = "follow_up_table_without_columns"
    TABLE_EMPTY = "follow_up_table_empty"
    TABLE_TOO_LONG = "follow_up_table_too_long"
    TABLE_REASON_NEEDED = "follow_up_table_reason_needed"
    NO_SUCH_TABLE = "follow_up_no_such_table"
