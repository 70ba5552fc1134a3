from __future__ import annotations

import hashlib
import secrets
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.receipts import ALPHABET, LENGTH, ReceiptReason, commit_receipt, new_receipt, read_receipt
from budgeting.refusal import Refusal

receipts = st.binary(min_size=5, max_size=5).map(lambda chance: new_receipt(lambda _: chance))


def code_of(receipt: str) -> str:
    return receipt.replace("-", "")


def test_a_receipt_is_nine_characters_in_groups_of_three() -> None:
    receipt = new_receipt(secrets.token_bytes)
    assert [len(group) for group in receipt.split("-")] == [3, 3, 3]
    assert set(code_of(receipt)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_receipt_carries_forty_random_bits() -> None:
    asked: list[int] = []
    new_receipt(lambda size: asked.append(size) or bytes(size))
    assert asked == [5]
    made = {new_receipt(lambda _, n=n: n.to_bytes(5, "big")) for n in (*range(2000), *(1 << bit for bit in range(40)))}
    assert len({code_of(receipt)[:8] for receipt in made}) == len({*range(2000), *(1 << bit for bit in range(40))})


def test_a_check_character_computed_by_hand() -> None:
    # In the field of 32 elements modulo x^5 + x^2 + 1 the eighth power of x is x^3 + x^2 + 1, thirteen, written D;
    # the weight of the last random character is x itself, two.
    assert new_receipt(lambda _: (1 << 35).to_bytes(5, "big")) == "100-000-00D"
    assert new_receipt(lambda _: (1).to_bytes(5, "big")) == "000-000-012"
    assert new_receipt(lambda _: bytes(5)) == "000-000-000"


@given(receipts)
def test_a_receipt_reads_as_itself(receipt: str) -> None:
    assert read_receipt(receipt) == receipt


@given(receipts)
def test_every_wrong_character_is_detected(receipt: str) -> None:
    code = code_of(receipt)
    for place in range(LENGTH):
        for wrong in set(ALPHABET) - {code[place]}:
            assert read_receipt(code[:place] + wrong + code[place + 1 :]) is None


@given(receipts)
def test_every_exchange_of_two_characters_is_detected(receipt: str) -> None:
    for one, other in combinations(range(LENGTH), 2):
        letters = list(code_of(receipt))
        letters[one], letters[other] = letters[other], letters[one]
        assert read_receipt("".join(letters)) == (receipt if letters[one] == letters[other] else None)


def test_exchanged_neighbours_are_detected_for_every_pair_at_every_place() -> None:
    # The check is linear, so what stands elsewhere does not matter; the pairs themselves are tried one by one.
    for place in range(LENGTH - 2):
        for one in range(32):
            for other in range(one):
                digits = [0] * 8
                digits[place], digits[place + 1] = one, other
                chance = sum(digit << (35 - 5 * at) for at, digit in enumerate(digits)).to_bytes(5, "big")
                code = code_of(new_receipt(lambda _, chance=chance: chance))
                swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
                assert read_receipt(swapped) is None


@given(receipts)
def test_a_lost_or_added_character_is_detected(receipt: str) -> None:
    code = code_of(receipt)
    for place in range(LENGTH):
        assert read_receipt(code[:place] + code[place + 1 :]) is None
        assert read_receipt(code[:place] + "7" + code[place:]) is None


HAND = new_receipt(lambda _: bytes.fromhex("0842a30817"))


@pytest.mark.parametrize(
    "written",
    [
        HAND.lower(),
        HAND.replace("-", ""),
        HAND.replace("-", " "),
        HAND.replace("-", " - "),
        HAND.replace("-", "\u2013"),
        HAND.replace("-", "\u00a0"),
        HAND.replace("-", "."),
        " ".join(HAND),
        f"\u200f{HAND}\u200f",
        HAND.replace("1", "I"),
        HAND.replace("1", "l"),
        HAND.replace("0", "o"),
        HAND.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        HAND.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")),
        HAND.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        HAND + "\r\n",
    ],
)
def test_a_receipt_is_read_however_it_was_typed(written: str) -> None:
    assert {"0", "1"} <= set(HAND)
    assert read_receipt(written) == HAND


@pytest.mark.parametrize(
    "text", ["", "-", "K7Q", "U" * 9, "VOTE 3 7", "000-000-00*", "0" * 10_000, "\ud800" * 9, "½" * 9]
)
def test_anything_else_is_no_receipt(text: str) -> None:
    assert read_receipt(text) is None


@given(st.text(max_size=80))
def test_a_strangers_text_is_read_or_refused_without_a_crash(text: str) -> None:
    found = read_receipt(text)
    assert found is None or read_receipt(found) == found


def test_a_commitment_is_one_hash_of_kind_salt_and_code() -> None:
    hashed = b"palabre-receipt/1" + b"\0\0\0\0\0\0\0\4" + b"salt" + HAND.encode()
    assert commit_receipt(HAND, b"salt") == hashlib.sha256(hashed).hexdigest()
    assert commit_receipt(HAND.lower().replace("-", " "), b"salt") == commit_receipt(HAND, b"salt")


@given(receipts, receipts, st.binary(), st.binary())
def test_commitments_of_two_receipts_or_two_cycles_differ(one: str, other: str, salt: bytes, pepper: bytes) -> None:
    assert (commit_receipt(one, salt) == commit_receipt(other, pepper)) == ((one, salt) == (other, pepper))


def test_a_wrong_code_is_not_committed() -> None:
    with pytest.raises(Refusal) as refused:
        commit_receipt("000-000-001", b"salt")
    assert refused.value.reason is ReceiptReason.UNREADABLE
