"""What followers of a project hear, in one SMS."""

from __future__ import annotations

from bot.phrases import Named, Phrase, Value, _
from models import Project
from models.project import ProjectState


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
