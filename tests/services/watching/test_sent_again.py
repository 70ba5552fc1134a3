"""A message that is sent again is found by its ids however a database sorts signs."""

from __future__ import annotations

import pytest

from services.watching.sent_again import bounds_of


@pytest.mark.parametrize("signs", [":;", ";:"])  # as bytes are sorted, and as most languages sort them
@pytest.mark.parametrize("same", ["0123456789abcdef", "0123456789abcde9", "0123456789abcde0"])
def test_all_ids_of_a_message_and_no_others_lie_between_its_bounds(same: str, signs: str) -> None:
    def order(text: str) -> list[int]:
        return [(signs + "0123456789abcdefghijklmnopqrstuvwxyz").index(sign) for sign in text]

    least, beyond = map(order, bounds_of(same))
    assert all(least <= order(f"{same}:{end}") < beyond for end in ("0", "again", "zzz", "e1"))
    others = ("0123456789abcdd", "0123456789abcdf", "0123456789abcdeg", f"{same[:-1]}8" if same[-1] == "9" else "g")
    assert not any(least <= order(f"{other}:again") < beyond for other in others)
