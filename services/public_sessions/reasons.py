"""Why something is not written down of a public session."""

from __future__ import annotations

from enum import StrEnum


class SessionNo(StrEnum):
    """Why a public session is not announced, changed, counted or found."""

    UNKNOWN = "session_unknown"
    WITHOUT_TITLE = "session_without_title"
    WITHOUT_PLACE = "session_without_place"
    TOO_LONG = "session_text_too_long"
    KIND_WRONG = "session_kind_wrong"
    IN_THE_PAST = "session_in_the_past"
    TOO_FAR = "session_too_far"
    NOT_HELD_YET = "session_not_held_yet"
    ENDS_TOO_EARLY = "session_ends_too_early"
    REASON_NEEDED = "session_reason_needed"
    NOT_ITS_DAY = "session_not_its_day"
    BEGAN = "session_began"
    CANCELLED = "session_cancelled"
    STANDS_SO = "session_stands_so_already"
    IN_USE = "session_in_use"
    OFFICIAL_WITHOUT_ROLE = "session_official_without_role"
    TOO_MANY_OFFICIALS = "session_too_many_officials"
    PLAN_WRONG = "session_plan_wrong"
    ITEM_UNKNOWN = "session_item_unknown"
    ITEM_WITHOUT_TITLE = "session_item_without_title"
    TOO_MANY_ITEMS = "session_too_many_items"
    NO_SUCH_DOCUMENT = "session_no_such_document"
    GROUP_WRONG = "session_group_wrong"
    PEOPLE_WRONG = "session_people_wrong"
    FEWER_THAN_NOBODY = "session_fewer_than_nobody"
    PRESSED_ALREADY = "session_pressed_already"
    PRESS_UNKNOWN = "session_press_unknown"
    TAKEN_BACK_ALREADY = "session_taken_back_already"
    WITHOUT_OUTLET = "session_without_outlet"
    PRESS_KIND_WRONG = "session_press_kind_wrong"
    PRESS_DAY_WRONG = "session_press_day_wrong"
    LINK_WRONG = "session_link_wrong"
    ARTICLE_UNKNOWN = "session_article_unknown"
    TAKES_NO_ANSWER = "session_takes_no_answer"
