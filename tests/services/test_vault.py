from __future__ import annotations

import pytest

from services.vault import Sealed, Vault

VAULT = Vault("a secret that only tests know")


def test_what_was_sealed_opens_under_the_same_secret_and_purpose() -> None:
    assert VAULT.open_json(VAULT.seal_json({"à": [1]}, "outbox"), "outbox") == {"à": [1]}


@pytest.mark.parametrize("place", [0, 11, 12, 20, -1])
def test_one_changed_bit_anywhere_is_noticed(place: int) -> None:
    sealed = bytearray(VAULT.seal("VOTE 3", "inbound"))
    sealed[place] ^= 1
    with pytest.raises(Sealed):
        VAULT.open(bytes(sealed), "inbound")


@pytest.mark.parametrize("cut", [0, 5, 12, 27])
def test_a_piece_of_ciphertext_is_noticed(cut: int) -> None:
    with pytest.raises(Sealed):
        VAULT.open(VAULT.seal("VOTE 3", "inbound")[:cut], "inbound")


def test_a_ciphertext_cannot_be_moved_to_another_use_or_installation() -> None:
    sealed = VAULT.seal("+22890112233", "address")
    with pytest.raises(Sealed):
        VAULT.open(sealed, "inbound")
    with pytest.raises(Sealed):
        Vault("another secret of the tests").open(sealed, "address")


def test_the_same_text_never_looks_the_same_twice_but_its_hash_does() -> None:
    assert VAULT.seal("x", "address") != VAULT.seal("x", "address")
    assert VAULT.hash("sms", "+22890112233") == VAULT.hash("sms", "+22890112233")


def test_hashes_depend_on_the_secret_and_the_channel() -> None:
    found = {VAULT.hash("sms", "1"), VAULT.hash("telegram", "1"), Vault("another secret of the tests").hash("sms", "1")}
    assert len(found) == 3


def test_derived_keys_differ_by_use() -> None:
    assert VAULT.key_for("web session") != VAULT.key_for("simulator")
