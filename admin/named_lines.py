"""People typed one on each line with their function: the same rule for every box that asks for them."""

from __future__ import annotations

import re
from typing import NamedTuple

_BETWEEN = re.compile(r"[,;،؛\t]|\s[-–—]\s")
"""Between a name and the function behind it; a dash with a space on both sides, for names have dashes too."""
_COLON = re.compile("[:：]")


class NamedLine(NamedTuple):
    """Somebody: the name and the function, either may be blank."""

    name: str
    function: str


def lines_in(text: str, *, alone: str = "name") -> list[NamedLine]:
    """Return who is typed in a text; `alone` says which of the two a line is that has nothing between them."""
    return [_read(line.strip(), alone) for line in text.splitlines() if line.strip()]


def line_of(person: NamedLine, *, alone: str = "name") -> str:
    """Return the line that is read as this person again."""
    name, function = person
    written = [f"{name}, {function}", f"{function}: {name}"]
    if not name or not function:
        written = [name or function, f"{function}:" if function else f":{name}"]
    return next((line for line in written if lines_in(line, alone=alone) == [person]), written[0])


def _read(line: str, alone: str) -> NamedLine:
    """A colon stands behind the function wherever it stands; else the first sign stands behind the name."""
    if found := _COLON.search(line):
        return NamedLine(line[found.end() :].strip(), line[: found.start()].strip())
    if found := _BETWEEN.search(line):
        return NamedLine(line[: found.start()].strip(), line[found.end() :].strip())
    return NamedLine("", line) if alone == "function" else NamedLine(line, "")
