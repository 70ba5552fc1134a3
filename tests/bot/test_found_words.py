"""What was found by its words: its year by its name, names cut between words, documents where they can be read."""

from __future__ import annotations

from typing import Any

import pytest

from bot.asked_words import ASK_MORE, NO_ONE_ALONE, not_by_place
from bot.budget_words import STATUSES
from bot.cutting import CutInside
from bot.found_words import found_answer, label_of_hit, labels_of_hits
from bot.line_money import heading_of, spending_first
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


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "fr",
            "Carburant 2026 : 750 F prévus. Somme de 2 lignes. Le réalisé manque pour certaines. Source: BP (voté).",
        ),
        ("en", "Carburant 2026: 750 F planned. Sum of 2 lines. Not all say what was done. Source: BP (voted)."),
    ],
)
def test_what_only_some_lines_say_was_done_is_not_said_to_be_nothing(language: str, said: str) -> None:
    line = hit("line", "Carburant", year="2026", planned=750, done_in_part=True, lines=2, source="BP")
    speech = Speech((language,), is_brief=True, currency="XOF")
    assert prepare(found_answer(line, STATUSES["voted"]).spoken(speech)).text == said


@pytest.mark.parametrize("language", ["fr", "ar", "en"])
@pytest.mark.parametrize("done", [None, 99_940_000_000])
def test_a_sum_of_lines_fits_an_sms_with_the_longest_names(language: str, done: int | None) -> None:
    letters = "م" if language == "ar" else "m"
    title, source = " ".join([letters * 9] * 9), " ".join([letters * 7] * 9)
    line = hit(
        "line", title, year="2026", planned=99_950_000_000, done=done, done_in_part=True, lines=20, source=source
    )
    said = found_answer(line, STATUSES["debated"]).spoken(Speech((language,), is_brief=True, currency="BIF"))
    assert prepare(said).segments <= (2 if language == "ar" else 1)


@pytest.mark.parametrize(("language", "said"), [("fr", "Programme 102"), ("ar", "برنامج 102"), ("en", "Programme 102")])
def test_a_programme_is_told_from_what_else_has_its_name(language: str, said: str) -> None:
    speech = Speech((language,), is_brief=True, currency="XOF")
    programme, line = hit("programme", "102 Santé", code="102"), hit("line", "Santé", year="2026", planned=1000)
    assert label_of_hit(programme).spoken(speech).startswith(said)
    assert label_of_hit(line).spoken(speech).startswith("Santé 2026")


FUEL = (
    hit("line", "Carburant de la mairie", year="2023", planned=7000, done=1000, status="executed"),
    hit("line", "Carburant de la santé", year="2023", planned=200, status="executed"),
)


@pytest.mark.parametrize("speech", [BRIEF, ROOMY])
def test_a_list_of_lines_tells_one_kind_of_money_and_names_it(speech: Speech) -> None:
    assert "réalisé" in heading_of(FUEL).spoken(speech)
    assert [label.spoken(speech) for label in labels_of_hits(FUEL)] == [
        "Carburant de la mairie 2023: 1 000 F",
        "Carburant de la santé 2023: -",
    ]


@pytest.mark.parametrize("speech", [BRIEF, ROOMY])
def test_where_a_budget_and_an_account_are_listed_what_was_planned_is_compared(speech: Speech) -> None:
    lines = (*FUEL, hit("line", "Carburant de l'eau", year="2024", planned=300, done=100, status="voted"))
    assert "prévu" in heading_of(lines).spoken(speech)
    assert [label.spoken(speech).partition(": ")[2] for label in labels_of_hits(lines)] == ["7 000 F", "200 F", "300 F"]


def test_titles_that_would_be_cut_to_the_same_keep_what_is_their_own() -> None:
    lines = (
        hit("line", "Indemnités du personnel non permanent de la mairie", year="2023", planned=1),
        hit("line", "Indemnités de fonction de la mairie", year="2023", planned=2),
    )
    first, second = (label.spoken(BRIEF) for label in labels_of_hits(lines))
    assert "personnel" in first
    assert "fonction" in second


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Rien pour une personne: Indemnités"), ("en", "No line for one person: Indemnités")],
)
def test_a_line_is_never_told_as_the_pay_of_one_person(language: str, said: str) -> None:
    line = hit("line", "Indemnités de fonction", year="2026", planned=750, source="BP")
    speech = Speech((language,), is_brief=True, currency="XOF")
    assert found_answer(line, STATUSES["voted"], where=NO_ONE_ALONE).spoken(speech).startswith(said)


GRANT = hit("line", "Dotation", year="2023", planned=9, done=8, status="executed", side="revenue")
PAY = hit("line", "Salaires", year="2023", planned=7, done=6, status="executed", side="expenditure")


@pytest.mark.parametrize(
    ("language", "received", "expected"), [("fr", "reçus", "attendus"), ("en", "received", "expected")]
)
def test_a_receipt_is_received_or_expected_and_never_done(language: str, received: str, expected: str) -> None:
    speech = Speech((language,), is_brief=True)
    assert received in label_of_hit(GRANT).spoken(speech)
    assert expected in label_of_hit(record(GRANT | {"done": None})).spoken(speech)
    whole = found_answer(GRANT, STATUSES["executed"]).spoken(speech)
    assert received in whole
    assert expected in whole


def test_a_receipt_listed_beside_spending_stands_below_it_and_is_called_one() -> None:
    project = hit("project", "1 École", code="1")
    hits = spending_first([GRANT, project, PAY])
    assert hits == [PAY, project, GRANT]
    assert heading_of(hits).spoken(BRIEF) == "Trouvé (réalisé):"
    first, _project, last = (label.spoken(BRIEF) for label in labels_of_hits(hits))
    assert first == "Salaires 2023: 6 F"
    assert last == "Dotation 2023: 8 F reçus"


def test_receipts_alone_are_headed_as_money_that_came_in() -> None:
    assert heading_of([GRANT]).spoken(BRIEF) == "Trouvé (reçu):"
    assert labels_of_hits([GRANT])[0].spoken(BRIEF) == "Dotation 2023: 8 F"


def test_what_stands_beside_the_money_is_left_out_before_another_message_is_paid() -> None:
    line = hit("line", "Carburant", year="2023", planned=9_200_000, done=1_900_000, lines=3, source="compte communal")
    where = not_by_place("Quartier Tokoin")
    speech = Speech(("fr",), is_brief=True, currency="XOF")
    said = prepare(found_answer(line, STATUSES["executed"], 2019, where=where, after=ASK_MORE).spoken(speech))
    assert said.segments == 1
    assert "Somme de 3 lignes" not in said.text
    assert "Source:" in said.text
