"""What a kind of thing tells of itself so that it can be found."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from sqlalchemy.orm import Session

from bot.ports import HitView


class Entry(NamedTuple):
    """One thing: its id, the words it is found by, and what puts equal finds in order, the greatest first.

    Things of the same `whole` are parts of one, which is found once.
    """

    id: int
    words: str
    rank: int = 0
    whole: Hashable = None


class Indexed(Protocol):
    """What an index is built of and remembered by."""

    @property
    def key(self) -> str:
        """Under which name its index is remembered."""

    @property
    def stamp(self) -> Callable[[Session, int], Hashable]:
        """Return something that differs whenever the entries do, in one cheap read."""

    @property
    def entries(self) -> Callable[[Session, int], Iterable[Entry]]:
        """Read all of a commune's things."""


Views = Mapping[int, HitView]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing.

    `stamp` returns something that differs whenever the entries do, in one cheap read. `entries` reads all of a
    commune's published things, `views` some of them by id, with links as paths under the commune's public address.
    `together` returns each of some wholes, given by the ids of its parts, as one, where the kind's things have parts;
    None for one that is gone.
    """

    key: str
    order: int
    stamp: Callable[[Session, int], Hashable]
    entries: Callable[[Session, int], Iterable[Entry]]
    views: Callable[[Session, int, Collection[int]], Views]
    together: Callable[[Session, int, Sequence[Sequence[int]]], Sequence[HitView | None]] | None = None
