"""Why a commune's own words are not taken."""

from __future__ import annotations

from enum import StrEnum


class WordsNo(StrEnum):
    """The reasons."""

    UNKNOWN_LANGUAGE = "words_unknown_language"
    UNKNOWN_TEXT = "words_unknown_text"
    FIXED = "words_fixed"
    EMPTY = "words_empty"
    VALUE_MISSING = "words_value_missing"
    VALUE_UNKNOWN = "words_value_unknown"
    STRAY_PERCENT = "words_stray_percent"
    DEARER = "words_dearer"
    VOTE_OPEN = "words_vote_open"
    NONE_OF_ITS_OWN = "words_none_of_its_own"
