from __future__ import annotations

from locales.catalogue import CITIZEN, PAGES
from services.indicators import find_indicators
from tests.collected import collected


def test_the_words_of_indicators_are_collected_for_the_pages_and_not_for_messages() -> None:
    pages, citizen = collected(PAGES), collected(CITIZEN)
    for indicator in find_indicators():
        assert indicator.name.text in pages
        assert indicator.definition.text in pages
        assert (indicator.unit.one, indicator.unit.many) in {found.id for found in pages}
        assert indicator.definition.text not in citizen


def test_the_words_of_services_are_collected_for_messages() -> None:
    citizen = collected(CITIZEN)
    assert any("services/proposals" in place for text in citizen for place, _line in text.locations)
