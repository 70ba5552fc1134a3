"""What staff read of targets and frozen figures: why something is not done, and what to do next."""

from __future__ import annotations

from admin.tongue import marked as _
from services.figures.reasons import FigureNo
from services.figures.spans import Span

SPANS = {str(Span.YEAR): _("Each year"), str(Span.QUARTER): _("Each quarter"), str(Span.MONTH): _("Each month")}
FIGURE_REFUSALS = {
    str(FigureNo.TARGET_WRONG): _("A target is nought or more, and a share at most 100. Write another number."),
    str(FigureNo.NOT_OVER): _("This period ends on %(day)s. Its figures can be frozen from the day after."),
    str(FigureNo.FROZEN_ALREADY): _(
        "The figures of this period are frozen already. To freeze them again write why; the earlier ones stay."
    ),
    str(FigureNo.NO_SUCH_SNAPSHOT): _("There are no frozen figures of that number. Open the list of frozen figures."),
    str(FigureNo.PUBLISHED_ALREADY): _("These figures are published already."),
    str(FigureNo.NOT_THE_LATEST): _("Later figures stand in the place of these. Publish those."),
    str(FigureNo.PERIOD_WRONG): _("Choose a period, or a first and a last day at most ten years apart."),
}
