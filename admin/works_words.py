"""What works are spoken of with: delays, photos, and why something about them is refused."""

from __future__ import annotations

from datetime import date

from admin.tongue import marked as _
from admin.tongue import say_day
from services.projects import ProjectReason

DELAYS = {
    "weather": _("Rain, or roads cut"),
    "supplies": _("Material is missing"),
    "contractor": _("The company is late"),
    "money": _("The money comes late"),
    "land": _("The land is not settled"),
    "technical": _("A difficulty on the site"),
    "procedure": _("Papers or a contract awaited"),
    "other": _("Another reason"),
}
MOMENTS = {"before": _("Before the works"), "during": _("During the works"), "after": _("After the works")}
OUTCOMES = {
    "answered": _("Answer; it stays open"),
    "repaired": _("It is repaired: answer and close"),
    "not_works": _("It is no matter of these works: answer and close"),
    "unfit": _("It is no report: close without an answer"),
}
REPORT_STATES = {"open": _("To answer"), "answered": _("Answered, still open"), "closed": _("Closed")}
REPORT_BADGES = {"open": "bad", "answered": "wait", "closed": "good"}
WORKS_REFUSALS = {
    ProjectReason.WITHOUT_WORKS.value: _("This project has no works yet."),
    ProjectReason.REPORT_OUTCOME_NEEDED.value: _("Choose what is done with the reports."),
    ProjectReason.REPORT_ANSWER_NEEDED.value: _("Write the answer. Who reported it reads it."),
    ProjectReason.REPORT_NONE_CHOSEN.value: _("Choose at least one report that is not closed."),
    ProjectReason.NOT_BEING_BUILT.value: _("Only works that are planned or under way can be late."),
    ProjectReason.MILESTONE_WITHOUT_TITLE.value: _("Say which step it is."),
    ProjectReason.TOO_MANY_MILESTONES.value: _("A project has %(most)s steps at most."),
    ProjectReason.NO_SUCH_MILESTONE.value: _("There is no such step."),
    ProjectReason.MILESTONE_REACHED.value: _("This step was signed off already."),
    ProjectReason.SAME_DAY.value: _("That is the day it is planned for already."),
    ProjectReason.DELAY_REASON_NEEDED.value: _(
        "A promised day stays: a later one needs its reason. Report the delay on the page Works."
    ),
    ProjectReason.NOT_LATER.value: _("The new date must be later than the one promised."),
    ProjectReason.CONTRACTOR_NEEDED.value: _("Write the company's name."),
    ProjectReason.CONTRACT_WRONG.value: _("Write the amount, more than nought."),
    ProjectReason.SCOPE_REASON_NEEDED.value: _("Write what changes, and why."),
    ProjectReason.PHOTO_WITHOUT_WORDS.value: _("Say what the photo shows."),
    ProjectReason.PHOTO_MOMENT_WRONG.value: _("Say when the photo was taken."),
    ProjectReason.TOO_MANY_PHOTOS.value: _("A project has %(most)s photos at most: take one away first."),
    ProjectReason.NO_SUCH_PHOTO.value: _("There is no such photo."),
}
POLL_REFUSALS = {
    ProjectReason.NOT_DONE.value: _("People are asked once the works are done."),
    ProjectReason.POLL_DAY_WRONG.value: _("Choose a day %(least)s to %(most)s days from today."),
    ProjectReason.POLL_OPEN.value: _("People are being asked already."),
    ProjectReason.POLL_CLOSED.value: _("It is closed already."),
}


def day_of(text: str | None) -> str:
    """Return a day that an event holds, as people write it."""
    return say_day(date.fromisoformat(text)) if text else ""
