"""What contracts, their sides and their reviews are called, on pages and in reports."""

from __future__ import annotations

from services.printing.voice import marked as _

LEVELS = {
    "government": _("Government"),
    "ministry": _("Ministry"),
    "institution": _("Institution"),
    "unit": _("Department or unit"),
    "individual": _("One person"),
}
STATES = {
    "draft": _("Being drafted"),
    "agreed": _("Agreed by both sides"),
    "reviewed": _("Reviewed at mid-term"),
    "closed": _("Over"),
    "set_aside": _("Set aside"),
}
SIDES = {"giver": _("Who gives it"), "taker": _("Who takes it")}
REVIEWS = {"midterm": _("Mid-term review"), "final": _("Final review")}
MAKINGS = {
    "none": _("Written down here"),
    "sum": _("Sum of targets of contracts below"),
    "average": _("Average of targets of contracts below"),
}
