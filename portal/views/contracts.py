"""Performance contracts that were published: what was aimed at, what was reached; never one person's."""

from __future__ import annotations

from fractions import Fraction

from flask import Response, abort, request

from budgeting.achievement import in_thousandths
from budgeting.quantities import write_quantity
from budgeting.refusal import Refusal
from portal.desk import commune, read, show
from portal.tongue import language
from portal.views.documents import page_of
from services.contracts.reading import ContractPage, contract_page, contracts_page
from services.follow_ups.finding import EVERYBODY
from services.printing.contract_words import LEVELS, MAKINGS, STATES

ON_A_PAGE = 25


def contracts() -> Response:
    """List the contracts that everybody may read, the highest level first."""
    page, place = page_of(request.args.get("page", "")), commune().id
    rows, total = read(
        lambda session: contracts_page(session, place, reader=EVERYBODY, limit=ON_A_PAGE, offset=(page - 1) * ON_A_PAGE)
    )
    return show("contracts", rows=rows, page=page, pages=max(1, -(-total // ON_A_PAGE)), levels=LEVELS, states=STATES)


def contract(number: int) -> Response:
    """Show one contract with its targets and the contracts above and below that everybody may read."""
    return show(
        "contract",
        page=(found := _found(number)),
        row=found.row,
        levels=LEVELS,
        states=STATES,
        makings=MAKINGS,
        quantity=_quantity,
        share=_share,
    )


def _found(number: int) -> ContractPage:
    place = commune().id
    try:
        return read(lambda session: contract_page(session, place, number, EVERYBODY))
    except Refusal:
        abort(404)


def _quantity(thousandths: int | None) -> str:
    return "–" if thousandths is None else write_quantity(thousandths, language())


def _share(value: Fraction | None) -> str:
    return _quantity(None if value is None else in_thousandths(value))
