"""What each document of a file with several years is called: by the one title that staff gave the file."""

from __future__ import annotations

import re
from collections.abc import Collection


def title_for(title: str, year: int, years: Collection[int]) -> str:
    """Return the title of the document of a year, where the file's title names one other of the file's years.

    `Budget 2009` of a file of 2008 and 2009 is `Budget 2008` for 2008; `2009/2010` is `2008/2009`. A title that names
    several of the years, or none, is that of the whole file, and stays.
    """
    named = [each for each in years if re.search(rf"(?<!\d){each}(?!\d)", title)]
    if len(named) != 1 or named[0] == year:
        return title
    (old,) = named
    pair = rf"(?<!\d){old}(?:(\s*[/–-]\s*)({old + 1}|{_short(old + 1)}))?(?!\d)"
    return re.sub(pair, lambda found: f"{year}{_ending(found, year + 1)}", title)


def _ending(found: re.Match[str], last: int) -> str:
    """Return the second half of a year that ends in the next one, written as it was; "" where there is none."""
    between, second = found.group(1), found.group(2)
    if not second:
        return ""
    return f"{between}{last if len(second) == len(str(last)) else _short(last)}"


def _short(year: int) -> str:
    return f"{year % 100:02}"
