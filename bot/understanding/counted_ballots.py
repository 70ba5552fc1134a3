"""Numbers of a ballot that may be no projects: a count, a place, what stands in brackets, a vote said before another.

'VOTE 7 & 5 (two)' counts the projects, 'vote one vote for 7' the votes. What is certain is read so; the rest is asked
about, with the ballot that is left without the numbers that are doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.understanding.ballots import read_ballot
from bot.understanding.deciding import MINUS
from bot.understanding.decision import UNSURE, Decision
from bot.understanding.facts import Facts
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon
from bot.understanding.numbered_lists import leads_of
from bot.understanding.numbers import Mark, excluded_numbers
from bot.understanding.phrase_lengths import joined
from bot.understanding.pointed_ballots import broken_points
from bot.understanding.ranked_ballots import PLACE, place_marks

OPEN, CLOSE, COMMA, COLON, END = "\u02ce", "\u02cf", "\u02cd", "\u02ca", "\u02cb"
"""Stand for signs among the words: letters of phonetics that nobody types in a vote."""
SIGNS = {
    **dict.fromkeys("([{", OPEN),
    **dict.fromkeys(")]}", CLOSE),
    **dict.fromkeys(",;\u060c\u061b", COMMA),
    **dict.fromkeys(":=", COLON),
    **dict.fromkeys(".!\n", END),
}
APART = str.maketrans({sign: f" {letter} " for sign, letter in SIGNS.items()})

ODD = re.compile(
    r"[\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u2079\u2080-\u2089]|\d[*\u00d7]\d|<\s*\d|\d\s*%|\d\s+\d/\d|[a-z]4\s+\d"
)
"""Small figures and parts, read as whole ones beside others (7\u00b2 is no project 72), and what is reckoned."""
TAKEN_OUT = re.compile(rf"\s*{MINUS}\d+\W*")
"""One number with a minus before it."""


PROJECTS = {Intent.PROJECT, Intent.PROJECTS}


def doubt_counts(facts: Facts, decision: Decision) -> Decision:
    """Return what was decided, of a vote with a number that may be no project never for sure.

    A plain count ('my 2 choices 7 and 5') is left out; else `instead` is the ballot without what is doubted.
    """
    is_ballot = decision.intent in {Intent.VOTE, Intent.NUMBER_ONLY}
    if not is_ballot or decision.refused or decision.keeps or facts.reference:
        return decision
    whole = decision.numbers if decision.numbers is not None else facts.numbers
    is_odd = whole and _is_odd(facts, decision) and not broken_points(facts.folded.text)
    if is_odd or (whole and _may_be_all(facts)):
        decision = decision._replace(confidence=min(decision.confidence, UNSURE), sure=False)
    reader = _Reader(place_marks(facts.folded.digits.translate(APART), facts.lexicon), facts.lexicon)
    if len(reader.at) < 2 or not whole or (decision.places and not decision.points):
        return decision
    if decision.points:
        return _without_count(decision, reader, reader.counts_before_colon(), sure=False)
    if reader.is_plain_count():
        is_ballot = bool(read_ballot(reader.plain_without_count(), facts.lexicon)) and not facts.asks
        return _without_count(decision, reader, reader.counting(), sure=decision.sure or is_ballot)
    doubted, given = reader.doubted(), reader.given()
    left = reader.without(doubted | given)
    if not left or set(left) >= set(whole) or not set(left) <= set(whole):
        return decision
    doubtful = decision._replace(confidence=min(decision.confidence, UNSURE), sure=False)
    if given and not doubted and len(given) == len(left):
        return doubtful._replace(numbers=left, points=reader.values(given), instead=whole)
    return doubtful._replace(numbers=whole, instead=left)


def _is_odd(facts: Facts, decision: Decision) -> bool:
    """Are there signs that may make something else of the numbers, or numbers that were left out: '7 3/5 2', '0 7'?"""
    says_no = bool(excluded_numbers(facts.marks, facts.lexicon)) and not facts.lexicon.own_no.isdisjoint(facts.words)
    ends_with_no = bool(facts.marks) and facts.marks[-1].word in facts.lexicon.own_no
    if ODD.search(facts.folded.text) or says_no or ends_with_no:
        return True
    if decision.intent is not Intent.NUMBER_ONLY:
        return False
    read = decision.numbers if decision.numbers is not None else facts.numbers
    known = {str(each) for each in (*read, *decision.points)}
    words = [mark.word for mark in place_marks(facts.folded.digits, facts.lexicon) if mark.word.isdecimal()]
    unread = [word for word in words if (word.lstrip("0") or word) not in {*known, "00"}]
    return bool(unread) or TAKEN_OUT.fullmatch(facts.folded.digits) is not None


def _may_be_all(facts: Facts) -> bool:
    """May a number, two or more, be how many are voted for, and not which: 'vote for my two', '3 and 7 not the two'?"""
    said = [at for at, mark in enumerate(facts.marks) if mark.value is not None]
    led = [at for at in said if at and facts.marks[at - 1].word in facts.lexicon.several]
    excluded = excluded_numbers(facts.marks, facts.lexicon)
    led += [at for at in said if _is_both(facts, at)]
    counts = {facts.marks[at].value or 0 for at in led} - {1}
    return bool(counts) and (len(said) == 1 or not counts.isdisjoint(excluded))


def _is_both(facts: Facts, at: int) -> bool:
    """Is it a number in words behind an article of several: 'the two', which is both or the second?"""
    return at > 0 and facts.marks[at].spelled and facts.marks[at - 1].word in facts.lexicon.several_in_words


def _without_count(decision: Decision, reader: _Reader, count: set[int], *, sure: bool) -> Decision:
    left = reader.without(count)
    if not count or not left:
        return decision
    confidence = 1.0 if sure else min(decision.confidence, UNSURE)
    return decision._replace(numbers=left, points=(), places=(), sure=sure, confidence=confidence)


class _Reader:
    """Looks at each number of a ballot beside the others; signs stand among its marks."""

    def __init__(self, marks: Sequence[Mark], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.marks = [_as_number(mark) for mark in marks]
        self.at = [at for at, mark in enumerate(self.marks) if mark.value is not None]
        self.joins = lexicon.between - lexicon.before

    def without(self, doubted: set[int]) -> tuple[int, ...]:
        """Return the numbers that are left, each once."""
        return tuple(dict.fromkeys(self._value(at) for at in self.at if at not in doubted))

    def values(self, places: set[int]) -> tuple[int, ...]:
        """Return the numbers at some places, in their order."""
        return tuple(self._value(at) for at in sorted(places))

    def doubted(self) -> set[int]:
        """Return where the numbers stand that may be no projects."""
        found = self._bracketed() | self._spelled() | self._ordinal() | self._voted_before()
        return found | self.counting() | self._marked() | self._before_a_project()

    def is_plain_count(self) -> bool:
        """Does the only count tell how many choices stand beside it, two or more: 'my 2 choices 7 and 5'?"""
        counts = self.counting()
        if len(counts) != 1:
            return False
        (at,) = counts
        others = self.without(counts)
        is_of_choices = self._word(at + 1) in self.lexicon.counted
        is_apart = not (self.doubted() | self.given()) - counts
        return is_of_choices and is_apart and self._value(at) == len(others) > 1

    def plain_without_count(self) -> list[Mark]:
        """Return the marks without signs, counts and what these count: 'vote my 7 and 5'."""
        out = {at for count in self.counting() for at in (count, count + 1)}
        return [mark for at, mark in enumerate(self.marks) if at not in out and mark.word not in SIGNS.values()]

    def counting(self) -> set[int]:
        """Return the numbers behind which stands what they count, and no word before that leads to a project."""
        leads = leads_of(self.lexicon)
        counts = {at for at in self.at if self._counts(at) and self._word(at - 1) not in leads}
        return counts | self._told_first()

    def _told_first(self) -> set[int]:
        """Return the first number where it tells how many others there are: 'my 2 7 5', 'for 2 the 7 and the 5'."""
        first, others = self.at[0], self.without({self.at[0]})
        if self._value(first) != len(others) or len(others) < 2:
            return set()
        lexicon = self.lexicon
        is_own = self._word(first - 1) in (lexicon.filler & lexicon.vote_after) - lexicon.before - lexicon.between
        articles = lexicon.filler & lexicon.before - lexicon.points_for - lexicon.vote_heads
        are_led = all(self._word(at - 1) in articles for at in self.at[1:])
        is_led = self._word(first - 1) in articles or not self.joins.isdisjoint(self._words(first, self.at[1]))
        return {first} if is_own or (are_led and not is_led) else set()

    def counts_before_colon(self) -> set[int]:
        """Return the first number where it says how many stand behind its colon: '2: 7 and 5'."""
        first, others = self.at[0], self.without({self.at[0]})
        is_list = self._word(first + 1) == COLON and self._words(first, len(self.marks)).count(COLON) == 1
        least = 1 if self.marks[first].spelled else 2  # 'one vote: 4' says no points, '1: 4' may
        return {first} if is_list and self._value(first) == len(others) >= least else set()

    def given(self) -> set[int]:
        """Return the numbers that a word gives to the next one: the 5 of '5 to 13'."""
        return {one for one, other in self._pairs() if self._is_given(one, other)}

    def _is_given(self, one: int, other: int) -> bool:
        words = set(self._words(one, other))
        leads = words & self.lexicon.points_for
        is_led = self._word(one - 1) in self.lexicon.points_for
        return bool(leads) and not is_led and words <= joined(self.lexicon.points_for, self.lexicon.before)

    def _counts(self, at: int) -> bool:
        word = self._word(at + 1)
        if word in self.lexicon.counted or word in self.lexicon.counted_votes:
            return True
        is_one = self._value(at) == 1
        return is_one and word in self.lexicon.before and word in self.lexicon.openers

    def _bracketed(self) -> set[int]:
        """Return the numbers in brackets where others stand outside, but for one said again."""
        inside, is_open = set[int](), False
        for at, mark in enumerate(self.marks):
            is_open = mark.word == OPEN or (is_open and mark.word != CLOSE)
            inside |= {at} if is_open and mark.value is not None else set()
        return self._unsaid(inside)

    def _marked(self) -> set[int]:
        """Return the numbers before a bracket that was never opened, as markers of a list stand."""
        found, is_open = set[int](), False
        for at, mark in enumerate(self.marks):
            if mark.word == CLOSE and not is_open:
                found |= {at - 1} & set(self.at)
            is_open = mark.word == OPEN or (is_open and mark.word != CLOSE)
        return self._unsaid(found)

    def _spelled(self) -> set[int]:
        """Return numbers in words beside one in figures that nothing joins them to, or which they count."""
        found = set[int]()
        for one, other in self._pairs():
            if self.marks[one].spelled == self.marks[other].spelled:
                continue
            at = one if self.marks[one].spelled else other
            words = self._words(one, other)
            is_joined = not self.joins.isdisjoint(words)
            is_count = COMMA not in words or self._value(at) == len(self.without({at}))
            found |= {at} if is_count and not is_joined else set()
        return self._unsaid(found | self._said_behind(found))

    def _said_behind(self, doubted: set[int]) -> set[int]:
        """Return the numbers in words right behind one in words that is doubted: '17 seventeen one seven'."""
        found = set(doubted)
        for one, other in self._pairs():
            is_next = other == one + 1 and self.marks[one].spelled and self.marks[other].spelled
            found |= {other} if one in found and is_next else set()
        return found

    def _ordinal(self) -> set[int]:
        return self._unsaid({at for at in self.at if self.marks[at].word.startswith(PLACE)})

    def _voted_before(self) -> set[int]:
        """Return the numbers before the last vote, where several are said and nothing joins them."""
        votes = self.lexicon.told & self.lexicon.vote_heads | (self.lexicon.vote_heads - self.lexicon.vote_after)
        for one, other in reversed(self._pairs()):
            words = self._words(one, other)
            if votes.isdisjoint(words) or not self.joins.isdisjoint(words):
                continue
            is_alone = one == 0 or self.marks[one - 1].value is None or self.marks[one].spelled
            if is_alone and self._value(one) == 1:
                return {at for at in self.at if at <= one and self._word(at + 1) in words}
            return {at for at in self.at if at <= one}
        return set()

    def _before_a_project(self) -> set[int]:
        """Return the number that nothing leads to where 'project' leads to the next: '4 project 7' is 'for project 7'.

        Where a number before it is led to as well it is one of the list: 'project 2 project 7'.
        """
        leads = leads_of(self.lexicon)
        for one, other in self._pairs():
            if self._word(one - 1) in leads:
                return set()
            words = set(self._words(one, other))
            if words <= self.lexicon.before and any(self._is_project(word) for word in words & leads):
                return {one}
        return set()

    def _is_project(self, word: str) -> bool:
        """Can it only lead to a project? A letter or two may be an 'and', or a 'no'."""
        return self.lexicon.openers.get(word) in PROJECTS or len(word) > 2

    def _unsaid(self, doubted: set[int]) -> set[int]:
        """Return what is doubted and said nowhere else; nothing where no number would be left."""
        others = self.without(doubted)
        return {at for at in doubted if self._value(at) not in others} if others else set()

    def _pairs(self) -> list[tuple[int, int]]:
        return list(zip(self.at, self.at[1:], strict=False))

    def _words(self, one: int, other: int) -> list[str]:
        return [mark.word for mark in self.marks[one + 1 : other]]

    def _word(self, at: int) -> str:
        return self.marks[at].word if 0 <= at < len(self.marks) else ""

    def _value(self, at: int) -> int:
        return self.marks[at].value or 0


def _as_number(mark: Mark) -> Mark:
    """Return the mark of a place as a number in words; any other as it is."""
    if not mark.word.startswith(PLACE):
        return mark
    return Mark(mark.word, int(mark.word.removeprefix(PLACE)), spelled=True)
