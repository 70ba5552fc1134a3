"""Numbers on a ballot by a public draw: whoever has what was drawn works out again what each project got."""

from __future__ import annotations

from collections.abc import Collection

from budgeting.counting.tiebreak import draw_ticket


def numbers_by_draw(drawn: str, before: Collection[int], first: int) -> dict[int, int]:
    """Return each project's new number by the one it had: from `first` on, the smallest ticket first.

    A ticket is that of a tie (`budgeting.counting.tiebreak.draw_ticket`), of the number before (RFC 3797).
    """
    order = sorted(before, key=lambda number: draw_ticket(drawn, str(number)))
    return {number: first + place for place, number in enumerate(order)}
