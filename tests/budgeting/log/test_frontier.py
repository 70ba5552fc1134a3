from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from budgeting.log.frontier import Frontier
from budgeting.log.tree import leaf_hash, node_hash, root


def entries(size: int) -> list[bytes]:
    return [f"entry {number}".encode() for number in range(size)]


@given(st.lists(st.integers(0, 40), max_size=12))
def test_however_it_grows_its_root_is_that_of_all_leaves(batches: list[int]) -> None:
    leaves = [leaf_hash(entry) for entry in entries(sum(batches))]
    frontier, size = Frontier(), 0
    for batch in batches:
        frontier, size = frontier.grown(leaves[size : size + batch]), size + batch
        assert (frontier.size, frontier.root()) == (size, root(leaves[:size]))
        assert len(frontier.hashes) == size.bit_count()
    assert frontier == Frontier().grown(leaves)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 7, 8, 9, 63, 64, 65, 300])
def test_its_root_agrees_with_an_independent_implementation(size: int) -> None:
    oracle = InmemoryTree(algorithm="sha256")
    oracle.append_entries(iter(entries(size)))
    frontier = Frontier().grown(map(leaf_hash, entries(size)))
    assert frontier.root() == (oracle.get_root() if size else root([]))


def test_seven_leaves_are_a_tree_of_four_one_of_two_and_a_leaf() -> None:
    a, b, c, d, e, f, g = leaves = [leaf_hash(entry) for entry in entries(7)]
    four = node_hash(node_hash(a, b), node_hash(c, d))
    assert Frontier().grown(leaves).hashes == (four, node_hash(e, f), g)
    assert Frontier(4, (four,)).grown([e, f, g]).root() == root(leaves)


@pytest.mark.parametrize(("size", "hashes"), [(-1, ()), (1, ()), (2, (b"x" * 32,) * 2), (1, (b"short",))])
def test_what_is_no_frontier_is_refused(size: int, hashes: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError):
        Frontier(size, hashes)
