"""Why there is nothing to print."""

from __future__ import annotations

from enum import StrEnum


class PaperNo(StrEnum):
    """Why a sheet is not made, or not published."""

    NO_BALLOT = "paper_no_ballot"
    NO_COMMUNE = "paper_no_commune"
    NO_BUDGET = "paper_no_budget"
    NO_LINE = "paper_no_line"
    DEAF_LINE = "paper_deaf_line"
    NO_PROGRAMME = "paper_no_programme"
    NO_LANGUAGE = "paper_no_language"
    NOT_RECEIVED = "paper_not_received"
    NOT_OUTDATED = "paper_not_outdated"
    PUBLISHED_ALREADY = "paper_published_already"
