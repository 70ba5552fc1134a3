from __future__ import annotations

from pathlib import Path

from bot.learning import training
from bot.learning.messages import Message
from bot.understanding.intents import Intent
from bot.understanding.learnt import Learnt
from bot.understanding.listed import listed_of

SAID = {
    Intent.BUDGET: ("how much for roads", "money for health", "how much for the market", "sum for schools", "how much"),
    Intent.RESULTS: ("who won the vote", "which project won", "the winner please", "who has won", "who won"),
    Intent.MEETINGS: (
        "when is the meeting",
        "meeting on friday",
        "where is the meeting",
        "next meeting",
        "meeting day",
    ),
}


def test_what_is_learnt_is_written_and_read_and_says_the_same(tmp_path: Path) -> None:
    messages = [Message(intent, (), text) for intent, texts in SAID.items() for text in texts]
    trained = training.train(messages, [], listed_of(("en",)))
    training.write(tmp_path / "intents.npz", trained, "of today")
    model = Learnt(tmp_path / "intents.npz")
    guess = model.guess(["who", "won", "the", "market"], [], asks=True)
    assert (guess.intent, model.digest) == (Intent.RESULTS, "of today")
    assert 0 < guess.confidence <= 1
    assert trained.accuracy > 0.6
