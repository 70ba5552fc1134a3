"""A reply cut into screens, for channels on which a phone shows one at a time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.sms.graphemes import graphemes
from bot.sms.segments import measure


@dataclass(frozen=True, slots=True)
class Turning:
    """The lines that say how screens are turned, as the line carries them: to the one before, to the next."""

    back: str
    more: str

    def below(self, *, is_first: bool, is_last: bool) -> list[str]:
        """Return those that stand at the end of a screen."""
        return [*([] if is_first else [self.back]), *([] if is_last else [self.more])]


def cut_screens(text: str, turning: Turning) -> tuple[str, ...]:
    """Return a text, as it is sent, in screens of at most 160 letters of GSM-7, or 70 where one stands outside it.

    They are cut between lines, else between words, else between graphemes.
    """
    return tuple(_screens_of(text.strip(), turning))


def first_screen(text: str, below: Sequence[str]) -> str:
    """Return as much of a text as stands on one screen above these lines."""
    return _joined(_head_of(text, below).rstrip(), below)


def _screens_of(rest: str, turning: Turning) -> Iterator[str]:
    is_first = True
    while not _fits(last := _joined(rest, turning.below(is_first=is_first, is_last=True))):
        below = turning.below(is_first=is_first, is_last=False)
        head = _head_of(rest, below)
        yield _joined(head.rstrip(), below)
        rest, is_first = _without_back(rest[len(head) :].lstrip(), turning.back), False
    yield last


def _without_back(rest: str, back: str) -> str:
    """Return a text without the way back that ends it: each screen but the first has its own."""
    *lines, end = rest.split("\n")
    return "\n".join(lines) if lines and end == back else rest


def _head_of(rest: str, below: Sequence[str]) -> str:
    """Return as much of a text as stands on one screen above these lines, at least one grapheme."""
    parts = graphemes(rest)
    counts = range(1, len(parts) + 1)
    room = bisect_right(counts, 0, key=lambda count: not _fits(_joined("".join(parts[:count]), below)))
    head = "".join(parts[: max(room, 1)])
    if rest[len(head) : len(head) + 1].isspace():
        return head
    # A line that would leave the screen half empty is cut between its words.
    for sign, least in (("\n", len(head) // 2), (" ", 0)):
        if (at := head.rfind(sign)) > least:
            return head[: at + 1]
    return head


def _joined(words: str, below: Sequence[str]) -> str:
    return "\n".join([*([words] if words else []), *below])


def _fits(text: str) -> bool:
    return measure(text).segments <= 1
