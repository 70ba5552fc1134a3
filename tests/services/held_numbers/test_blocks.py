from __future__ import annotations

import pytest

from services.held_numbers.blocks import block_of, is_dear


@pytest.mark.parametrize(
    ("number", "block"),
    [("+22890112233", "+22890112"), ("+212612345678", "+212612345"), ("7070", None), ("+1234", None)],
)
def test_a_block_is_what_a_thousand_numbers_share(number: str, block: str | None) -> None:
    assert block_of(number) == block


@pytest.mark.parametrize("number", ["+88213300021", "+8816123456", "+97912345678", "+212891234567", "+33899123456"])
def test_satellites_and_premium_rates_are_dear(number: str) -> None:
    assert is_dear(number)


@pytest.mark.parametrize(
    "number",
    ["+22890112233", "+22370112233", "+237670112233", "+25779112233", "+212612345678", "+33612345678", "+14155550123"],
)
def test_people_s_numbers_are_not(number: str) -> None:
    assert not is_dear(number)


def test_what_is_no_number_is_not_dear() -> None:
    assert not is_dear("7070") and not is_dear("+")
