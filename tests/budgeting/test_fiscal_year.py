from __future__ import annotations

from datetime import date

import pytest

from budgeting.fiscal_year import first_month_of, fiscal_year, name_years


def test_a_calendar_year_is_called_by_its_number() -> None:
    year = fiscal_year(2025)
    assert (year.starts_on, year.ends_on, year.name) == (date(2025, 1, 1), date(2025, 12, 31), "2025")


def test_the_year_of_burundi_is_called_by_both_its_numbers() -> None:
    year = fiscal_year(2025, first_month_of("BI"))
    assert (year.starts_on, year.ends_on, year.name) == (date(2025, 7, 1), date(2026, 6, 30), "2025/2026")


@pytest.mark.parametrize("month", range(1, 13))
def test_every_fiscal_year_follows_the_one_before_without_a_gap(month: int) -> None:
    assert (fiscal_year(2024, month).starts_on - fiscal_year(2023, month).ends_on).days == 1


def test_most_countries_begin_in_january() -> None:
    assert {first_month_of(country) for country in ("TG", "CM", "MG", "ma", "")} == {1}


def test_a_budget_of_a_few_months_is_called_by_its_year() -> None:
    assert name_years(date(2026, 7, 1), date(2026, 12, 31)) == "2026"
