from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.uploads.kinds import MEDIA_TYPES, MOST_UNPACKED, FileKind, FileNo, Unwelcome, kind_of
from tests.services.uploads.files import JPEG, PDF, PNG, WHOLE, packed, xlsx


@pytest.mark.parametrize("kind", list(WHOLE))
def test_each_kind_is_told_from_its_content(kind: str) -> None:
    assert kind_of(WHOLE[kind][1]) == kind


def test_every_kind_is_tried_here_and_has_a_type_to_be_served_as() -> None:
    heard = {FileKind.OGG}  # a voice message is told by its pages: tests of `services.uploads.voices`
    assert set(WHOLE) | heard == set(FileKind) == set(MEDIA_TYPES)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00" + bytes(100),
        b"\x7fELF" + bytes(100),
        b"<html><script>alert(1)</script>,</html>",
        b"\xef\xbb\xbf  <svg xmlns='x'>,</svg>",
        b"just a sentence without any separator",
        PDF[:-8],
        PNG[:40],
        JPEG[:-2],
        b"PK\x03\x04" + bytes(200),
        packed({"a.txt": b"a,b"}),
        packed({"content.xml": b"x", "mimetype": b"application/vnd.oasis.opendocument.text"}),
        packed({"mimetype": b"application/epub+zip"}),
        packed({"word/document.xml": b"x"}),
        b"a,b\x00c",
        xlsx()[:-30],
    ],
)
def test_what_is_no_whole_file_of_a_kind_we_take_is_unwelcome(content: bytes) -> None:
    with pytest.raises(Unwelcome) as no:
        kind_of(content)
    assert no.value.why == FileNo.KIND_NOT_TAKEN


@pytest.mark.parametrize("macro", ["xl/vbaProject.bin", "Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_a_file_with_macros_is_named_as_such(macro: str) -> None:
    content = packed({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x", macro: b"x"})
    with pytest.raises(Unwelcome) as no:
        kind_of(content)
    assert no.value.why == FileNo.HAS_MACROS


def test_a_file_that_unpacks_to_too_much_is_refused_without_being_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/{number}", bytes(1000))
    forged = bytearray(buffer.getvalue())
    for at in range(len(forged) - 4):  # the directory claims more than the file holds, as a bomb does
        if forged[at : at + 4] == b"PK\x01\x02":
            forged[at + 24 : at + 28] = MOST_UNPACKED.to_bytes(4, "little")
    with pytest.raises(Unwelcome) as no:
        kind_of(bytes(forged))
    assert no.value.why == FileNo.TOO_LARGE


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"]))
def test_no_bytes_make_it_stumble(content: bytes, head: bytes) -> None:
    with contextlib.suppress(Unwelcome):
        kind_of(head + content)
