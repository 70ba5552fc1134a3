"""The worker fetches photos and voice messages from their provider, looks at them, tries again, and gives up."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy.orm import Session

from gateways.base import SendFailure
from models import Commune, Line, Proposal, ProposalVoice
from services.house import House
from services.sent_files import PhotoState, state_of_photo
from services.uploads import FileKind, kind_of
from tests.services.townsfolk import NOW, plant_commune, plant_contact, plant_line, planted, told
from tests.services.uploads.files import JPEG, PDF
from tests.services.uploads.pictures import SECRET, taken
from tests.services.uploads.sounds import SECRET as SPOKEN
from tests.services.uploads.sounds import voice
from worker.sent_files import FileFetcher


class Album:
    """A provider that gives photos, or fails as it is told; what it was asked for is remembered."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def fetch_file(self, file_id: str) -> bytes:
        self.asked.append(file_id)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def line_id(house: House) -> int:
    def plant(session: Session) -> int:
        commune = plant_commune(session)
        line = plant_line(session, commune)
        for number in (1, 2):
            names = {"reference": f"P-26-000{number}", "title": "Un puits", "language": "fr", "channel": "telegram"}
            photo = f"pending:00:file-{number}"
            planted(session, Proposal(**names, commune_id=commune.id, line_id=line.id, photo=photo, made_at=NOW))
        return line.id

    return house.work.write(plant)


def photos(house: House) -> list[str]:
    return house.work.read(lambda session: [row.photo or "" for row in session.query(Proposal).order_by(Proposal.id)])


def fetch(house: House, line_id: int, album: Album, *, rounds: int = 1, rest: float = 60.0) -> None:
    fetcher: Any = FileFetcher(house, line_id, album, rest)  # type: ignore[arg-type]

    async def work() -> None:
        for _ in range(rounds):
            await fetcher.fetch_due(album)

    asyncio.run(work())


def test_what_waits_is_fetched_and_kept(house: House, line_id: int) -> None:
    album = Album(taken(), taken(kind="PNG"))
    fetch(house, line_id, album, rounds=2)
    assert album.asked == ["file-1", "file-2"]
    kept = photos(house)
    assert [state_of_photo(photo) for photo in kept] == [PhotoState.KEPT] * 2
    files = [(house.files / "documents" / name).read_bytes() for name in kept]
    assert all(kind_of(content) is FileKind.JPEG and SECRET not in content for content in files)


def test_what_is_no_picture_is_given_up_at_once_and_leaves_no_file(house: House, line_id: int) -> None:
    fetch(house, line_id, Album(PDF, b"<svg/>"))
    assert photos(house) == ["gone:file_kind_not_taken"] * 2
    assert not list(house.files.rglob("*.*"))


def test_a_photo_that_the_provider_no_longer_has_stops_no_other(house: House, line_id: int) -> None:
    fetch(house, line_id, Album(SendFailure("refused", retry_in=None), JPEG))
    first, second = photos(house)
    assert (first, state_of_photo(second)) == ("gone:refused", PhotoState.KEPT)


def test_a_provider_that_is_away_is_asked_again_after_a_pause(house: House, line_id: int) -> None:
    away = Album(SendFailure("network"), RuntimeError("strange"))
    fetch(house, line_id, away, rounds=3)
    assert away.asked == ["file-1", "file-2"]  # the pause of each is not over
    assert photos(house) == ["pending:01:file-1", "pending:01:file-2"]
    fetch(house, line_id, Album(JPEG, JPEG))
    assert [state_of_photo(photo) for photo in photos(house)] == [PhotoState.KEPT] * 2


def test_after_many_tries_it_is_over(house: House, line_id: int) -> None:
    album = Album(*(SendFailure("timeout") for _ in range(100)))
    fetch(house, line_id, album, rounds=30, rest=0.0)
    assert photos(house) == ["gone:timeout"] * 2
    assert len(album.asked) == 40


def test_a_line_without_photos_is_left_alone(house: House, line_id: int) -> None:
    class Plain:
        """A sender that fetches nothing."""

    asyncio.run(asyncio.wait_for(FileFetcher(house, line_id, Plain()).run(), 5))  # type: ignore[arg-type]
    assert photos(house) == ["pending:00:file-1", "pending:00:file-2"]


def test_the_fetcher_goes_on_until_it_is_cancelled(house: House, line_id: int) -> None:
    album = Album(SendFailure("network"), JPEG, JPEG)

    async def work() -> None:
        task = asyncio.create_task(FileFetcher(house, line_id, album, 0.01).run())  # type: ignore[arg-type]
        while any(photo.startswith("pending") for photo in await asyncio.to_thread(photos, house)):
            await asyncio.sleep(0.02)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()

    asyncio.run(asyncio.wait_for(work(), 20))
    assert [state_of_photo(photo) for photo in photos(house)] == [PhotoState.KEPT] * 2


def plant_voice(house: House, line_id: int) -> None:
    def plant(session: Session) -> None:
        session.query(Proposal).update({"photo": None})
        proposal, line = session.query(Proposal).order_by(Proposal.id).first(), session.get_one(Line, line_id)
        commune = session.get_one(Commune, proposal.commune_id)
        who = plant_contact(session, house, commune, "12345", channel="telegram")
        place = {"proposal_id": proposal.id, "contact_id": who.id, "line_id": line.id}
        planted(session, ProposalVoice(**place, file="pending:00:AwAD", made_at=NOW))

    house.work.write(plant)


def voice_file(house: House) -> str:
    return house.work.read(lambda session: session.query(ProposalVoice).one().file)


def test_a_voice_is_kept_as_sound_alone(house: House, line_id: int) -> None:
    plant_voice(house, line_id)
    album = Album(voice())
    fetch(house, line_id, album, rounds=2)
    assert (album.asked, state_of_photo(voice_file(house))) == (["AwAD"], PhotoState.KEPT)
    assert SPOKEN not in (house.files / "documents" / voice_file(house)).read_bytes()
    assert house.work.read(lambda session: told(session, house)) == []


@pytest.mark.parametrize("answer", [JPEG, voice()[:-1], SendFailure("too_large", retry_in=None)])
def test_who_spoke_in_vain_is_told_once(house: House, line_id: int, answer: bytes | Exception) -> None:
    plant_voice(house, line_id)
    fetch(house, line_id, Album(answer), rounds=2)
    assert state_of_photo(voice_file(house)) is PhotoState.GONE
    assert not list(house.files.rglob("*.*"))
    (words,) = house.work.read(lambda session: told(session, house))
    assert "P-26-0001" in words
