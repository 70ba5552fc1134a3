"""The counter for questions, and for whatever has a reference."""

from __future__ import annotations

from bot.ports import ProposalView, RequestView
from services.desk.counter import Counter
from services.proposals import find_proposal
from services.proposals import view_of as proposal_view
from services.proposals.reading import references_of as proposals_of
from services.requests import file_question, find_request, references_of


class RequestDesk(Counter):
    """Asking, and asking what became of it."""

    def ask_question(self, text: str, topic: str | None) -> RequestView:
        """File the visitor's question."""
        row = file_question(
            self.session,
            self.house,
            commune=self.scope.commune,
            contact=self.scope.contact,
            line=self.scope.line,
            text=text,
            topic=topic,
            language=self.scope.language,
        )
        return find_request(self.session, self.scope.commune, row.reference, self.scope.contact)

    def find_reference(self, reference: str) -> RequestView | ProposalView:
        """Return the question or the proposal of that reference."""
        if reference.startswith("P"):
            return proposal_view(self.session, find_proposal(self.session, self.scope.commune.id, reference))
        return find_request(self.session, self.scope.commune, reference, self.scope.contact)

    def my_references(self) -> list[str]:
        """Return the references of the visitor's questions and proposals, the newest first."""
        own, commune = self.scope.contact.id, self.scope.commune.id
        return [*references_of(self.session, commune, own), *proposals_of(self.session, commune, own)]
