"""What messages say with a straight apostrophe, pages and papers say with a curly one."""

from __future__ import annotations

from flask import Flask

from bot.phrases import Named
from portal.tongue import say_value
from services.communes import find_commune
from services.house import House
from services.printing.voice import Voice
from tests.services.townsfolk import plant_commune

SCHOOL = Named({"fr": "Latrines de l'école d'El Hadj"})
SHOWN = "Latrines de l’école d’El Hadj"


def test_a_page_curls_the_apostrophes_of_a_phrase(empty_app: Flask) -> None:
    with empty_app.test_request_context("/?lang=fr"):
        assert SHOWN in say_value(SCHOOL)


def test_a_paper_curls_the_apostrophes_of_a_phrase(house: House) -> None:
    number = house.work.write(lambda session: plant_commune(session).id)
    commune = house.work.read(lambda session: find_commune(session, number))
    assert commune is not None
    assert Voice("fr", commune).value(SCHOOL) == SHOWN
