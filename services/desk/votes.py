"""The vote's counter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from bot.ports import BallotPaper, CastBallot, Proof, ReceiptState, ResultsView
from bot.views.rules import RulesView
from bot.views.votes import SharedMoney
from budgeting.ballot import BallotFormat, Marks, marks_of
from budgeting.phases import counts_as_cast_at
from budgeting.refusal import Refusal
from models import Commune, Cycle
from services.contacts import phone_of
from services.counting.results import results_view
from services.cycles.pots import all_money
from services.cycles.reasons import CycleReason
from services.desk.polls import PollDesk
from services.limits import when_free
from services.public.vote_rules import rules_read
from services.same_phone import contacts_of_person
from services.voting.announced import view_of_rules
from services.voting.awaited import why_no_result
from services.voting.cast import cast_ballot, my_ballot
from services.voting.confirming import confirm_ballot, hold_ballot, needs_code, waits_for_code
from services.voting.left import may_have_voted
from services.voting.on_roll import cast_on_roll, confirm_on_roll, hold_on_roll, kept_aside, my_ballot_on_roll, own_poll
from services.voting.paper import Poll, VoteReason, poll_for_ballot, polls_of
from services.voting.presenting import accept_code, may_be_code
from services.voting.reader_order import DRAWN_ON, in_reader_order
from services.voting.receipts import state_of_receipt
from services.voting.voter import Voting


class VoteDesk(PollDesk):
    """Voting, and what came of it."""

    def ballot_paper(self) -> BallotPaper:
        """Return what can be voted on now; a `Refusal` says when, or that it is over."""
        poll = self._open_poll()
        paper = own_poll(self.session, self.house, poll, phone_of(self.house, self.scope.contact)).paper()
        if self.scope.contact.channel not in DRAWN_ON:
            return paper
        reader = f"contact {self.scope.contact.id}"
        return replace(paper, projects=tuple(in_reader_order(self.house, reader, paper.projects)))

    def vote_rules(self) -> RulesView:
        """Return the frozen rules of the vote that a ballot of now is for, else of the latest: those to come count."""
        poll = self._poll_of_ballot() or next(iter(self._polls()), None) or self._open_poll()
        rules = rules_read(self.session, self.session.get_one(Cycle, poll.cycle_id))
        if rules is None:
            raise Refusal(CycleReason.RULES_ALTERED)
        return view_of_rules(rules, poll.opens_at, poll.closes_at, self.scope.now)

    def money_to_share(self, year: int | None = None) -> SharedMoney | None:
        """Return all the money of the vote that is open, else of the one to come next; of a year where one is given."""
        ahead = [poll for poll in self._polls() if self.scope.now < poll.closes_at]
        for poll in sorted(ahead, key=lambda one: (one.opens_at, one.cycle_id)):
            cycle = self.session.get_one(Cycle, poll.cycle_id)
            if year in (None, poll.opens_at.year, cycle.year):
                return SharedMoney(all_money(cycle), poll.paper_pots())
        return None

    def takes_codes(self) -> bool:
        """Do people vote by a code each? Read from what is remembered: asked at every vote."""
        poll = self._poll_meant()
        return poll is not None and poll.takes_codes

    def awaits_codes(self) -> bool:
        """Does a vote by codes take ballots now, until the end of its grace?"""
        poll = self._poll_in_grace()
        return poll is not None and poll.takes_codes

    def may_be_code(self, code: str) -> bool:
        """Was this number handed out as a code, by the commune, as far as may be looked?"""
        if not self.scope.counts:
            return True  # a try-out phone learns nothing of codes
        return may_be_code(self.session, self.house, self._polls(), self.scope.contact, code, self.scope.now)

    def may_share_phone(self) -> bool:
        """Yes where several may vote from one phone, each by a code of their own."""
        poll = self._poll_in_grace()
        return poll is not None and poll.takes_codes and poll.voters_per_phone != 1

    def accept_code(self, code: str) -> str:
        """Return a pass for a code that may vote in the open vote."""
        poll = poll_for_ballot(self.session, self.house, self.scope.commune, self.scope.event_at, self.scope.now)
        if no := poll.why_not_at(counts_as_cast_at(self.scope.event_at, self.scope.now, poll.grace)):
            raise self._told(no, poll)
        voting = self._voting()
        return accept_code(self.session, self.house, poll, voting, voting.phone, code)

    def ballot_format(self) -> str:
        """Return the format of the ballot that a message of now is, read from what is remembered."""
        poll = self._poll_meant()
        return (poll.ballot.format if poll else BallotFormat.APPROVAL).value

    def heard_at(self) -> str:
        """Return the instant from which a ballot of this message counts, in ISO form."""
        poll = self._poll_in_grace()
        grace = poll.grace if poll else timedelta(0)
        return counts_as_cast_at(self.scope.event_at, self.scope.now, grace).isoformat()

    def cast_ballot(
        self,
        numbers: Sequence[int],
        passed: str | None = None,
        points: Sequence[int | None] = (),
        said_at: str | None = None,
    ) -> CastBallot:
        """Record a ballot for the contact's proven number, or for the code behind a pass, or keep it for its code.

        One that was said before its number was proven replaces none that came meanwhile.
        """
        return self._cast(marks_of(numbers, points), passed, datetime.fromisoformat(said_at) if said_at else None)

    def cast_blank(self, passed: str | None = None) -> CastBallot:
        """Record a ballot for no project, for whom `cast_ballot` would."""
        return self._cast(None, passed)

    def _cast(self, marks: Marks | None, passed: str | None, said_at: datetime | None = None) -> CastBallot:
        poll = poll_for_ballot(self.session, self.house, self.scope.commune, self.scope.event_at, self.scope.now)
        try:
            voting = replace(self._voting(passed), said_at=said_at)
            return self._dated(poll, self._taken(poll, voting, marks, echo=self.scope.commune.echo_choices))
        except Refusal as no:
            raise self._told(no, poll) from None

    def _taken(self, poll: Poll, voting: Voting, marks: Marks | None, *, echo: bool) -> CastBallot:
        contact, line = self.scope.contact, self.scope.line.id
        if not needs_code(poll, voting.channel):
            if poll.has_roll:
                return cast_on_roll(self.session, self.house, poll, voting, contact, line, marks, echo=echo)
            return cast_ballot(self.session, self.house, poll, voting, marks, echo=echo)
        due_at = when_free(self.session, contact, self.scope.commune, self.scope.now)
        if poll.has_roll:
            return hold_on_roll(self.session, self.house, poll, voting, contact, marks, due_at, echo=echo)
        return hold_ballot(self.session, self.house, poll, voting, marks, due_at, echo=echo)

    def _dated(self, poll: Poll, cast: CastBallot) -> CastBallot:
        """Return what was recorded, as the last one where nothing can be changed any more when it is said."""
        return replace(cast, is_last=self.scope.now >= poll.closes_at)

    def must_confirm(self) -> bool:
        """Must a ballot from here be confirmed? Read from what is remembered."""
        poll = self._poll_in_grace()
        return poll is not None and needs_code(poll, self.scope.contact.channel)

    def waits_for_code(self, code: str = "") -> bool:
        """Does a ballot of this number wait for its code, or for one like this? Asked of the database where it may."""
        poll = self._poll_in_grace()
        if poll is None or not needs_code(poll, self.scope.contact.channel):
            return False
        number = phone_of(self.house, self.scope.contact)
        try:
            return waits_for_code(self.session, self.house, poll, number, self.scope.now, code)
        except Refusal:
            return False

    def proof_of_vote(self) -> Proof:
        """Return by what a ballot that came this way counts; read from what is remembered."""
        poll = self._poll_meant()
        if poll is not None and poll.has_roll:
            return Proof.LIST_ANSWER if needs_code(poll, self.scope.contact.channel) else Proof.LIST
        if poll is not None and poll.takes_codes:
            return Proof.CODE
        return Proof.ANSWER if poll is not None and needs_code(poll, self.scope.contact.channel) else Proof.NUMBER

    def confirm_ballot(self, code: str) -> CastBallot:
        """Let the ballot of this code count."""
        poll = self._poll_in_grace()
        if poll is None:
            raise Refusal(VoteReason.NOTHING_TO_CONFIRM)
        try:
            echo = self.scope.commune.echo_choices
            if poll.has_roll:
                who = self.scope.contact, self.scope.line.id
                cast = confirm_on_roll(self.session, self.house, poll, self._voting(), *who, code, echo=echo)
            else:
                cast = confirm_ballot(self.session, self.house, poll, self._voting(), code, echo=echo)
            return self._dated(poll, cast)
        except Refusal as no:
            raise self._told(no, poll) from None

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        """Return the ballot that stands, until closing."""
        poll, echo = self._open_poll(about_own=True), self.scope.commune.echo_choices
        if poll.has_roll:
            return my_ballot_on_roll(self.session, self.house, poll, self._voting(), self.scope.contact, echo=echo)
        return my_ballot(self.session, self.house, poll, self._voting(passed), echo=echo)

    def kept_aside(self) -> str:
        """Return under which reference a ballot is kept apart; asked of the database only where there is a list.

        The town hall decides until the count, also after the grace.
        """
        poll = self._poll_in_grace() or self._poll_meant()
        if poll is None or not poll.has_roll:
            return ""
        try:
            return kept_aside(self.session, self.house, poll, self.scope.contact)
        except Refusal:  # without the vote's key nothing can count any more
            return ""

    def receipt_state(self, code: str) -> ReceiptState:
        """Return what the public log says of a receipt; a `Refusal` where the vote it was cast in does not count."""
        return state_of_receipt(self.session, self.scope.commune.id, code)

    def may_have_voted(self) -> bool:
        """Can there be a ballot of a number of the visitor's, or of a code of theirs, in a commune of the line?"""
        served, contact, line = self.scope.visitor.served, self.scope.contact, self.scope.line
        numbers = {phone_of(self.house, one) for one in contacts_of_person(self.session, contact, line.id, served)}
        return any(
            may_have_voted(self.session, self.house, commune, number, self.scope.now)
            for commune in self.session.scalars(select(Commune).where(Commune.id.in_(served)))
            if commune.is_demo or not contact.is_simulated
            for number in numbers
        )

    def results(self) -> ResultsView:
        """Return the latest published results; a `Refusal` where the vote that came after them was voided.

        Where there are none it says what they wait for.
        """
        if no := self._why_last_voided():
            raise no
        try:
            return results_view(self.session, self.scope.commune)
        except Refusal as no:
            polls = polls_of(self.session, self.house, self.scope.commune)
            waits = [why_no_result(self.session, poll, self.scope.now) for poll in polls]
            raise next((why for why in waits if why), no) from None

    def _voting(self, passed: str | None = None) -> Voting:
        return Voting(
            number=phone_of(self.house, self.scope.contact),
            channel=self.scope.contact.channel,
            language=self.scope.language,
            event_at=self.scope.event_at,
            arrived_at=self.scope.now,
            sequence=self.scope.sequence,
            time_zone=self.scope.commune.time_zone,
            counts=self.scope.counts,
            is_simulated=self.scope.contact.is_simulated,
            passed=passed,
            phone=self.house.vault.hash("code tries", self.scope.contact.phone_hash or self.scope.contact.address_hash),
        )
