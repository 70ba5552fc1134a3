"""A commitment is told in one SMS in French and English, in two in Arabic, however long its words are."""

from __future__ import annotations

import pytest

from bot.commitment_words import told_of
from bot.longest_values import speech_in
from bot.phrases import say
from bot.records import plain, record
from bot.sms.prepare import prepare
from bot.views.action_plan import CommitmentView, FigureView

LETTERS = {"fr": "m", "en": "m", "ar": "م"}
ALLOWED = {"fr": 1, "en": 1, "ar": 2}


def words_of(language: str, **fields: object) -> str:
    long = {language: f"{LETTERS[language] * 19} " * 9}
    figure = FigureView(long, 99_999_000, 99_999_000, LETTERS[language] * 30)
    given = {"number": 99, "titles": long, "activities": 60, "done": 60, "late": 60, "unfit": 60, "figure": figure}
    view = CommitmentView(
        **{**given, "others": True, "page": "https://palabre.example.org/commune/action-plan", **fields}
    )  # type: ignore[arg-type]
    return say(told_of(record(plain(view))), speech_in(language))


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("fields", [{}, {"others": False}, {"figure": None}, {"activities": 0}])
def test_the_longest_commitment_costs_what_an_answer_may(language: str, fields: dict[str, object]) -> None:
    assert prepare(words_of(language, **fields)).segments <= ALLOWED[language]


def test_what_is_late_and_what_does_not_fit_is_told_where_there_is_room() -> None:
    short = {"titles": {"fr": "Budget citoyen"}, "figure": None, "page": ""}
    assert words_of("fr", **short) == (
        "Engagement 99, Budget citoyen : activités faites 60 sur 60. En retard : 60. Dates à vérifier : 60. "
        "Les autres : ENGAGEMENT"
    )
