"""What each topic is of every hundred: one rounding for the table of a public page, a menu and a topic told alone."""

from __future__ import annotations

from collections import defaultdict

from budgeting.money import whole_shares
from services.budgets.figures import LineFigures, Sheet

OTHER = "other"
"""Lines without a topic."""


def lines_by_topic(sheet: Sheet) -> list[tuple[str, list[LineFigures]]]:
    """Return the topics of a sheet with their lines, the largest first."""
    groups: dict[str, list[LineFigures]] = defaultdict(list)
    for line in sheet.lines:
        groups[line.topic or OTHER].append(line)
    return sorted(groups.items(), key=lambda found: (-sheet.amount(found[1]), found[0]))


def topic_shares(sheet: Sheet) -> dict[str, int]:
    """Return the share of each topic, nothing where there is no whole to share."""
    whole = sheet.amount(sheet.lines)
    if whole <= 0:
        return {}
    groups = lines_by_topic(sheet)
    shares = whole_shares([sheet.amount(lines) for _topic, lines in groups], whole)
    return dict(zip((topic for topic, _lines in groups), shares, strict=True))
