"""What is said of programmes in the panel, in minutes and in reports: what is missing, what a result says."""

from __future__ import annotations

from services.printing.voice import marked as _
from services.programmes.drafts import Frequency
from services.programmes.findings import Gap
from services.programmes.standing import Trend, Verdict

FREQUENCIES = {
    Frequency.YEAR: _("every year"),
    Frequency.HALF: _("every half-year"),
    Frequency.QUARTER: _("every quarter"),
    Frequency.MONTH: _("every month"),
}
GAPS = {
    Gap.NO_RESPONSIBLE: _("Nobody is named who answers for the programme."),
    Gap.NO_OBJECTIVE: _("It does not say what the programme is for."),
    Gap.NO_RESULTS: _("It does not say which results are expected."),
    Gap.NO_ACTION: _("No action is written down."),
    Gap.NO_MANAGER: _("Nobody is named who manages the action."),
    Gap.NO_INDICATOR: _("No indicator says whether it succeeds."),
    Gap.NO_SEX_SPLIT: _("No indicator tells women from men."),
    Gap.NO_UNIT: _("It has no unit: what is counted?"),
    Gap.NO_DENOMINATOR: _("It is a share, and what is divided by what is not written down."),
    Gap.NO_BASELINE: _("It has no starting value: better than what?"),
    Gap.NO_SOURCE: _("It does not say where the figure comes from."),
    Gap.NO_FREQUENCY: _("It does not say how often it is measured."),
    Gap.NO_TARGET: _("It has no target."),
    Gap.NO_RESULT: _("A year is over and its result is not written down."),
    Gap.NOT_BY_SEX: _("It counts people, and a result does not tell women from men."),
    Gap.NO_TARGET_THEN: _("It has no target for this period."),
    Gap.NO_RESULT_THEN: _("The period is over and its result is not written down."),
    Gap.NO_PROGRESS_THEN: _("It is not written down how far the action has come in this period."),
    Gap.NO_ALLOCATION: _("Neither a published budget nor the dashboard says how much money it has."),
    Gap.NO_SPENDING: _("The period is over, and what was committed and paid is not written down."),
    Gap.NOT_PEOPLE: _("It counts people, and one of its figures cannot be a number of people: check."),
    Gap.BELOW_NOUGHT: _("One of its figures is below nought: check."),
    Gap.COMMITTED_ABOVE_ALLOCATION: _("More is said to be committed than allocated (%(period)s): check."),
    Gap.PAID_ABOVE_ALLOCATION: _("More is said to be paid than allocated (%(period)s): check."),
    Gap.PAID_ABOVE_COMMITTED: _("More is said to be paid than committed (%(period)s): check."),
    Gap.COMMITTED_FALLS: _("Less is said to be committed in all than before (%(period)s): check."),
    Gap.PAID_FALLS: _("Less is said to be paid in all than before (%(period)s): check."),
    Gap.PROGRESS_FALLS: _("The work is said to be less far than before (%(period)s): check."),
    Gap.PERIOD_RUNS: _("The period is not over: its figures can still change (%(period)s)."),
    Gap.RESULT_TO_COME: _("A result is written down for a period that has not begun (%(period)s): check."),
}
VERDICTS = {
    Verdict.REACHED: _("reached"),
    Verdict.MISSED: _("not reached"),
    Verdict.NO_RESULT: _("no data"),
    Verdict.NO_TARGET: _("no target"),
    Verdict.NO_DATA: _("no data"),
    Verdict.RUNNING: _("in progress"),
}
TRENDS = {
    Trend.BETTER: _("better than before"),
    Trend.WORSE: _("worse than before"),
    Trend.SAME: _("as before"),
    Trend.UNKNOWN: "–",
}
PERIOD_OF_A_YEAR = _("quarter %(number)s of %(year)s")
NO_DATA = _("no data")
