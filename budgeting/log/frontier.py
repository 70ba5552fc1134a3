"""The frontier of a growing tree: all that a longer tree's root needs of what is there, in at most 64 hashes.

A tree of `size` leaves is a row of perfect subtrees, one for each 1 in the binary form of `size`, the largest first
(RFC 9162, section 2.1.4: the split at the largest power of two). A new leaf merges the subtrees that it completes, as
adding 1 carries in the binary form.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from budgeting.log.tree import HASH_SIZE, node_hash
from budgeting.log.tree import root as root_of_leaves


@dataclass(frozen=True, slots=True)
class Frontier:
    """The roots of the perfect subtrees of a tree of `size` leaves, the largest first; `ValueError` for none such."""

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.hashes) != self.size.bit_count():
            raise ValueError(f"a tree of {self.size} leaves has no {len(self.hashes)} subtrees")
        if any(len(value) != HASH_SIZE for value in self.hashes):
            raise ValueError("no hash")

    def grown(self, leaves: Iterable[bytes]) -> Frontier:
        """Return the frontier after these further leaf hashes; each costs one hash on average."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            node, completed = leaf, size
            while completed & 1:
                node, completed = node_hash(hashes.pop(), node), completed >> 1
            hashes.append(node)
            size += 1
        return Frontier(size, tuple(hashes))

    def root(self) -> bytes:
        """Return the root of the whole tree, equal to `tree.root` over all its leaves."""
        if not self.hashes:
            return root_of_leaves([])
        *larger, node = self.hashes
        for subtree in reversed(larger):
            node = node_hash(subtree, node)
        return node
