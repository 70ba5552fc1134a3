"""A voice message is kept as sound and nothing else; bytes that are none are refused, however they are made."""

from __future__ import annotations

import random

import pytest

from budgeting.refusal import Refusal
from services.house import House
from services.uploads import FileNo, keep_upload, keep_voice, path_of
from services.uploads.keeping import media_type_of
from services.uploads.voices import MOST_PAGES, plain_voice
from tests.services.uploads import sounds
from tests.services.uploads.files import JPEG, PDF
from tests.services.uploads.sounds import FIRST, HEAD, LAST, SECRET, page, tags, voice


def why(content: bytes) -> str:
    with pytest.raises(Refusal) as no:
        plain_voice(content)
    return str(no.value.reason)


def test_the_sound_stays_and_what_a_recorder_wrote_beside_it_goes() -> None:
    packets = (b"\xfc\x01", b"\xfc" * 255, b"\xfc" * 700)
    kept = plain_voice(voice(*packets))
    assert SECRET not in kept and b"phone" not in kept and b"Afi" not in kept
    pages = sounds.read(kept)
    assert [number for _flags, _position, number, _body in pages] == [0, 1, 2, 3, 4]
    assert [body for _flags, _position, _number, body in pages[2:]] == list(packets)
    assert [position for _flags, position, _number, _body in pages[2:]] == [32_000, 64_000, 96_000]
    assert (pages[0][0], pages[-1][0], pages[0][3]) == (FIRST, LAST, HEAD)
    assert plain_voice(kept) == kept


def test_tags_over_several_pages_go_whole() -> None:
    packet = tags(SECRET, b"METADATA_BLOCK_PICTURE=" + b"x" * 100_000)
    first, second = packet[: 255 * 255], packet[255 * 255 :]
    pages = [page(HEAD, 0, flags=FIRST), page(first, 1, lacing=b"\xff" * 255), page(second, 2, flags=1)]
    kept = plain_voice(b"".join([*pages, page(b"\xfcsound", 3, flags=LAST, position=960)]))
    assert b"PICTURE" not in kept and sounds.read(kept)[2][3] == b"\xfcsound"


def test_what_stands_behind_the_last_page_goes() -> None:
    whole = voice()
    assert plain_voice(whole + JPEG + b"<script>") == plain_voice(whole)


def test_nobody_listens_to_more_than_five_minutes() -> None:
    assert why(voice(seconds=301)) == FileNo.TOO_LONG
    assert plain_voice(voice(seconds=300))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"OggS",
        PDF,
        JPEG,
        b"ID3" + bytes(500),
        voice(head=b"\x01vorbis" + bytes(23)),
        voice(head=HEAD[:9] + b"\x08" + HEAD[10:]),
        voice(head=HEAD + b"more"),
        page(HEAD, 0, flags=FIRST) + page(tags(), 1, flags=LAST),
        page(HEAD, 0, flags=FIRST | LAST),
        page(HEAD, 0, flags=FIRST) + page(b"OpusSound", 1) + page(b"\xfc", 2, flags=LAST),
        page(HEAD, 0, flags=FIRST) + page(tags(), 1, serial=78) + page(b"\xfc", 2, flags=LAST),
        page(HEAD, 0, flags=FIRST) + page(tags(), 2) + page(b"\xfc", 3, flags=LAST),
        page(HEAD, 0, flags=FIRST) + page(tags() + b"!", 1, lacing=bytes([len(tags()), 1])) + page(b"s", 2, flags=LAST),
        page(HEAD, 0) + page(tags(), 1) + page(b"\xfc", 2, flags=LAST),
        page(HEAD, 0, flags=FIRST) + page(tags(), 1) + page(b"\xfc", 2, flags=FIRST | LAST),
    ],
)  # fmt: skip
def test_what_is_no_voice_message_is_refused(content: bytes) -> None:
    assert why(content) == FileNo.KIND_NOT_TAKEN


def test_a_message_that_is_cut_or_changed_anywhere_is_refused() -> None:
    whole, chance = voice(), random.Random(5)
    for _try in range(400):
        cut = whole[: chance.randrange(len(whole))]
        assert why(cut) == FileNo.KIND_NOT_TAKEN
        at = chance.randrange(len(whole))
        changed = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        assert why(changed) == FileNo.KIND_NOT_TAKEN


def test_pages_without_end_are_not_read_to_their_end() -> None:
    empty = [page(b"", number, lacing=b"\x00") for number in range(2, 4)]
    head = page(HEAD, 0, flags=FIRST) + page(tags(), 1)
    assert why(head + b"".join(empty) * MOST_PAGES) == FileNo.KIND_NOT_TAKEN


def test_a_voice_is_kept_under_a_name_of_ours_and_never_larger_than_it_may_be(house: House) -> None:
    kept = keep_voice(house, voice())
    assert media_type_of(kept.stored_as) == "audio/ogg"
    assert SECRET not in path_of(house, kept.stored_as).read_bytes()
    with pytest.raises(Refusal) as no:
        keep_voice(house, voice(), max_bytes=100)
    assert no.value.reason == FileNo.TOO_LARGE


def test_staff_put_in_no_sound(house: House) -> None:
    with pytest.raises(Refusal) as no:
        keep_upload(house, "meeting.ogg", voice())
    assert no.value.reason == FileNo.KIND_NOT_TAKEN
