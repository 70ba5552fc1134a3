"""Ballots of which only the vote says what they are: lists with markers (1. 14), and two numbers with a dash (5-7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.paper_rules import rules_of
from bot.records import Record
from bot.understanding.deciding import MINUS
from bot.understanding.fold import ascii_digits
from bot.understanding.ranked_ballots import has_ordinal, is_ranked
from bot.understanding.understand import Understanding
from budgeting.ballot import BallotFormat, judge_ballot
from budgeting.refusal import Refusal

DASHED = re.compile(rf"\D*?(\d{{1,3}})\s*(?:{MINUS}|\.\.+|[~\u2026])\s*(\d{{1,3}})\D*")
"""Two numbers and nothing but a dash or dots between them: both, or all from one to the other."""


def may_be_listed(places: Sequence[int], text: str) -> bool:
    """May a message be a list with markers, or a range?"""
    return bool(places) or DASHED.fullmatch(ascii_digits(text)) is not None


def is_order(places: Sequence[int], ballots: str) -> bool:
    """Are the projects behind the markers of a list an order of this vote?"""
    return ballots == BallotFormat.RANKING and len(places) > 1


def is_of_points(points: Sequence[int | None], ballots: str) -> bool:
    """Are markers projects, and what stands behind them points of this vote?"""
    return ballots == BallotFormat.POINTS and bool(points)


def heard_at_list(meaning: Understanding, paper: Record, languages: Sequence[str]) -> tuple[Understanding, bool]:
    """Return numbers that answer the list of a vote as it reads them, and whether they may be something else."""
    if meaning.instead:
        return replace(meaning, numbers=meaning.instead, instead=(), points=()), True
    if meaning.places and not is_of_points(meaning.points, paper.format):
        listed = replace(meaning, numbers=meaning.places, points=(), places=())
        return listed, not is_order(meaning.places, paper.format)
    is_ranking = paper.format == BallotFormat.RANKING and len(meaning.numbers) > 1
    if is_ranking and has_ordinal(ascii_digits(meaning.text), languages) and not is_ranked(meaning.text, languages):
        return meaning, True
    return meaning, len(readings_of((), meaning.numbers, meaning.text, paper)) > 1


def readings_of(places: Sequence[int], numbers: Sequence[int], text: str, paper: Record) -> list[list[int]]:
    """Return the ballots that may be meant and could be recorded, each once."""
    found: list[list[int]] = []
    for reading in (list(places), list(numbers), _from_to(ascii_digits(text), paper)):
        if reading and reading not in found and _could_be(reading, paper):
            found.append(reading)
    return found


def _from_to(text: str, paper: Record) -> list[int]:
    """Return the projects from one number to another."""
    dashed = DASHED.fullmatch(text)
    known = sorted(project.number for project in paper.projects)
    if dashed is None or not {int(dashed[1]), int(dashed[2])} <= set(known):
        return []
    return [number for number in known if int(dashed[1]) <= number <= int(dashed[2])]


def _could_be(numbers: Sequence[int], paper: Record) -> bool:
    """Could it be recorded? Points are asked for later."""
    costs, rules = {project.number: project.cost for project in paper.projects}, rules_of(paper)
    if rules.format is BallotFormat.POINTS:
        rules = replace(rules, format=BallotFormat.APPROVAL)
    try:
        return not judge_ballot(list(numbers), costs, rules).unknown
    except Refusal:
        return False
