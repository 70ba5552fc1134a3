"""What authors and supporters of a proposal hear, in one SMS without the words staff wrote."""

from __future__ import annotations

from datetime import date

from bot.phrases import Day, Named, Phrase, Value, _
from bot.wording import Clipped
from models import Project, Proposal
from models.proposal import ProposalRefusal

REFUSALS: dict[ProposalRefusal, Phrase] = {
    ProposalRefusal.NOT_COMMUNAL: _("it is not the commune's task"),
    ProposalRefusal.TOO_DEAR: _("it costs too much"),
    ProposalRefusal.NOT_FEASIBLE: _("it cannot be built"),
    ProposalRefusal.ALREADY_PLANNED: _("it is already planned"),
    ProposalRefusal.NOT_LAWFUL: _("the law does not allow it"),
    ProposalRefusal.NOT_CLEAR: _("it is not clear enough"),
}


def accepted_words(proposal: Proposal, project: Project, *, is_author: bool, is_later: bool) -> Phrase:
    """Return that the proposal is a project now; `is_later` where a vote is on, or approved, that does not have it."""
    values: dict[str, Value] = {
        "reference": proposal.reference,
        "number": project.number,
        "name": Named(project.short_names),
    }
    if is_author and is_later:
        return _(
            "Your proposal %(reference)s is accepted. It is project %(number)s: %(name)s. It is for a later vote.",
            **values,
        )
    if is_author:
        return _("Your proposal %(reference)s is accepted. It is project %(number)s: %(name)s.", **values)
    if is_later:
        return _(
            "Proposal %(reference)s, which you support, is accepted: project %(number)s, %(name)s, for a later vote.",
            **values,
        )
    return _("Proposal %(reference)s, which you support, is accepted. It is project %(number)s: %(name)s.", **values)


def refused_words(proposal: Proposal, code: ProposalRefusal, *, is_author: bool, until: date | None = None) -> Phrase:
    """Return that the proposal is refused, the coded reason in words and the reason staff wrote.

    The author hears how to appeal, and `until` when, where that can be done.
    """
    values: dict[str, Value] = {"reference": proposal.reference, "why": REFUSALS[code], "reason": proposal.reason or ""}
    if is_author and until:
        return _(
            "Your proposal %(reference)s is not accepted: %(why)s. %(reason)s If you do not agree, send APPEAL "
            "%(reference)s and your reasons, by %(until)s.",
            until=Day(until),
            **values,
        ).brief(
            _(
                "%(reference)s is not accepted: %(why)s. %(reason)s Not agreed? APPEAL %(reference)s and why, by "
                "%(until)s."
            )
        )
    if is_author:
        return _("Your proposal %(reference)s is not accepted: %(why)s. %(reason)s", **values)
    return _("Proposal %(reference)s, which you support, is not accepted: %(why)s. %(reason)s", **values)


def merged_words(proposal: Proposal, target: Proposal, *, is_author: bool) -> Phrase:
    """Return that the proposal goes on as part of another, and the support with it."""
    values: dict[str, Value] = {"reference": proposal.reference, "target": target.reference}
    if is_author:
        return _(
            "Your proposal %(reference)s was joined to %(target)s, which asks the same. You are an author of it now.",
            **values,
        )
    return _(
        "Proposal %(reference)s, which you support, was joined to %(target)s. Your support is there now.", **values
    )


def taken_in_words(proposal: Proposal, target: Proposal) -> Phrase:
    """Return to the authors of a proposal that another was joined to it, with its authors."""
    return _(
        "%(reference)s was joined to your proposal %(target)s, which asks the same. You propose it together now.",
        reference=proposal.reference,
        target=target.reference,
    )


def joined_words(proposal: Proposal) -> Phrase:
    """Return to the first author that somebody has joined by the code."""
    return _(
        "Your proposal %(reference)s has one more author, who sent its code.",
        reference=proposal.reference,
    )


def appealed_words(proposal: Proposal) -> Phrase:
    """Return to the other authors that one of them does not agree with the refusal."""
    return _(
        "An author of your proposal %(reference)s has appealed. It is looked at again; you are told what comes of it.",
        reference=proposal.reference,
    )


def written_words(proposal: Proposal) -> Phrase:
    """Return what staff heard in the voice message."""
    return _(
        "We have listened to your voice message: %(reference)s is called: %(title)s. The town hall looks at it. TRACK "
        "%(reference)s",
        reference=proposal.reference,
        title=Clipped(proposal.title, 80),
    )


def not_heard_words(proposal: Proposal) -> Phrase:
    """Return that a voice message could not be kept."""
    return _(
        "Your voice message for %(reference)s did not reach the town hall. Please record it again here, at most five "
        "minutes, and choose %(reference)s.",
        reference=proposal.reference,
    )
