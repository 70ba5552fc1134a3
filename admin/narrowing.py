"""A list that can be narrowed to one state of its rows, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import request
from sqlalchemy.orm import Session

from admin.desk import current_commune, read
from admin.paging import asked_paging

Fetch = Callable[..., tuple[Sequence[Any], int]]


def narrowed_list(fetch: Fetch, states: Mapping[str, str]) -> dict[str, Any]:
    """Return what a template needs to show the rows of the state that the address names, of all where it names none.

    `fetch` is a use case of services: session, commune, then `state`, `limit` and `offset`; it returns the rows of
    that page and how many there are. `states` gives the names (msgids) by which rows are narrowed.
    """
    commune, paging, wish = current_commune().id, asked_paging(), request.args.get("state", "")
    state = wish if wish in states else ""

    def work(db: Session) -> tuple[Sequence[Any], int]:
        return fetch(db, commune, state=state or None, limit=paging.size, offset=paging.offset)

    rows, total = read(work)
    return {"rows": rows, "paging": paging.of(total), "state": state, "states": states}
