from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.charts import draw_bars

SVG = "{http://www.w3.org/2000/svg}"


def bars_of(drawing: str) -> list[float]:
    rows = ElementTree.fromstring(drawing).iter(f"{SVG}rect")
    return [float(row.get("height", "0")) for row in rows][1:]  # the first is the background


def test_bars_are_as_high_as_their_counts() -> None:
    low, none, high = bars_of(draw_bars([("a", 5), ("b", 0), ("c", 10)]))
    assert none == 0
    assert high == pytest.approx(2 * low, rel=0.01)


@pytest.mark.parametrize("bars", [[], [("a", 0)]])
def test_nothing_counted_draws_nothing(bars: list[tuple[str, int]]) -> None:
    assert draw_bars(bars) == ""


@given(
    st.lists(
        st.tuples(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])), st.integers(0, 10**6)),
        max_size=30,
    )
)
def test_a_drawing_is_well_formed_without_script_or_style_whatever_the_labels(bars: list[tuple[str, int]]) -> None:
    drawing = draw_bars([(f"{at} {label}", count) for at, (label, count) in enumerate(bars)])
    if drawing:
        tags = {element.tag for element in ElementTree.fromstring(drawing).iter()}
        assert tags <= {f"{SVG}{tag}" for tag in ("svg", "g", "rect", "line", "text")}


def test_a_drawing_of_two_years_weighs_little() -> None:
    assert len(draw_bars([(f"2026-{at:02d}", at * 3) for at in range(24)]).encode()) < 9000
