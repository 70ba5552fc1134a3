"""What is said of public sessions on the budget: their kinds and states, who is in the room, where it is told."""

from __future__ import annotations

from bot.phrases import Phrase, _

KINDS: dict[str, Phrase] = {
    "orientation_debate": _("debate before the budget"),
    "first_budget": _("session on the first budget"),
    "additional": _("session on the additional budget"),
    "account": _("session on the account"),
    "follow_up": _("session on what became of promises"),
}
"""By the names of `models.public_session.SessionKind`; the others by those of the other states there."""

STATES: dict[str, Phrase] = {
    "announced": _("announced"),
    "open": _("under way"),
    "held": _("held"),
    "cancelled": _("cancelled"),
}
PRESENCES: dict[str, Phrase] = {
    "council": _("Council"),
    "services": _("Services of the town hall and the State"),
    "civil_society": _("Civil society"),
    "media": _("Press and radio"),
    "citizens": _("Citizens"),
    "partners": _("Partners"),
    "others": _("Others"),
}
SEXES: dict[str, Phrase] = {"women": _("Women"), "men": _("Men"), "unsaid": _("Not said")}
PRESS_KINDS: dict[str, Phrase] = {
    "radio": _("Radio"),
    "television": _("Television"),
    "newspaper": _("Newspaper"),
    "online": _("Online"),
    "other": _("Elsewhere"),
}
