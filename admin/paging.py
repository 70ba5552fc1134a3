"""Long lists, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

SIZE = 50


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown; pages count from 1."""

    number: int
    size: int = SIZE
    total: int = 0

    @property
    def offset(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.number - 1 if self.number > 1 else None

    @property
    def following(self) -> int | None:
        """The page after, if any."""
        return self.number + 1 if self.number < self.pages else None

    def of(self, total: int) -> Paging:
        """Return the same page of a list of that length."""
        return Paging(self.number, self.size, total)


def asked_paging(size: int = SIZE) -> Paging:
    """Return the page asked for by `?page=3`; the first where that is no number."""
    wish = request.args.get("page", "1")
    number = int(wish) if wish.isascii() and wish.isdigit() and len(wish) < 7 else 1
    return Paging(max(1, number), size)
