"""The file that is carried in every bundle: short, alone, and right about signatures, trees and receipts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from budgeting.log.tree import leaf_hash, root
from budgeting.proof import verify
from budgeting.proof.members import verifier
from budgeting.receipts import commit_receipt, new_receipt

FILE = Path(verify.__file__)
FEWER_LINES_THAN = 300
# RFC 8032, section 7.1, tests 1 to 3: public key, message, signature.
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
]


def test_it_is_one_file_that_anybody_reads_in_one_sitting() -> None:
    assert len(verifier().decode().splitlines()) < FEWER_LINES_THAN


def test_it_imports_the_standard_library_and_nothing_else() -> None:
    nodes = list(ast.walk(ast.parse(verifier())))
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in names} <= sys.stdlib_module_names


def test_it_speaks_python_3_9() -> None:
    """What auditors have: no later syntax, and no function called in a way that came later."""
    calls = [one for one in ast.walk(ast.parse(verifier(), feature_version=(3, 9))) if isinstance(one, ast.Call)]
    assert "strict" not in {word.arg for call in calls for word in call.keywords}
    named = [(call.func.attr, len(call.args)) for call in calls if isinstance(call.func, ast.Attribute)]
    assert {number for name, number in named if name in ("to_bytes", "from_bytes")} == {2}
    assert "total" not in dict(named)


def test_it_runs_away_from_here_and_says_what_it_needs(tmp_path: Path) -> None:
    copy = tmp_path / "verify.py"
    copy.write_bytes(verifier())
    told = subprocess.run([sys.executable, "-I", str(copy), "-h"], cwd=tmp_path, capture_output=True, text=True)
    assert told.returncode == 0 and "--receipt" in told.stdout


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_the_signatures_of_the_rfc_are_good(key: str, message: str, signature: str) -> None:
    assert verify.is_signed(key, bytes.fromhex(message), signature)


@settings(max_examples=20)
@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=40), place=st.integers(0, 511))
def test_what_openssl_signs_is_good_and_one_bit_away_is_not(seed: bytes, message: bytes, place: int) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = key.public_key().public_bytes_raw().hex(), key.sign(message)
    assert verify.is_signed(public, message, signature.hex())
    flipped = (int.from_bytes(signature, "big") ^ (1 << place)).to_bytes(64, "big")
    assert not verify.is_signed(public, message, flipped.hex())
    assert not verify.is_signed(public, message + b"!", signature.hex())


@pytest.mark.parametrize("signature", ["", "00", "zz", "ff" * 64, "00" * 64, "00" * 63, "ff" * 200])
def test_what_is_no_signature_is_not_good(signature: str) -> None:
    assert not verify.is_signed(RFC_8032[0][0], b"", signature)
    assert not verify.is_signed(signature, b"", RFC_8032[0][2])


@pytest.mark.parametrize("size", range(35))
def test_its_tree_is_that_of_the_log(size: int) -> None:
    leaves = [leaf_hash(str(number).encode()) for number in range(size)]
    assert verify.root_of(leaves) == root(leaves)


@given(random=st.binary(min_size=5, max_size=5), cycle=st.integers(1, 10**6))
def test_it_reads_receipts_as_they_are_written_and_said(random: bytes, cycle: int) -> None:
    code = new_receipt(lambda _size: random)
    commitment = commit_receipt(code, f"palabre cycle {cycle}".encode())
    spoken = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    arabic = "".join(chr(0x0660 + int(sign)) if sign in "0123456789" else sign for sign in code)
    assert {verify.commitment_of(said, cycle) for said in (code, spoken, arabic, code.replace("-", ""))} == {commitment}


@given(text=st.text(max_size=80))
def test_what_is_no_receipt_is_told_from_one(text: str) -> None:
    assert len(verify.commitment_of(text, 1)) in (0, 64)
    assert verify.commitment_of("K7Q-2M9-XX5", 1) == ""
