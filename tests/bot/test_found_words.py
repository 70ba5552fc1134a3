"""What was found by its words: its year by its name, names cut between words, documents where they can be read."""

from __future__ import annotations

from typing import Any

import pytest

from bot.budget_words import STATUSES
from bot.found_words import CutInside, found_answer, label_of_hit
from bot.phrases import Speech
from bot.ports import HitView
from bot.records import Record, plain, record
from bot.sms.prepare import prepare

BRIEF, ROOMY = Speech(("fr",), is_brief=True), Speech(("fr",))


def hit(kind: str, title: str, **values: Any) -> Record:
    found = record(plain(HitView(kind, title, **values)))
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("speech", [BRIEF, ROOMY])
def test_a_fiscal_year_is_said_by_its_name(speech: Speech) -> None:
    line = hit("line", "Pompes", year="2025/2026", planned=1000, done=400, status="voted", source="Budget 2025/2026")
    assert "Pompes 2025/2026" in label_of_hit(line).spoken(speech)
    assert "Pompes 2025/2026" in found_answer(line, STATUSES["voted"]).spoken(speech)


def test_a_long_name_is_cut_between_words_and_keeps_its_end() -> None:
    said = CutInside("Fournitures de bureau et imprimés de la mairie annexe", 30).spoken(BRIEF)
    assert said == "Fournitures… mairie annexe"
    assert len(prepare(said).text) <= 31
    assert CutInside("Anticonstitutionnellement" * 3, 30).spoken(BRIEF).count("…") == 1
    assert CutInside("Eau", 30).spoken(BRIEF) == "Eau"


@pytest.mark.parametrize(
    ("languages", "said"), [(("ar", "fr"), "1 بئر زونغو"), (("fr",), "1 Forage"), (("en",), "1 Forage")]
)
def test_what_was_named_in_several_languages_is_listed_in_the_readers(languages: tuple[str, ...], said: str) -> None:
    project = hit("project", "1 Forage", code="1", titles={"fr": "1 Forage", "ar": "1 بئر زونغو"})
    assert label_of_hit(project).spoken(Speech(languages)) == said


@pytest.mark.parametrize("speech", [BRIEF, ROOMY])
def test_a_document_with_an_address_is_read_there_and_others_at_the_town_hall(speech: Speech) -> None:
    linked = hit("document", "Budget citoyen", link="https://commune.example/b.pdf")
    said = found_answer(linked, "").spoken(speech)
    assert "https://commune.example/b.pdf" in said
    assert "mairie" not in said
    assert "mairie" in found_answer(hit("document", "Budget citoyen"), "").spoken(speech)
