"""A linear model of what free messages mean, learnt by `python -m bot.learning` from the messages beside it.

The file of a language holds, for each row of `pieces`, what it says for each short intent in steps of one 127th and how
rare it is; a message is the sum of its rows, each kind of piece as long as any other, whatever its number of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.understanding.intents import Intent
from bot.understanding.pieces import (
    Pieces,
    pairs_of,
    pieces_of_list,
    pieces_of_pair,
    pieces_of_senses,
    pieces_of_word,
    shapes_of,
)
from bot.understanding.remembered import Remembered
from bot.understanding.senses import senses_known
from locales.words import FOLDER

FILE = "intents.npz"
_CACHED = 20_000
_KINDS = len(Pieces._fields)

Vector = npt.NDArray[np.float32]


class Guess(NamedTuple):
    """The likeliest short intent, the next one, and how likely the first is, from 0 to 1."""

    intent: Intent
    runner_up: Intent
    confidence: float


class Learnt:
    """The model of one language.

    `weights` has a row for each piece and a column for each intent, `rarity` one value a row; `sharpness` turns sums
    into likelihoods. `digest` is that of the messages it was learnt from.
    """

    def __init__(self, path: Path) -> None:
        with np.load(path, allow_pickle=False) as file:
            self.intents = tuple(Intent(name) for name in file["intents"])
            self.digest = str(file["digest"])
            self._rarity = file["rarity"].astype(np.float32)
            self._weights = file["weights"]
            self._step = np.float32(file["step"])
            self._bias = file["bias"].astype(np.float32)
            self._sharpness = float(file["sharpness"])
        self._of_word = Remembered(lambda shape: self._vector(pieces_of_word(shape)))
        self._of_list = cache(lambda name: self._vector(pieces_of_list(name)))
        self._of_pair = lru_cache(_CACHED)(lambda pair: self._vector(pieces_of_pair(*pair)))

    def guess(self, words: Sequence[str], lists: Sequence[str], *, asks: bool) -> Guess:
        """Say what a message of these folded words, which stand in these lists, most likely wants."""
        shapes = shapes_of(words, asks=asks)
        vectors = [self._of_word[shape] for shape in shapes]
        vectors += [*map(self._of_pair, pairs_of(shapes)), *map(self._of_list, lists)]
        total = np.add.reduce(vectors)
        kinds = total[:-_KINDS].reshape(_KINDS, -1)
        senses = pieces_of_senses(senses_known().said_by(words), len(words), asks=asks).senses
        kinds[-1], total[-1] = self._said(senses)  # which words and lists say nothing of
        kinds /= np.maximum(np.sqrt(total[-_KINDS:]), 1e-9)[:, None]
        scores = (np.add.reduce(kinds) + self._bias) * self._sharpness
        second, first = scores.argpartition(-2)[-2:]
        likelihood = 1 / np.add.reduce(np.exp(scores - scores[first]))
        return Guess(self.intents[first], self.intents[second], float(likelihood))

    def _vector(self, pieces: Pieces) -> Vector:
        """Return what some pieces say, kind by kind, and behind it the square of how long each kind makes them."""
        vector = np.zeros(_KINDS * len(self.intents) + _KINDS, np.float32)
        kinds = vector[:-_KINDS].reshape(_KINDS, -1)
        for kind, rows in enumerate(pieces):
            if rows:
                kinds[kind], vector[kind - _KINDS] = self._said(rows)
        return vector

    def _said(self, rows: Sequence[int]) -> tuple[Vector, float]:
        if len(rows) == 1:  # of which nothing is summed: all that two neighbours have
            rare = self._rarity[rows[0]]
            return self._weights[rows[0]] * self._step * rare, rare * rare
        at = np.array(rows)
        rarity = self._rarity.take(at)
        return rarity @ (self._weights.take(at, 0) * self._step), np.add.reduce(np.square(rarity))


@cache
def learnt_of(tag: str, folder: Path = FOLDER) -> Learnt | None:
    """Return the model of a language, None where it has none: drafts are understood by their words alone."""
    path = folder / tag / FILE
    return Learnt(path) if path.exists() else None
