"""What the action plan is spoken of with: its principles, its indicators, its days, and why something is refused."""

from __future__ import annotations

from admin.follow_up_words import FOLLOW_UP_REFUSALS
from admin.tongue import _ as say_in
from admin.tongue import marked as _
from admin.tongue import say_day
from locales.page_words import NOTHING
from services.action_plan.live import bindable
from services.action_plan.reading import IndicatorView
from services.action_plan.reasons import PlanNo
from services.follow_ups.written_days import Written

PRINCIPLES = {
    "transparency": _("Transparency"),
    "participation": _("Taking part"),
    "accountability": _("Accountability"),
    "technology": _("Technology"),
}
JUDGED = {"result": _("Result indicators"), "impact": _("Impact indicators")}
JUDGES = {"result": _("A result: what was made"), "impact": _("An impact: what it changed")}
REFUSALS = {
    **FOLLOW_UP_REFUSALS,
    PlanNo.UNKNOWN.value: _("There is no such plan."),
    PlanNo.COMMITMENT_UNKNOWN.value: _("There is no such commitment."),
    PlanNo.ACTIVITY_UNKNOWN.value: _("This promise is no activity of a plan."),
    PlanNo.INDICATOR_UNKNOWN.value: _("There is no such indicator."),
    PlanNo.WITHOUT_TITLE.value: _("Write a title."),
    PlanNo.TEXT_TOO_LONG.value: _("The text may have %(most)s characters."),
    PlanNo.PERIOD_WRONG.value: _("A plan ends after it begins, within ten years."),
    PlanNo.DOCUMENT_UNKNOWN.value: _("There is no such document."),
    PlanNo.NUMBER_TAKEN.value: _("The plan has a commitment %(number)s already."),
    PlanNo.NUMBER_WRONG.value: _("Commitments are numbered from 1 to %(most)s."),
    PlanNo.PRINCIPLE_WRONG.value: _("Choose among the four principles."),
    PlanNo.WITHOUT_COMMITMENT.value: _("Write a commitment down first: nothing is in this plan yet."),
    PlanNo.HAS_COMMITMENTS.value: _("This plan has commitments: remove them first."),
    PlanNo.HAS_ACTIVITIES.value: _("This commitment has activities: what was promised stays. Give them up instead."),
    PlanNo.TOO_MANY.value: _("There may be %(most)s at most."),
    PlanNo.NOTHING_NEW.value: _("That is how it stands already."),
    PlanNo.REASON_NEEDED.value: _("Write why: days of a plan change for a reason."),
    PlanNo.JUDGES_WRONG.value: _("Say whether it tells a result or an impact."),
    PlanNo.KEY_WRONG.value: _("Choose a live figure of the list."),
    PlanNo.WITHOUT_NAME.value: _("Choose a live figure, or write what is measured."),
    PlanNo.YEAR_WRONG.value: _("Check the year."),
    PlanNo.IS_LIVE.value: _("This figure is counted from records: none is typed."),
    PlanNo.DAY_WRONG.value: _("A figure was read today or before."),
    PlanNo.READING_UNKNOWN.value: _("There is no such figure."),
}


def live_names() -> dict[str, str]:
    """Return the live indicators that can be chosen, as English msgids by their keys."""
    return {indicator.key: indicator.name.text for indicator in bindable()}


def name_indicator(one: IndicatorView) -> str | None:
    """Return what a live indicator is called in the language of this request; None of a commitment's own."""
    return say_in(one.live_name) if one.live_name else None


def say_written(written: Written) -> str:
    """Return a day in words; a month, a year or other words as they are written."""
    return say_day(written.first) if written.is_day else written.text or NOTHING
