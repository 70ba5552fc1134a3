"""The numbers on a ballot held against their public draw, as the frozen rules announce it."""

from __future__ import annotations

from collections.abc import Iterable

from budgeting.number_draw import numbers_by_draw
from budgeting.proof.verify import Bundle, Finding


def numbers(bundle: Bundle) -> Iterable[Finding]:
    """Work out again which number each project got from what was drawn."""
    for draw in bundle.paper("rules").get("number_draws", ()):
        said = dict(draw["numbers"])
        again = numbers_by_draw(draw["drawn"], list(said), draw["first"])
        yield said == again, "the numbers of the ballot are not those that the public draw gives"
