"""The code and the words of a row: from columns of codes and labels, or from one cell that holds both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgeting.accounts.blocks import Block
from budgeting.accounts.codes import is_code, key_of, keyword_of, split_label
from budgeting.accounts.columns import Column
from budgeting.accounts.programmes import names_programmes
from budgeting.accounts.vocabulary import is_pure

PLAIN = 99
WHOLE = 0  # "Dépenses de fonctionnement": holds everything down to the next of its kind


@dataclass(frozen=True, slots=True)
class Head:
    """A wider level a line belongs to: its code and its words, either of which may be blank."""

    code: str
    label: str


class Name(NamedTuple):
    """A row's code as written, its codes for comparison from wide to narrow, its words, the levels above on the row.

    `rank` orders rows named by a word ("Chapitre 60", "Action 1"); `PLAIN` for all others.
    """

    code: str = ""
    keys: tuple[str, ...] = ()
    label: str = ""
    heads: tuple[Head, ...] = ()
    rank: int = PLAIN


NAMELESS = Name()


@dataclass(slots=True)
class Namer:
    """Names the rows of one list in order: a wide code left blank is the one of the rows above."""

    block: Block
    above: list[str] = field(default_factory=list)

    def name(self, texts: Mapping[int, str], stray: str = "") -> Name:
        """Return the name of a row from the texts of its cells by column; `stray` is a text in no column of names."""
        found = {place: texts[c.index] for place, c in enumerate(self.block.codes) if texts.get(c.index)}
        labels = [(column, texts[column.index]) for column in self.block.labels if texts.get(column.index)]
        codes = {place: text for place, text in found.items() if is_code(text)}
        words = [text for text in found.values() if not is_code(text)]
        label = labels[-1][1] if labels else (words[0] if words else stray)
        if not codes:
            return _from_label(label, _heads([], labels[:-1]))
        deepest = max(codes)
        wider = [(self.block.codes[place], text) for place, text in codes.items() if place < deepest]
        return Name(codes[deepest], self._keys(codes, deepest), label, _heads(wider, labels[:-1]))

    def _keys(self, codes: Mapping[int, str], deepest: int) -> tuple[str, ...]:
        self.above = [*self.above, *[""] * len(self.block.codes)][: len(self.block.codes)]
        own = key_of(codes[deepest])
        wider = [key_of(codes[place]) if place in codes else _still(self.above[place], own) for place in range(deepest)]
        self.above = [*wider, own, *[""] * (len(self.block.codes) - deepest - 1)]
        # A code that begins with the wider one needs it no longer: 710.101 under 710. Programmes number by themselves:
        # the account 213 of programme 213 is one of its lines.
        holds = zip(self.block.codes, wider, strict=False)
        return (*(key for c, key in holds if key and (names_programmes(c) or not own.startswith(key))), own)


def _still(above: str, own: str) -> str:
    """Return the wide code of the rows above where it can still hold: not over a full code of another family."""
    return above if own.startswith(above) or len(own) <= len(above) else ""


def _from_label(label: str, heads: tuple[Head, ...]) -> Name:
    keyword = keyword_of(label)
    if keyword is not None or is_pure(label):
        return Name(label=label, heads=heads, rank=keyword.rank if keyword else WHOLE)
    code, rest = split_label(label)
    if len(code) > 1 and is_code(code):
        return Name(code, (key_of(code),), rest, heads)
    return Name(label=label, heads=heads)


def _heads(codes: Sequence[tuple[Column, str]], labels: Sequence[tuple[Column, str]]) -> tuple[Head, ...]:
    """Pair the wider codes of a row with the wider labels of the same rank."""
    named = {column.rank: text for column, text in labels}
    paired = [Head(text, named.pop(column.rank, "")) for column, text in codes]
    return (*paired, *(Head("", text) for text in named.values()))
