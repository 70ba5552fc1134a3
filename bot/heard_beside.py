"""Numbers said where the list of a vote is open: what is doubted in them, and what they leave of those chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.listed_readings import heard_at_list
from bot.records import Record
from bot.steps import Choice, Heard, Misread, Reader
from bot.understanding.adding import may_add
from bot.understanding.intents import Intent
from bot.understanding.own_no import may_say_no
from bot.understanding.refused import is_put_right
from bot.understanding.understand import Understanding
from bot.vote_words import SEND_NUMBERS

DOUBTED = "doubted"
"""Under what key an answer stands that was made of words which may mean something else."""

ONE_MORE = {Intent.NUMBER_ONLY, Intent.BACK}
"""What a number alone is taken for: 9 goes back elsewhere."""

Given = Mapping[int, int | None]
"""What is chosen so far, with its points where there are any."""


def reads_carefully(
    read: Reader, languages: Sequence[str], so_far: Given, choices: Sequence[Choice], paper: Record
) -> Reader:
    """Return a reader of numbers that takes nothing doubtful for a ballot, nor one number for all that is chosen.

    One number more is the next choice. Several beside others, and what is a vote only perhaps, are asked about.
    """
    offered = {choice.value for choice in choices}

    def careful(heard: Heard) -> Any:
        meaning, may_be_else = heard_at_list(heard.meaning, paper, languages)
        heard = replace(heard, meaning=meaning)
        if not so_far or not meaning.numbers or may_be_else or _is_whole(meaning, so_far):
            answer = read(heard)
            is_doubtful = may_be_else or _is_doubtful(heard, languages, is_first=not so_far)
            return {DOUBTED: answer} if is_doubtful else answer
        if _is_one_more(heard, languages) and meaning.numbers[0] in offered:
            return meaning.numbers[0]
        if set(meaning.numbers).isdisjoint(offered):
            read(heard)  # says why it is none
        return {DOUBTED: read(replace(heard, meaning=_together(meaning, so_far)))}

    return careful


def reads_plainly(
    read: Reader, languages: Sequence[str], so_far: Given, choices: Sequence[Choice], paper: Record
) -> Reader:
    """Return a reader for who has said no: one number more is the next choice, several are the whole, doubt is none."""
    careful = reads_carefully(read, languages, so_far, choices, paper)

    def plain(heard: Heard) -> Any:
        answer = careful(heard)
        if not (isinstance(answer, dict) and DOUBTED in answer):
            return answer
        meaning, may_be_else = heard_at_list(heard.meaning, paper, languages)
        if may_be_else or _is_doubtful(heard, languages, is_first=False):
            raise Misread(SEND_NUMBERS)
        return read(replace(heard, meaning=meaning))

    return plain


def _is_whole(meaning: Understanding, so_far: Given) -> bool:
    """Is it a whole ballot, by its word for voting or because all that is chosen stands in it again?"""
    return (meaning.sure and meaning.intent is Intent.VOTE) or set(so_far) <= set(meaning.numbers)


def _is_one_more(heard: Heard, languages: Sequence[str]) -> bool:
    """Is it one number and nothing else? 'No 7' is none for who says no so."""
    meaning = heard.meaning
    is_plain = meaning.sure and not (meaning.changes or meaning.points) and meaning.intent in ONE_MORE
    return is_plain and len(meaning.numbers) == 1 and not may_say_no(heard.text, languages)


def _is_doubtful(heard: Heard, languages: Sequence[str], *, is_first: bool) -> bool:
    """Is it a vote only perhaps? Where numbers are asked for '2, but rather 6' is 6."""
    if not heard.meaning.sure and not is_put_right(heard.text, languages):
        return True
    return is_first and may_add(heard.text, languages)


def _together(meaning: Understanding, so_far: Given) -> Understanding:
    """Return what is meant together with what was chosen before."""
    points = {**so_far, **dict(zip(meaning.numbers, meaning.points or [None] * len(meaning.numbers), strict=False))}
    numbers = tuple(points)
    has_points = any(each is not None for each in points.values())
    return replace(meaning, numbers=numbers, points=tuple(points.values()) if has_points else ())
