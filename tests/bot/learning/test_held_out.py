"""What the rules and the models together make of messages that neither was made from: it cannot fall unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.learning.messages import digest_of, messages_of, read_messages, taught_languages
from bot.understanding.fold import fold
from bot.understanding.intents import Intent
from bot.understanding.learnt import learnt_of
from bot.understanding.shorts import SHORT
from bot.understanding.understand import understand

HELD_OUT = Path(__file__).parents[2] / "understanding_cases" / "held_out"
OWN = {"fr": "fr", "en": "en", "ar": "ar", "darija": "ar"}
FLOORS = {"fr": 0.86, "en": 0.87, "ar": 0.85, "darija": 0.86}
LIKELY = 0.76
"""Of what would be done without asking so much is right, at least."""


@pytest.mark.parametrize("name", FLOORS)
def test_messages_are_understood_above_the_floor(name: str) -> None:
    messages = read_messages(HELD_OUT / f"{name}.tsv")
    found = [understand(message.text, OWN[name], ("fr", "ar", "en")) for message in messages]
    right = [meant.short is message.intent for message, meant in zip(messages, found, strict=True)]
    acted = [good for good, meant in zip(right, found, strict=True) if meant.sure or meant.likely]
    assert len(messages) > 200
    assert sum(right) / len(right) >= FLOORS[name]
    assert len(acted) > len(messages) / 2 and sum(acted) / len(acted) >= LIKELY


@pytest.mark.parametrize("name", FLOORS)
def test_no_ballot_is_made_of_a_message_that_is_none(name: str) -> None:
    for message in read_messages(HELD_OUT / f"{name}.tsv"):
        meant = understand(message.text, OWN[name], ("fr", "ar", "en"))
        assert message.numbers or not (meant.intent is Intent.VOTE and meant.sure and meant.numbers), message.text


def test_the_models_are_of_the_messages_beside_them() -> None:
    """Whoever changes a message learns the models again: `python -m bot.learning`."""
    for tag in taught_languages():
        model = learnt_of(tag)
        assert model is not None and model.digest == digest_of()
        assert set(model.intents) == set(SHORT)


def test_nothing_held_out_is_learnt_from() -> None:
    held_out = {fold(one.text) for name in FLOORS for one in read_messages(HELD_OUT / f"{name}.tsv")}
    learnt = {fold(one.text) for tag in taught_languages() for one in messages_of(tag)}
    shared = {text for text in held_out & learnt if len(text.split()) > 2}
    assert shared == set()
