"""What the script of a booth has to know: the key to seal to, the limits of a ballot, the files to keep."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from flask import url_for

from admin.assets import asset_address
from admin.desk import current_house, current_staff, paper_languages
from budgeting.refusal import Refusal
from services.by_hand.envelopes import booth_point
from services.by_hand.sent import pass_booth
from services.voting.box import load_key
from services.voting.paper import Poll

SCRIPTS = ("booth-seal.js", "booth-queue.js", "booth.js")


def page_of(cycle_id: int, poll: Poll | None = None) -> dict[str, Any]:
    """Return what a booth's pages carry for their script; no key where the vote is not open, or its key not here."""
    at: dict[str, Any] = {"cycle_id": cycle_id}
    known: dict[str, Any] = {
        "cycle": cycle_id,
        "line": url_for(".line", **at),
        "send": url_for(".send", **at),
        "worker": url_for(".worker"),
        "scope": url_for(".index"),
        "keep": _to_keep(at),
    }
    if poll and poll.why_not_at(current_house().clock()) is None:
        known |= _to_seal(poll) | _limits(poll)
    return known


def _to_keep(at: dict[str, Any]) -> list[str]:
    """Return the addresses that are shown without a line."""
    pages = [url_for(".vote", **at), url_for(".agent", **at)]
    pages += [url_for(".vote", language=tag, **at) for tag, _name in paper_languages()]
    # Files first: a page that is kept without its scripts would lose the vote it takes.
    return [*(asset_address(name) for name in ("palabre.css", "booth.css", *SCRIPTS)), *pages]


def _to_seal(poll: Poll) -> dict[str, Any]:
    try:
        point = booth_point(load_key(current_house(), poll))
        passed = pass_booth(current_house(), poll, current_staff().id)
    except Refusal:  # its key is not on this machine
        return {}
    return {"point": urlsafe_b64encode(point).decode().rstrip("="), "pass": passed}


def _limits(poll: Poll) -> dict[str, Any]:
    ballot = poll.ballot
    return {
        "format": ballot.format.value,
        "most": poll.paper().max_choices,
        "least": ballot.min_choices,
        "points": ballot.max_points,
        "each": ballot.most_for_one,
        "money": [pot.envelope for pot in ballot.pots] or [ballot.envelope],
        "closes": int(poll.closes_at.timestamp() * 1000),
    }
