"""Why a ballot that somebody types is not taken, why a ballot box stays as it is, what becomes of a booth's ballots."""

from __future__ import annotations

from enum import StrEnum


class HandReason(StrEnum):
    """The reasons."""

    NO_HELP = "hand_no_help"
    NO_BOOTH = "hand_no_booth"
    NO_PAPER = "hand_no_paper"
    CODE_UNREADABLE = "hand_code_unreadable"
    TRIES_USED = "hand_tries_used"
    OUTDATED = "hand_outdated"
    COUNTED = "hand_counted"
    PLACE_MISSING = "hand_place_missing"
    FOUND_WRONG = "hand_found_wrong"
    BOX_UNKNOWN = "hand_box_unknown"
    BOX_CLOSED = "hand_box_closed"
    BOX_FULL = "hand_box_full"
    BOX_LACKS = "hand_box_lacks"
    SAME_PERSON = "hand_same_person"
    NOTHING_TO_CORRECT = "hand_nothing_to_correct"
    VOID_WRONG = "hand_void_wrong"
    WORDS_NEEDED = "hand_words_needed"
    NO_SUCH_VOID = "hand_no_such_void"
    NO_HANDS = "hand_no_hands"
    MEETING_UNKNOWN = "hand_meeting_unknown"
    MEETING_OUTSIDE = "hand_meeting_outside"
    MEETING_TO_COME = "hand_meeting_to_come"
    MEETING_TWICE = "hand_meeting_twice"
    MEETING_DIFFERS = "hand_meeting_differs"
    MEETING_TRIES = "hand_meeting_tries"
    MEETING_GUESSED = "hand_meeting_guessed"
    MEETING_CONFIRMED = "hand_meeting_confirmed"
    MEETING_VOID = "hand_meeting_void"
    MEETING_NOT_OWN = "hand_meeting_not_own"
    MEETING_UNREADABLE = "hand_meeting_unreadable"


class BoothReason(StrEnum):
    """Why a ballot that was sealed in a booth is not counted, beside the reasons of any ballot."""

    BROKEN_SEAL = "booth_broken_seal"
    KEY_GONE = "booth_key_gone"
    PAPER_STANDS = "booth_paper_stands"
    LATER_STANDS = "booth_later_stands"
