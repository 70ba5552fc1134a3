"""The announced rules of a vote as citizens are told them by message."""

from __future__ import annotations

from datetime import datetime

from bot.views.rules import RulesView
from budgeting.ways_in import BothWays
from services.public.vote_rules import VoteRules


def view_of_rules(rules: VoteRules, opens_at: datetime, closes_at: datetime, now: datetime) -> RulesView:
    """Return frozen rules in short, and whether the vote is before, open or after at this moment."""
    state = "before" if now < opens_at else "open" if now < closes_at else "after"
    return RulesView(
        state=state,
        opens_at=opens_at,
        closes_at=closes_at,
        level=rules.identity_level,
        rule=rules.rule_key,
        max_choices=rules.max_choices,
        format=rules.ballot.format.value,
        max_points=rules.ballot.max_points,
        minimum_votes=rules.told.minimum_votes,
        voters_per_phone=rules.voters_per_phone,
        minimum_age=rules.minimum_age,
        age_on=rules.age_on,
        own_zone_only=rules.own_zone_only,
        paper_counts=rules.ways.both is BothWays.PAPER if rules.ways.on_paper else None,
        on_hands=rules.ways.by_hands,
        leftovers=rules.told.leftovers,
        boxes=rules.ways.boxes if rules.ways.on_paper else "",
        confirms=rules.confirming_hours is not None,
    )
