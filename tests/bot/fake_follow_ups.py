"""Promises of the small commune that tests talk with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.views.follow_ups import FollowUpView
from budgeting.refusal import Refusal

FOLLOW_UPS = {
    "R12": FollowUpView(
        "R12",
        "Multiplier les canaux d'information",
        "in_progress",
        "Secrétariat général",
        date(2026, 10, 31),
        is_late=True,
        note="La radio diffuse le budget chaque lundi.",
        noted_on=date(2026, 11, 3),
    ),
    "R3": FollowUpView("R3", "Former les citoyens", "done", "Service social", done_on=date(2026, 9, 1)),
    "R4": FollowUpView("R4", "Relier Bagui au réseau", "abandoned", reason="Le terrain appartient à l'État."),
    "R5": FollowUpView("R5", "Créer un cadre de concertation", None),
}

HEARING = {"hear_of", "hear_no_more_of"}


class FakeFollowUps:
    """The counter for promises; what is done to one stands among the effects."""

    effects: list[tuple[Any, ...]]

    def follow_up(self, reference: str) -> FollowUpView:
        if reference not in FOLLOW_UPS:
            raise Refusal("no_such_follow_up", reference=reference)
        own = [act for act, *what in self.effects if act in HEARING and what == [reference]]
        return replace(FOLLOW_UPS[reference], is_heard=own[-1:] == ["hear_of"])

    def hear_of(self, reference: str) -> FollowUpView:
        found = self.follow_up(reference)
        self.effects.append(("hear_of", reference))
        return found

    def hear_no_more_of(self, reference: str) -> FollowUpView:
        found = self.follow_up(reference)
        self.effects.append(("hear_no_more_of", reference))
        return found
