"""The projects that a vote in free words may be for.

'J'ai 51 ans, zone 2, pas le 7, je vote le neuf' is for 9: numbers of other things, those refused or voted for before,
and places of a ranking are told from projects by the words and signs around them. What is left is offered, no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.understanding.ballots import without_phrases
from bot.understanding.counted_ballots import APART, COLON, SIGNS
from bot.understanding.facts import Facts
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.numbers import Mark, blank_what_is_no_number_of_ours, longest_phrase
from bot.understanding.phrase_lengths import apart, joined
from bot.understanding.ranked_ballots import PLACE, place_marks
from bot.understanding.said_phrases import says_one_of
from bot.understanding.stems import stem

SIGN = frozenset(SIGNS.values())
OWN = 2
"""Weight of a clause in which somebody says that they vote."""

_GLUED = re.compile(r"(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


class Clause(NamedTuple):
    """What a clause of a message wants and refuses; `weight` is how plainly it speaks of one's own vote.

    `is_list` where it begins with a number, and may go on with a list, `puts_right` where it takes back those before.
    """

    wanted: tuple[int, ...]
    refused: tuple[int, ...]
    weight: int
    is_list: bool
    puts_right: bool


class Asked(NamedTuple):
    """The projects that a vote may name, in order, and whether they stand beside words for voting oneself."""

    numbers: tuple[int, ...]
    is_own: bool


def read_asked(facts: Facts) -> Asked:
    """Return the projects that a vote among other words may name; none where nothing is clear."""
    marks = without_phrases(facts.lexicon.polite_phrases, place_marks(_text_of(facts), facts.lexicon))
    has_plain = any(mark.value is not None and mark.word not in facts.lexicon.weak for mark in marks)  # 'third one'
    clauses = [_Reader(part, facts.lexicon, has_plain=has_plain).read() for part in _parts(marks, facts.lexicon)]
    turns = (at for at, one in enumerate(clauses) if one.wanted and one.puts_right)
    right = max((at for at in turns if not any(one.refused for one in clauses[:at])), default=0)
    clauses = [*(clause._replace(wanted=()) for clause in clauses[:right]), *clauses[right:]]
    heaviest = max((clause.weight for clause in clauses if clause.wanted), default=0)
    refused = {number for clause in clauses for number in clause.refused}
    counted = [one for one in clauses if one.weight == heaviest or one.is_list or one.puts_right]
    found = [number for clause in counted for number in clause.wanted]
    wanted = tuple(number for number in dict.fromkeys(found) if number not in refused)
    return Asked(wanted, is_own=bool(wanted) and heaviest == OWN)


def _text_of(facts: Facts) -> str:
    """Return the text with signs as words, and what is glued to a vote word apart: 'vote7svp'."""
    text = blank_what_is_no_number_of_ours(facts.plain)
    heads = tuple(facts.lexicon.vote_heads)
    known = facts.lexicon.vote_heads
    glued = (word.casefold().startswith(heads) and word.casefold() not in known for word in text.split(" "))
    words = (_GLUED.sub(" ", word) if apart else word for word, apart in zip(text.split(" "), glued, strict=True))
    return " ".join(words).translate(APART)


def _parts(marks: Sequence[Mark], lexicon: Lexicon) -> Iterator[list[Mark]]:
    """Yield the clauses of a message: what stands between signs, and words that put another thing in its place."""
    words = [mark.word for mark in marks]
    part: list[Mark] = []
    for at, mark in enumerate(marks):
        turns = any(
            longest_phrase(words, at, one) for one in (apart(lexicon.but, lexicon.vote_heads), lexicon.corrects)
        )
        if (mark.word in SIGN and mark.word != COLON) or turns:
            yield part
            part = []
        if mark.word not in SIGN:
            part.append(mark)
    yield part


class _Reader:
    """Reads one clause from left to right."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon, *, has_plain: bool) -> None:
        self.marks, self.lexicon, self.has_plain = marks, lexicon, has_plain
        self.words = [mark.word for mark in marks]
        self.wanted: list[int] = []
        self.refused: list[int] = []
        self._refuses = self._has_refused = self._exchanges = False

    def read(self) -> Clause:
        """Return what the clause says."""
        at = 0
        while at < len(self.marks):
            length = 0 if self._is_no_behind(at) else self._length_of_refusal(at)
            if length:
                self._refuses, self._has_refused = True, False
                self._exchanges = longest_phrase(self.words, at, self.lexicon.exchanges) > 0
            elif self._ends_refusal(at):
                self._refuses = False
            elif self._is_project(at):
                self._take(at)
            at += length or 1
        if says_one_of(self.words, self.lexicon.earlier):
            self.wanted = []
        puts_right = longest_phrase(self.words, 0, self.lexicon.corrects) > 0
        return Clause(tuple(self._without_count()), tuple(self.refused), self._weight(), self._is_list(), puts_right)

    def _weight(self) -> int:
        if says_one_of(self.words, self.lexicon.own_vote):
            return OWN
        return 0 if self.lexicon.vote_heads.isdisjoint(self.words) else 1

    def _is_list(self) -> bool:
        """Does it begin with a number, small words before it apart?"""
        small = joined(self.lexicon.before, self.lexicon.between, self.lexicon.polite, self.lexicon.in_order)
        first = next((at for at, word in enumerate(self.words) if word not in small), None)
        return first is not None and self._is_project(first)

    def _length_of_refusal(self, at: int) -> int:
        lexicon = self.lexicon
        refusing = (lexicon.takes_out, lexicon.against, lexicon.without, lexicon.exchanges)
        return max(longest_phrase(self.words, at, one) for one in refusing)

    def _ends_refusal(self, at: int) -> bool:
        """Does a vote word begin anew here, or a word lead to what is put in the place of the other?"""
        votes_anew = self._has_refused and self.words[at] in self.lexicon.vote_heads
        is_exchanged = self._exchanges and self.words[at] in self.lexicon.exchanged_for
        return self._refuses and (votes_anew or is_exchanged)

    def _take(self, at: int) -> None:
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
        if behind in lexicon.units or behind in lexicon.out_of or before in lexicon.out_of:
            return True
        led = self.words[max(at - LONGEST_PHRASE, 0) : at]
        return stem(before) in lexicon.of_others or any(
            " ".join(led[start:]) in lexicon.of_others for start in range(len(led))
        )

    def _is_number_word(self, at: int) -> bool:
        """Is a number in words one, and no article or adjective: 'un', 'neuf'?"""
        lexicon, behind, before = self.lexicon, self._word(at + 1), self._word(at - 1)
        is_led = any(before in one for one in (lexicon.before, lexicon.vote_heads, lexicon.points_for))
        is_led = is_led or before in lexicon.between or before in lexicon.vote_after
        ends = not behind or behind in lexicon.between or behind in lexicon.polite
        if self.marks[at].word in lexicon.weak:
            return ends and (is_led or not before)
        begins = not before or before in lexicon.vote_before or self.marks[at - 1].spelled
        return is_led or ends or begins or behind in lexicon.points_for or self.marks[at + 1].spelled

    def _without_count(self) -> list[int]:
        """Return the numbers without one that tells how many the others are: 'mes deux votes, 3 et 7'."""
        lexicon = self.lexicon
        for at, mark in enumerate(self.marks):
            if mark.value not in self.wanted:
                continue
            counts = self._word(at + 1) in joined(lexicon.counted, lexicon.counted_votes)
            led = self._word(at - 1) in joined(lexicon.several, lexicon.several_in_words) and mark.spelled
            if (counts or led) and mark.value in (len(set(self.wanted)) - 1, len(set(self.wanted))):
                return [number for number in self.wanted if number != mark.value]
        return self.wanted

    def _is_place(self, at: int) -> bool:
        return self.words[at].startswith(PLACE)

    def _value(self, at: int) -> int:
        mark = self.marks[at]
        return int(mark.word.removeprefix(PLACE)) if self._is_place(at) else mark.value or 0

    def _word(self, at: int) -> str:
        return self.words[at] if 0 <= at < len(self.words) else ""
