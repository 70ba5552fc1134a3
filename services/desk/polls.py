"""Which vote a message is for, and why it takes no ballot."""

from __future__ import annotations

from bot.messages import Channel
from budgeting.phases import counts_as_cast_at
from budgeting.refusal import Refusal
from services.desk.counter import Counter
from services.public.commune import heard_lines
from services.voting.awaited import why_no_result
from services.voting.paper import Poll, VoteReason, poll_at, poll_told, polls_of
from services.voting.voided import EVER, why_voided

ON_TELEGRAM = {
    VoteReason.TOO_MANY_WAIT: VoteReason.TOO_MANY_WAIT_BY_SMS,
    VoteReason.TOO_MANY_AT_END: VoteReason.TOO_MANY_AT_END_BY_SMS,
}
"""Why no code is sent now, and the same where people can vote on Telegram, which needs none."""


class PollDesk(Counter):
    """The votes of the visitor's commune, as a message of now finds them."""

    def _polls(self) -> tuple[Poll, ...]:
        commune = self.scope.visitor.commune
        return polls_of(self.session, self.house, commune) if commune else ()

    def _poll_meant(self) -> Poll | None:
        """Return the poll that a ballot of now is for, or the one to speak of."""
        commune = self.scope.visitor.commune
        if commune is None:
            return None
        return self._poll_of_ballot() or poll_told(self.session, commune.id, self._polls(), self.scope.now)

    def _poll_of_ballot(self) -> Poll | None:
        """Return the poll that a ballot of now is for."""
        event_at, now = self.scope.event_at, self.scope.now
        mine = (one for one in self._polls() if one.why_not_at(counts_as_cast_at(event_at, now, one.grace)) is None)
        return next(mine, None)

    def _poll_in_grace(self) -> Poll | None:
        """Return the poll whose ballots are taken now, until its grace is over."""
        now = self.scope.now
        return next((poll for poll in self._polls() if poll.opens_at <= now < poll.closes_at + poll.grace), None)

    def _open_poll(self, *, about_own: bool = False) -> Poll:
        """Return the poll that is open; who asks about a ballot of their own hears first of a vote that was voided."""
        poll = poll_at(self.session, self.house, self.scope.commune, self.scope.now)
        if no := poll.why_not_at(self.scope.now):
            raise (self._why_last_voided() if about_own else None) or self._told(no, poll)
        return poll

    def _told(self, no: Refusal, poll: Poll) -> Refusal:
        """Return why a vote takes no ballot, as it is told: nobody is sent to a result that is not out.

        Of one that is over it says as well when the next opens.
        """
        if no.reason in ON_TELEGRAM:
            return self._not_heard_by_sms(no)
        if no.reason != VoteReason.HAS_CLOSED:
            return no
        why = why_no_result(self.session, poll, self.scope.now) or no
        ahead = [one.opens_at for one in self._polls() if self.scope.now < one.opens_at]
        return Refusal(why.reason, **why.values, next_at=min(ahead).isoformat()) if ahead else why

    def _why_last_voided(self) -> Refusal | None:
        """Return why the vote that began last does not count, None where it does or none has begun."""
        commune, now = self.scope.commune, self.scope.now
        begun = [poll.opens_at for poll in polls_of(self.session, self.house, commune) if poll.opens_at <= now]
        return why_voided(self.session, commune.id, after=max(begun, default=EVER), until=now)

    def _not_heard_by_sms(self, no: Refusal) -> Refusal:
        """Return how somebody votes to whom no more codes are sent by SMS for now: on Telegram, where there is one.

        There nobody writes in another's name: the own card is the proof, and no code is needed.
        """
        lines = heard_lines(self.session, self.house, self.scope.commune.id)
        chat = next((f"@{line.address.lstrip('@')}" for line in lines if line.channel == Channel.TELEGRAM), None)
        return Refusal(ON_TELEGRAM[VoteReason(str(no.reason))], **no.values, chat=chat) if chat else no
