"""A plain ballot among other words of a message: `The pump is broken. VOTE 5`. Only where it stands, never what counts.

A clause is one when nothing but a ballot stands in it, from a mark, a joining word or a command to the next of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.understanding.ballots import read_ballot
from bot.understanding.facts import read_facts
from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.money_lines import AND_WRITTEN_ON

MARKS = re.compile(r"[.,;:!\n،؛/()-]")
ASKS = re.compile("[?؟]")
DIGITS = re.compile(r"\d+$")
LONGEST = 12
"""Words of a clause that may be a ballot."""

EDGES = " \n,;:.-/،؛"


class Parted(NamedTuple):
    """What is left of a message without the ballots in it, and their numbers, those of each."""

    rest: str
    ballots: list[tuple[int, ...]]


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


def part_ballots(text: str, languages: Sequence[str]) -> Parted:
    """Return a message without the clauses that are plain ballots; the whole of it where none is."""
    lexicon = lexicon_of(tuple(languages))
    digits = ascii_digits(text)
    words = [_Word(fold_word(one.group()), *one.span()) for one in WORD.finditer(digits)]
    kept: list[str] = []
    ballots: list[tuple[int, ...]] = []
    at, shown = 0, 0
    while at < len(words):
        end, numbers = _ballot_at(at, digits, words, lexicon)
        if numbers:
            first = at - 1 if at and words[at - 1].folded in _joins(lexicon) else at
            kept.append(text[shown : max(shown, words[first].start)].rstrip(EDGES))
            shown = words[end - 1].end
            ballots.append(numbers)
        at = end
    if not ballots:
        return Parted(text, [])
    return Parted(_joined([*kept, text[shown:].strip(EDGES)], lexicon), ballots)


def _ballot_at(at: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> tuple[int, tuple[int, ...]]:
    """Return where the longest ballot that begins at a word ends, and its numbers; none where none begins."""
    if not (_may_vote(words[at].folded, lexicon) and _begins_clause(at, text, words, lexicon)):
        return at + 1, ()
    for end in range(min(len(words), at + LONGEST), at, -1):
        if not _ends_clause(end, text, words, lexicon):
            continue
        facts = read_facts(text[words[at].start : words[end - 1].end], lexicon)
        numbers = () if facts.asks or facts.reference else read_ballot(facts.marks, lexicon)
        if numbers:
            return end, numbers
    return at + 1, ()


def _may_vote(word: str, lexicon: Lexicon) -> bool:
    bare = DIGITS.sub("", word).removeprefix(AND_WRITTEN_ON)
    return bool(bare) and (bare in lexicon.vote_heads or bare in lexicon.vote_before)


def _begins_clause(at: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    if at == 0 or words[at].folded.startswith(AND_WRITTEN_ON):
        return True
    before, between = words[at - 1], text[words[at - 1].end : words[at].start]
    if MARKS.search(between) or ASKS.search(between) or before.folded in _joins(lexicon) | lexicon.courtesy:
        return True
    is_command = DIGITS.sub("", words[at].folded) in lexicon.told
    return is_command and before.folded not in lexicon.filler | lexicon.question | lexicon.vote_before


def _ends_clause(end: int, text: str, words: Sequence[_Word], lexicon: Lexicon) -> bool:
    after = text[words[end - 1].end : words[end].start if end < len(words) else len(text)]
    if ASKS.match(after.strip()):
        return False
    if end == len(words) or MARKS.search(after):
        return True
    then = words[end].folded
    return then in _joins(lexicon) | lexicon.told or then.startswith(AND_WRITTEN_ON)


def _joins(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that join clauses, without those that stand before a number."""
    return (lexicon.between | lexicon.but) - lexicon.before - lexicon.vote_after - lexicon.vote_heads


def _joined(pieces: Sequence[str], lexicon: Lexicon) -> str:
    """Return what is left in one text; what followed a ballot begins without the word that joined it."""
    kept = [pieces[0].lstrip(), *(_without_join(piece, lexicon) for piece in pieces[1:])]
    return ". ".join(piece for piece in kept if WORD.search(piece))


def _without_join(piece: str, lexicon: Lexicon) -> str:
    while (first := WORD.match(piece)) and fold_word(first.group()) in _joins(lexicon):
        piece = piece[first.end() :].lstrip(EDGES)
    return piece.removeprefix(AND_WRITTEN_ON)
