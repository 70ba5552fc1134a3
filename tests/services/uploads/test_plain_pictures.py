"""A published picture says what it shows and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.refusal import Refusal
from services.uploads.kinds import kind_of
from services.uploads.plain_pictures import without_traces
from tests.services.uploads.pictures import POINTS, SECRET, jpeg, png


@pytest.mark.parametrize("picture", [jpeg(), png()])
def test_nothing_that_a_camera_wrote_beside_the_points_is_left(picture: bytes) -> None:
    plain = without_traces(picture)
    assert SECRET in picture and SECRET not in plain
    assert kind_of(plain) == kind_of(picture + (b"" if picture[:1] == b"\x89" else b"\xff\xd9"))
    assert without_traces(plain) == plain


def test_the_points_and_the_side_that_is_up_stay() -> None:
    plain = without_traces(jpeg(side=6))
    assert POINTS in plain and b"Exif\x00\x00MM" in plain
    assert plain != without_traces(jpeg(side=8))
    assert b"Exif" not in without_traces(jpeg(side=1))


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x10", jpeg()[:60], png()[:60], b"PK\x03\x04"]
)
def test_half_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        without_traces(content)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", jpeg()[:90], png()[:40]]))
def test_a_strangers_bytes_are_a_picture_or_refused(rest: bytes, head: bytes) -> None:
    try:
        plain = without_traces(head + rest)
    except Refusal:
        return
    assert plain.startswith(head[:3])
