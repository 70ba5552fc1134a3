"""The counter for the promises of the commune: where one stands, and hearing of it."""

from __future__ import annotations

from bot.views.follow_ups import FollowUpView
from services.by_sms import refuse_untold
from services.desk.counter import Counter
from services.follow_ups.asked import asked_follow_up, view_of
from services.follow_ups.following import follow, unfollow
from services.same_phone import contacts_of_phone


class FollowUpDesk(Counter):
    """Promises and where they stand."""

    def follow_up(self, reference: str) -> FollowUpView:
        """Return the promise of that reference."""
        row = asked_follow_up(self.session, self.scope.commune, reference, self._people())
        return view_of(self.session, self.house, self.scope.commune, row, self._people())

    def hear_of(self, reference: str) -> FollowUpView:
        """Tell the visitor when the promise moves; `Refusal` where nothing reaches them."""
        row = asked_follow_up(self.session, self.scope.commune, reference, self._people())
        refuse_untold(self.session, self.scope.contact, is_bulk=False)
        follow(self.session, self.house, row, self.scope.contact.id, self.scope.line.id)
        return view_of(self.session, self.house, self.scope.commune, row, self._people())

    def hear_no_more_of(self, reference: str) -> FollowUpView:
        """Tell the visitor no more when the promise moves; what is returned says whether they heard of it before."""
        row = asked_follow_up(self.session, self.scope.commune, reference, self._people())
        view = view_of(self.session, self.house, self.scope.commune, row, self._people())
        unfollow(self.session, row, self._people())
        return view

    def _people(self) -> list[int]:
        return [one.id for one in contacts_of_phone(self.session, self.scope.contact)]
