"""Why something about indicators is not done."""

from __future__ import annotations

from enum import StrEnum


class FigureNo(StrEnum):
    """The reasons, each with its sentence on the pages of the panel."""

    TARGET_WRONG = "figure_target_wrong"
    PERIOD_WRONG = "figure_period_wrong"
    NOT_OVER = "figure_period_not_over"
    FROZEN_ALREADY = "figure_frozen_already"
    NO_SUCH_SNAPSHOT = "figure_no_such_snapshot"
    PUBLISHED_ALREADY = "figure_published_already"
    NOT_THE_LATEST = "figure_not_the_latest"
