from __future__ import annotations

import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from budgeting.refusal import Refusal
from models import AuditEntry
from services.documents import (
    DocumentNo,
    DocumentView,
    NewDocument,
    list_documents,
    open_document,
    publish_document,
    withdraw_document,
)
from services.house import House
from services.uploads import MAX_BYTES, FileNo, Upload, discard_upload, keep_upload, path_of
from tests.services.townsfolk import plant_commune
from tests.services.uploads.files import CSV, PDF, WHOLE

GOOD: dict[str, Any] = {
    "title": "Budget citoyen 2026",
    "category": "budget",
    "language": "fr",
    "dated_on": date(2026, 1, 15),
    "link": "https://commune.example/budget.pdf",
}


@pytest.fixture
def commune_id(house: House) -> int:
    return house.work.write(lambda session: plant_commune(session).id)


def publish(house: House, commune_id: int, **values: Any) -> DocumentView:
    new = NewDocument(**{**GOOD, **values})
    return house.work.write(
        lambda session: publish_document(session, house, commune_id=commune_id, new=new, staff_id=None)
    )


def withdraw(house: House, commune_id: int, document_id: int) -> DocumentView:
    return house.work.write(
        lambda session: withdraw_document(session, house, commune_id=commune_id, document_id=document_id, staff_id=None)
    )


@pytest.mark.parametrize("kind", list(WHOLE))
def test_a_file_is_kept_under_a_name_of_our_own_and_found_again(house: House, commune_id: int, kind: str) -> None:
    name, content = WHOLE[kind]
    view = publish(house, commune_id, link="", upload=keep_upload(house, f"../{name}", content))
    opened = house.work.read(
        lambda session: open_document(session, house, commune_id=commune_id, document_id=view.id, public=True)
    )
    assert opened.path.parent == house.files / "documents"
    assert name.rpartition(".")[0] not in opened.path.name
    assert opened.file_name == f"{name.rpartition('.')[0]}.{kind}"
    assert content in opened.path.read_bytes()
    assert stat.S_IMODE(opened.path.stat().st_mode) == 0o600


def test_two_files_of_one_name_do_not_meet(house: House) -> None:
    first, second = keep_upload(house, "a.pdf", PDF), keep_upload(house, "a.pdf", PDF + b"%%EOF")
    assert first.stored_as != second.stored_as
    assert path_of(house, first.stored_as).read_bytes() == PDF


def test_a_table_of_text_is_kept_in_one_encoding(house: House) -> None:
    kept = keep_upload(house, "budget.csv", CSV.decode().encode("cp1252"))
    assert path_of(house, kept.stored_as).read_bytes() == b"\xef\xbb\xbf" + CSV


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", FileNo.EMPTY),
        ("a.pdf", b"%PDF-" + bytes(MAX_BYTES), FileNo.TOO_LARGE),
        ("a.exe", b"MZ" + bytes(50), FileNo.KIND_NOT_TAKEN),
        ("a.pdf", b"MZ" + bytes(50), FileNo.KIND_NOT_TAKEN),
        ("a.html", PDF, FileNo.NAME_DOES_NOT_FIT),
        ("a", PDF, FileNo.NAME_DOES_NOT_FIT),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing_behind(
    house: House, name: str, content: bytes, reason: FileNo
) -> None:
    with pytest.raises(Refusal) as no:
        keep_upload(house, name, content)
    assert no.value.reason == reason
    assert not list(house.files.glob("**/*.*"))


def test_a_discarded_file_is_gone(house: House) -> None:
    kept = keep_upload(house, "a.pdf", PDF)
    discard_upload(house, kept)
    assert not path_of(house, kept.stored_as).exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "a.pdf", "", "0" * 32 + ".exe", "/" + "0" * 31 + ".pdf"])
def test_only_names_we_gave_lead_to_a_path(house: House, name: str) -> None:
    with pytest.raises(Refusal):
        path_of(house, name)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": "  "}, DocumentNo.WITHOUT_TITLE),
        ({"title": "x" * 201}, DocumentNo.TITLE_TOO_LONG),
        ({"category": "novel"}, DocumentNo.UNKNOWN_CATEGORY),
        ({"language": "français"}, DocumentNo.UNKNOWN_LANGUAGE),
        ({"dated_on": date(1812, 1, 1)}, DocumentNo.DATE_WRONG),
        ({"link": ""}, DocumentNo.NO_FILE_OR_LINK),
        ({"upload": Upload("0" * 32 + ".pdf", "a.pdf", 3)}, DocumentNo.FILE_AND_LINK),
        ({"link": "javascript:alert(1)"}, DocumentNo.LINK_WRONG),
        ({"link": "https://user:secret@commune.example/"}, DocumentNo.LINK_WRONG),
        ({"link": "https:///budget"}, DocumentNo.LINK_WRONG),
        ({"link": "https://[broken/"}, DocumentNo.LINK_WRONG),
        ({"link": "https://a.example/" + "x" * 2000}, DocumentNo.LINK_WRONG),
    ],
)
def test_a_document_that_is_not_published_says_why(
    house: House, commune_id: int, values: dict[str, Any], reason: DocumentNo
) -> None:
    with pytest.raises(Refusal) as no:
        publish(house, commune_id, **values)
    assert no.value.reason == reason


def test_a_withdrawn_document_leaves_the_public_and_stays_with_staff(house: House, commune_id: int) -> None:
    view = publish(house, commune_id, link="", upload=keep_upload(house, "a.pdf", PDF))
    assert withdraw(house, commune_id, view.id).withdrawn_at == house.clock()
    staff, public = house.work.read(
        lambda session: (list_documents(session, commune_id), list_documents(session, commune_id, public=True))
    )
    assert (staff[1], public) == (1, ([], 0))
    with pytest.raises(Refusal):
        house.work.read(
            lambda session: open_document(session, house, commune_id=commune_id, document_id=view.id, public=True)
        )
    with pytest.raises(Refusal) as again:
        withdraw(house, commune_id, view.id)
    assert again.value.reason == DocumentNo.WITHDRAWN_ALREADY


def test_a_document_of_another_commune_is_unknown(house: House, commune_id: int) -> None:
    view = publish(house, commune_id)
    other = house.work.write(lambda session: plant_commune(session, "tokan").id)
    with pytest.raises(Refusal) as no:
        withdraw(house, other, view.id)
    assert no.value.reason == DocumentNo.UNKNOWN


def test_a_file_that_has_left_the_folder_is_said_to_be_gone(house: House, commune_id: int) -> None:
    upload = keep_upload(house, "a.pdf", PDF)
    view = publish(house, commune_id, link="", upload=upload)
    Path(path_of(house, upload.stored_as)).unlink()
    with pytest.raises(Refusal) as no:
        house.work.read(lambda session: open_document(session, house, commune_id=commune_id, document_id=view.id))
    assert no.value.reason == FileNo.GONE


def test_the_latest_document_comes_first_and_the_trail_has_no_title(house: House, commune_id: int) -> None:
    publish(house, commune_id, title="Ancien", dated_on=date(2025, 1, 1))
    publish(house, commune_id, title="Nouveau")
    rows, _ = house.work.read(lambda session: list_documents(session, commune_id))
    assert [row.title for row in rows] == ["Nouveau", "Ancien"]
    entries = house.work.read(lambda session: session.scalars(select(AuditEntry.details)).all())
    assert "Nouveau" not in str(entries)
