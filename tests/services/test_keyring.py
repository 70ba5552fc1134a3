from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from services.keyring import SEALED_LENGTH, CycleKey, KeyMissing, Keyring
from services.vault import Sealed


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(tmp_path / "keys")


def test_a_key_is_made_once_and_readable_by_its_owner_only(keyring: Keyring, tmp_path: Path) -> None:
    key = keyring.create(7)
    assert keyring.create(7) == key == keyring.load(7)
    assert (tmp_path / "keys" / "cycle-7.key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["cycle-7.key"]


def test_processes_that_make_the_key_at_once_get_the_same(keyring: Keyring) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len({key.secret for key in pool.map(keyring.create, [3] * 32)}) == 1


@pytest.mark.parametrize("content", ["", "00", "no key", "ab" * 31, "ab" * 33])
def test_half_a_key_is_no_key(keyring: Keyring, tmp_path: Path, content: str) -> None:
    keyring.create(1)
    (tmp_path / "keys" / "cycle-1.key").write_text(content)
    with pytest.raises(KeyMissing):
        keyring.load(1)


def test_a_key_comes_back_from_its_backup_and_what_had_its_name_is_kept_beside_it(
    keyring: Keyring, tmp_path: Path
) -> None:
    key, folder = keyring.create(1), tmp_path / "other"
    elsewhere = Keyring(folder)
    for times in range(2):
        elsewhere.restore(1, key)
        assert (elsewhere.load(1), len(list(folder.iterdir()))) == (key, 1), times
    (folder / "cycle-1.key").write_text("half a key")
    elsewhere.restore(1, key)
    assert elsewhere.load(1) == key and elsewhere.holds(1, key.fingerprint)
    (aside,) = (path for path in folder.iterdir() if path.name != "cycle-1.key")
    assert (aside.read_text(), list(folder.glob("cycle-*.key"))) == ("half a key", [folder / "cycle-1.key"])


def test_a_destroyed_key_leaves_nothing_of_what_was_put_aside(keyring: Keyring, tmp_path: Path) -> None:
    key = keyring.create(1)
    keyring.restore(1, CycleKey(b"x" * 32))
    keyring.create(11)
    keyring.restore(11, key)
    keyring.destroy(1)
    names = [path.name for path in (tmp_path / "keys").iterdir()]
    assert len(names) == 2 and all(name.startswith("cycle-11.key") for name in names)


KILLED = """
import os, sys
from pathlib import Path
from services.keyring import CycleKey, Keyring

os.fsync = lambda _file: os._exit(9)
Keyring(Path(sys.argv[1])).restore(1, CycleKey(bytes.fromhex(sys.argv[2])))
"""


def test_a_destroyed_key_stays_in_no_draft_of_a_process_that_was_killed(keyring: Keyring, tmp_path: Path) -> None:
    key, folder = CycleKey(b"k" * 32), tmp_path / "keys"
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), key.secret.hex()], check=False)
    (draft,) = folder.iterdir()
    assert (done.returncode, draft.read_text()) == (9, key.secret.hex())
    keyring.create(11)
    keyring.restore(1, key)
    keyring.destroy(1)
    assert [path.name for path in folder.iterdir()] == ["cycle-11.key"]


def test_after_destruction_no_ballot_opens_and_no_phone_matches(keyring: Keyring) -> None:
    key = keyring.create(1)
    sealed = key.seal({"choices": [3]})
    keyring.destroy(1)
    keyring.destroy(1)
    assert not keyring.holds(1, key.fingerprint)
    with pytest.raises(KeyMissing):
        keyring.load(1)
    again = keyring.create(1)
    with pytest.raises(Sealed):
        again.open(sealed)
    assert again.voter("+22890112233") != key.voter("+22890112233")


def test_every_sealed_ballot_has_the_same_length(keyring: Keyring) -> None:
    key = keyring.create(1)
    short, long = key.seal({"choices": [1]}), key.seal({"choices": list(range(60)), "receipt": "ABCD-EFGH"})
    assert len(short) == len(long)
    with pytest.raises(ValueError, match="longer"):
        key.seal({"choices": "x" * SEALED_LENGTH})


def test_a_changed_ballot_is_noticed(keyring: Keyring) -> None:
    key = keyring.create(1)
    sealed = bytearray(key.seal({"choices": [1]}))
    sealed[40] ^= 1
    with pytest.raises(Sealed):
        key.open(bytes(sealed))


def test_the_fingerprint_names_the_key_and_gives_nothing_away(keyring: Keyring) -> None:
    key = keyring.create(1)
    assert key.fingerprint != keyring.create(2).fingerprint
    assert key.secret.hex() not in key.fingerprint
