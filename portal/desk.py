"""What every public page shares: the house, reading, the commune of the address, answers a cache may keep."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from flask import Response, current_app, g, make_response, render_template, request
from sqlalchemy.orm import Session

from services.communes import CommuneView
from services.house import House
from services.public import Shelf, shelf_of

T = TypeVar("T")
HOUSE = "palabre.portal.house"
FRESH_SECONDS = 60
"""How long a shared cache may serve a page without asking: a withdrawn document disappears within the minute."""


def current_house() -> House:
    """Return the house this portal was built for."""
    house: House = current_app.extensions[HOUSE]
    return house


def read(work: Callable[[Session], T]) -> T:
    """Read from the database."""
    return current_house().work.read(work)


def commune() -> CommuneView:
    """Return the commune of this request."""
    found: CommuneView = g.portal_commune
    return found


def shelf() -> Shelf:
    """Return what the commune of this request has to show, read once for a page."""
    if "portal_shelf" not in g:
        place, house = commune().id, current_house()
        g.portal_shelf = read(lambda session: shelf_of(session, house, place))
    found: Shelf = g.portal_shelf
    return found


def show(template: str, **values: object) -> Response:
    """Return a page that caches may keep for a minute and ask for again by its tag."""
    return cacheable(make_response(render_template(f"portal/{template}.html", **values)))


def cacheable(response: Response) -> Response:
    """Tag a response by its content and let it be kept for a minute; 304 to who has it already."""
    response.add_etag()
    response.cache_control.public = True
    response.cache_control.max_age = FRESH_SECONDS
    response.vary.add("Accept-Language")
    response.make_conditional(request)
    return response
