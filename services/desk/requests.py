"""The counter for questions and formal requests, and for whatever has a reference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from bot.ports import AppealsView, AwaitedView, FormalView, KnownAnswer, ProposalView, ReportView, RequestView, Stance
from budgeting.law.asking import Asker, Track, When
from budgeting.refusal import Refusal
from models import InformationRequest, Proposal
from services.commitments import office_of, promise_of
from services.desk.counter import Counter
from services.follow_ups.following import followed_references
from services.projects.reported import find_report
from services.projects.reported import references_of as reports_of
from services.projects.reports import LETTER as REPORT
from services.proposals import appeal_for, appealable_of, find_proposal, open_until, proposes
from services.proposals import view_of as proposal_view
from services.proposals.reading import references_of as proposals_of
from services.proposals.support_phase import support_ahead
from services.requests import RequestNo, file_question, find_request, prepare_formal, references_of
from services.requests.appealing import appeals_of, file_appeal
from services.requests.clock import law_of
from services.requests.filing import asked_already
from services.requests.finding import complained_of, view_of
from services.requests.formal import is_formal_here, make_formal
from services.requests.known import file_answered, find_known, note_helped, tell_waiting
from services.requests.objecting import add_to_objection
from services.requests.pausing import awaited_from, reply_of
from services.requests.reasons import OPEN
from services.same_phone import contacts_of_phone
from services.session_rooms.asking import put_to_room


class RequestDesk(Counter):
    """Asking, and asking what became of it."""

    def ask_question(self, text: str, topic: str | None) -> RequestView:
        """File the visitor's question; one sent twice is filed once, and so is what objects to the same request."""
        return self._in_room(self._waiting(text) or file_question(**self._asked(text, topic)))

    def known_answer(self, text: str, topic: str | None) -> KnownAnswer | None:
        """Return an earlier public answer to nearly the same question."""
        return find_known(self.session, self.scope.commune.id, text, topic)

    def answer_at_once(self, text: str, topic: str | None, source: str) -> RequestView:
        """Count a question that was told at once what is published; it waits for a yes, or for staff.

        One that waits for staff already is told so, and goes on waiting under its number.
        """
        found = self._asked_already(text)
        if found is None:
            return self._view(file_answered(**self._asked(text, topic), source=source))
        tell_waiting(self.session, self.house, found, source)
        return self._view(found)

    def note_help(self, reference: str, *, helped: bool, key: str | None = None) -> RequestView:
        """Note whether an answer given at once, that of a key, helped; until it did the question is for staff."""
        row = self._own(reference)
        note_helped(self.session, self.house, row, helped=helped, key=key)
        return self._view(row) if helped else self._in_room(row)

    def formal_rules(self) -> FormalView:
        """Return what the law here asks of a formal request, and where it is handed in."""
        commune, profile = self.scope.commune, law_of(self.scope.commune)
        if not is_formal_here(commune):
            return FormalView(is_known=False)
        term = (profile.delay_for(Asker.ANYBODY, Track.ORDINARY) or promise_of(commune).delay).term
        office = office_of(commune)
        off_sms = [need for need in profile.form if need.is_off_sms and need.when is When.ALWAYS]
        needs = tuple(tuple(str(name) for name in need.fields) for need in off_sms)
        return FormalView(True, term.days, str(term.unit), str(term.basis), needs, office.place, office.hours)

    def prepare_formal(self, text: str, topic: str | None, reference: str | None) -> RequestView:
        """Prepare a formal request, out of a question that was answered at once where a reference is given."""
        if reference is None:
            return self._view(prepare_formal(**self._asked(text, topic)))
        row = self._own(reference)
        make_formal(self.session, self.house, row)
        return self._view(row)

    def awaited(self) -> list[AwaitedView]:
        """Return what the visitor was asked and has not answered yet."""
        found = awaited_from(self.session, self.scope.commune.id, self._own_contacts())
        return [AwaitedView(reference, asked) for reference, asked in found]

    def reply_to(self, reference: str, text: str) -> RequestView:
        """Take the visitor's answer; the clock of the request runs on."""
        commune, contact = self.scope.commune, self.scope.contact
        where = {"commune_id": commune.id, "contact_id": contact.id}
        reply_of(self.session, self.house, **where, reference=reference, text=text)
        return find_request(self.session, self.house, commune, reference, contact)

    def find_reference(self, reference: str) -> RequestView | ProposalView | ReportView:
        """Return the request, the proposal or the report of that reference."""
        if reference.startswith(REPORT):
            return find_report(self.session, self.scope.commune, reference, self.scope.contact)
        if reference.startswith("P"):
            return self._idea(find_proposal(self.session, self.scope.commune.id, reference))
        return find_request(self.session, self.house, self.scope.commune, reference, self.scope.contact)

    def my_references(self) -> list[str]:
        """Return the references of the visitor's requests, proposals, reports and of the promises they follow."""
        own, commune = self._own_contacts(), self.scope.commune.id
        kinds = (references_of, proposals_of, reports_of, followed_references)
        return [item for of in kinds for item in of(self.session, commune, own)]

    def may_complain_about(self) -> list[str]:
        """Return the visitor's requests that were refused, are late, or whose formal answer they may not accept.

        Their ideas come behind that were refused and for which an appeal is taken.
        """
        where = (self.session, self.house, self.scope.commune, self.scope.contact)
        return [*complained_of(*where), *appealable_of(*where, self._own_contacts())]

    def appeal_for_idea(self, reference: str, text: str) -> ProposalView:
        """Keep why the visitor does not agree that their idea was refused."""
        where = (self.session, self.house, self.scope.commune, self.scope.contact)
        return proposal_view(self.session, appeal_for(*where, reference, text))

    def appeals(self) -> AppealsView | None:
        """Return until when the result of which vote may be appealed against."""
        return appeals_of(self.session, self.house, self.scope.commune)

    def appeal(self, text: str) -> RequestView:
        """Keep the visitor's appeal against the result of that vote."""
        asked = self._asked(text, None)
        del asked["topic"]
        return self._view(file_appeal(**asked))

    def _idea(self, proposal: Proposal) -> ProposalView:
        """Return an idea, to its authors with that it is theirs and the day until which they may appeal."""
        until = open_until(self.session, self.house, self.scope.commune, proposal, self.scope.contact)
        is_own = proposes(self.session, proposal, self.scope.contact.id)
        stance = Stance.OWN if is_own else Stance.NEW
        opens_at, closes_at = support_ahead(self.session, proposal, self.scope.now)
        view = replace(proposal_view(self.session, proposal), support_from=opens_at, support_until=closes_at)
        return replace(view, appeal_until=until, stance=stance)

    def _own_contacts(self) -> list[int]:
        """Return who the visitor is on every channel of the same address or the same proven phone."""
        return [one.id for one in contacts_of_phone(self.session, self.scope.contact)]

    def _asked(self, text: str, topic: str | None) -> dict[str, Any]:
        """Return what every way of asking is given."""
        return {
            "session": self.session,
            "house": self.house,
            "commune": self.scope.commune,
            "contact": self.scope.contact,
            "line": self.scope.line,
            "text": text,
            "topic": topic,
            "language": self.scope.language,
        }

    def _asked_already(self, text: str) -> InformationRequest | None:
        return asked_already(self.session, self.house, self.scope.commune, self.scope.contact, text)

    def _waiting(self, text: str) -> InformationRequest | None:
        """Return the question that waits already and takes these words: the same, or an objection to the same."""
        where = (self.session, self.house, self.scope.commune, self.scope.contact)
        return self._asked_already(text) or add_to_objection(*where, text)

    def _own(self, reference: str) -> InformationRequest:
        row = self.session.scalar(
            select(InformationRequest)
            .where(InformationRequest.commune_id == self.scope.commune.id, InformationRequest.reference == reference)
            .where(InformationRequest.contact_id == self.scope.contact.id)
            .with_for_update()
        )
        if row is None:
            raise Refusal(RequestNo.NO_SUCH_REFERENCE, reference=reference)
        return row

    def _in_room(self, row: InformationRequest) -> RequestView:
        """Return a question that is for the staff, put to the public session that takes it as well."""
        found = put_to_room(self.session, self.house, self.scope.commune, row) if row.state in OPEN else None
        return replace(self._view(row), session_at=found.starts_at if found else None)

    def _view(self, row: InformationRequest) -> RequestView:
        return view_of(self.session, self.house, row, self.scope.commune, self.scope.contact)
