from __future__ import annotations

import pytest

from locales.alternatives import Unclosed, expand


@pytest.mark.parametrize(
    ("item", "meant"),
    [
        ("s'il vous plaît", ("s'il vous plaît",)),
        ("(a|ont) pris l'argent", ("a pris l'argent", "ont pris l'argent")),
        ("money (was|) stolen", ("money was stolen", "money stolen")),
        ("(a|b) (c|d)", ("a c", "a d", "b c", "b d")),
        ("(m'a|nous ont) payé", ("m'a payé", "nous ont payé")),
    ],
)
def test_an_item_stands_for_each_of_its_alternatives(item: str, meant: tuple[str, ...]) -> None:
    assert expand(item) == meant


@pytest.mark.parametrize("item", ["(a|b", "a) b", "a|b", "(a (b|c))"])
def test_alternatives_without_both_brackets_are_refused(item: str) -> None:
    with pytest.raises(Unclosed):
        expand(item)
