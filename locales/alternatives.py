"""Alternatives inside one item of a words file: 'give (an|the) envelope' stands for both."""

from __future__ import annotations

import re
from itertools import product

GROUP = re.compile(r"\(([^()]*)\)")
LEFT_OVER = re.compile("[()|]")


class Unclosed(ValueError):
    """Alternatives without both of their brackets, or one pair inside the other."""


def expand(item: str) -> tuple[str, ...]:
    """Return every item that one with alternatives stands for, in order; `Unclosed` where a bracket lacks its other.

    An empty alternative stands for no word: 'money (was|) stolen'.
    """
    parts = GROUP.split(item)
    if LEFT_OVER.search("".join(parts[::2])):
        raise Unclosed(f"{item}: write alternatives as (one|other)")
    choices = [part.split("|") if at % 2 else [part] for at, part in enumerate(parts)]
    return tuple(" ".join("".join(chosen).split()) for chosen in product(*choices))
