"""The topic of a question is that of its own words, never of a sentence that was given up before."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bot.ports import KnownAnswer, RequestView
from tests.bot.fake_desk import FakeDesk
from tests.bot.talking import SMS, Talk


@dataclass
class TopicDesk(FakeDesk):
    """A desk that keeps the topics it is given."""

    topics: list[str | None] = field(default_factory=list)

    def ask_question(self, text: str, topic: str | None) -> RequestView:
        self.topics.append(topic)
        return super().ask_question(text, topic)

    def known_answer(self, text: str, topic: str | None) -> KnownAnswer | None:
        self.topics.append(topic)
        return super().known_answer(text, topic)

    def prepare_formal(self, text: str, topic: str | None, reference: str | None) -> RequestView:
        self.topics.append(topic)
        return super().prepare_formal(text, topic, reference)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["pourquoi l'école est fermée le samedi", "9", "Qui a signé le contrat de la mairie ?", "1"]),
        ("en", ["why is the school closed on saturday", "9", "Who signed that contract?", "1"]),
        ("ar", ["لماذا المدرسة مغلقة يوم السبت", "9", "من وقع العقد مع المقاول", "1"]),
    ],
)
def test_a_question_asked_anew_has_no_topic_of_the_one_before(language: str, said: list[str]) -> None:
    talk = Talk(SMS, language, TopicDesk())
    for text in said:
        talk.says(text)
    assert isinstance(talk.desk, TopicDesk)
    assert talk.desk.effects == [("ask_question", said[-2])]
    assert set(talk.desk.topics) == {None}


def test_a_question_typed_after_its_prompt_has_the_topic_of_its_words() -> None:
    talk = Talk(SMS, desk=TopicDesk())
    for text in ("QUESTION", "Qui a fermé l'école du quartier ?", "1"):
        talk.says(text)
    assert isinstance(talk.desk, TopicDesk)
    assert set(talk.desk.topics) == {"education"}


def test_a_formal_request_has_the_topic_of_its_words() -> None:
    talk = Talk(SMS, desk=TopicDesk())
    for text in ("DEMANDE le contrat du forage", "1", "DEMANDE", "les contrats du personnel enseignant de 2025", "1"):
        talk.says(text)
    assert isinstance(talk.desk, TopicDesk)
    assert talk.desk.topics == ["water", "education"]
