"""What the commune has promised, and where each promise stands; never who of the staff has it in hand."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, request, send_file

from budgeting.own_name import names_in_order
from budgeting.quantities import write_quantity
from budgeting.refusal import Refusal
from portal.desk import commune, current_house, read, show
from portal.files import harmless
from portal.tongue import language, say_value, spoken_languages
from portal.views.documents import page_of
from portal.views.projects import day_of
from portal.views.search import in_this_language
from portal.words import FOLLOW_UP_LISTS, FOLLOW_UP_STATES, PROOFS
from services.clock import day_in
from services.follow_ups.evidence import open_evidence
from services.follow_ups.origin import Source
from services.follow_ups.origins import find_origins
from services.follow_ups.reading import FollowUpPage, follow_up_page, public_follow_ups

ON_A_PAGE = 25


def follow_ups() -> Response:
    """List the promises, what is late first, of a state or of an origin where the address names one."""
    page, today = page_of(request.args.get("page", "")), _today()
    state, origin = request.args.get("state", ""), request.args.get("origin", "")
    known = {key: say_value(one.name) for key, one in find_origins().items()}
    wish = {"state": state if state in FOLLOW_UP_LISTS else "", "origin": origin if origin in known else ""}
    found, total = read(
        lambda session: public_follow_ups(
            session, commune().id, today=today, **wish, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE
        )
    )
    return show(
        "follow_ups",
        rows=found,
        total=total,
        page=page,
        pages=max(1, -(-total // ON_A_PAGE)),
        lists=FOLLOW_UP_LISTS,
        states=FOLLOW_UP_STATES,
        origins=known,
        say=say_value,
        **wish,
    )


def follow_up(number: int) -> Response:
    """Show one promise with its history and what proves it."""
    return show(
        "follow_up",
        found=(page := _found(number)),
        row=page.row,
        states=FOLLOW_UP_STATES,
        proofs=PROOFS,
        say=say_value,
        day_of=day_of,
        name_of_source=_name_of_source,
        in_this_language=in_this_language,
        quantity=lambda value: write_quantity(value, language()),
    )


def proof(number: int, evidence_id: int) -> Response:
    """Send the file of a proof: a photo to be looked at, all else to be saved; nothing in it is ever run."""
    page, house = _found(number), current_house()
    try:
        found = read(lambda session: open_evidence(session, house, page.id, evidence_id, with_inside=False))
    except Refusal:
        abort(404)
    return harmless(
        send_file(
            found.path,
            mimetype=found.media_type,
            as_attachment=not found.is_photo,
            download_name=found.file_name,
            conditional=True,
        )
    )


def _found(number: int) -> FollowUpPage:
    try:
        return read(lambda session: follow_up_page(session, commune().id, number, today=_today()))
    except Refusal:
        abort(404)


def _today() -> date:
    return day_in(current_house().clock(), commune().time_zone)


def _name_of_source(source: Source) -> str:
    return next(names_in_order(source.names, (*spoken_languages(), *commune().languages)), "")
