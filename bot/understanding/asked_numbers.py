"""The projects that a vote in free words may be for.

'J'ai 51 ans, zone 2, pas le 7, je vote le neuf' is for 9: numbers of other things, those refused or voted for before,
and places of a ranking are told from projects by the words and signs around them. What is left is offered, no more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from bot.understanding.asked_clauses import ASIDE, parts_of, weight_of
from bot.understanding.ballots import without_phrases
from bot.understanding.counted_ballots import APART
from bot.understanding.facts import Facts
from bot.understanding.fold import fold_word
from bot.understanding.heard_numbers import with_heard
from bot.understanding.keycaps import figures_of_keys
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbers import Mark, blank_what_is_no_number_of_ours, longest_phrase
from bot.understanding.of_others import is_led_by, is_of_others
from bot.understanding.phrase_lengths import apart, heads_of_all, joined
from bot.understanding.ranked_ballots import PLACE, place_marks
from bot.understanding.said_phrases import says_one_of

TWO_WORDS = 2
"""'12 mn vote' says 'my vote' and no minutes, '12 votes' counts them."""

_SHORTENED = re.compile(r"([^\W\d]+)\.\s*(?=\w)")
"""A word cut short before a number: 'no. 7'."""

_GLUED = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


class Clause(NamedTuple):
    """What a clause of a message wants and refuses; `weight` is how plainly it speaks of one's own vote.

    `counts` are numbers in it that may tell how many there are of others, `is_list` where it begins with a number, and
    may go on with a list, `puts_right` where it takes back those before.
    """

    wanted: tuple[int, ...]
    refused: tuple[int, ...]
    weight: int
    counts: tuple[int, ...]
    is_list: bool
    puts_right: bool


class Asked(NamedTuple):
    """The projects that a vote may name, in order, and how plainly the clause speaks of one's own vote that does.

    `is_apart` where another clause tells what others want, or a reason.
    """

    numbers: tuple[int, ...]
    weight: int
    is_apart: bool


def read_asked(facts: Facts) -> Asked:
    """Return the projects that a vote among other words may name; none where nothing is clear."""
    lexicon = facts.lexicon
    marks = with_heard(place_marks(_text_of(facts), lexicon), lexicon)
    parts = list(parts_of(without_phrases(joined(lexicon.polite_phrases, lexicon.firmly), marks), lexicon))
    found = _read(parts, lexicon, has_plain=True)
    return found if found.numbers else _read(parts, lexicon, has_plain=False)  # 'the third one'


def _read(parts: Sequence[list[Mark]], lexicon: Lexicon, *, has_plain: bool) -> Asked:
    read = [_Reader(part, lexicon, has_plain=has_plain).read() for part in parts]
    clauses = _with_what_follows([one for one, part in zip(read, parts, strict=True) if part])
    turns = (at for at, one in enumerate(clauses) if one.wanted and one.puts_right)
    right = max((at for at in turns if not any(one.refused for one in clauses[:at])), default=0)
    clauses = [*(clause._replace(wanted=()) for clause in clauses[:right]), *clauses[right:]]
    heaviest = max((clause.weight for clause in clauses if clause.wanted), default=0)
    refused = {number for clause in clauses for number in clause.refused}
    counted = [
        one for one in clauses if one.weight == heaviest or (one.weight >= 0 and (one.is_list or one.puts_right))
    ]
    said = [number for clause in counted for number in clause.wanted]
    wanted = tuple(number for number in dict.fromkeys(said) if number not in refused)
    counts = {count for one in clauses for count in one.counts if said.count(count) == 1}
    many = counts & {len(wanted) - 1, len(wanted)}
    wanted = tuple(number for number in wanted if number not in many) or wanted
    return Asked(wanted, heaviest, heaviest > ASIDE and any(one.weight == ASIDE for one in clauses))


def _with_what_follows(clauses: Sequence[Clause]) -> list[Clause]:
    """Return the clauses, each behind one that only puts right as part of it: '7, sorry, 8'."""
    found: list[Clause] = []
    for one in clauses:
        only_rights = bool(found) and found[-1].puts_right and not (found[-1].wanted or found[-1].refused)
        found.append(one._replace(puts_right=one.puts_right or only_rights))
    return found


def _text_of(facts: Facts) -> str:
    """Return the text with signs as words, and what is glued to a vote word apart: 'vote7svp'."""
    text = blank_what_is_no_number_of_ours(figures_of_keys(facts.plain))
    text = _SHORTENED.sub(
        lambda found: f"{found[1]} " if fold_word(found[1]) in facts.lexicon.before else found[0], text
    )
    words = (_unglued(word, facts.lexicon) if _GLUED.search(word) else word for word in text.split(" "))
    return " ".join(words).translate(APART)


def _unglued(word: str, lexicon: Lexicon) -> str:
    heads = lexicon.vote_heads & lexicon.vote
    is_vote = word.casefold().startswith(tuple(heads)) and word.casefold() not in heads
    return _GLUED.sub(" ", word) if is_vote else word


@lru_cache(maxsize=16)
def _words_that_turn(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that begin a phrase of those that `_Reader` looks for at each place."""
    refusing = heads_of_all(lexicon.takes_out, lexicon.against, lexicon.without, lexicon.exchanges)
    leading = (lexicon.exchanged_for, lexicon.points_for, lexicon.vote_heads)
    return refusing.union(heads_of_all(lexicon.among), *leading)


@lru_cache(maxsize=64)
def _words_of(phrases: frozenset[str]) -> frozenset[str]:
    return frozenset(word for phrase in phrases for word in phrase.split())


class _Reader:
    """Reads one clause from left to right."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon, *, has_plain: bool) -> None:
        self.marks, self.lexicon, self.has_plain = marks, lexicon, has_plain
        self.words = [mark.word for mark in marks]
        self.wanted: list[int] = []
        self.refused: list[int] = []
        self._refuses = self._has_refused = self._exchanges = False
        self._left_of_two = 0

    def read(self) -> Clause:
        """Return what the clause says."""
        turning, at = _words_that_turn(self.lexicon), 0
        while at < len(self.marks):
            tells = self.words[at] in turning or self.marks[at].value is not None or self._is_place(at)
            at += self._read_at(at) if tells else 1
        if says_one_of(self.words, self.lexicon.earlier) and not self._exchanges:
            self.wanted = []
        puts_right = longest_phrase(self.words, 0, self.lexicon.corrects) > 0
        return Clause(
            tuple(self.wanted),
            tuple(self.refused),
            weight_of(self.words, self.lexicon),
            self._counts(),
            self._is_list(),
            puts_right,
        )

    def _read_at(self, at: int) -> int:
        """Take what stands at this place and return how many words it is."""
        length = 0 if self._is_no_behind(at) else self._length_of_refusal(at)
        among = longest_phrase(self.words, at, self.lexicon.among)
        if among:
            self._left_of_two, length = 2, among
        elif length:
            self._refuses, self._has_refused = True, False
            self._exchanges = longest_phrase(self.words, at, self.lexicon.exchanges) > 0
        elif self._ends_refusal(at):
            self._refuses = False
        elif self._is_project(at):
            self._take(at)
        return length or 1

    def _is_list(self) -> bool:
        """Does it begin with a number, small words before it apart, of which nothing else is told: '18 is dear'?"""
        lexicon = self.lexicon
        in_order = _words_of(lexicon.in_order)
        small = joined(lexicon.before, lexicon.between, lexicon.polite, lexicon.points_for, in_order)
        first = next((at for at, word in enumerate(self.words) if word not in small), None)
        if first is None or not self._is_project(first):
            return False
        behind = next((word for word in self.words[first + 1 :] if word not in small), "")
        return not behind or self._word(first + 1) in small or behind in self.lexicon.vote_heads

    def _length_of_refusal(self, at: int) -> int:
        lexicon = self.lexicon
        refusing = (lexicon.takes_out, lexicon.against, lexicon.without, lexicon.exchanges)
        return max(longest_phrase(self.words, at, one) for one in refusing)

    def _ends_refusal(self, at: int) -> bool:
        """Does a vote word begin anew here, or a word lead to what is put in the place of the other?"""
        votes_anew = self._has_refused and self.words[at] in self.lexicon.vote_heads
        leads = joined(self.lexicon.exchanged_for, self.lexicon.points_for)
        is_exchanged = self._exchanges and self.words[at] in leads
        return self._refuses and (votes_anew or is_exchanged)

    def _take(self, at: int) -> None:
        if self._left_of_two:  # 'between 3 and 7 I choose 3'
            self._left_of_two -= 1
            return
        if self._refuses and self._has_refused and not self._is_joined(at):
            self._refuses = False
        is_out = self._refuses or (at + 1 < len(self.words) and self._is_no_behind(at + 1))
        self._has_refused |= self._refuses
        (self.refused if is_out else self.wanted).append(self._value(at))

    def _is_joined(self, at: int) -> bool:
        """Is the number joined to the one before it, so that what is said of that one is said of both?"""
        joins = apart(self.lexicon.between, self.lexicon.before)
        for word in reversed(self.words[:at]):
            if word in joins:
                return True
            if word not in self.lexicon.before:
                return False
        return False

    def _is_no_behind(self, at: int) -> bool:
        """Is it a plain no right behind a number, with which the clause ends: 'le 3 non, le 5 oui'?"""
        is_last = at + 1 == len(self.words)
        return is_last and at > 0 and self.marks[at - 1].value is not None and self.words[at] in self.lexicon.own_no

    def _is_project(self, at: int) -> bool:
        """May the number here be a project's, by what stands beside it?"""
        mark = self.marks[at]
        if self._is_place(at):
            return not self.has_plain and self._word(at + 1) not in self.lexicon.vote_heads
        if mark.value is None or self._is_of_something_else(at):
            return False
        return not mark.spelled or self._is_number_word(at)

    def _is_of_something_else(self, at: int) -> bool:
        """Does it count something, or is it the number of something that is no project: an age, a zone, a card?"""
        lexicon, behind, before = self.lexicon, self._word(at + 1), self._word(at - 1)
        if longest_phrase(self.words, at + 1, lexicon.units) and not self._is_small_word(at + 1):
            return True
        if behind in lexicon.out_of and self._is_amount(at + 2):
            return True
        if before in lexicon.out_of and self._is_amount(at - 2):
            return True
        if before.isdecimal() and self._is_of_something_else(at - 1):
            return True
        return is_of_others(self.words, at, lexicon)

    def _is_small_word(self, at: int) -> bool:
        """Is it the beginning of 'my vote', or a letter that leads on, rather than a unit: '12 mn vote', '3 f vote'?"""
        if longest_phrase(self.words, at, self.lexicon.vote) >= TWO_WORDS:
            return True
        return len(self._word(at)) == 1 and self._word(at + 1) in joined(self.lexicon.vote_heads, self.lexicon.filler)

    def _is_amount(self, at: int) -> bool:
        """Does a number or what is counted stand here?"""
        counted = joined(self.lexicon.counted, self.lexicon.units)
        return self._word(at) in counted or (0 <= at < len(self.marks) and self.marks[at].value is not None)

    def _is_number_word(self, at: int) -> bool:
        """Is a number in words one, and no article or adjective: 'un', 'neuf'?"""
        lexicon, behind, before = self.lexicon, self._word(at + 1), self._word(at - 1)
        leads = (lexicon.before, lexicon.vote_heads, lexicon.points_for, lexicon.between, lexicon.vote_after)
        is_led = before in joined(*leads) or is_led_by(
            self.words, at, joined(lexicon.corrects, lexicon.turns, lexicon.adds)
        )
        ends = not behind or behind in lexicon.between or behind in lexicon.polite
        if self.marks[at].word in lexicon.weak:
            ends = ends or behind in lexicon.because or self.marks[at + 1].value is not None
            return ends and (is_led or not before)
        begins = not before or before in lexicon.vote_before or self.marks[at - 1].spelled
        return is_led or ends or begins or behind in lexicon.points_for or self.marks[at + 1].spelled

    def _counts(self) -> tuple[int, ...]:
        """Return the numbers that may tell how many the others are: 'mes deux votes, 3 et 7'."""
        lexicon = self.lexicon
        behind, before = (
            joined(lexicon.counted, lexicon.counted_votes),
            joined(lexicon.several, lexicon.several_in_words),
        )
        return tuple(
            mark.value for at, mark in enumerate(self.marks)
            if mark.value and (self._word(at + 1) in behind or (self._word(at - 1) in before and mark.spelled))
        )  # fmt: skip

    def _is_place(self, at: int) -> bool:
        return self.words[at].startswith(PLACE)

    def _value(self, at: int) -> int:
        mark = self.marks[at]
        return int(mark.word.removeprefix(PLACE)) if self._is_place(at) else mark.value or 0

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""
