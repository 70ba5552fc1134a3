"""Why a word is not taught."""

from __future__ import annotations

from enum import StrEnum


class TaughtNo(StrEnum):
    """The reasons."""

    UNKNOWN = "taught_unknown"
    NO_MEANING = "taught_no_meaning"
    TOO_SHORT = "taught_too_short"
    TOO_LONG = "taught_too_long"
    NOT_SAID = "taught_not_said"
    GUARDED = "taught_guarded"
    TOO_COMMON = "taught_too_common"
    NAMES_SOMETHING = "taught_names_something"
    TAUGHT_ALREADY = "taught_already"
    CHANGES_KNOWN = "taught_changes_known"
    CHANGES_NOTHING = "taught_changes_nothing"
    TOO_MANY = "taught_too_many"
