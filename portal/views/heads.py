"""The state of a vote's public log, hour by hour: a page, the same for machines, and a slip to hang up."""

from __future__ import annotations

import json
import re

from flask import Response, abort, make_response, request

from budgeting.proof.published import SHORTEST_ROOT
from budgeting.refusal import Refusal
from portal.desk import cacheable, commune, current_house, read, show
from portal.files import shown_paper
from portal.tongue import language
from services.printing.head_slip import press_head, say_head
from services.watching.published import HeadsPage, HeadView, heads_page, published_file

NOTED = re.compile(r"[0-9]{1,12}")
ROOT = re.compile(rf"[0-9a-f]{{{SHORTEST_ROOT},64}}")


def heads(number: int) -> Response:
    """Show the heads published so far; of one that somebody brings, say whether it is among them."""
    page = _page(number)
    return show("heads", page=page, brought=_brought(), known=_known(page))


def heads_file(number: int) -> Response:
    """Send the same for machines; `palabre heads` checks it."""
    paper = published_file(_page(number), commune().name)
    response = make_response(json.dumps(paper, ensure_ascii=False, separators=(",", ":")))
    response.content_type = "application/json; charset=utf-8"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return cacheable(response)


def heads_slip(number: int) -> Response:
    """Send the slip of the latest head as a PDF; 404 before there is one."""
    page = _page(number)
    if not page.heads:
        abort(404)
    head = page.heads[0]
    try:
        paper = press_head(say_head(page, head, commune(), language(), current_house().public_url), head)
    except Refusal:
        abort(503)
    return shown_paper(paper)


def _page(number: int) -> HeadsPage:
    house, place = current_house(), commune().id
    page = read(lambda session: heads_page(session, place, number, house.clock()))
    if page is None:
        abort(404)
    return page


def _brought() -> tuple[int, str] | None:
    """Return the head that the address holds, None where it holds none or a broken one."""
    size, root = request.args.get("size", ""), "".join(request.args.get("root", "").lower().split())
    return (int(size), root) if NOTED.fullmatch(size) and size.isascii() and ROOT.fullmatch(root) else None


def _known(page: HeadsPage) -> HeadView | None:
    brought = _brought()
    if brought is None:
        return None
    size, root = brought
    return next((head for head in page.heads if head.size == size and head.root.startswith(root)), None)
