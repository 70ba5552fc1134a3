"""The counter that knows what there is to see and to do now."""

from __future__ import annotations

from sqlalchemy import exists, select

from bot.views.offers import Offer
from budgeting.accounts.stages import Side
from models import Project, PublicSession
from models.project import ProjectState
from services.budgets.archive import Archive
from services.desk.counter import Counter
from services.proposals.submit import why_not_submit
from services.public.shelf import shelf_of
from services.public_sessions.finding import is_to_come
from services.voting.paper import polls_of


class OfferDesk(Counter):
    """What the commune has to offer, read from what is there."""

    def offers(self) -> list[Offer]:
        """Return everything that is there now; nothing on a line that serves no commune."""
        commune = self.scope.visitor.commune
        if commune is None:
            return []
        shelf = shelf_of(self.session, self.house, commune.id)
        money = Archive(self.session, commune, self.house.memory)
        polls = polls_of(self.session, self.house, commune)
        has_meeting, has_works = self._meeting_and_works(commune.id)
        there = {
            Offer.BUDGET: bool(money.candidates(Side.EXPENDITURE)),  # what came in is told beside what goes out
            Offer.IDEAS: why_not_submit(self.session, self.house, commune.id) is None,
            Offer.PROJECTS: shelf.projects,
            Offer.VOTE: any(poll.why_not_at(self.scope.now) is None for poll in polls),
            Offer.RESULTS: shelf.results,
            Offer.DOCUMENTS: shelf.documents,
            Offer.MEETINGS: has_meeting,
            Offer.WORKS: has_works,
        }
        return [offer for offer, is_there in there.items() if is_there]

    def take_ideas(self) -> None:
        """Refuse where no idea is taken now."""
        if no := why_not_submit(self.session, self.house, self.scope.commune.id):
            raise no

    def _meeting_and_works(self, commune_id: int) -> tuple[bool, bool]:
        meeting = exists().where(PublicSession.commune_id == commune_id, is_to_come(self.scope.now))
        works = exists().where(Project.commune_id == commune_id, Project.state == ProjectState.DONE)
        has_meeting, has_works = self.session.execute(select(meeting, works)).one()
        return bool(has_meeting), bool(has_works)
