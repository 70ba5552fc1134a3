"""What followers of a project hear, in one SMS."""

from __future__ import annotations

from datetime import date

from bot.phrases import Amount, Day, Named, Phrase, Value, _
from bot.wording import Clipped
from models import Project
from models.project import ProjectState
from services.projects.delays import WORDS, DelayReason
from services.projects.prices import WORDS as PRICE_WORDS
from services.projects.prices import PriceReason

STEP = 40
"""Characters of a milestone or a company in an SMS."""


def works_words(project: Project, note: str) -> Phrase:
    """Return how the works stand; the reason is said only where they are given up."""
    values: dict[str, Value] = {"number": project.number, "name": Named(project.short_names)}
    if project.state == ProjectState.DONE:
        return _(
            "Project %(number)s, %(name)s, is done. How is it? Send RATE %(number)s and a mark from 1 to 5.", **values
        )
    if project.state == ProjectState.ABANDONED:
        return _("Project %(number)s, %(name)s, will not be built: %(reason)s", reason=note, **values)
    if project.state == ProjectState.UNDER_WAY:
        return _("Project %(number)s, %(name)s: %(progress)s%% of the works done.", progress=project.progress, **values)
    return _("Project %(number)s, %(name)s: the works are planned.", **values)


def funded_words(project: Project) -> Phrase:
    """Return that the vote gave the project its money."""
    return _(
        "The vote is counted: project %(number)s, %(name)s, will be built. Send RESULTS for all.",
        number=project.number,
        name=Named(project.short_names),
    )


def not_funded_words(project: Project) -> Phrase:
    """Return that the vote gave the project no money."""
    return _(
        "The vote is counted: project %(number)s, %(name)s, was not chosen. Send RESULTS to see why.",
        number=project.number,
        name=Named(project.short_names),
    )


def released_words(project: Project, reason: str) -> Phrase:
    """Return that the vote on the project does not count."""
    return _(
        "The vote on project %(number)s, %(name)s, was cancelled: %(reason)s",
        number=project.number,
        name=Named(project.short_names),
        reason=reason,
    )


def contractor_words(project: Project) -> Phrase:
    """Return who builds, for how much."""
    return _(
        "Project %(number)s, %(name)s: built by %(company)s for %(amount)s.",
        **_of(project),
        company=Clipped(project.contractor or "", STEP),
        amount=Amount(project.contract or 0),
    )


def milestone_reached_words(project: Project, title: str) -> Phrase:
    """Return that a promised step is done."""
    return _("Project %(number)s, %(name)s, done: %(step)s.", **_of(project), step=Clipped(title, STEP))


def milestone_moved_words(project: Project, title: str, due_on: date) -> Phrase:
    """Return by when a step is promised now; why stands on the page."""
    step = Clipped(title, STEP)
    return _(
        "Project %(number)s, %(name)s: %(step)s is now planned for %(due_on)s.",
        **_of(project),
        step=step,
        due_on=Day(due_on),
    )


def delay_words(project: Project, code: DelayReason) -> Phrase:
    """Return that the works are late, why, and by when they are promised now."""
    return _(
        "Project %(number)s, %(name)s, is late: %(reason)s. New date: %(due_on)s.",
        **_of(project),
        reason=WORDS[code],
        due_on=Day(project.due_on or project.made_at.date()),
    )


def scope_words(project: Project, change: str, reason: str) -> Phrase:
    """Return what is built otherwise than was voted, and why, in the words of staff."""
    return _(
        "Project %(number)s, %(name)s, changes: %(change)s. Why: %(reason)s.",
        **_of(project),
        change=Clipped(change, 60),
        reason=Clipped(reason, 40),
    )


def price_words(project: Project, before: int, code: PriceReason) -> Phrase:
    """Return the price that a project has now, the one it had, and why."""
    return _(
        "Project %(number)s, %(name)s: its price is now %(cost)s, before %(other_amount)s (%(because)s).",
        **_of(project),
        cost=Amount(project.cost),
        other_amount=Amount(before),
        because=PRICE_WORDS[code],
    )


def renamed_words(project: Project) -> Phrase:
    """Return what a project is called now."""
    return _("Project %(number)s is now called: %(name)s.", **_of(project))


def numbered_words(project: Project) -> Phrase:
    """Return the number that a public draw gave for life, and that the one before leads to it."""
    return _(
        "%(name)s: the numbers of the ballot were drawn. It is project %(number)s now; %(rank)s leads to it too.",
        **_of(project),
        rank=project.former_number or project.number,
    )


def photo_words(project: Project, link: str) -> Phrase:
    """Return where photos of the works can be seen."""
    return _("Project %(number)s, %(name)s: photos of the works: %(link)s", **_of(project), link=link)


def report_answered_words(project: Project, answer: str) -> Phrase:
    """Return what staff answer to somebody who reported something."""
    return _("Your report on project %(number)s, %(name)s: %(answer)s", **_of(project), answer=answer)


def poll_words(project: Project) -> Phrase:
    """Return the question whether finished works serve, which a digit answers."""
    return _(
        "Project %(number)s, %(name)s, is finished. Does it serve you? Answer 1 yes, 2 a little, 3 no. "
        "No more news: STOP",
        **_of(project),
    )


def _of(project: Project) -> dict[str, Value]:
    return {"number": project.number, "name": Named(project.short_names)}
