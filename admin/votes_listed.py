"""The way into a page that is about one vote at a time."""

from __future__ import annotations

from collections.abc import Callable

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import current_commune, read, render
from services.cycles.by_level import NamedVote


def list_votes(find: Callable[[Session, int], list[NamedVote]], template: str) -> str | Response:
    """List the votes that a page finds in a commune; the only one is shown at once.

    `template` extends `panel/votes.html`, which says how a list looks.
    """
    commune = current_commune().id
    votes = read(lambda db: find(db, commune))
    if len(votes) == 1:
        return redirect(url_for(".show", cycle_id=votes[0].cycle_id))
    return render(template, votes=votes)
