"""Charts drawn here as SVG: no script, no style, nothing to fetch. The same numbers always stand in a table beside."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

import leather
from markupsafe import Markup

BAR = "#8a3b12"
INK = "#5c4f43"
GRID = "#dccfbd"
FONT = "sans-serif"
MOST_LABELS = 4

_NUMBER = re.compile(r'(?<=")-?\d+(?:\.\d+)?(?:E[-+]?\d+)?(?=")')
_drawer: Any = leather  # its types are not declared
# leather keeps its look in a module.
_drawer.theme.background_color = "none"
_drawer.theme.margin = 0.02
_drawer.theme.tick_font_family = FONT
_drawer.theme.tick_font_size = 13
_drawer.theme.tick_color = GRID
_drawer.theme.zero_color = GRID
_drawer.theme.label_color = INK


def draw_bars(
    bars: Sequence[tuple[str, int]], *, width: int = 300, height: int = 160, say: Callable[[int], str] = str
) -> Markup:
    """Return a bar chart of (label, count) pairs, heights as `say` puts them. Nothing to show gives an empty text."""
    top = max((count for _, count in bars), default=0)
    if top == 0:
        return Markup("")
    chart = _drawer.Chart()
    shown = set(_labels_to_show([label for label, _ in bars]))
    chart.add_x_axis(tick_formatter=lambda value, *_: value if value in shown else "")
    chart.add_y_scale(0, top)
    chart.add_y_axis(ticks=_heights(top), tick_formatter=lambda value, *_: say(value))
    chart.add_columns(bars, fill_color=BAR)
    return _scalable(chart.to_svg(width=width, height=height), width, height)


def _heights(top: int) -> list[int]:
    return [0, top] if top < 4 else [0, top // 2, top]


def _labels_to_show(labels: Sequence[str]) -> Sequence[str]:
    """Return as many labels as there is room for, evenly spaced."""
    step = -(-len(labels) // MOST_LABELS) if labels else 1
    return labels[::step]


def _scalable(svg: str, width: int, height: int) -> Markup:
    """Let the drawing shrink with its place, its numbers cut to a tenth of a point; leather escapes what it writes."""
    opening = f'<svg width="{width}" height="{height}"'
    drawing = _NUMBER.sub(lambda match: f"{float(match.group()):.1f}".removesuffix(".0"), svg)
    # In an Arabic page the numbers of the axis would stand on its wrong side without a direction of their own.
    scaled = f'{opening} viewBox="0 0 {width} {height}" direction="ltr" aria-hidden="true"'
    return Markup(drawing.replace(opening, scaled, 1))  # noqa: S704
