"""Voting codes: every slip of the finger is noticed, every way of typing them is read, and nothing else is one."""

from __future__ import annotations

import secrets
from itertools import product
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgeting.voting_codes import (
    DAMM,
    LENGTH,
    POSSIBLE,
    CodeFault,
    cut_codes,
    cut_shown,
    find_code,
    is_code,
    new_code,
    write_code,
)

TEXTS = st.text() | st.text(alphabet="0123456789 .-–Ol٣\u200eVOTE,\n²½", max_size=80)
CODES = st.integers(0, POSSIBLE - 1).map(lambda number: new_code(lambda _below: number))
CODE = new_code(lambda _below: 482109375)
SPACED = write_code(CODE)
ARABIC = CODE.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))


def test_the_table_is_a_latin_square_in_which_no_two_neighbours_can_be_exchanged() -> None:
    table = [[int(digit) for digit in row] for row in DAMM]
    digits = set(range(10))
    assert all(set(row) == digits for row in table)
    assert all({row[column] for row in table} == digits for column in digits)
    assert all(table[digit][digit] == 0 for digit in digits)
    for so_far, one, other in product(digits, digits, digits):
        assert one == other or table[table[so_far][one]][other] != table[table[so_far][other]][one]


def test_the_example_of_damm_has_his_check_digit() -> None:
    interim = 0
    for digit in "572":
        interim = int(DAMM[interim][int(digit)])
    assert interim == 4


@given(CODES, st.integers(0, LENGTH - 1), st.integers(1, 9))
def test_a_wrong_digit_is_always_noticed(code: str, place: int, shift: int) -> None:
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert not is_code(wrong)
    found = find_code(f"VOTE {write_code(wrong)} 3 7")
    assert found is not None
    assert (found.code, found.fault, found.rest) == (None, CodeFault.WRONG_DIGIT, "VOTE 3 7")


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_neighbours_exchanged_are_always_noticed(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or not is_code(swapped)


@given(CODES)
def test_a_new_code_is_a_code_of_ten_digits(code: str) -> None:
    assert is_code(code)
    assert len(code) == LENGTH
    assert find_code(write_code(code)) == (code, None, "")


def test_codes_are_drawn_from_the_whole_room() -> None:
    asked: list[int] = []
    new_code(lambda below: asked.append(below) or 7)  # type: ignore[func-returns-value]
    assert asked == [POSSIBLE]
    assert len({new_code(secrets.randbelow) for _time in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        f"VOTE {CODE} 3 7",
        f"VOTE {SPACED} 3 7",
        f"VOTE 3 7 {SPACED}",
        f"VOTE {CODE[:3]} {CODE[3:6]} {CODE[6:]} 3 7",
        f"VOTE {'.'.join((CODE[:5], CODE[5:]))} 3 7",
        f"VOTE {'-'.join((CODE[:5], CODE[5:]))} 3 7",
        f"VOTE {CODE[:5]} – {CODE[5:]} 3 7",
        f"VOTE {CODE[:5]}\u00a0{CODE[5:]} 3 7",
        f"VOTE \u200e{CODE[:5]}\u200e {CODE[5:]} 3 7",
        f"VOTE{CODE} 3 7",
        f"VOTE {CODE.replace('0', 'O')} 3 7",
        f"VOTE {CODE.replace('0', 'o').replace('1', 'l')} 3 7",
        f"VOTE {CODE}, 3, 7",
        f"VOTE {CODE}\n3 7",
        f"VOTE {ARABIC} 3 7",
        f"VOTE {ARABIC[:5]} {ARABIC[5:]} 3 7",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    found = find_code(typed)
    assert found is not None
    assert found.code == CODE
    assert found.rest.replace(",", " ").replace("\u200e", "").split() == ["VOTE", "3", "7"]


def test_digits_one_by_one_or_in_pairs_are_read() -> None:
    assert find_code(f"VOTE {' '.join(CODE)} 3 7") == (CODE, None, "VOTE 3 7")
    pairs = " ".join(CODE[at : at + 2] for at in range(0, LENGTH, 2))
    assert find_code(f"VOTE {pairs} 3 7") == (CODE, None, "VOTE 3 7")


@pytest.mark.parametrize("typed", ["4821 0937", "482109375", "48210 9375", "48210 937566", "4821 0937 5611 3"])
def test_a_digit_too_few_or_too_many_is_told(typed: str) -> None:
    found = find_code(f"VOTE {typed}")
    assert found is not None
    assert (found.code, found.fault) == (None, CodeFault.WRONG_LENGTH)


@pytest.mark.parametrize(
    "text",
    ["VOTE 3 7", "VOTE 12 13 14", "vote 3 le 31/12/2026 à 18h", "DI-26-0042", "12 500 000 F", "2026", "", "VOTE"],
)
def test_numbers_of_projects_dates_and_amounts_are_no_codes(text: str) -> None:
    assert find_code(text) is None


def test_where_numbers_are_expected_five_of_two_digits_are_no_code() -> None:
    pairs = " ".join(CODE[at : at + 2] for at in range(0, LENGTH, 2))
    assert find_code(pairs, among_numbers=True) is None
    assert find_code(f"{SPACED} 3 7", among_numbers=True) == (CODE, None, "3 7")


@given(TEXTS)
def test_no_text_breaks_the_reader(text: str) -> None:
    found = find_code(text)
    if found is not None and found.code is not None:
        assert is_code(found.code)


@pytest.mark.parametrize("written", ["{0}{1}", "{0} {1}", "{0}/{1}", "{0}, {1}", "({0}) {1}", "{0}{1}ne", "n°{0}{1}"])
def test_a_code_is_cut_out_however_it_is_written(written: str) -> None:
    code = new_code(lambda _below: 482_109_375)
    codes, rest = cut_codes(f"mon papier {written.format(code[:5], code[5:])} marche", lambda one: one == code)
    assert codes == [code]
    assert not any(part in rest for part in (code[:5], code[5:]))
    assert rest.startswith("mon papier")


def test_what_is_asked_of_a_number_is_asked_once_and_what_is_none_stays() -> None:
    one, other = (new_code(lambda _below, drawn=drawn: drawn) for drawn in (482_109_375, 100_200_304))
    asked: list[str] = []
    text = f"{one} ou {other} ou {one}"
    assert cut_codes(text, lambda digits: bool(asked.append(digits))) == ([], text)
    assert asked == [one, other]
    pairs = " ".join(one[at : at + 2] for at in range(0, 10, 2))
    assert cut_codes(pairs, lambda _digits: True) == ([one], "")
    assert cut_codes(pairs, lambda _digits: True, in_small_groups=False) == ([], pairs)


@given(TEXTS)
def test_all_that_is_cut_out_begins_with_what_is_found_first(text: str) -> None:
    found, (codes, rest) = find_code(text), cut_shown(text)
    assert (found is None) == (not codes)
    if found is None:
        assert rest == text
    else:
        assert found.digits == codes[0]
        assert len(codes) > 1 or find_code(found.rest) is not None or rest == found.rest


def test_several_codes_are_cut_out_each_once() -> None:
    other = new_code(lambda _below: 100200304)
    said = f"VOTE {SPACED} et {write_code(other)}, encore {CODE} ou 48210 93756 pour 3 7"
    assert cut_shown(said) == ([CODE, other, "4821093756"], "VOTE et , encore ou pour 3 7")


@pytest.mark.parametrize("width", [1, 2, 4, 5, 10])
def test_a_long_message_of_digits_is_read_in_no_time(width: int) -> None:
    draw = Random(width)
    text = " ".join(f"{draw.randrange(10**width):0{width}}" for _ in range(2000))[:2000]
    begun = process_time()
    for among_numbers in (False, True):
        cut_shown(text, among_numbers=among_numbers)
    cut_codes(text, lambda _digits: True)
    assert process_time() - begun < 0.3  # it was a second where each code began a reading of its own
