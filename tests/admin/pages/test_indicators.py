from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models import AuditEntry
from services.indicators import find_indicator, find_indicators
from services.indicators.base import Kind
from services.roles import RoleName
from tests.admin.pages.conftest import Things

TextOf = Callable[[FlaskClient, str], str]
every_indicator = pytest.mark.parametrize("key", [indicator.key for indicator in find_indicators()])


@pytest.fixture
def browser(things: Things) -> FlaskClient:
    return things.sign_in(RoleName.OBSERVER)


def test_the_board_has_a_card_for_every_indicator_leading_to_its_records(browser: FlaskClient, text_of: TextOf) -> None:
    text = text_of(browser, "/panel/indicators/")
    for indicator in find_indicators():
        assert f'href="/panel/indicators/{indicator.key}?first=2026-01-01&amp;last=2026-12-31"' in text
    assert "so far, until" in text


@pytest.mark.parametrize("key", [one.key for one in find_indicators() if one.kind is Kind.COUNT])
def test_a_count_is_the_number_of_the_records_below_it(browser: FlaskClient, text_of: TextOf, key: str) -> None:
    text = text_of(browser, f"/panel/indicators/{key}")
    figure = re.search(r'class="number">(\d+|no data)<', text)
    assert figure is not None
    records = re.search(r"<caption>Records: (\d+)</caption>", text)
    assert records.group(1) == figure.group(1) if records else figure.group(1) in ("0", "no data")


@every_indicator
def test_a_page_says_what_a_figure_is_where_it_comes_from_and_how_it_is_made(
    browser: FlaskClient, text_of: TextOf, key: str
) -> None:
    indicator = find_indicator(key)
    assert indicator is not None
    text = text_of(browser, f"/panel/indicators/{key}").replace("&#39;", "'")
    assert all(phrase.text in text for phrase in (indicator.definition, indicator.source, indicator.computation))


@pytest.mark.parametrize("key", [one.key for one in find_indicators() if one.kind is not Kind.COUNT])
def test_where_there_is_nothing_to_divide_a_figure_is_no_data_and_never_nought(
    browser: FlaskClient, text_of: TextOf, key: str
) -> None:
    assert 'class="number">no data<' in text_of(browser, f"/panel/indicators/{key}?period=2021")


def test_a_record_leads_to_what_it_is(things: Things, browser: FlaskClient, text_of: TextOf) -> None:
    expected = {
        "budget_requests": f"/panel/requests/{things.budget_question}",
        "documents_produced": f"/panel/documents/{things.document}",
        "associations_taking_part": f"/panel/associations/{things.association}",
    }
    for key, address in expected.items():
        assert f'href="{address}"' in text_of(browser, f"/panel/indicators/{key}")
        text_of(browser, address)


def test_the_drawing_says_what_it_shows_and_stands_beside_its_table(browser: FlaskClient, text_of: TextOf) -> None:
    text = text_of(browser, "/panel/indicators/budget_requests")
    assert re.search(r'<figure role="img" aria-label="Requests for information[^"]+"><svg [^>]*viewBox', text)
    assert "2026-03" in text
    assert "style=" not in text


@pytest.mark.parametrize(
    ("query", "figure"),
    [
        ("first=2026-03-10&last=2026-03-10", 2),
        ("first=2025-01-01&last=2025-12-31", 0),
        ("first=2026-12-01&last=2026-01-01", 3),
        ("first=x&last=2026-01-01", 3),
        ("first=0001-01-01&last=9999-12-31", 3),
        ("last=2026-01-01", 3),
    ],
)
def test_a_period_is_taken_from_the_address_and_one_that_cannot_be_is_this_year(
    browser: FlaskClient, text_of: TextOf, query: str, figure: int
) -> None:
    assert f'class="number">{figure}<' in text_of(browser, f"/panel/indicators/budget_requests?{query}")


@every_indicator
def test_the_records_come_as_a_table_and_the_trail_knows(things: Things, browser: FlaskClient, key: str) -> None:
    answer = browser.get(f"/panel/indicators/{key}.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.get_data(as_text=True).startswith(
        '\ufeff"Day","Record","Zone","Way in","Language","Number","Sex","Counts for"'
    )
    acts = things.panel.house.work.read(lambda db: db.scalars(select(AuditEntry.act, AuditEntry.subject_id)).all())
    assert "indicator_exported" in acts


def test_the_table_speaks_the_language_of_the_page(browser: FlaskClient) -> None:
    header, *rows = browser.get("/panel/indicators/budget_requests.csv?lang=fr").get_data(as_text=True).splitlines()
    assert header == '\ufeff"Jour","Élément","Zone","Canal","Langue","Numéro","Sexe","Compte pour"'
    assert rows and not any('"sms"' in row or '"fr"' in row for row in rows)


@pytest.mark.parametrize("path", ["nothing", "nothing.csv", "base", "turnout.csv.csv", "%00"])
def test_an_indicator_that_is_none_is_not_found(browser: FlaskClient, path: str) -> None:
    assert browser.get(f"/panel/indicators/{path}").status_code == 404
