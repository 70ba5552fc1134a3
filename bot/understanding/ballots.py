"""A ballot is never guessed: it is one only when nothing but a vote stands in the message.

The rule is a list of what may stand there, not of what may not: a vote word, before it at most politeness and 'I want
to', after it numbers and the small words between them. Any other word, a question mark, a past tense, an article
before the vote word, and it is talk about a vote.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from bot.understanding.intents import Intent
from bot.understanding.lexicon import LONGEST_PHRASE, Lexicon
from bot.understanding.numbers import GREATEST, Mark, longest_phrase, meant_numbers
from bot.understanding.phrase_lengths import tree_of
from bot.understanding.remembered import Remembered
from bot.understanding.typos import ASK_BELOW, nearest

LOOK_ALIKE = re.compile(r"(?=.*[il])(?:([il])\1?|(?=.*\d)[\dilo]{2,3})")
"""Figures of which one at least is written as a letter that looks like it, after folding: I and l for 1, 1l for 11."""

LETTER = "o"
"""Stands for the nought when nothing else follows the vote word; among numbers it is an 'and' of Darija."""


def read_ballot(marks: list[Mark], lexicon: Lexicon) -> tuple[int, ...]:
    """The numbers voted for when the message is a ballot and nothing else; empty otherwise."""
    marks = _without_polite_phrases(marks, lexicon)
    after = end_of_vote_words(marks, lexicon)
    if after is None or not _only_numbers_stand_in(marks[after:], lexicon):
        return ()
    return meant_numbers(marks[after:], lexicon, listed=True)


def read_blank(marks: list[Mark], lexicon: Lexicon) -> tuple[int, ...] | None:
    """What stands beside the nought of a blank vote: no number (VOTE 0) or some (VOTE 0 3); None when there is none."""
    marks = _without_polite_phrases(marks, lexicon)
    after = end_of_vote_words(marks, lexicon)
    if after is None:
        return None
    if [mark.word for mark in marks[after:]] == [LETTER]:
        return ()
    rest = without_phrases(lexicon.blank, marks[after:])
    if len(rest) == len(marks[after:]):
        return None
    if any(mark.value for mark in rest):
        is_list = _only_numbers_stand_in(rest, lexicon, any_number=True)
        return meant_numbers(rest, lexicon, listed=True) if is_list else None
    return () if all(_changes_nothing(rest, at, lexicon, any_number=False) for at in range(len(rest))) else None


def read_look_alikes(marks: list[Mark], lexicon: Lexicon) -> tuple[int, ...]:
    """The numbers that a ballot may mean in which letters stand for figures (VOTE I 7); empty where it has none."""
    marks = _without_polite_phrases(marks, lexicon)
    after = end_of_vote_words(marks, lexicon)
    if after is None:
        return ()
    rest = marks[after:]
    votes = {mark.word for mark in marks[:after]}
    leads = {letter for letter, heads in lexicon.led_by.items() if not heads.isdisjoint(votes)}
    figures = [_as_figures(mark, leads) for mark in rest]
    if figures == rest or not _only_numbers_stand_in(figures, lexicon):
        return ()
    return meant_numbers(figures, lexicon, listed=True)


def _as_figures(mark: Mark, leads: Collection[str]) -> Mark:
    """The number in the place of letters that look like it, anything else as it is.

    A letter that leads to a number where people vote by these words is no figure: 'sewt l3' is for 3.
    """
    if mark.word[:1] in leads and mark.word[1:].isdecimal() and int(mark.word[1:]) <= GREATEST:
        return Mark(mark.word[1:], int(mark.word[1:]) or None)
    if mark.value is not None or mark.word in leads or not LOOK_ALIKE.fullmatch(mark.word):
        return mark
    digits = mark.word.translate(str.maketrans("ilo", "110"))
    return Mark(digits, int(digits))


def _without_polite_phrases(marks: list[Mark], lexicon: Lexicon) -> list[Mark]:
    """Phrases go as a whole: 's'il vous plaît' is polite, 's'il' alone is a condition."""
    return without_phrases(lexicon.polite_phrases, marks)


def without_phrases(phrases: frozenset[str], marks: list[Mark]) -> list[Mark]:
    """Return the marks without those that make up any of these phrases."""
    tree, words = tree_of(phrases), [mark.word for mark in marks]
    if tree.keys().isdisjoint(words):
        return marks
    kept: list[Mark] = []
    at = 0
    while at < len(marks):
        length = tree.longest_at(words, at, LONGEST_PHRASE) if words[at] in tree else 0
        if not length:
            kept.append(marks[at])
        at += length or 1
    return kept


def end_of_vote_words(marks: list[Mark], lexicon: Lexicon) -> int | None:
    """Where the object of the vote begins; None when the message does not open with a vote."""
    words = [mark.word for mark in marks]
    for at, word in enumerate(words):
        length = longest_phrase(words, at, lexicon.vote) if word in lexicon.vote_heads else 0
        if length:
            return at + length
        if word in lexicon.polite or word in lexicon.vote_before:
            continue
        return at + 1 if marks[at].value is None and is_surely_vote_word(word, lexicon) else None
    return None


def is_said_to_many(marks: list[Mark], lexicon: Lexicon) -> bool:
    """Does a vote open with words that tell others to vote: 'votez 3', which may be passed on from a poster?"""
    marks = _without_polite_phrases(marks, lexicon)
    opening = [mark.word for mark in marks[: end_of_vote_words(marks, lexicon)] if mark.word not in lexicon.polite]
    known = lexicon.vote_heads | lexicon.vote_before
    meant = [word if word in known else (nearest(word, lexicon.vote_by_letter) or (word,))[0] for word in opening]
    return " ".join(meant) in lexicon.said_to_many


def is_surely_vote_word(word: str, lexicon: Lexicon) -> bool:
    """Whether a misspelt word can only be a vote word."""
    return _vote_words_known(lexicon)[word]


@lru_cache(maxsize=64)
def _vote_words_known(lexicon: Lexicon) -> Remembered[bool]:
    return Remembered(lambda word: _is_misspelt_vote(word, lexicon))


def _is_misspelt_vote(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.vote_reports or word in lexicon.openers or word in lexicon.filler or word in lexicon.topic_heads:
        return False
    return nearest(word, lexicon.vote_by_letter, ASK_BELOW) is not None


def _only_numbers_stand_in(marks: list[Mark], lexicon: Lexicon, *, any_number: bool = False) -> bool:
    """Is there a number and nothing that means more? `any_number` where one has been read already."""
    for at, mark in enumerate(marks):
        if mark.value is not None:
            if _counts_projects(marks, at, lexicon):
                return False
            any_number = True
        elif any_number and _puts_right(marks, at, lexicon):
            return False
        elif mark.word in lexicon.without or mark.word in lexicon.but:
            # 'pas' before any number is a refusal to vote, not an exception to it.
            if not any_number or not any(later.value for later in marks[at:]):
                return False
        elif not _changes_nothing(marks, at, lexicon, any_number=any_number):
            return False
        elif any_number and mark.word in lexicon.units:
            return False  # 'vote pour 3 projets': a quantity
    return any_number


def _puts_right(marks: list[Mark], at: int, lexicon: Lexicon) -> bool:
    """Is another number put in the place of those before: '3 but rather 7'?"""
    if not any(mark.value for mark in marks[at:]):
        return False
    return longest_phrase([mark.word for mark in marks[at : at + LONGEST_PHRASE]], 0, lexicon.corrects) > 0


def _counts_projects(marks: list[Mark], at: int, lexicon: Lexicon) -> bool:
    """Does the number say how many projects, and not which: 'one project', 'un projet', 'مشروع واحد'?"""
    after = [mark for mark in marks[at + 1 : at + 3] if mark.word not in lexicon.polite]
    if after and _is_project(after[0], lexicon):
        return len(after) < 2 or after[1].value is None
    is_one = marks[at].spelled and marks[at].value == 1 and marks[at].word in lexicon.weak
    return is_one and at > 0 and _is_project(marks[at - 1], lexicon)


def _is_project(mark: Mark, lexicon: Lexicon) -> bool:
    return lexicon.openers.get(mark.word) in {Intent.PROJECT, Intent.PROJECTS}


def _changes_nothing(marks: list[Mark], at: int, lexicon: Lexicon, *, any_number: bool) -> bool:
    """Once a number stands there only what links numbers may follow: '3 to 7' and '3 or 7' are not '3 and 7'."""
    word = marks[at].word
    if word in lexicon.before or word in lexicon.polite or word in lexicon.vote:
        return True
    if not any_number:  # 'vote also 3' adds to a vote, 'vote plus 3' may even take it away
        return word in lexicon.vote_after
    if word in lexicon.between:
        return True
    if word in lexicon.glued.leads and marks[at - 1].word in lexicon.attached:
        return True  # the Arabic 'and for'
    votes_again = at + 1 < len(marks) and marks[at + 1].word in lexicon.vote_heads
    return votes_again and word in lexicon.vote_before
