"""What a message is weighed by: words, pairs of neighbours, runs of letters, these also of bones; lists; senses.

Numbers are alike: that somebody names a project tells what is wanted, which one does not. Each piece has a row in the
table of a model, found by a checksum: pieces that fall on the same row share it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from typing import NamedTuple
from zlib import crc32

from bot.understanding.bones import bones_of
from bot.understanding.remembered import LONGEST_WORD

ROWS = 1 << 16
MOST_WORDS = 60
ASKS = "?"
NUMBER = "#"
START, END = "<", ">"
RUNS, RUNS_OF_BONES = (2, 3, 4, 5), (2, 3, 4)
"""Lengths of the runs of letters: unknown spellings still resemble known ones by them."""

SIZES = (1, 2, 4, 8, 16)
"""Words up to which messages are alike in length: one word, two, a few …"""


class Pieces(NamedTuple):
    """Rows of the five kinds of pieces, each weighed for itself."""

    words: Sequence[int] = ()
    runs: Sequence[int] = ()
    bones: Sequence[int] = ()
    lists: Sequence[int] = ()
    senses: Sequence[int] = ()


def shapes_of(words: Iterable[str], *, asks: bool) -> list[str]:
    """Return the folded words of a message as they are weighed, a question mark among them; noise is left out."""
    shapes = [_shape(word) for word in words if 0 < len(word) <= LONGEST_WORD][:MOST_WORDS]
    return [*shapes, ASKS] if asks else shapes


def _shape(word: str) -> str:
    if not word.isdecimal():
        return word
    if len(word) == 4 and word[:2] in {"19", "20"}:
        return f"{NUMBER}year"
    return NUMBER * min(len(word), 4)


def pieces_of_word(shape: str) -> Pieces:
    """Return the pieces of one word."""
    bones = _bones(shape)
    runs = _rows("run", _runs(shape, RUNS))
    of_bones = _rows("bone run", _runs(bones, RUNS_OF_BONES))
    return Pieces([_row("word", shape)], runs, [_row("bones", bones), *of_bones])


def pieces_of_pair(one: str, other: str) -> Pieces:
    """Return the pieces that two neighbours have beside their own."""
    return Pieces(words=[_row("pair", f"{one} {other}")], bones=[_row("bone pair", f"{_bones(one)} {_bones(other)}")])


def pieces_of_list(name: str) -> Pieces:
    """Return the piece of a list of the words files that a message has a word of."""
    return Pieces(lists=[_row("list", name)])


def pieces_of_senses(said: Iterable[Sequence[str]], length: int, *, asks: bool) -> Pieces:
    """Return the pieces of a message of so many words by the senses of its words: each, neighbours, any two of it."""
    line = [(START,), *filter(None, said), *([(ASKS,)] if asks else ()), (END,)]
    size = f"{NUMBER}{sum(length > most for most in SIZES)}"
    names = sorted({name for one in line[1:-1] for name in one})
    beside = {(one, other) for before, behind in pairwise(line) for one in before for other in behind}
    rows = [_row_of_two("sense", name, "") for name in (*names, size)]
    rows += [_row_of_two("senses beside", *pair) for pair in sorted(beside)]
    rows += [_row_of_two("senses", *pair) for pair in (*combinations(names, 2), *((name, size) for name in names))]
    return Pieces(senses=rows)


def pairs_of(shapes: Sequence[str]) -> list[tuple[str, str]]:
    """Return the neighbours, the beginning and the end of the message among them."""
    return list(zip((START, *shapes), (*shapes, END), strict=True))


def _bones(shape: str) -> str:
    return shape if shape[0] in (NUMBER, ASKS, START, END) else bones_of(shape)


def _runs(word: str, lengths: Sequence[int]) -> list[str]:
    framed = f"{START}{word}{END}"
    return [framed[at : at + length] for length in lengths for at in range(len(framed) - length + 1)]


@lru_cache(maxsize=20_000)
def _row_of_two(kind: str, one: str, other: str) -> int:
    return _row(kind, f"{one} {other}")


def _row(kind: str, piece: str) -> int:
    return crc32(f"{kind} {piece}".encode()) % ROWS


def _rows(kind: str, pieces: Sequence[str]) -> list[int]:
    """Return the rows of pieces of a kind; a checksum goes on from that of what they all begin with."""
    begun = crc32(f"{kind} ".encode())
    return [crc32(piece.encode(), begun) % ROWS for piece in pieces]
