"""A small classifier learnt from the words and example sentences of `words.toml` alone.

Each word, pair of neighbouring words and run of letters inside a word (so that unknown spellings still resemble known
ones) adds what it says for each intent: the logarithm of how much likelier it is there than on average (a naive Bayes
with balanced classes). What a word says is computed once; a message is a few additions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from math import exp, log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.understanding.fold import WORD, ascii_digits, fold_word
from bot.understanding.intents import Intent
from bot.understanding.lexicon import Lexicon, lexicon_of
from bot.understanding.remembered import LONGEST_WORD, Remembered
from bot.understanding.topics import is_topic_word
from locales.words import load_words

Vector = npt.NDArray[np.float64]
Share = tuple[int, float]
Seen = defaultdict[str, list[Share]]

WORD_WEIGHT, RUN_WEIGHT, PAIR_WEIGHT = 1.0, 1.0, 0.7
SMOOTHING = 0.003
TEMPERATURE = 2.5
START, END = "<", ">"
DOCUMENTS = {Intent.DOCUMENTS, Intent.FOLLOW_DOCUMENTS, Intent.UNFOLLOW_DOCUMENTS}
UNLEARNT = frozenset({
    *(Intent.SUPPORT, Intent.SEARCH, Intent.FORMAL, Intent.REPLY, Intent.RESUME, Intent.COMMUNE, Intent.UNFOLLOW),
    *(Intent.COMPLAIN, Intent.PERSON, Intent.THANKS, Intent.ABSTAIN, Intent.DEADLINE, Intent.RULES),
    *(Intent.LOST_PHONE, Intent.WORKS, Intent.POPULATION, Intent.JOIN, Intent.LEAVE),
    *(Intent.FOLLOW_NEWS, Intent.UNFOLLOW_NEWS, Intent.COMING, Intent.NOT_COMING, Intent.ACTION_PLAN),
    *DOCUMENTS,
})  # fmt: skip
"""Told by a command word alone: in other sentences their words speak of votes, of money, of any question. News that
somebody has stopped comes back by its word alone: a sentence that resembles it may say the opposite. Who is thanked for
a well speaks of the well, and who complains most often asks the town hall something.
"""

NEARLY_CERTAIN = 0.999
"""Resemblance is never the certainty that nothing but a command was said."""


class Verdict(NamedTuple):
    """The likeliest intent, the next, the probability of the first, and how much evidence there was for it."""

    intent: Intent
    runner_up: Intent
    confidence: float
    evidence: float


class Shape(NamedTuple):
    """A word as it is counted alone, and beside another, where all topics are alike and so are all numbers."""

    alone: str
    beside: str


NOISE = Shape("#noise", "#noise")
"""A word too long to mean anything: never in an example, and nothing is remembered of it."""


class Examples:
    """Counts of the example sentences, and the verdict on new ones."""

    def __init__(self, languages: Iterable[Mapping[Intent, Sequence[str]]], shape: Callable[[str], Shape]) -> None:
        self.intents = tuple(intent for intent in Intent if intent not in UNLEARNT)
        self._shapes = Remembered(lambda word: shape(word) if len(word) <= LONGEST_WORD else NOISE)
        self._words: Seen = defaultdict(list)
        self._pairs: Seen = defaultdict(list)
        self._words_with_run: defaultdict[str, list[str]] = defaultdict(list)
        for sentences in languages:
            for intent, lines in sentences.items():
                self._count(lines, self.intents.index(intent))
        for word in self._words:
            for run in _runs(word):
                self._words_with_run[run].append(word)
        self._zero: Vector = np.zeros(len(self.intents))
        self._vector_of_word = Remembered(self._word_vector)
        self._vector_of_run = Remembered(self._run_vector)
        self._vector_of_pair = cache(self._pair_vector)

    def _count(self, lines: Sequence[str], index: int) -> None:
        """Note the sentences of one intent in one language as shares, so that long lists weigh no more."""
        share = (index, 1.0 / len(lines))
        for line in lines:
            shapes = [self._shapes[fold_word(word)] for word in WORD.findall(ascii_digits(line))]
            for shape in shapes:
                self._words[shape.alone].append(share)
            for pair in _pairs(shapes):
                self._pairs[pair].append(share)

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in any example."""
        return self._shapes[word].alone in self._words

    def judge(self, words: Sequence[str]) -> Verdict:
        """What the words of a message, folded, most resemble; words never seen make it less certain."""
        shapes = [self._shapes[word] for word in words]
        vectors = [self._vector_of_word[shape.alone] for shape in shapes]
        vectors += [self._vector_of_pair(pair) for pair in _pairs(shapes) if pair in self._pairs]
        known = sum([shape.alone in self._words for shape in shapes])
        scores = np.add.reduce(vectors) if vectors else self._zero
        return self._verdict(scores.tolist(), known / max(len(shapes), 1))

    def _verdict(self, scores: list[float], known: float) -> Verdict:
        top = max(scores)
        best = scores.index(top)
        mass = sum(exp((score - top) / TEMPERATURE) for score in scores)
        scores[best] = float("-inf")
        runner_up = self.intents[scores.index(max(scores))]
        return Verdict(self.intents[best], runner_up, min(known / mass, NEARLY_CERTAIN), top)

    def _word_vector(self, word: str) -> Vector:
        runs = [self._vector_of_run[run] for run in _runs(word) if run in self._words_with_run]
        known: Vector = self._weights(self._words[word], WORD_WEIGHT) if word in self._words else self._zero
        if runs:
            known = known + RUN_WEIGHT / max(len(word) - 1, len(runs)) * np.add.reduce(runs)
        return known

    def _run_vector(self, run: str) -> Vector:
        return self._weights([share for word in self._words_with_run[run] for share in self._words[word]], 1.0)

    def _pair_vector(self, pair: str) -> Vector:
        return self._weights(self._pairs[pair], PAIR_WEIGHT)

    def _weights(self, shares: Iterable[Share], weight: float) -> Vector:
        """How much likelier than on average each intent is: logarithms of shares over their mean."""
        totals = [SMOOTHING] * len(self.intents)
        for index, share in shares:
            totals[index] += share
        middle = log(sum(totals) / len(totals))
        return np.array([weight * (log(total) - middle) for total in totals])


def _pairs(shapes: Sequence[Shape]) -> list[str]:
    beside = [shape.beside for shape in shapes]
    return [f"{one} {other}" for one, other in zip((START, *beside), (*beside, END), strict=True)]


def _runs(word: str) -> list[str]:
    """Runs of three and four letters of a word, its beginning and end marked."""
    if word[:1] == "#":
        return []
    framed = f"{START}{word}{END}"
    last = len(framed)
    return [framed[at : at + 3] for at in range(last - 2)] + [framed[at : at + 4] for at in range(last - 3)]


def _shaper(lexicon: Lexicon) -> Callable[[str], Shape]:
    articles = tuple(prefix for prefix in lexicon.prefixes if len(prefix) > 1 and not prefix.isascii())

    def shape(word: str) -> Shape:
        if word.isdecimal():
            number = "#year" if len(word) == 4 and word[:2] in ("19", "20") else "#"
            return Shape(number, number)
        topic = is_topic_word(word, lexicon)
        for article in articles:
            if word.startswith(article) and len(word) > len(article) + 1:
                word = word.removeprefix(article)
                break
        return Shape(word, "#topic" if topic else word)

    return shape


@lru_cache(maxsize=8)
def examples_of(tags: tuple[str, ...]) -> Examples:
    """The classifier of these languages (sorted tags), built at first use."""
    return Examples((_sentences(tag) for tag in tags), _shaper(lexicon_of(tags)))


def _sentences(tag: str) -> dict[Intent, list[str]]:
    sentences: dict[Intent, list[str]] = {}
    words = load_words(tag)
    for section in (words.examples, words.commands, words.alone):
        for name, lines in section.items():
            if Intent(name) not in UNLEARNT:
                sentences.setdefault(Intent(name), []).extend(lines)
    return sentences
