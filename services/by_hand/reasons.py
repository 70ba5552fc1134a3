"""Why a ballot that somebody types is not taken, and why a ballot box stays as it is."""

from __future__ import annotations

from enum import StrEnum


class HandReason(StrEnum):
    """The reasons."""

    NO_HELP = "hand_no_help"
    NO_PAPER = "hand_no_paper"
    CODE_UNREADABLE = "hand_code_unreadable"
    TRIES_USED = "hand_tries_used"
    OUTDATED = "hand_outdated"
