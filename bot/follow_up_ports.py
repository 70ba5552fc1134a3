"""What the desk knows of the promises of the commune."""

from __future__ import annotations

from typing import Protocol

from bot.views.follow_ups import FollowUpView


class FollowUpDesk(Protocol):
    """The counter for promises; every call refuses a reference that there is not, or that is not for the sender."""

    def follow_up(self, reference: str) -> FollowUpView:
        """Return the promise of that reference and where it stands."""

    def hear_of(self, reference: str) -> FollowUpView:
        """Tell the sender when it moves."""

    def hear_no_more_of(self, reference: str) -> FollowUpView:
        """Tell the sender no more when it moves; what is returned says whether they heard of it before."""
