"""A photo goes from a provider's id to a file of our own, or is given up, and never leads out of its folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Contact, Proposal
from services.erasure import erase_contact
from services.house import House
from services.proposals.photos import open_photo
from services.sent_files import (
    MOST_TRIES,
    PhotoState,
    keep_file,
    note_failed_try,
    sent_photo,
    state_of_photo,
    wanted_files,
)
from services.uploads import FileNo, keep_picture, keep_upload, path_of
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, planted
from tests.services.uploads.files import JPEG, PDF, PNG

Plant = Callable[..., int]


@pytest.fixture
def plant(house: House, run: Any) -> Plant:
    """Puts a proposal with that photo there and returns its line's id."""

    def work(session: Session, photo: str) -> int:
        commune = plant_commune(session)
        contact, line = plant_contact(session, house, commune, "+22997000001"), plant_line(session, commune)
        names = {"reference": "P-26-0001", "title": "Un puits", "language": "fr", "channel": "telegram"}
        whose = {"commune_id": commune.id, "contact_id": contact.id, "line_id": line.id}
        planted(session, Proposal(**names, **whose, photo=photo, made_at=NOW))
        return line.id

    return lambda photo="pending:00:AgAD-1": run(lambda session: work(session, photo))


def photo_of(session: Session) -> str | None:
    return session.query(Proposal).one().photo


def opened(session: Session, house: House, reference: str = "P-26-0001", commune_id: int | None = None) -> Any:
    return open_photo(session, house, commune_id or session.query(Proposal).one().commune_id, reference)


@pytest.mark.parametrize(
    ("photo", "is_simulated", "state"),
    [
        (None, False, None),
        ("", False, None),
        ("AgAD_x-1", False, PhotoState.PENDING),
        ("photo-1", True, PhotoState.DEMONSTRATION),
        ("A" * 300, False, PhotoState.GONE),
    ],
)
def test_what_was_sent_says_how_far_it_has_come(photo: str | None, is_simulated: bool, state: Any) -> None:
    kept = sent_photo(Contact(is_simulated=is_simulated), photo)
    assert state_of_photo(kept) is state
    assert kept is None or len(kept) <= 200


def test_a_fetched_photo_takes_the_place_of_its_id(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        (wanted,) = wanted_files(session, line_id)
        assert (wanted.file_id, wanted.tries) == ("AgAD-1", 0)
        upload = keep_picture(house, JPEG)
        assert keep_file(session, house, wanted, upload)
        assert state_of_photo(photo_of(session)) is PhotoState.KEPT
        assert wanted_files(session, line_id) == []
        found = opened(session, house)
        assert (found.path, found.media_type) == (path_of(house, upload.stored_as), "image/jpeg")

    run(work)


def test_of_two_fetchers_the_second_leaves_no_file_behind(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        (wanted,) = wanted_files(session, line_id)
        assert keep_file(session, house, wanted, keep_picture(house, PNG))
        second = keep_picture(house, PNG)
        assert not keep_file(session, house, wanted, second)
        assert [path.name for path in (house.files / "documents").iterdir()] == [photo_of(session)]

    run(work)


def test_a_photo_is_given_up_after_its_last_try(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        for tries in range(MOST_TRIES - 1):
            (wanted,) = wanted_files(session, line_id)
            assert wanted.tries == tries
            assert not note_failed_try(session, wanted, "network", is_hopeless=False)
        (wanted,) = wanted_files(session, line_id)
        assert note_failed_try(session, wanted, "network", is_hopeless=False)
        assert (photo_of(session), wanted_files(session, line_id)) == ("gone:network", [])

    run(work)


def test_a_try_that_failed_gives_up_nothing_that_was_fetched_meanwhile(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        (wanted,) = wanted_files(session, line_id)
        assert note_failed_try(session, wanted, "too_large", is_hopeless=True)
        assert not note_failed_try(session, wanted, "network", is_hopeless=True)  # of a worker that was slower
        assert photo_of(session) == "gone:too_large"

    run(work)


def test_a_photo_that_will_never_come_is_given_up_at_once(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        (wanted,) = wanted_files(session, line_id)
        assert note_failed_try(session, wanted, "too_large", is_hopeless=True)
        assert photo_of(session) == "gone:too_large"

    run(work)


def test_an_id_with_colons_comes_back_whole(house: House, run: Any, plant: Plant) -> None:
    line_id = plant("pending:07:a:b:c")
    (wanted,) = run(lambda session: wanted_files(session, line_id))
    assert (wanted.tries, wanted.file_id) == (7, "a:b:c")


def test_photos_of_another_line_are_not_asked_for_here(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()
    assert run(lambda session: wanted_files(session, line_id + 1)) == []


def test_the_waiting_photo_of_a_person_who_is_forgotten_is_not_fetched(house: House, run: Any, plant: Plant) -> None:
    line_id = plant()

    def work(session: Session) -> None:
        erase_contact(session, session.query(Contact).one(), NOW)
        session.expire_all()
        assert (photo_of(session), wanted_files(session, line_id)) == ("gone:forgotten", [])

    run(work)


@pytest.mark.parametrize(
    "photo",
    ["../../etc/passwd", "/etc/passwd", "pending:00:../x", "gone:x", "demonstration", "photo.jpg", "0" * 32 + ".jpg"],
)
def test_nothing_but_a_file_of_ours_is_ever_opened(house: House, run: Any, plant: Plant, photo: str) -> None:
    plant(photo)

    def work(session: Session) -> None:
        with pytest.raises(Refusal) as no:
            opened(session, house)
        assert no.value.reason == FileNo.GONE

    run(work)


def test_a_photo_of_another_commune_is_not_found(house: House, run: Any, plant: Plant) -> None:
    plant()

    def work(session: Session) -> None:
        other = plant_commune(session, "tokan").id
        with pytest.raises(Refusal):
            opened(session, house, commune_id=other)

    run(work)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", FileNo.EMPTY),
        (PDF, FileNo.KIND_NOT_TAKEN),
        (b"<svg onload='x'/>", FileNo.KIND_NOT_TAKEN),
        (b"a;b\n1;2\n", FileNo.KIND_NOT_TAKEN),
        (JPEG[:20], FileNo.KIND_NOT_TAKEN),
        (PNG + bytes(10 * 1024 * 1024), FileNo.TOO_LARGE),
    ],
)
def test_only_whole_pictures_of_a_bearable_size_are_kept(house: House, content: bytes, why: FileNo) -> None:
    with pytest.raises(Refusal) as no:
        keep_picture(house, content)
    assert no.value.reason == why
    assert not list(house.files.rglob("*.*"))


def test_a_named_upload_is_still_judged_by_its_name_too(house: House) -> None:
    with pytest.raises(Refusal) as no:
        keep_upload(house, "photo.pdf", JPEG)
    assert no.value.reason == FileNo.NAME_DOES_NOT_FIT
