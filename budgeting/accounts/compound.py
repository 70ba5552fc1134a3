"""Why an XLS is not opened: chains of sectors that run in circles, sheets that reach too far, counts that cannot be.

An XLS is a small file system (Microsoft's [MS-CFB]) around a stream of records ([MS-XLS]). The library underneath
follows its chains for ever and reserves the memory its counts announce, so both are looked at here first.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import NamedTuple

HEADER = 512
LAST_SECTOR = 0xFFFFFFFA  # numbers from here on are marks: end of chain, free, FAT
ENTRY = 128
BOF, SST, DIMENSIONS, MULRK = 0x0809, 0x00FC, 0x0200, 0x00BD
CELLS = frozenset({0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E})
MOST_ROWS, MOST_COLUMNS = 65_536, 256
STREAMS = ("workbook", "book")


class Broken(ValueError):
    """The file contradicts itself."""


class Compound(NamedTuple):
    """The file in sectors of `size` bytes, and the sector that follows each in its chain."""

    data: bytes
    size: int
    following: Sequence[int]

    def sector(self, number: int) -> bytes:
        """Return the bytes of a sector; the header fills the place of one."""
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def chain(self, first: int) -> bytes:
        """Return the bytes of a chain, which `following` was found to end."""
        parts = []
        while first < LAST_SECTOR:
            if first >= len(self.following):
                raise Broken
            parts.append(self.sector(first))
            first = self.following[first]
        return b"".join(parts)


def largest_area(data: bytes) -> int:
    """Return how many cells the rectangles around the filled cells of all sheets have together.

    Raises `Broken` for a file that could send its reader in circles or ask it for memory without end.
    """
    try:
        return _area(_workbook(_open(data)))
    except struct.error as error:
        raise Broken from error


def _open(data: bytes) -> Compound:
    (shift,) = struct.unpack_from("<H", data, 30)
    if shift not in (9, 12):
        raise Broken
    bare = Compound(data, 1 << shift, ())
    following: list[int] = []
    for number in _fat_sectors(bare):
        following += _numbers(bare.sector(number))
    _refuse_circles(following)
    return Compound(data, bare.size, following)


def _fat_sectors(file: Compound) -> Iterator[int]:
    """Yield the sectors that hold the chains: 109 in the header, more in a chain of their own."""
    (first,) = struct.unpack_from("<I", file.data, 68)
    numbers = _numbers(file.data[76:HEADER])
    seen: set[int] = set()
    while True:
        yield from (number for number in numbers if number < LAST_SECTOR)
        if first >= LAST_SECTOR:
            return
        if first in seen or not file.sector(first):
            raise Broken
        seen.add(first)
        *numbers, first = _numbers(file.sector(first))


def _refuse_circles(following: Sequence[int]) -> None:
    """Raise `Broken` where following any chain comes back to where it was; each sector is passed once."""
    passed = bytearray(len(following))
    for start in range(len(following)):
        number, path = start, []
        while number < len(following) and not passed[number]:
            passed[number] = 1
            path.append(number)
            number = following[number]
        if number < len(following) and passed[number] == 1:
            raise Broken
        for each in path:
            passed[each] = 2


def _workbook(file: Compound) -> bytes:
    """Return the stream of records of the workbook."""
    directory, cutoff, mini_start = struct.unpack_from("<I4xII", file.data, 48)
    entries = [entry for entry in _cut(file.chain(directory), ENTRY) if len(entry) == ENTRY]
    if not entries:
        raise Broken
    mini = _numbers(file.chain(mini_start))
    _refuse_circles(mini)
    for entry in entries:
        if _name(entry) in STREAMS:
            start, size = struct.unpack_from("<II", entry, 116)
            if size >= cutoff:
                return file.chain(start)[:size]
            small = Compound(b"\0" * 64 + file.chain(struct.unpack_from("<I", entries[0], 116)[0]), 64, mini)
            return small.chain(start)[:size]
    raise Broken


def _area(stream: bytes) -> int:
    area = rows = columns = 0
    for kind, body in _records(stream):
        if kind == BOF:
            area, rows, columns = area + rows * columns, 0, 0
        elif kind in CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == MULRK else column
            if last >= MOST_COLUMNS:
                raise Broken
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif kind == DIMENSIONS:
            _refuse_dimensions(body)
        elif kind == SST and len(body) >= 8 and struct.unpack_from("<4xI", body)[0] > len(stream):
            raise Broken
    return area + rows * columns


def _refuse_dimensions(body: bytes) -> None:
    """Raise `Broken` for dimensions no sheet can have; rows are counted in 16 bits before 1997, in 32 since."""
    first_row, last_row, first, last = struct.unpack_from("<HHHH" if len(body) < 12 else "<IIHH", body)
    if not (first_row <= last_row <= MOST_ROWS and first <= last <= MOST_COLUMNS):
        raise Broken


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace").lower()


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))
