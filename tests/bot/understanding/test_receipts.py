"""A receipt in a message, however its groups are parted, and nothing else that looks a little like one."""

from __future__ import annotations

import pytest

from bot.understanding.intents import Intent
from bot.understanding.understand import understand

RIGHT = "41YV6PYZD"


@pytest.mark.parametrize("text", [
    "RECU 41Y-V6P-YZD", "recu 41y v6p yzd", "reçu : 41YV6PYZD", "41Y-V6P-YZD", "41y v6p yzd", "41yv6pyzd",
    "reçu numéro 41Y V6P YZD", "وصل 41Y V6P YZD", "٤١Y V٦P YZD", "receipt 41y.v6p.yzd",
])  # fmt: skip
def test_a_receipt_is_read_with_dashes_with_spaces_or_in_one_piece(text: str) -> None:
    meaning = understand(text, "fr", ("fr", "ar", "en"))
    assert (meaning.intent, meaning.sure, meaning.code) == (Intent.RECEIPT, True, RIGHT)


@pytest.mark.parametrize(
    "text", ["RECU 41Y V6P YZA", "RECU ABC-DEF-GHJ", "41Y-V6P-YZA", "41y v6p yza", "RECU 41Y-V6P-YZ"]
)
def test_one_that_is_mistyped_is_read_as_well_so_that_it_can_be_said(text: str) -> None:
    meaning = understand(text, "fr", ("fr", "ar", "en"))
    assert meaning.intent is Intent.RECEIPT and meaning.code


@pytest.mark.parametrize("text", [
    "7na bla lma", "Pas eau A12", "A12 est sec", "2nd tap bad", "the 1st tap", "bit m3a 3li",
])  # fmt: skip
def test_three_short_words_of_which_one_has_a_digit_are_no_receipt(text: str) -> None:
    meaning = understand(text, "fr", ("fr", "ar", "en"))
    assert (meaning.intent is Intent.RECEIPT, meaning.code) == (False, None)


@pytest.mark.parametrize("text", [
    "RECU", "RECU du 12 mars 2026", "recu les bon dos", "VOTE 3 7 121", "les bon dos", "P26-17", "DI 26 0042",
    "VOTE 371 2A1 12B", "3 7 12",
])  # fmt: skip
def test_other_words_and_ballots_are_no_receipt(text: str) -> None:
    assert understand(text, "fr", ("fr", "ar", "en")).code is None


@pytest.mark.parametrize("text", ["RECU AAA-BBB-CCC", "RECEIPT AAA-BBB-CCC", "وصل AAA-BBB-CCC", "RECU AAA BBB CCC"])
def test_one_of_the_right_length_is_read_where_its_groups_look_like_small_words(text: str) -> None:
    assert understand(text, "fr", ("fr", "ar", "en")).code == "AAABBBCCC"
