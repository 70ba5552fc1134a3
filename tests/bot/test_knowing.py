"""Which questions the house answers from its figures."""

from __future__ import annotations

import pytest

from bot.knowing import about_money
from bot.phrases import Speech


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("ar", "كم خصص للصحة في 2023؟"),
        ("ar", "كم خصصت البلدية للصحة في 2023؟"),
        ("ar", "كم رصدتم للصحة؟"),
        ("fr", "combien est alloué à la santé en 2023 ?"),
        ("fr", "combien est consacré à la santé ?"),
        ("en", "how much was allocated to health in 2023?"),
        ("en", "how much did you earmark for health?"),
    ],
)
def test_what_was_set_aside_for_a_topic_is_asked_of_its_money(language: str, question: str) -> None:
    assert about_money(question, Speech((language,)))


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("fr", "à qui a-t-on alloué les places du marché ?"),
        ("en", "how many beds are allocated to the health centre?"),
        ("ar", "كم عدد الأسرة في المركز الصحي؟"),
    ],
)
def test_what_else_is_set_aside_is_no_money(language: str, question: str) -> None:
    assert not about_money(question, Speech((language,)))
