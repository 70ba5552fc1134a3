"""What is decided of a message."""

from __future__ import annotations

from typing import NamedTuple

from bot.understanding.intents import Intent

UNSURE = 0.6
"""Confidence of what is asked about first."""


class Decision(NamedTuple):
    """An intent, how sure, what it might be instead, and how many opening words were the command.

    `refused` are the projects that somebody says they do not vote for, `points` stand beside `numbers`, `keeps` is
    whether the rest of the vote that stands is to stay. `instead` is the ballot that a doubtful one may be as well,
    `places` the projects behind the markers 1, 2, 3 … of a list, in their order. `guessed` is whether it was decided
    by what the message resembles, `likely` whether that may be acted on where nothing else is open, `short` the short
    intent where it is not that of `intent`.
    """

    intent: Intent
    confidence: float
    sure: bool
    runner_up: Intent | None = None
    length: int = 0
    numbers: tuple[int, ...] | None = None
    language: str | None = None
    refused: tuple[int, ...] = ()
    points: tuple[int | None, ...] = ()
    keeps: bool = False
    instead: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    guessed: bool = False
    likely: bool = False
    short: Intent | None = None
