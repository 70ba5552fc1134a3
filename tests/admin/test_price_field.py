from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import Form

from admin.price_field import PriceField, said_price, stored_price, typed_price


class Priced(Form):
    price = PriceField(places=None)


@pytest.mark.parametrize(
    ("typed", "price"),
    [("25", "25"), ("0.35", "0.35"), ("0,35", "0.35"), (" 12,5 ", "12.5"), ("٠٫٣٥", "0.35"), ("vingt", None)],
)
def test_a_price_is_read_as_people_write_it(typed: str, price: str | None) -> None:
    with Flask("palabre_test").test_request_context():
        form = Priced(MultiDict({"price": typed}))
        assert form.validate() is (price is not None)
        assert form.price.data == (None if price is None else Decimal(price))


def test_a_price_is_typed_as_a_text_that_no_browser_reads_in_its_own_way() -> None:
    assert 'type="text"' in Priced().price()


@pytest.mark.parametrize(
    ("typed", "decimals", "kept"),
    [("25", 0, 25_000), ("0.35", 2, 35_000), ("0.0075", 2, 750), ("0.000001", 2, 0), ("0", 0, 0)],
)
def test_a_price_is_kept_in_thousandths_of_the_minor_unit(typed: str, decimals: int, kept: int) -> None:
    assert stored_price(Decimal(typed), decimals) == kept
    if kept:
        assert typed_price(kept, decimals) == Decimal(typed)


def test_no_price_is_nought_and_is_shown_without_noughts() -> None:
    assert stored_price(None, 2) == 0
    assert [str(typed_price(kept, 2)) for kept in (0, 35_000, 1_000_000, 100_000_000)] == ["0", "0.35", "10", "1000"]


def test_a_price_is_shown_as_people_of_the_language_write_it() -> None:
    assert said_price(12_500, "XOF", "fr") == "12,5 F"
    assert said_price(12_500, "XOF", "en") == "12.5 F"
    assert said_price(35_000, "MAD", "fr") == "0,35 DH"
