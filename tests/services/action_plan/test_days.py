from __future__ import annotations

from datetime import date

import pytest

from services.follow_ups.written_days import ends_first, months_named, read_written


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("06/2023", date(2023, 6, 1), date(2023, 6, 30)),
        ("15/06/2023", date(2023, 6, 15), date(2023, 6, 15)),
        ("2023-06-15", date(2023, 6, 15), date(2023, 6, 15)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("Juin 2023", date(2023, 6, 1), date(2023, 6, 30)),
        ("15 juin 2023", date(2023, 6, 15), date(2023, 6, 15)),
        ("sept. 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("يونيو ٢٠٢٣", date(2023, 6, 1), date(2023, 6, 30)),
        ("غشت 2024", date(2024, 8, 1), date(2024, 8, 31)),
        ("١٢/٢٠٢٤", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_day_a_month_or_a_year_is_read_as_it_is_written(written: str, first: date, last: date) -> None:
    found = read_written(written)
    assert (found.text, found.first, found.last) == (written, first, last)


@pytest.mark.parametrize("written", ["", "fin du plan", "2024-2025", "13/2023", "31/02/2024", "06/23", "1er trimestre"])
def test_what_says_no_day_surely_is_kept_and_read_as_none(written: str) -> None:
    found = read_written(written)
    assert (found.text, found.first, found.last) == (written, None, None)


@pytest.mark.parametrize(
    ("starts", "ends", "does_not_fit"),
    [
        ("06/2023", "01/2023", True),
        ("12/2024", "09/2024", True),
        ("03/2025", "01/2025", True),
        ("06/2023", "06/2023", False),
        ("15/06/2023", "06/2023", False),
        ("12/2024", "2024", False),
        ("2025", "2024", True),
        ("", "01/2023", False),
        ("06/2023", "fin du plan", False),
    ],
)
def test_an_end_before_its_start_is_seen_where_it_is_sure(starts: str, ends: str, does_not_fit: bool) -> None:
    assert ends_first(read_written(starts), read_written(ends)) is does_not_fit


def test_a_month_means_the_same_in_every_language_it_is_read_in() -> None:
    assert {months_named()[name] for name in ("mai", "may", "ماي", "مايو")} == {5}
