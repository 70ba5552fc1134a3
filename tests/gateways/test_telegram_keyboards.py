from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.sms.graphemes import graphemes
from bot.sms.segments import utf16_units
from gateways.telegram_keyboards import split_text


@given(text=st.text("ab \n💧é👩‍👧", max_size=300), longest=st.integers(20, 60))
def test_no_part_is_too_long_and_nothing_but_the_cut_is_lost(text: str, longest: int) -> None:
    parts = split_text(text, longest)
    assert all(utf16_units(part) <= longest for part in parts)
    assert "".join(parts).replace(" ", "").replace("\n", "") == text.replace(" ", "").replace("\n", "")
    assert len(text) - len("".join(parts)) < len(parts)


def test_a_short_text_is_one_part() -> None:
    assert split_text("Bonjour") == ["Bonjour"]
    assert split_text("") == [""]


def test_a_family_is_not_torn_apart() -> None:
    family = "👩‍👧"
    parts = split_text(family * 30, 21)
    assert [graphemes(part) for part in parts if set(graphemes(part)) != {family}] == []
