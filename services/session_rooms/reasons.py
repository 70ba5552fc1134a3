"""Why something of a session's room is not done."""

from __future__ import annotations

from enum import StrEnum


class RoomNo(StrEnum):
    """The named reasons; those told to citizens stand last, from `NO_VOTE` on."""

    NOT_BEGUN = "room_not_begun"
    NOT_OPEN = "room_not_open"
    QUESTION_UNKNOWN = "room_question_unknown"
    QUESTION_OVER = "room_question_over"
    QUESTION_UNREAD = "room_question_unread"
    OPEN_TOO_LONG = "room_open_too_long"
    WITHOUT_WORDS = "room_without_words"
    WITHOUT_REASON = "room_without_reason"
    WITHOUT_ANSWER = "room_without_answer"
    WITHOUT_FUNCTION = "room_without_function"
    TOO_LONG = "room_too_long"
    TOO_FEW_JOINED = "room_too_few_joined"
    ONLY_ONE_ASKED = "room_only_one_asked"
    PROMISED_ALREADY = "room_promised_already"
    PROMISED_EACH = "room_promised_each"
    VOTE_UNKNOWN = "room_vote_unknown"
    VOTE_IS_ON = "room_vote_is_on"
    VOTE_NOT_ON = "room_vote_not_on"
    WAY_UNKNOWN = "room_way_unknown"
    COUNT_WRONG = "room_count_wrong"
    SIGNERS_MISSING = "room_signers_missing"
    TOO_FEW_PHONES = "room_too_few_phones"
    PUBLISHED_ALREADY = "room_published_already"
    NO_VOTE = "no_room_vote"
    VOTE_OVER = "room_vote_over"
    SESSION_OVER = "room_session_over"
    WRONG_CODE = "room_wrong_code"
    TRIES = "room_tries"
    NO_PHONE = "room_no_phone"
