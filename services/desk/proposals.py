"""The counter for proposals."""

from __future__ import annotations

from dataclasses import replace

from bot.messages import Location
from bot.ports import Joined, JoinView, ProjectView, ProposalView, Stance
from budgeting.refusal import Refusal
from models import Proposal
from services.desk.counter import Counter
from services.proposals import (
    Author,
    Idea,
    authors_of,
    find_proposal,
    heir_of,
    join,
    leave,
    proposes,
    similar_projects,
    similar_proposals,
    stance_of,
    submit_proposal,
    support_proposal,
)
from services.proposals import view_of as proposal_view
from services.proposals.reading import LIVING
from services.proposals.submit import why_not_submit
from services.proposals.support_phase import why_no_support
from services.proposals.voices import add_voice
from services.sent_files import sent_photo
from services.voting.paper import project_view


class ProposalDesk(Counter):
    """Proposing, and supporting what others propose."""

    def similar_proposals(self, title: str) -> list[ProposalView]:
        """Return what is proposed in nearly these words and may be supported now, and how the visitor stands to it."""
        found, own = similar_proposals(self.session, self.scope.commune.id, title), self.scope.contact.id
        may_all = why_not_submit(self.session, self.house, self.scope.commune.id) is None
        stances = [(row, stance_of(self.session, row, own)) for row in found]
        return [
            replace(proposal_view(self.session, row), stance=stance)
            for row, stance in stances
            if may_all or stance is not Stance.NEW or self._why_no_support(row) is None
        ]

    def similar_projects(self, title: str) -> list[ProjectView]:
        """Return projects on a ballot, or to be built, that say nearly the same."""
        return [project_view(one, None) for one in similar_projects(self.session, self.scope.commune.id, title)]

    def submit_proposal(
        self, title: str, zone_id: int | None, description: str, photo: str | None, location: Location | None
    ) -> ProposalView:
        """Receive the visitor's idea."""
        contact = self.scope.contact
        author = Author(contact.channel, self.scope.language, contact.id, self.scope.line.id)
        idea = Idea(
            title=title,
            zone_id=zone_id,
            description=description or "",
            photo=sent_photo(contact, photo),
            latitude=location.latitude if location else None,
            longitude=location.longitude if location else None,
        )
        return proposal_view(self.session, submit_proposal(self.session, self.house, self.scope.commune, author, idea))

    def add_voice(self, reference: str, voice: str) -> ProposalView:
        """Keep a voice message with an idea of the visitor."""
        proposal = find_proposal(self.session, self.scope.commune.id, reference)
        add_voice(self.session, self.house, proposal, self.scope.contact, self.scope.line.id, voice)
        return proposal_view(self.session, proposal)

    def support_proposal(self, reference: str, *, instead: bool = False) -> ProposalView:
        """Add the visitor's support, once; the view says how they stood before.

        `instead` of an idea of their own it counts while ideas are taken too.
        """
        proposal = find_proposal(self.session, self.scope.commune.id, reference)
        stance = stance_of(self.session, proposal, self.scope.contact.id)
        is_taken = instead and why_not_submit(self.session, self.house, self.scope.commune.id) is None
        if stance is Stance.NEW and not is_taken and (no := self._why_no_support(proposal)):
            raise no
        supported = support_proposal(self.session, self.house, proposal, self.scope.contact.id)
        return replace(proposal_view(self.session, supported), stance=stance)

    def _why_no_support(self, proposal: Proposal) -> Refusal | None:
        """Return why an idea that lives cannot be supported now; what is decided is refused for that."""
        living = heir_of(self.session, proposal)
        no = why_no_support(self.session, living, self.scope.event_at, self.scope.now)
        return no if living.state in LIVING else None

    def join_idea(self, reference: str, code: str | None) -> JoinView:
        """Let the visitor propose an idea with its authors; an author is given the code to hand on."""
        proposal = find_proposal(self.session, self.scope.commune.id, reference)
        contact, line = self.scope.contact, self.scope.line.id
        living, outcome = join(self.session, self.house, proposal, contact, line, code)
        given = living.author_code if outcome is Joined.AUTHOR else None
        return JoinView(living.reference, living.title, outcome, given)

    def authors_beside(self, reference: str) -> int | None:
        """Return how many propose an idea beside the visitor, None where the visitor is no author of it."""
        living = heir_of(self.session, find_proposal(self.session, self.scope.commune.id, reference))
        is_author = proposes(self.session, living, self.scope.contact.id)
        return len(authors_of(self.session, living)) - 1 if is_author else None

    def leave_idea(self, reference: str) -> ProposalView:
        """Take the visitor from the authors of an idea."""
        proposal = find_proposal(self.session, self.scope.commune.id, reference)
        leave(self.session, proposal, self.scope.contact)
        return proposal_view(self.session, proposal)
