"""Copies of keys are copies of what is in use, and of nothing that was left beside it."""

from __future__ import annotations

from pathlib import Path

from palabre.backups import back_up_keys
from palabre.key_copies import left_over
from services.keyring import CycleKey, Keyring


def test_a_backup_takes_no_draft_and_nothing_that_was_put_aside(tmp_path: Path) -> None:
    keys, safe = tmp_path / "keys", tmp_path / "safe"
    keyring = Keyring(keys)
    keyring.create(1)
    keyring.restore(1, CycleKey(b"k" * 32))
    (keys / ".cycle-1.key.0123456789abcdef").write_text("6b" * 32)
    assert len(list(keys.iterdir())) == 3
    assert back_up_keys(keys, safe) == [safe / "cycle-1.key"] == list(safe.iterdir())
    assert left_over(keys, safe) == []
