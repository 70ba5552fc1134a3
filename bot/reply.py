"""What one message leads to: the answer to give and what is to be kept of the message."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot import phrases
from bot.steps import Question, Say
from bot.understanding.intents import Intent


@dataclass(slots=True)
class Reply:
    """What to answer: words, a complaint about the last answer, and the question that is open now.

    `spares_hint` where words that must be said stand above a list that was measured without them: what works everywhere
    is then not said again below it, where that saves a segment.
    """

    said: list[Say] = field(default_factory=list)
    complaint: phrases.Spoken | None = None
    question: Question | None = None
    page: int = 0
    serial: int = 0
    spares_hint: bool = False

    @property
    def may_wait(self) -> bool:
        """Does something depend on these words, so that they go out later where they cannot go now?"""
        return any(say.may_wait for say in self.said)

    @property
    def is_secret(self) -> bool:
        """Do its words name choices?"""
        return any(say.is_secret for say in self.said)


@dataclass(slots=True)
class Spoken:
    """What came of a message.

    `is_private` when its body must not be written: a ballot, an attempt at one, a step of the vote. `was_unheard` when
    nothing was understood. `is_due` when it must be answered however often the person has written: news is stopped, or
    somebody asks to be forgotten; `is_vote_step` when a question of the vote stands in the answer. `done` names the
    acts that were run, `acted` when one of them was more than a choice of language.
    """

    reply: Reply
    intent: Intent
    is_private: bool
    was_unheard: bool = False
    is_due: bool = False
    is_vote_step: bool = False
    done: list[str] = field(default_factory=list)
    acted: bool = False
