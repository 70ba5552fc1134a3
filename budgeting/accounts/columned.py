"""Text printed as a list: no separator between the columns, only blanks that stand below one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
NARROWEST = 2  # blanks between columns; one blank stands between words, and between the thousands of amounts
FEWEST_GAPPED = 40  # percent of the lines
STRAY = 3  # percent of the lines that may write across a gap
SEPARATED = 60  # percent of the lines in which a separator makes a file a separated one


def is_columned(lines: Sequence[str], separators: str) -> bool:
    """Tell whether these lines are a list whose columns are made of blanks alone."""
    filled = [line for line in lines if line.strip()]
    gapped = [line for line in filled if len(GAP.findall(line)) >= 2]
    if len(gapped) < 3 or len(gapped) * 100 < len(filled) * FEWEST_GAPPED:
        return False
    return not any(_separates(separator, filled) for separator in separators)


def cut_columns(lines: Sequence[str]) -> list[list[str]]:
    """Return the cells of every line, cut where nearly all lines that have gaps are blank."""
    edges = _edges([line for line in lines if GAP.search(line)])
    return [_cut(line, edges) for line in lines]


def _separates(separator: str, lines: Sequence[str]) -> bool:
    """Tell whether most lines hold a separator equally often, beyond the commas of amounts."""
    counts = sorted(THOUSANDS.sub("", line).count(separator) for line in lines)
    usual = counts[len(counts) // 2]
    return usual > 0 and sum(count == usual for count in counts) * 100 >= len(counts) * SEPARATED


def _edges(lines: Sequence[str]) -> list[int]:
    """Return where the columns begin: the first place behind each gap."""
    width = max(map(len, lines), default=0)
    written = [0] * width
    for line in lines:
        for place, sign in enumerate(line):
            written[place] += not sign.isspace()
    allowed = len(lines) * STRAY // 100
    edges, place = [], 0
    for blank, run in groupby(count <= allowed for count in written):
        length = len(list(run))
        place += length
        if blank and length >= NARROWEST and place < width:
            edges.append(place)
    return edges


def _cut(line: str, edges: Sequence[int]) -> list[str]:
    starts = [0, *edges]
    ends = [*edges, len(line)]
    if not GAP.search(line):
        return [line.strip()]  # a title or a signature that runs across the columns
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
