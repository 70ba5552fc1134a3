"""Files that mean harm: what is taken is never run, what is not taken never makes anything stumble."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from budgeting.refusal import Refusal
from services.house import House
from services.uploads import MAX_BYTES, FileNo, keep_upload
from services.uploads.keeping import FOLDER
from services.uploads.kinds import MOST_ENTRIES, Unwelcome, kind_of
from tests.services.uploads.files import CSV, DOCX, PDF, packed

HTML = b"<!doctype html><script>fetch('/panel/')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SHEET = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}


def deflated(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("rapport.pdf", HTML, FileNo.KIND_NOT_TAKEN),
        ("rapport.pdf", SVG, FileNo.KIND_NOT_TAKEN),
        ("plan.svg", SVG, FileNo.KIND_NOT_TAKEN),
        ("plan.svg", b"a,b\n" + SVG, FileNo.NAME_DOES_NOT_FIT),
        ("plan.png", SVG, FileNo.KIND_NOT_TAKEN),
        ("page.html", b"a,b\n" + HTML, FileNo.NAME_DOES_NOT_FIT),
        ("rapport.pdf.exe", PDF, FileNo.NAME_DOES_NOT_FIT),
        ("rapport.pdf.html", PDF, FileNo.NAME_DOES_NOT_FIT),
        ("rapport.exe\u202efdp", PDF, FileNo.NAME_DOES_NOT_FIT),
        ("pv.docm", DOCX, FileNo.NAME_DOES_NOT_FIT),
        ("budget.xlsx", DOCX, FileNo.NAME_DOES_NOT_FIT),
        ("budget.csv", CSV + b"\x00", FileNo.KIND_NOT_TAKEN),
        ("rapport.pdf", PDF + bytes(MAX_BYTES), FileNo.TOO_LARGE),
        ("rapport", PDF, FileNo.NAME_DOES_NOT_FIT),
    ],
)
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(
    house: House, name: str, content: bytes, why: FileNo
) -> None:
    with pytest.raises(Refusal) as no:
        keep_upload(house, name, content)
    assert no.value.reason == why
    assert list((house.files / FOLDER).glob("*")) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\system32\\a.pdf", "a.pdf"),
        ("/etc/cron.d/a.pdf", "a.pdf"),
        ("rapport.html.pdf", "rapport.html.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie_ x=1.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("\u061cra\u00adpport.pdf", "rapport.pdf"),
        (".pdf", "document.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
        (f"{'é' * 4000}.pdf", f"{'é' * 116}.pdf"),
    ],
)
def test_a_name_is_only_shown_and_leads_nowhere(house: House, name: str, shown: str) -> None:
    upload = keep_upload(house, name, PDF)
    assert upload.file_name == shown
    (kept,) = (house.files / FOLDER).glob("*")
    assert kept.name == upload.stored_as
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_sheet_of_very_many_parts_is_refused() -> None:
    parts = {f"xl/{number}": b"" for number in range(MOST_ENTRIES)}
    with pytest.raises(Unwelcome) as no:
        kind_of(packed({**SHEET, **parts}))
    assert no.value.why == FileNo.TOO_LARGE


@pytest.mark.parametrize(
    "part",
    [
        "xl\\vbaProject.bin",
        "xl/VBAPROJECT2.bin",
        "xl/macrosheets/sheet1.xml",
        "xl/activeX/activeX1.bin",
        "./Basic/script.xml",
    ],
)
def test_what_runs_by_itself_is_a_macro_under_whatever_name(part: str) -> None:
    with pytest.raises(Unwelcome) as no:
        kind_of(packed({**SHEET, part: b"x"}))
    assert no.value.why == FileNo.HAS_MACROS


def test_an_empty_archive_is_no_document() -> None:
    with pytest.raises(Unwelcome) as no:
        kind_of(b"PK\x03\x04" + deflated({}))
    assert no.value.why == FileNo.KIND_NOT_TAKEN


def test_the_type_of_an_open_document_is_read_only_where_it_is_not_packed() -> None:
    mime = {"mimetype": b"application/vnd.oasis.opendocument.text"}
    with pytest.raises(Unwelcome) as no:
        kind_of(deflated(mime))
    assert no.value.why == FileNo.KIND_NOT_TAKEN


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_no_broken_archive_makes_it_stumble(method: int) -> None:
    mime = b"application/vnd.oasis.opendocument.text" * 3
    whole = deflated({"mimetype": mime, "content.xml": b"<x/>"}, method)
    chance = random.Random(method)
    for _time in range(1500):
        broken = bytearray(whole)
        for _byte in range(chance.choice((1, 2, 8))):
            broken[chance.randrange(4, len(broken))] = chance.randrange(256)
        try:
            kind_of(bytes(broken))
        except Unwelcome as no:
            assert no.why in set(FileNo)
