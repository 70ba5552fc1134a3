"""Merkle tree hashes, inclusion and consistency proofs: RFC 9162, section 2.1, with SHA-256.

A tree is the sequence of its leaf hashes (32 bytes each, `leaf_hash`). Indexes count from 0. Making a proof raises
`IndexError` out of range; verifying never raises, whatever a stranger sends. A root does not fix its size by itself:
sign both together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from hmac import compare_digest

HASH_SIZE = 32


def leaf_hash(entry: bytes) -> bytes:
    """Hash one log entry; the 0x00 in front keeps a leaf from ever passing for a node."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into their parent."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """Return the root of the tree over these leaf hashes; an empty tree has the hash of nothing."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        # An odd one out moves up unhashed, which is the RFC's split at the largest power of two.
        paired = [node_hash(level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = paired + level[len(paired) * 2 :]
    return level[0]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the audit path that shows leaf `index` to be in the tree, nearest sibling first."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"no leaf {index} in a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root(leaves[:half])]


def consistency_proof(leaves: Sequence[bytes], first: int) -> list[bytes]:
    """Return the proof that the tree of the first `first` leaves is the beginning of this one."""
    if not 0 < first <= len(leaves):
        raise IndexError(f"no first {first} leaves in a tree of {len(leaves)}")
    return _subproof(leaves, first, whole=True)


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Tell whether the proof leads from this leaf, at `index` in a tree of `size`, to the root (section 2.1.3.2)."""
    if not 0 <= index < size or not _well_formed(leaf, expected_root, *proof):
        return False
    node, last, result = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node % 2 or node == last:
            result = node_hash(sibling, result)
            node, last = _climb(node, last)
        else:
            result = node_hash(result, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and compare_digest(result, expected_root)


def verify_consistency(first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]) -> bool:
    """Tell whether the tree of `first` leaves begins the tree of `second` leaves (section 2.1.4.2)."""
    if not 0 < first <= second or not _well_formed(first_root, second_root, *proof):
        return False
    if first == second:
        return not proof and compare_digest(first_root, second_root)
    path = [first_root, *proof] if _is_power_of_two(first) else list(proof)
    return bool(path) and _consistent(first, second, first_root, second_root, path)


def _consistent(first: int, second: int, first_root: bytes, second_root: bytes, path: Sequence[bytes]) -> bool:
    node, last = first - 1, second - 1
    while node % 2:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node % 2 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            node, last = _climb(node, last)
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and compare_digest(old, first_root) and compare_digest(new, second_root)


def _subproof(leaves: Sequence[bytes], first: int, whole: bool) -> list[bytes]:
    if first == len(leaves):
        return [] if whole else [root(leaves)]
    half = _split(len(leaves))
    if first <= half:
        return [*_subproof(leaves[:half], first, whole), root(leaves[half:])]
    return [*_subproof(leaves[half:], first - half, whole=False), root(leaves[:half])]


def _climb(node: int, last: int) -> tuple[int, int]:
    """Skip the levels where an odd one out moved up without a sibling."""
    while node and not node % 2:
        node, last = node >> 1, last >> 1
    return node, last


def _split(size: int) -> int:
    """Return the largest power of two smaller than `size` (2 or more)."""
    return 1 << ((size - 1).bit_length() - 1)


def _is_power_of_two(number: int) -> bool:
    return number & (number - 1) == 0


def _well_formed(*hashes: bytes) -> bool:
    return all(isinstance(value, bytes) and len(value) == HASH_SIZE for value in hashes)
