"""What the desk knows of ideas: proposing one, alone or with others, supporting one, objecting to a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.messages import Location
from bot.views.proposals import JoinView, ProposalView
from bot.views.votes import ProjectView


class IdeaDesk(Protocol):
    """What dialogues ask of ideas; every call may raise a `Refusal`."""

    def take_ideas(self) -> None:
        """Refuse where no idea is taken now."""

    def similar_proposals(self, title: str) -> Sequence[ProposalView]: ...

    def similar_projects(self, title: str) -> Sequence[ProjectView]:
        """Return projects on a ballot, or to be built, that say nearly the same."""

    def submit_proposal(
        self, title: str, zone_id: int | None, description: str, photo: str | None, location: Location | None
    ) -> ProposalView: ...

    def add_voice(self, reference: str, voice: str) -> ProposalView:
        """Keep a voice message of the sender with an idea of theirs, for the staff alone."""

    def support_proposal(self, reference: str, *, instead: bool = False) -> ProposalView:
        """Add the sender's support; `instead` of an idea of their own."""

    def join_idea(self, reference: str, code: str | None) -> JoinView:
        """Let the sender propose an idea with its authors, by the code they gave; an author is given the code."""

    def authors_beside(self, reference: str) -> int | None:
        """Return how many propose an idea beside the sender, None where the sender is no author of it."""

    def leave_idea(self, reference: str) -> ProposalView:
        """Take the sender from the authors of an idea."""

    def appeal_for_idea(self, reference: str, text: str) -> ProposalView:
        """Keep why the sender does not agree that their idea was refused; it is looked at once more."""
