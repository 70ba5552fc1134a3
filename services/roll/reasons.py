"""Why a list of voters is not taken, why a row of it is not, and why nothing is decided about somebody."""

from __future__ import annotations

from enum import StrEnum


class RollReason(StrEnum):
    """Why something about the list is not done."""

    NOT_HERE = "roll_not_at_this_level"
    NOT_APPROVED = "roll_before_approval"
    VOTE_OPEN = "roll_vote_open"
    UNREADABLE = "roll_unreadable"
    NO_COLUMNS = "roll_no_columns"
    TOO_MANY_ROWS = "roll_too_many_rows"
    NOTHING_KEPT = "roll_nothing_kept"
    NO_BATCH = "roll_no_batch"
    UNKNOWN = "roll_unmatched_unknown"
    DECIDED = "roll_unmatched_decided"
    COUNTED = "roll_counted"
    NUMBER_UNKNOWN = "roll_number_unknown"
    NUMBER_TAKEN = "roll_number_taken"
    PHONE_LISTED = "roll_phone_listed"
    REASON_NEEDED = "roll_reason_needed"
    ZONE_NEEDED = "roll_zone_needed"
    GONE = "roll_voter_gone"


class RowFault(StrEnum):
    """Why a row of a file is not kept."""

    NOBODY = "row_nobody"
    PHONE_WRONG = "row_phone_wrong"
    VOTER_NUMBER_WRONG = "row_voter_number_wrong"
    BIRTH_WRONG = "row_birth_wrong"
    TOO_YOUNG = "row_too_young"
    ZONE_MISSING = "row_zone_missing"
    ZONE_UNKNOWN = "row_zone_unknown"
    TWICE = "row_twice"
    LISTED = "row_listed"
