"""Bars drawn on the server: a picture of a table that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import bidirectional

from markupsafe import Markup

ROW = 42
BASELINE = 15
BAR_TOP, BAR_HEIGHT = 21, 14
FONT = 14
MOST_ROWS = 12
LONGEST_LABEL = 30  # with its share it fits a page 320 points wide; the longest name of a topic has 19
RIGHT_TO_LEFT = ("R", "AL")
# No viewBox: bars are shares of the width and letters keep their size, on a phone as on a wide screen.
_PICTURE = Markup(
    '<svg class="chart" direction="ltr" width="100%" height="{height}" version="1.1" {space}>{rows}</svg>'
)
_SPACE = Markup('xmlns="http://www.w3.org/2000/svg"')
_LABEL = Markup('<text{place} y="{y}" fill="#5c4f43" font-family="sans-serif" font-size="{size}">{label}</text>')
_BAR = Markup('<rect x="{x}%" y="{y}" width="{width}%" height="{height}" fill="#8a3b12"></rect>')
# The picture's own direction is always ltr: "end" is its right edge, whatever the letters of a label are.
_AT_LEFT, _AT_RIGHT = Markup(' x="0"'), Markup(' x="100%" text-anchor="end"')


def draw_bars(rows: Sequence[tuple[int, str, str]], *, from_right: bool = False) -> Markup | None:
    """Return horizontal bars as SVG, each under its label, the first row at the top; None without two to compare.

    A row is an amount, its label and its share. What is nought or negative has no bar; the table says it. On a page
    that is read from right to left they begin at the right, `from_right`.
    """
    shown = [row for row in rows if row[0] > 0][:MOST_ROWS]
    if len(shown) < 2:
        return None
    most = max(amount for amount, _label, _share in shown)
    drawn = [
        _row(place * ROW, 100 * amount / most, _words(label, share), from_right)
        for place, (amount, label, share) in enumerate(shown)
    ]
    return _PICTURE.format(height=ROW * len(shown), space=_SPACE, rows=Markup().join(drawn))


def _row(top: int, width: float, label: str, from_right: bool) -> Markup:
    begins = f"{100 - width:.1f}" if from_right else "0"
    bar = _BAR.format(x=begins, y=top + BAR_TOP, width=f"{width:.1f}", height=BAR_HEIGHT)
    place = _AT_RIGHT if from_right else _AT_LEFT
    return _LABEL.format(place=place, y=top + BASELINE, size=FONT, label=label) + bar


def _words(label: str, share: str) -> str:
    """Return a label cut to its room; one in Arabic runs in its own direction, or its share would stand before it."""
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
    text = f"{short} {share}"
    return f"\u2068{text}\u2069" if any(bidirectional(letter) in RIGHT_TO_LEFT for letter in short) else text
