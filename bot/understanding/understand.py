"""From a message to what its writer wants, in one pass: certainties first, then resemblance, then typing errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.understanding.ballots import read_ballot
from bot.understanding.codes import find_code
from bot.understanding.commands import language_named, misspelt_command, opening_command, whole_command
from bot.understanding.examples import examples_of
from bot.understanding.fold import Folded, fold_text, rest_after
from bot.understanding.intents import Intent, Topic
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.numbers import Mark, blank_what_is_no_number_of_ours, meant_numbers, read_marks
from bot.understanding.references import find_reference
from bot.understanding.topics import find_topic, is_topic_word


@dataclass(frozen=True)
class Understanding:
    """What a message means and how sure that is.

    `confidence` goes from 0 to 1; `sure` says whether to act on `intent` or to ask 'did you mean', offering `intent`
    and `runner_up`. `numbers` are project numbers in order (for the command NOTE: project, then mark). `rest` is what
    follows the command word as the citizen wrote it, or the whole text when there is no command word.
    """

    text: str
    intent: Intent
    confidence: float
    numbers: tuple[int, ...] = ()
    reference: str | None = None
    topic: Topic | None = None
    year: int | None = None
    code: str | None = None
    rest: str = ""
    language_asked: str | None = None
    runner_up: Intent | None = None
    sure: bool = False
    looks_like_ballot: bool = False
