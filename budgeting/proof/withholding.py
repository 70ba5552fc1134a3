"""What is not published because it would single somebody out: few ballots, and small groups of voters."""

from __future__ import annotations

from collections.abc import Mapping

BALLOTS_PUBLISHED_FROM = 20
"""The number of ballots from which they are published one by one; announced in the frozen rules.

Below it people know who voted, and a list of combinations, each of them perhaps chosen by one person, is a list of
neighbours. Then the votes of each project are published, which by votes, and by votes per cost, still can be counted
again. The number is a convention: it stands well above the smallest group, and below what a village musters.
"""

LEAST_GROUP = 5
"""Groups of fewer people are not told apart in what is published."""

TOGETHER = "others"


def fold_small(groups: Mapping[str, int], least: int = LEAST_GROUP) -> dict[str, int]:
    """Join groups of fewer than `least` until what is joined hides them; nothing is told apart where that fails.

    A group joined alone would be the difference between the others and the whole, so two or more are joined.
    """
    told = {name: number for name, number in groups.items() if number}
    by_size = sorted(told, key=lambda name: (told[name], name))
    joined: list[str] = []
    while by_size and (told[by_size[0]] < least or (joined and not _hides(joined, told, least))):
        joined.append(by_size.pop(0))
    if joined and not _hides(joined, told, least):
        return {}
    folded = {name: told[name] for name in sorted(by_size)}
    return {**folded, TOGETHER: sum(told[name] for name in joined)} if joined else folded


def _hides(joined: list[str], told: Mapping[str, int], least: int) -> bool:
    return len(joined) > 1 and sum(told[name] for name in joined) >= least
