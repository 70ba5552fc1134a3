"""Why codes are not made, or not voided."""

from __future__ import annotations

from enum import StrEnum


class CodeReason(StrEnum):
    """The reasons."""

    NO_CODES_HERE = "codes_not_at_this_level"
    NOT_APPROVED = "codes_before_approval"
    VOTE_CLOSED = "codes_vote_closed"
    COUNTED = "codes_counted"
    SIZE_WRONG = "codes_size_wrong"
    TOO_MANY = "codes_too_many"
    LABEL_MISSING = "codes_label_missing"
    HANDER_MISSING = "codes_hander_missing"
    MADE_ALREADY = "codes_made_already"
    MADE_MEANWHILE = "codes_made_meanwhile"
    BATCH_UNKNOWN = "codes_batch_unknown"
    UNREADABLE = "codes_unreadable"
    UNKNOWN = "codes_unknown"
    VOIDED_ALREADY = "codes_voided_already"
    REASON_WRONG = "codes_reason_wrong"
