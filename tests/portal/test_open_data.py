from __future__ import annotations

import csv
import io

from sqlalchemy import update
from sqlalchemy.orm import Session

from models import BudgetLine, Commune, Feedback
from services.projects.told_marks import tell_by_steps
from tests.portal.conftest import Site
from tests.services.townsfolk import NOW, planted


def table(site: Site, path: str) -> list[dict[str, str]]:
    answer = site.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def test_budget_lines_come_with_their_document_and_every_stage(site: Site) -> None:
    rows = table(site, "/zongo/data/budget-2025.csv")
    assert [(row["side"], row["topic"], row["voted"], row["paid"], row["collected"]) for row in rows] == [
        ("expenditure", "water", "900", "700", ""),
        ("expenditure", "roads", "100", "300", ""),
        ("revenue", "revenue", "2000", "", "1500"),
    ]
    assert {(row["year"], row["status"], row["source"], row["currency"]) for row in rows} == {
        ("2025", "executed", "compte <b>", "XOF")
    }


def test_no_cell_is_a_formula(site: Site) -> None:
    site.house.work.write(
        lambda session: session.execute(update(BudgetLine).values(label="=cmd|' /C calc'!A0")).rowcount
    )
    rows = table(site, "/zongo/data/budget-2025.csv")
    assert {row["label"] for row in rows} == {"'=cmd|' /C calc'!A0"}


def test_amounts_are_exact_in_currencies_with_decimals(site: Site) -> None:
    site.house.work.write(lambda session: session.execute(update(Commune).values(currency="MAD")).rowcount)
    assert table(site, "/zongo/data/budget-2025.csv")[0]["paid"] == "7.00"
    assert table(site, "/zongo/data/projects.csv")[0]["cost"] == "50.00"


def test_projects_have_their_titles_in_every_language(site: Site) -> None:
    rows = table(site, "/zongo/data/projects.csv")
    assert [(row["number"], row["state"], row["zone"]) for row in rows] == [
        ("1", "for_later_vote", "Centre"),  # accepted, and on no approved ballot
        ("2", "under_way", "Centre"),
        ("3", "done", "Centre"),
    ]
    assert (rows[0]["title_ar"], rows[0]["title_en"]) == ("بئر 1", "")


def test_few_ratings_stay_hidden_in_the_table_too(site: Site) -> None:
    def rate(session: Session) -> None:
        for rating in (5, 4, 4, 4):
            planted(session, Feedback(project_id=3, rating=rating, made_at=NOW))
        tell_by_steps(session, 3)

    site.house.work.write(rate)
    assert table(site, "/zongo/data/projects.csv")[2]["ratings"] == ""

    def rate_again(session: Session) -> None:
        planted(session, Feedback(project_id=3, rating=1, made_at=NOW))
        tell_by_steps(session, 3)

    site.house.work.write(rate_again)
    row = table(site, "/zongo/data/projects.csv")[2]
    assert (row["ratings"], row["mean_rating"]) == ("5", "3.6")
    assert ">3.6<" in site.text("/zongo/projects/3?lang=en")


def test_a_table_is_sent_whole_once_and_not_again_to_who_has_it(site: Site) -> None:
    first = site.get("/zongo/data/budget-2025.csv")
    assert int(first.headers["Content-Length"]) == len(first.get_data())
    again = site.get("/zongo/data/budget-2025.csv", If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.get_data()) == (304, b"")
