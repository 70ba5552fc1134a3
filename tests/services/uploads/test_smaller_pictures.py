"""A photo is kept small, upright, and without anything a camera wrote beside it."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from budgeting.refusal import Refusal
from services.house import House
from services.uploads import FileNo, keep_picture, keep_upload, path_of
from services.uploads.smaller_pictures import LONGEST_SIDE, MOST_POINTS, smaller_picture
from tests.services.uploads.pictures import SECRET, chunk, jpeg, taken


def opened(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def is_red(picture: Image.Image, across: float, down: float) -> bool:
    red, _green, blue = picture.getpixel((int(across * picture.width), int(down * picture.height)))
    return red > blue


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_but_the_points_is_left(kind: str) -> None:
    sent = taken(kind=kind)
    kept = smaller_picture(sent)
    assert SECRET in sent and SECRET not in kept
    assert b"Exif" not in kept and not opened(kept).getexif()
    assert set(opened(kept).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize(
    ("size", "kept_size"),
    [
        ((4000, 3000), (1600, 1200)),
        ((1000, 3200), (500, 1600)),
        ((1600, 1200), (1600, 1200)),
        ((640, 480), (640, 480)),
        ((5000, 1), (1600, 1)),
    ],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_no_side_is_longer_than_a_page_shows_and_none_is_blown_up(
    size: tuple[int, int], kept_size: tuple[int, int], kind: str
) -> None:
    kept = opened(smaller_picture(taken(size, kind=kind)))
    assert (kept.format, kept.size) == ("JPEG", kept_size)
    assert max(kept.size) <= LONGEST_SIDE


@pytest.mark.parametrize(("side", "red"), [(1, (0.5, 0.1)), (3, (0.5, 0.9)), (6, (0.9, 0.5)), (8, (0.1, 0.5))])
def test_the_picture_stands_upright(side: int, red: tuple[float, float]) -> None:
    kept = opened(smaller_picture(taken((80, 60), side)))
    assert kept.size == ((60, 80) if side in (6, 8) else (80, 60))
    assert is_red(kept, *red) and not is_red(kept, 1 - red[0] if side in (6, 8) else 0.5, 1 - red[1])


def written(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("picture", "point"),
    [
        (Image.new("RGBA", (8, 8), (0, 0, 0, 0)), (255, 255, 255)),
        (Image.new("LA", (8, 8), (200, 255)), (200, 200, 200)),
        (Image.new("P", (8, 8), 0), (0, 0, 0)),
        (Image.new("1", (8, 8), 1), (255, 255, 255)),
        (Image.new("I;16", (8, 8), 128 * 256), (128, 128, 128)),
    ],
)
def test_every_kind_of_points_becomes_what_the_eye_saw(picture: Image.Image, point: tuple[int, int, int]) -> None:
    seen = opened(smaller_picture(written(picture))).getpixel((4, 4))
    assert all(abs(one - other) < 6 for one, other in zip(seen, point, strict=True))


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "size", [(5_001, 5_000), (10_000, 7_000), (10_000, 9_000), (40_000, 40_000), (2**31 - 1, 2**31 - 1)]
)
def test_a_bomb_is_refused_before_it_is_unpacked_whatever_becomes_of_warnings(size: tuple[int, int]) -> None:
    assert size[0] * size[1] > MOST_POINTS["PNG"]
    for what in ("error", "ignore"):
        with warnings.catch_warnings(), pytest.raises(Refusal) as no:
            warnings.simplefilter(what)  # type: ignore[arg-type]
            smaller_picture(bomb(*size))
        assert no.value.reason in (FileNo.TOO_MANY_POINTS, FileNo.KIND_NOT_TAKEN)


def test_words_that_unpack_to_more_than_a_picture_are_not_unpacked() -> None:
    words = chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(80_000_000)))
    sent = taken(kind="PNG")
    assert smaller_picture(sent[:33] + words + sent[33:]) == smaller_picture(sent)


def test_notes_that_are_damaged_cost_no_picture() -> None:
    sent = bytearray(taken())
    at = sent.index(b"Exif") + 30
    sent[at : at + 40] = b"\xff" * 40
    assert opened(smaller_picture(bytes(sent))).size == (8, 6)


def without_colours() -> bytes:
    """A PNG whose points are numbers of colours that it does not hold."""
    sent = written(Image.new("P", (8, 8), 0))
    at = sent.index(b"PLTE") - 4
    return sent[:at] + sent[at + 12 + int.from_bytes(sent[at : at + 4], "big") :]


def of_many_scans() -> bytes:
    """A JPEG that walks over all its points again and again."""
    buffer = io.BytesIO()
    Image.new("L", (64, 64), 128).save(buffer, "JPEG", progressive=True)
    sent = buffer.getvalue()
    last = sent[sent.rindex(b"\xff\xda") : -2]
    return sent[:-2] + 100 * last + sent[-2:]


@pytest.mark.parametrize(
    "content",
    [
        b"", jpeg(), taken()[:300], taken(kind="PNG")[:60], b"GIF89a" + bytes(40), without_colours(), of_many_scans(),
    ],
)  # fmt: skip
def test_what_is_no_whole_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal) as no:
        smaller_picture(content)
    assert no.value.reason == FileNo.KIND_NOT_TAKEN


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=8), st.sampled_from(["JPEG", "PNG"]))
def test_a_strangers_bytes_are_a_picture_or_refused(place: int, changed: bytes, kind: str) -> None:
    sent = taken(kind=kind)
    try:
        kept = smaller_picture(sent[:place] + changed + sent[place + len(changed) :])
    except Refusal:
        return
    assert opened(kept).format == "JPEG" and SECRET not in kept


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_of_a_photo_only_the_smaller_one_is_on_the_disk(house: House, kind: str) -> None:
    kept = keep_picture(house, taken((2000, 1000), kind=kind))
    (there,) = (path for path in house.files.rglob("*") if path.is_file())
    assert there == path_of(house, kept.stored_as) and there.stat().st_size == kept.size
    assert opened(there.read_bytes()).size == (1600, 800) and kept.file_name == "photo.jpg"


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_a_picture_that_is_a_document_keeps_its_points_and_loses_what_stands_beside_them(
    house: House, kind: str, ending: str
) -> None:
    kept = keep_upload(house, f"affiche.{ending}", taken((2000, 1000), kind=kind))
    content = path_of(house, kept.stored_as).read_bytes()
    assert SECRET not in content and opened(content).size == (2000, 1000)
    assert kept.file_name == f"affiche.{ending}"
