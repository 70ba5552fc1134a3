"""Staff see the photo of a proposal of their commune; nobody else does, and no other file is ever sent."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import Proposal
from services.roles import RoleName
from services.uploads import keep_picture, path_of
from tests.admin.conftest import NOW, Panel
from tests.services.uploads.files import JPEG, PNG

PAGE = "/panel/proposals/P-26-0001"


def plant(panel: Panel, photo: str | None) -> None:
    def work(session: Session) -> None:
        names = {"reference": "P-26-0001", "title": "Un puits", "language": "fr", "channel": "telegram"}
        place = {"latitude": 9.30772, "longitude": 2.31583}
        session.add(Proposal(**names, **place, commune_id=panel.communes[0].id, photo=photo, made_at=NOW))

    panel.house.work.write(work)


@pytest.mark.parametrize("content", [JPEG, PNG])
def test_staff_see_the_photo_with_the_type_of_its_content(panel: Panel, content: bytes) -> None:
    kept = keep_picture(panel.house, content)
    plant(panel, kept.stored_as)
    browser = panel.browser(panel.person(RoleName.OBSERVER))
    assert f'src="{PAGE}/photo"' in browser.get(PAGE).text
    answer = browser.get(f"{PAGE}/photo", buffered=True)
    assert (answer.data, answer.mimetype) == (path_of(panel.house, kept.stored_as).read_bytes(), "image/jpeg")
    assert answer.data.startswith(b"\xff\xd8\xff")
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.cache_control.private
    assert not answer.cache_control.public


def test_the_place_is_said_in_numbers_that_lead_nowhere(panel: Panel) -> None:
    plant(panel, None)
    text = panel.browser(panel.person(RoleName.OBSERVER)).get(PAGE).text
    assert "<bdi>9.30772, 2.31583</bdi>" in text and "photo" not in text.lower()


@pytest.mark.parametrize(
    ("photo", "said"),
    [
        ("pending:00:AgAD", "has not been fetched yet"),
        ("gone:too_large", "could not be fetched"),
        ("demonstration", "A photo was sent in the demonstration."),
        ("../../panel.sqlite", "could not be fetched"),
    ],
)
def test_a_photo_that_is_not_there_is_said_in_words(panel: Panel, photo: str, said: str) -> None:
    plant(panel, photo)
    browser = panel.browser(panel.person(RoleName.MODERATOR))
    text = browser.get(PAGE).text
    assert said in text and "<img" not in text and "AgAD" not in text
    assert browser.get(f"{PAGE}/photo").status_code == 404


def test_strangers_and_staff_of_another_commune_see_no_photo(panel: Panel) -> None:
    plant(panel, keep_picture(panel.house, JPEG).stored_as)
    assert "/panel/login" in panel.browser().get(f"{PAGE}/photo").location
    theirs = panel.browser(panel.person(RoleName.ADMINISTRATOR, 1))
    assert theirs.get(f"{PAGE}/photo").status_code == 404


def test_a_file_that_was_lost_is_not_found(panel: Panel) -> None:
    plant(panel, None)
    panel.house.work.write(lambda db: db.execute(update(Proposal).values(photo="0" * 32 + ".jpg")) and None)
    assert panel.browser(panel.person(RoleName.OBSERVER)).get(f"{PAGE}/photo").status_code == 404
