"""The part of the desk that tells the announced rules of a vote."""

from __future__ import annotations

from typing import Protocol

from bot.views.rules import RulesView
from bot.views.votes import SharedMoney


class RulesDesk(Protocol):
    """What the conversation asks about rules; every call may raise a `Refusal`."""

    def vote_rules(self) -> RulesView:
        """Return the announced rules of the vote that there is to speak of; refuse where there is none."""

    def money_to_share(self, year: int | None = None) -> SharedMoney | None:
        """Return all money of the vote that is open or comes next, and its envelopes; None where none does.

        Where a year is given it is that of the vote, or of the budget that it is for.
        """
