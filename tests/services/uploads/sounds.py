"""Voice messages as telephones record them, written here by the letter of the standard and not by our own reader."""

from __future__ import annotations

import struct

SECRET = b"ARTIST=Afi, +228 90 00 00 00"
HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
FIRST, LAST = 2, 4


def checksum(page: bytes) -> int:
    """The CRC of RFC 3533, bit by bit."""
    found = 0
    for byte in page:
        found ^= byte << 24
        for _bit in range(8):
            found = ((found << 1) ^ (0x04C11DB7 if found & 0x80000000 else 0)) & 0xFFFFFFFF
    return found


def page(
    body: bytes, number: int, *, flags: int = 0, position: int = 0, serial: int = 77, lacing: bytes = b""
) -> bytes:
    """One page that holds one packet, or what `lacing` says."""
    lacing = lacing or bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, position, serial, number, 0) + bytes([len(lacing)]) + lacing
    crc = struct.pack("<I", checksum(head + body))
    return head[:22] + crc + head[26:] + body


def tags(*comments: bytes) -> bytes:
    """The packet of tags."""
    written = b"".join(struct.pack("<I", len(one)) + one for one in comments)
    return b"OpusTags" + struct.pack("<I", 5) + b"phone" + struct.pack("<I", len(comments)) + written


def voice(*packets: bytes, seconds: float = 2.0, comments: tuple[bytes, ...] = (SECRET,), head: bytes = HEAD) -> bytes:
    """A whole voice message of some packets, one a page."""
    sound = packets or (b"\xfc\x01\x02\x03", b"\xfc" * 300)
    pages = [page(head, 0, flags=FIRST), page(tags(*comments), 1)]
    for at, packet in enumerate(sound):
        is_last = at == len(sound) - 1
        position = int(seconds * 48_000 * (at + 1) / len(sound))
        pages.append(page(packet, at + 2, flags=LAST if is_last else 0, position=position))
    return b"".join(pages)


def read(content: bytes) -> list[tuple[int, int, int, bytes]]:
    """The flags, positions, numbers and bodies of all pages; fails where one does not bear its checksum."""
    found, at = [], 0
    while at < len(content):
        mark, version, flags, position, _serial, number, crc = struct.unpack_from("<4sBBqIII", content, at)
        several = content[at + 26]
        size = sum(content[at + 27 : at + 27 + several])
        end = at + 27 + several + size
        whole = content[at:end]
        assert (mark, version) == (b"OggS", 0) and checksum(whole[:22] + bytes(4) + whole[26:]) == crc
        found.append((flags, position, number, whole[27 + several :]))
        at = end
    return found
