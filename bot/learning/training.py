"""A linear classifier over the pieces of messages: one against all the others for each intent, by support vectors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.learning.messages import Message
from bot.understanding.fold import fold_text
from bot.understanding.listed import Listed
from bot.understanding.pieces import (
    ROWS,
    Pieces,
    pairs_of,
    pieces_of_list,
    pieces_of_pair,
    pieces_of_senses,
    pieces_of_word,
    shapes_of,
)
from bot.understanding.senses import senses_known

OF_OTHERS = 0.4
"""Weight of a message of another language beside one of the model's own: people mix them."""

STRENGTH = 0.5
"""How closely the messages are followed (C of the support vectors)."""

FOLDS = 5
STEPS = 127
"""Weights are kept as whole numbers between minus and plus this."""

Floats = npt.NDArray[np.float64]


class Trained(NamedTuple):
    """What is learnt: see `Learnt`; `accuracy` is how many own messages are right that it was not learnt from."""

    intents: list[str]
    weights: Floats
    rarity: Floats
    bias: Floats
    sharpness: float
    accuracy: float


def train(own: Sequence[Message], others: Sequence[Message], listed: Listed) -> Trained:
    """Learn from the messages of a language and, with less weight, others, where words stand in these lists."""
    messages = [*own, *others]
    pieces = [_pieces_of(message.text, listed) for message in messages]
    rarity = _rarity_of(pieces)
    table = _table_of(pieces, rarity)
    wanted = np.array([str(message.intent) for message in messages])
    weight = np.array([1.0] * len(own) + [OF_OTHERS] * len(others))
    apart = _scores_apart(table, wanted, weight, len(own))
    fitted = _fit(table, wanted, weight)
    names = [str(name) for name in fitted.classes_]
    at = np.array([names.index(name) for name in wanted[: len(own)]])
    return Trained(
        intents=names,
        weights=fitted.coef_.T,
        rarity=rarity,
        bias=fitted.intercept_,
        sharpness=_sharpness(apart, at),
        accuracy=float((apart.argmax(axis=1) == at).mean()),
    )


def write(path: Path, trained: Trained, digest: str) -> None:
    """Write a model as `Learnt` reads it."""
    step = float(np.abs(trained.weights).max()) / STEPS
    np.savez_compressed(
        path,
        intents=np.array(trained.intents),
        weights=np.rint(trained.weights / step).astype(np.int8),
        step=np.array(step),
        rarity=trained.rarity.astype(np.float16),
        bias=trained.bias.astype(np.float32),
        sharpness=np.array(trained.sharpness),
        accuracy=np.array(trained.accuracy),
        digest=np.array(digest),
    )


def _pieces_of(text: str, listed: Listed) -> Pieces:
    folded = fold_text(text)
    shapes = shapes_of(folded.words, asks=folded.asks)
    found = [*map(pieces_of_word, shapes), *(pieces_of_pair(*pair) for pair in pairs_of(shapes))]
    found += map(pieces_of_list, listed.lists_in(folded.words))
    found.append(pieces_of_senses(senses_known().said_by(folded.words), len(folded.words), asks=folded.asks))
    return Pieces(*([row for one in found for row in one[kind]] for kind in range(len(Pieces._fields))))


def _rarity_of(pieces: Sequence[Pieces]) -> Floats:
    """Return for each row the logarithm of how many messages there are for one that has it."""
    seen = np.ones(ROWS)
    for one in pieces:
        seen[sorted({row for rows in one for row in rows})] += 1
    rarity: Floats = np.log((len(pieces) + 1) / seen) + 1
    return rarity.astype(np.float16).astype(np.float64)


def _table_of(pieces: Sequence[Pieces], rarity: Floats) -> csr_matrix:
    values: list[float] = []
    rows: list[int] = []
    ends = [0]
    for one in pieces:
        for kind in one:
            said = rarity[list(kind)]
            values.extend(said / max(np.sqrt(np.square(said).sum()), 1e-9))
            rows.extend(kind)
        ends.append(len(rows))
    table = csr_matrix((values, rows, ends), shape=(len(pieces), ROWS))
    table.sum_duplicates()
    return table


def _fit(table: csr_matrix, wanted: npt.NDArray[np.str_], weight: Floats) -> LinearSVC:
    return LinearSVC(C=STRENGTH, random_state=0).fit(table, wanted, sample_weight=weight)


def _scores_apart(table: csr_matrix, wanted: npt.NDArray[np.str_], weight: Floats, own: int) -> Floats:
    """Return what each own message scores by a model that was learnt without it."""
    scores = np.zeros((own, len(set(wanted))))
    others = np.arange(own, len(wanted))
    for known, left in StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(np.zeros(own), wanted[:own]):
        used = np.concatenate([known, others])
        scores[left] = _fit(table[used], wanted[used], weight[used]).decision_function(table[left])
    return scores


def _sharpness(scores: Floats, at: npt.NDArray[np.int_]) -> float:
    """Return by how much scores are multiplied so that likelihoods are as often right as they say."""

    def surprise(sharpness: float) -> float:
        sharp = scores * sharpness
        top = sharp.max(axis=1)
        mass = np.log(np.exp(sharp - top[:, None]).sum(axis=1)) + top
        return float((mass - sharp[np.arange(len(at)), at]).mean())

    return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)
