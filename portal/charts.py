"""Bars drawn on the server: a picture of a table that stands beside it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any
from unicodedata import bidirectional

from leather import theme
from leather.chart import Chart
from markupsafe import Markup

WIDTH = 380
ROW = 30
MOST_ROWS = 12
LONGEST_LABEL = 20  # the longest name of a topic has 19
RIGHT_TO_LEFT = ("R", "AL")
_ROOT = re.compile(r'\A<svg width="(\d+)" height="(\d+)"')

# The library keeps its look in its module: what is set here is what the panel sets too.
theme.background_color = "none"
theme.margin = 0.02
theme.tick_font_family = "sans-serif"
theme.tick_font_size = 13
theme.tick_color = "#dccfbd"
theme.zero_color = "#dccfbd"
theme.label_color = "#5c4f43"


def draw_bars(rows: Sequence[tuple[int, str, str]]) -> Markup | None:
    """Return horizontal bars as SVG, the first row at the top; None where there are not two amounts to compare.

    A row is an amount, its label and its share. What is nought or negative has no bar; the table says it.
    """
    shown = [row for row in rows if row[0] > 0][:MOST_ROWS]
    if len(shown) < 2:
        return None
    bars = _told_apart([(amount, _label(label, share)) for amount, label, share in shown])
    chart: Any = Chart()  # type: ignore[no-untyped-call]
    chart.add_bars(bars, fill_color="#8a3b12")
    chart.add_x_scale(0, max(amount for amount, _label in bars))
    chart.add_x_axis(ticks=[0], tick_formatter=lambda _value, _place, _count: "")
    svg = str(chart.to_svg(width=WIDTH, height=ROW * len(bars) + ROW))
    return Markup(_ROOT.sub(r'<svg class="chart" direction="ltr" viewBox="0 0 \1 \2"', svg, count=1))  # noqa: S704 - escaped by its library


def _label(label: str, share: str) -> str:
    """Return a label cut to its room; one in Arabic runs in its own direction, or its share would stand before it."""
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
    text = f"{short} {share}"
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in RIGHT_TO_LEFT for letter in short) else text


def _told_apart(bars: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Put blanks that take no room behind labels seen before: the bars of two equal ones would fall into one."""
    seen: Counter[str] = Counter()
    found = []
    for amount, label in bars:
        found.append((amount, label + "\u200b" * seen[label]))
        seen[label] += 1
    return found
