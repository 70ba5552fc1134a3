"""Unclear words of somebody whom the town hall has asked something: they are asked whether that is their answer."""

from __future__ import annotations

from typing import Any

from bot.dialogue import Turn
from bot.phrases import _
from bot.steps import Confirm, Go, Look


def answers_if_awaited(turn: Turn, text: str) -> Any:
    """Take words as the answer to the request that waits for one, where the person says that they are."""
    awaited = yield Look("awaited", turn.desk.awaited)
    if not (awaited and text):
        return
    reference = awaited[0].reference
    if (yield Confirm("answers", _("Is this your answer to %(reference)s?", reference=reference))):
        yield Go("reply", {"reference": reference, "rest": text, "intent": "reply"})
