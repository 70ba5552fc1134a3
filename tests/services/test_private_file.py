from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from services.private_file import give_name


@pytest.fixture(params=["hard links", "none"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def refuse(_source: Path, _target: Path) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    if request.param == "none":
        monkeypatch.setattr(os, "link", refuse)
    return tmp_path


def test_a_whole_file_gets_a_free_name_and_never_a_taken_one(folder: Path) -> None:
    drafts = [folder / ".one", folder / ".two"]
    for draft in drafts:
        draft.write_bytes(b"\0" + draft.name.encode())
    named = folder / "named"
    assert [give_name(draft, named) for draft in drafts] == [True, False]
    assert named.read_bytes() == b"\0.one"
    assert [draft.exists() for draft in drafts] == [False, True]
