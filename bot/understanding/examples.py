"""A small classifier learnt from the example sentences of `words.toml` alone.

Each word, pair of neighbouring words and run of letters inside a word (so that unknown spellings still resemble known
ones) adds what it says for each intent: the logarithm of how much likelier it is there than on average (a naive Bayes
with balanced classes). What a word says is computed once; a message is a few additions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp, log
from typing import NamedTuple

from bot.understanding.fold import fold_text
from bot.understanding.intents import Intent
from locales.words import load_words

Vector = tuple[float, ...]
Counts = defaultdict[str, defaultdict[int, float]]

SHORTEST_RUN, LONGEST_RUN = 3, 4
WORD_WEIGHT, RUN_WEIGHT, PAIR_WEIGHT = 1.0, 1.0, 0.7
SMOOTHING = 0.02
TEMPERATURE = 1.6
_CACHED_WORDS = 20_000
START, END = "<", ">"


class Verdict(NamedTuple):
    """The likeliest intent, the next, the probability of the first, and how much evidence there was for it."""

    intent: Intent
    runner_up: Intent
    confidence: float
    evidence: float


class Examples:
    """Counts of the example sentences, and the verdict on new ones."""

    def __init__(self, sentences: Mapping[Intent, Iterable[str]]) -> None:
        self.intents = tuple(sentences)
        self._words: Counts = defaultdict(lambda: defaultdict(float))
        self._pairs: Counts = defaultdict(lambda: defaultdict(float))
        self._runs: Counts = defaultdict(lambda: defaultdict(float))
        self._sizes: list[float] = []
        for index, intent in enumerate(self.intents):
            self._sizes.append(float(sum(1 for sentence in sentences[intent] if self._count(sentence, index))))
        self._count_runs()
        self._zero: Vector = (0.0,) * len(self.intents)
        self._vector_of_word = lru_cache(_CACHED_WORDS)(self._word_vector)
        self._vector_of_pair = lru_cache(_CACHED_WORDS)(self._pair_vector)

    def _count(self, sentence: str, index: int) -> bool:
        folded = fold_text(sentence)
        words = shaped(folded.words)
        if folded.asks:
            words.append("?")
        for word in set(words):
            self._words[word][index] += 1.0
        for pair in set(_pairs(words)):
            self._pairs[pair][index] += 1.0
        return True

    def _count_runs(self) -> None:
        for word, counts in self._words.items():
            for run in _runs(word):
                total = self._runs[run]
                for index, count in counts.items():
                    total[index] += count

    def judge(self, words: Sequence[str]) -> Verdict:
        """What the words of a message, folded, most resemble."""
        shapes = shaped(words)
        vectors = [self._vector_of_word(word) for word in shapes]
        vectors += [vector for pair in _pairs(shapes) if (vector := self._vector_of_pair(pair)) is not None]
        scores = [float(sum(column)) for column in zip(*vectors, strict=True)] or list(self._zero)
        return self._verdict(scores)

    def _verdict(self, scores: list[float]) -> Verdict:
        order = sorted(range(len(scores)), key=scores.__getitem__, reverse=True)
        best, second = order[0], order[1]
        top = scores[best]
        mass = sum(exp((score - top) / TEMPERATURE) for score in scores)
        return Verdict(self.intents[best], self.intents[second], 1.0 / mass, top)

    def _word_vector(self, word: str) -> Vector:
        known = self._words.get(word)
        runs = [counts for run in _runs(word) if (counts := self._runs.get(run)) is not None]
        vector = self._weights(known, WORD_WEIGHT) if known else list(self._zero)
        for counts in runs:
            share = RUN_WEIGHT / max(len(word) - 1, len(runs))
            vector = [one + other for one, other in zip(vector, self._weights(counts, share), strict=True)]
        return tuple(vector)

    def _pair_vector(self, pair: str) -> Vector | None:
        counts = self._pairs.get(pair)
        return tuple(self._weights(counts, PAIR_WEIGHT)) if counts else None

    def _weights(self, counts: Mapping[int, float], weight: float) -> list[float]:
        shares = [counts.get(index, 0.0) / size for index, size in enumerate(self._sizes)]
        middle = log(sum(shares) / len(shares) + SMOOTHING)
        return [weight * (log(share + SMOOTHING) - middle) for share in shares]


def shaped(words: Sequence[str]) -> list[str]:
    """Words with numbers reduced to their shape, so that 'projet 4' and 'projet 7' are the same."""
    return [word if word.isalpha() else _shape(word) for word in words]


def _shape(word: str) -> str:
    if not word.isdigit():
        return word
    return "#year" if len(word) == 4 and word[:2] in ("19", "20") else "#"


def _pairs(words: Sequence[str]) -> list[str]:
    return [f"{one} {other}" for one, other in zip((START, *words), (*words, END), strict=True)]


@lru_cache(maxsize=20_000)
def _runs(word: str) -> tuple[str, ...]:
    if word[:1] == "#":
        return ()
    framed = f"{START}{word}{END}"
    return tuple({
        framed[at : at + length]
        for length in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for at in range(len(framed) - length + 1)
    })  # fmt: skip


@lru_cache(maxsize=8)
def examples_of(tags: tuple[str, ...]) -> Examples:
    """The classifier of these languages (sorted tags), built at first use."""
    sentences: dict[Intent, list[str]] = {}
    for tag in tags:
        for name, lines in load_words(tag).examples.items():
            sentences.setdefault(Intent(name), []).extend(lines)
    return Examples(sentences)
