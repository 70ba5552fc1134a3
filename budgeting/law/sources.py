"""Where a legal fact comes from, and how sure of it one may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Confidence(StrEnum):
    """A: the text itself was read. B: an official page or a solid account of it. C: known, not confirmed."""

    READ = "A"
    REPORTED = "B"
    UNCONFIRMED = "C"


class Doubt(StrEnum):
    """Why a figure or a date must be shown with a reserve."""

    UNCONFIRMED = "law_doubt_unconfirmed"
    UNIT_NOT_STATED = "law_doubt_unit_not_stated"
    SOURCES_DIFFER = "law_doubt_sources_differ"
    HOLIDAY_ESTIMATED = "law_doubt_holiday_estimated"
    PAUSE_NOT_IN_LAW = "law_doubt_pause_not_in_law"


class Gap(StrEnum):
    """What was looked for in a country's law and not found; never filled by a guess."""

    NO_LAW = "law_gap_no_law"
    NO_ANSWER_PERIOD = "law_gap_no_answer_period"
    UNIT_NOT_STATED = "law_gap_unit_not_stated"
    NO_EXTENSION = "law_gap_no_extension"
    NO_URGENT_TRACK = "law_gap_no_urgent_track"
    NO_COMPLAINT_PERIODS = "law_gap_no_complaint_periods"
    NO_PAUSE = "law_gap_no_pause"
    NO_LIST_OF_GROUNDS = "law_gap_no_list_of_grounds"
    NO_FORM = "law_gap_no_form"


@dataclass(frozen=True)
class Source:
    """One place a fact was taken from; `note` is for maintainers, in English, and is never shown to citizens."""

    address: str
    confidence: Confidence
    article: str = ""
    note: str = ""

    @property
    def is_confirmed(self) -> bool:
        """Was the text, or a solid account of it, seen?"""
        return self.confidence is not Confidence.UNCONFIRMED


def say(names: Mapping[str, str], language: str) -> str:
    """Return the name in a language, else the local one, which stands first; empty where there is no name."""
    return names.get(language) or next(iter(names.values()), "")
