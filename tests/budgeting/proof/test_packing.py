from __future__ import annotations

import io
import zipfile

from budgeting.proof.packing import pack


def test_the_same_members_give_the_same_bytes_whatever_their_order() -> None:
    members = {"b.txt": b"two", "a.txt": b"one"}
    assert pack(members) == pack(dict(reversed(members.items())))
    with zipfile.ZipFile(io.BytesIO(pack(members))) as archive:
        assert [(one.filename, one.date_time[0], one.create_system) for one in archive.infolist()] == [
            ("a.txt", 1980, 3), ("b.txt", 1980, 3)
        ]  # fmt: skip
        assert archive.read("a.txt") == b"one"
