"""What a message does to a vote that stands: projects it is against, wants, takes out or puts in the place of others.

'Not 3 but 7' still names what is wanted. 'Take 7 out' and '5 instead of 7' keep whatever else was voted for, 'only 3'
and 'rather 8' do not, nor does '2 but rather 8' want 2. None of them is a ballot: what they may mean is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.ballots import is_surely_vote_word
from bot.understanding.facts import read_facts
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, longest_phrase
from bot.understanding.phrase_lengths import heads_of_all


class Stance(NamedTuple):
    """The numbers that a message names: those it is against, those it is for.

    Of what is no plain exchange all are against: nothing is offered.
    `keeps` where it changes some projects of a vote and leaves the others, `corrects` where a word puts a vote right.
    """

    against: tuple[int, ...] = ()
    wanted: tuple[int, ...] = ()
    keeps: bool = False
    corrects: bool = False


class _Reader:
    """What has been read so far, and what the next number is taken for."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon) -> None:
        self.marks, self.lexicon = marks, lexicon
        self.words = [mark.word for mark in marks]
        self.against: list[int] = []
        self.wanted: list[int] = []
        self.refuses = self.takes_out = self.exchanges = self.adds = self.keeps = self.corrects = False
        self.refuses_one = self.is_unclear = self.restarts = False

    def read(self) -> None:
        """Take what stands at each place at which a number stands or a phrase that is looked for may begin."""
        turning, at = _words_that_turn(self.lexicon), 0
        while at < len(self.marks):
            tells = self.words[at] in turning or self.marks[at].value is not None
            at += self._read_at(at) if tells else 1

    def _read_at(self, at: int) -> int:
        """Take what stands at this place and return how many marks it is."""
        marks, words, lexicon = self.marks, self.words, self.lexicon
        if self.exchanges and words[at] in lexicon.exchanged_for:
            return self._turn(1)
        if length := _length_of_exchange(marks, words, at, lexicon):
            self._turn(length, refuses=True, takes_out=True)
            self.exchanges = True
            return length
        out, right = longest_phrase(words, at, lexicon.takes_out), longest_phrase(words, at, lexicon.corrects)
        if out > right:  # 'instead of 7', but '7 instead'
            refuses_one = not self.wanted and longest_phrase(words, at, lexicon.instead) == out
            self._turn(out, refuses=True, takes_out=True)
            self.refuses_one = refuses_one
            return out
        if _is_comparison(marks, words, at, lexicon):
            return self._turn(1, refuses=True, takes_out=True)
        if right:
            puts_in_its_place = self.refuses and bool(self.against)  # '3 not 7 rather 8' leaves the 3
            self._turn(right)
            self.corrects, self.restarts = True, not puts_in_its_place
            self.is_unclear |= bool(self.wanted) and words[at] in lexicon.exchanges and _names_more(marks[at:])
            return right
        if length := longest_phrase(words, at, lexicon.adds):
            return self._turn(length, adds=True)
        if length := _length_of_no(words, at, lexicon):
            return self._turn(length, refuses=True)
        if self._is_end(words[at]):
            return self._turn(1)
        if _is_number(marks[at], lexicon):
            self._end_refusal(at)
            self._take(marks[at].value or 0)
        return 1

    def _end_refusal(self, at: int) -> None:
        """Want what follows the number that 'instead of' refuses, but for an 'and'; of a list nobody knows which."""
        if not (self.refuses_one and self.against):
            return
        start = max(place for place in range(at) if self.marks[place].value is not None)
        words = {*self.words[start + 1 : at]} - self.lexicon.before
        if not words.isdisjoint(self.lexicon.between):
            return
        self.is_unclear |= not words and _names_more(self.marks[at + 1 :])
        self._turn(1)

    def _turn(self, length: int, *, refuses: bool = False, takes_out: bool = False, adds: bool = False) -> int:
        self.refuses, self.takes_out, self.adds, self.exchanges = refuses, takes_out, adds, False
        self.refuses_one = self.restarts = False
        return length

    def _is_end(self, word: str) -> bool:
        """Is what follows no longer refused? A vote word stands behind 'not' as well, but not before what is out."""
        if word in self.lexicon.vote_heads:
            return self.takes_out and bool(self.against)
        return word in self.lexicon.but

    def _take(self, number: int) -> None:
        self.keeps |= self.takes_out or self.adds
        if self.restarts:
            self.wanted, self.restarts = [], False
        (self.against if self.refuses else self.wanted).append(number)


def read_stance(marks: list[Mark], lexicon: Lexicon) -> Stance:
    """Return which numbers stand behind a word that refuses, takes out or exchanges, and which do not."""
    reader = _Reader(marks, lexicon)
    reader.read()
    if reader.is_unclear:
        return Stance(against=(*dict.fromkeys([*reader.against, *reader.wanted]),), corrects=True)
    wanted = [number for number in dict.fromkeys(reader.wanted) if number not in reader.against]
    return Stance(tuple(dict.fromkeys(reader.against)), tuple(wanted), reader.keeps, reader.corrects)


@lru_cache(maxsize=16)
def _words_that_turn(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that begin a phrase of those that `_Reader` looks for, and so are read at all."""
    phrases = heads_of_all(lexicon.exchanges, lexicon.takes_out, lexicon.corrects, lexicon.adds)
    words = (lexicon.exchanged_for, lexicon.compared_to, lexicon.vote_heads, lexicon.but)
    return phrases.union(heads_of_all(lexicon.against, lexicon.without), *words)


def _length_of_exchange(marks: Sequence[Mark], words: list[str], at: int, lexicon: Lexicon) -> int:
    """Return how many words from here put one number in the place of another: 'replace 7 with 5'; else 0."""
    length = longest_phrase(words, at, lexicon.exchanges)
    if not length:
        return 0
    behind = marks[at + length :]
    first = next((place for place, mark in enumerate(behind) if mark.value is not None), len(behind))
    link = next((place for place, mark in enumerate(behind) if mark.word in lexicon.exchanged_for), -1)
    return length if first < link and _names_more(behind[link:]) else 0


def _is_comparison(marks: Sequence[Mark], words: Sequence[str], at: int, lexicon: Lexicon) -> bool:
    """Is it the 'to' of 'I prefer 5 to 7', behind one number and before another?"""
    if words[at] not in lexicon.compared_to or lexicon.compares.isdisjoint(words[:at]) or marks[at - 1].value is None:
        return False
    behind = [mark for mark in marks[at + 1 :] if mark.word not in lexicon.before]
    return bool(behind) and behind[0].value is not None


def speaks_of_voting(words: list[str], lexicon: Lexicon) -> bool:
    """Does a vote word stand in the message?"""
    return any(word in lexicon.vote_heads or is_surely_vote_word(word, lexicon) for word in words)


def holds_nothing_else(marks: list[Mark], lexicon: Lexicon) -> bool:
    """Do only small words stand beside the numbers: 'je ne veux pas du 3', 'not 3'?"""
    words = [mark.word for mark in marks]
    at = 0
    while at < len(marks):
        length = _length_of_change(marks, words, at, lexicon)
        if not (length or marks[at].value is not None or _is_small(words[at], lexicon)):
            return False
        at += length or 1
    return True


def is_put_right(text: str, languages: Sequence[str]) -> bool:
    """Do numbers and a word that puts them right make up the message, and nothing asks: '2 but rather 6'?"""
    facts = read_facts(text, lexicon_of(tuple(languages)))
    is_bare = not facts.asks and holds_nothing_else(facts.marks, facts.lexicon)
    return is_bare and read_stance(facts.marks, facts.lexicon).corrects


def _length_of_change(marks: Sequence[Mark], words: list[str], at: int, lexicon: Lexicon) -> int:
    """Return how many words from here refuse, take out, put in or put right, 0 when none does."""
    phrases = (lexicon.corrects, lexicon.takes_out, lexicon.adds)
    found = [longest_phrase(words, at, one) for one in phrases]
    if _is_comparison(marks, words, at, lexicon):
        found.append(1)
    return max(*found, _length_of_no(words, at, lexicon), _length_of_exchange(marks, words, at, lexicon))


def _length_of_no(words: list[str], at: int, lexicon: Lexicon) -> int:
    """Return how many words from here refuse what follows, 0 when none does."""
    return longest_phrase(words, at, lexicon.against) or longest_phrase(words, at, lexicon.without)


def _names_more(marks: Sequence[Mark]) -> bool:
    return any(mark.value is not None for mark in marks)


def _is_number(mark: Mark, lexicon: Lexicon) -> bool:
    """Is it a project's number? 'Not one' is none."""
    return mark.value is not None and not (mark.spelled and mark.word in lexicon.weak)


def _is_small(word: str, lexicon: Lexicon) -> bool:
    small = (
        lexicon.before, lexicon.between, lexicon.vote_before, lexicon.vote_after, lexicon.vote_heads,
        lexicon.filler, lexicon.courtesy, lexicon.but, lexicon.exchanged_for,
    )  # fmt: skip
    return any(word in words for words in small)
