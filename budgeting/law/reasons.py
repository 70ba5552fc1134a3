"""Why the legal clock says no."""

from __future__ import annotations

from enum import StrEnum


class LawNo(StrEnum):
    """The reasons of this room, put into words only at the edge."""

    DATE_OUT_OF_RANGE = "law_date_out_of_range"
    PAUSE_BEFORE_RECEIPT = "law_pause_before_receipt"
    PAUSE_ENDS_BEFORE_START = "law_pause_ends_before_start"
    PAUSE_STILL_OPEN = "law_pause_still_open"
    NO_EXTENSION = "law_no_extension"
    EXTENSION_TWICE = "law_extension_twice"
    EXTENSION_TOO_LONG = "law_extension_too_long"
    EXTENSION_TOO_LATE = "law_extension_too_late"
    EXTENSION_BEFORE_RECEIPT = "law_extension_before_receipt"
    EXTENSION_WITHOUT_REASON = "law_extension_without_reason"
    NO_URGENT_TRACK = "law_no_urgent_track"
    CORRECTION_WITHOUT_NAME = "law_correction_without_name"
    CORRECTION_WITHOUT_TARGET = "law_correction_without_target"
    CORRECTION_NO_HOLIDAY = "law_correction_no_holiday"
    CORRECTION_ALREADY_HOLIDAY = "law_correction_already_holiday"
    CORRECTION_TWICE = "law_correction_twice"
    COMPLAINT_BEFORE_STAGE = "law_complaint_before_stage"
    COMPLAINT_TOO_LATE = "law_complaint_too_late"
    COMPLAINT_TWICE = "law_complaint_twice"
    COMPLAINT_UNKNOWN_STAGE = "law_complaint_unknown_stage"
    PROMISE_TOO_LONG = "law_promise_too_long"
    PROMISE_UNKNOWN_FIELD = "law_promise_unknown_field"
    PROMISE_MISSING_FIELD = "law_promise_missing_field"
    PROMISE_NOT_A_NUMBER = "law_promise_not_a_number"
    PROMISE_OUT_OF_RANGE = "law_promise_out_of_range"
    PROMISE_UNKNOWN_UNIT = "law_promise_unknown_unit"
    PROMISE_UNKNOWN_GROUND = "law_promise_unknown_ground"
    PROMISE_REPEATED_GROUND = "law_promise_repeated_ground"
    PROMISE_NOT_A_LIST = "law_promise_not_a_list"
    PROMISE_NOT_AN_OBJECT = "law_promise_not_an_object"
    PROMISE_NOT_TEXT = "law_promise_not_text"
    PROMISE_TOO_MANY = "law_promise_too_many"
