"""The way into a page that is about one vote at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from admin.desk import current_commune, read, render


class Listed(Protocol):
    """A vote as far as a list shows it."""

    @property
    def cycle_id(self) -> int: ...

    @property
    def title(self) -> str: ...


def list_votes(find: Callable[[Session, int], Sequence[Listed]], template: str) -> str | Response:
    """List the votes that a page finds in a commune; the only one is shown at once.

    `template` extends `panel/votes.html`, which says how a list looks.
    """
    commune = current_commune().id
    votes = read(lambda db: find(db, commune))
    if len(votes) == 1:
        return redirect(url_for(".show", cycle_id=votes[0].cycle_id))
    return render(template, votes=votes)
