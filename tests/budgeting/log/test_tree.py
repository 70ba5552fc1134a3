from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from budgeting.log.tree import (
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
    verify_consistency,
    verify_inclusion,
)

SIZES = range(1, 34)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(f"entry {number}".encode()) for number in range(size)]


def oracle_of(size: int) -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(f"entry {number}".encode() for number in range(size))
    return tree


@dataclass
class SevenLeaves:
    """The example tree of RFC 9162, section 2.1.5: the nodes named there, hashed by hand."""

    def __post_init__(self) -> None:
        def over(kind: bytes, *parts: bytes) -> bytes:
            return hashlib.sha256(kind + b"".join(parts)).digest()

        self.leaves = [over(b"\0", f"d{number}".encode()) for number in range(7)]
        self.a, self.b, self.c, self.d, self.e, self.f, self.j = self.leaves
        self.g, self.h = over(b"\1", self.a, self.b), over(b"\1", self.c, self.d)
        self.i = over(b"\1", self.e, self.f)
        self.k, self.l = over(b"\1", self.g, self.h), over(b"\1", self.i, self.j)
        self.root = over(b"\1", self.k, self.l)


def test_the_example_of_the_rfc_has_its_root_and_its_inclusion_proofs() -> None:
    tree = SevenLeaves()
    assert root(tree.leaves) == tree.root
    assert inclusion_proof(tree.leaves, 0) == [tree.b, tree.h, tree.l]
    assert inclusion_proof(tree.leaves, 3) == [tree.c, tree.g, tree.l]
    assert inclusion_proof(tree.leaves, 4) == [tree.f, tree.j, tree.k]
    assert inclusion_proof(tree.leaves, 6) == [tree.i, tree.k]


def test_the_example_of_the_rfc_has_its_consistency_proofs() -> None:
    tree = SevenLeaves()
    assert consistency_proof(tree.leaves, 3) == [tree.c, tree.d, tree.g, tree.l]
    assert consistency_proof(tree.leaves, 4) == [tree.l]
    assert consistency_proof(tree.leaves, 6) == [tree.i, tree.j, tree.k]


def test_the_roots_known_from_certificate_transparency_are_found() -> None:
    # The eight inputs and the roots used by implementations of RFC 6962, whose tree RFC 9162 keeps.
    entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    leaves = [leaf_hash(bytes.fromhex(entry)) for entry in entries]
    assert root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root(leaves[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert root(leaves[:2]).hex() == "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
    assert root(leaves).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


@pytest.mark.parametrize("size", [0, *SIZES, 1000])
def test_roots_agree_with_an_independent_implementation(size: int) -> None:
    assert root(leaves_of(size)) == oracle_of(size).get_root()


@pytest.mark.parametrize("size", SIZES)
def test_inclusion_proofs_agree_with_an_independent_implementation(size: int) -> None:
    leaves, oracle = leaves_of(size), oracle_of(size)
    for index in range(size):
        proof = inclusion_proof(leaves, index)
        # That implementation counts from one and puts the leaf itself in front.
        assert [leaves[index], *proof] == oracle.prove_inclusion(index + 1, size).path
        assert verify_inclusion(leaves[index], index, size, proof, root(leaves))


@pytest.mark.parametrize("size", SIZES)
def test_consistency_proofs_link_the_roots_of_an_independent_implementation(size: int) -> None:
    leaves, oracle = leaves_of(size), oracle_of(size)
    for first in range(1, size):
        proof = consistency_proof(leaves, first)
        # Its proofs go on down to a leaf where the RFC's stop, so the roots are compared and not the proofs.
        assert verify_consistency(first, size, oracle.get_root(first), oracle.get_root(size), proof)


def test_a_tree_is_consistent_with_itself_without_any_proof() -> None:
    leaves = leaves_of(6)
    assert consistency_proof(leaves, 6) == []
    assert verify_consistency(6, 6, root(leaves), root(leaves), [])
    assert not verify_consistency(6, 6, root(leaves), root(leaves_of(7)), [])
    assert not verify_consistency(6, 6, root(leaves), root(leaves), [leaves[0]])


@given(st.integers(1, 40), st.data())
def test_a_proof_shows_one_leaf_at_one_place_of_one_tree_only(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof, head = inclusion_proof(leaves, index), root(leaves)
    other = leaf_hash(b"another entry")
    assert not verify_inclusion(other, index, size, proof, head)
    assert not verify_inclusion(leaves[index], index, size, proof, root([*leaves, other]))
    assert not verify_inclusion(leaves[index], index, size, [*proof, other], head)
    for elsewhere in set(range(size)) - {index}:
        assert not verify_inclusion(leaves[index], elsewhere, size, proof, head)
    for place in range(len(proof)):
        assert not verify_inclusion(leaves[index], index, size, proof[:place] + proof[place + 1 :], head)


@given(st.integers(2, 40), st.data())
def test_a_rewritten_past_is_never_consistent(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    first = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, first - 1))
    rewritten = [*leaves]
    rewritten[changed] = leaf_hash(b"another entry")
    old, proof = root(leaves[:first]), consistency_proof(leaves, first)
    assert not verify_consistency(first, size, old, root(rewritten), proof)
    assert not verify_consistency(first, size, old, root(rewritten), consistency_proof(rewritten, first))
    assert not verify_consistency(first, size, root(rewritten[:first]), root(leaves), proof)
    assert not verify_consistency(first, size, old, root(leaves), proof[:-1])
    assert not verify_consistency(first, size, old, root(leaves), [*proof, leaves[0]])
    assert not verify_consistency(first, 2 * size, old, root(leaves), proof)


@settings(max_examples=300)
@given(st.integers(), st.integers(), st.lists(st.binary(max_size=40), max_size=5), st.binary(max_size=40), st.binary())
def test_garbage_is_answered_with_no(first: int, second: int, proof: list[bytes], one: bytes, other: bytes) -> None:
    assert verify_inclusion(one, first, second, proof, other) is False
    same_tree = first == second > 0 and one == other and len(one) == 32 and not proof
    assert verify_consistency(first, second, one, other, proof) is same_tree


def test_a_node_never_passes_for_a_leaf() -> None:
    left, right = leaves_of(2)
    assert leaf_hash(left + right) != node_hash(left, right)


def test_a_proof_that_cannot_exist_is_not_made() -> None:
    for index in (-1, 3):
        with pytest.raises(IndexError):
            inclusion_proof(leaves_of(3), index)
    for first in (0, 4):
        with pytest.raises(IndexError):
            consistency_proof(leaves_of(3), first)
