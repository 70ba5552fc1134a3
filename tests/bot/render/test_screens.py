"""Screens: nothing of a text is lost, none is too long, and each says how to turn it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.render.screens import Turning, cut_screens
from bot.sms.segments import measure

TURNING = Turning("0 retour", "00 suite")
ARABIC = Turning("0 رجوع", "00 التالي")


def test_what_fits_one_screen_is_left_alone() -> None:
    assert cut_screens("a" * 160, TURNING) == ("a" * 160,)
    assert cut_screens("ب" * 70, ARABIC) == ("ب" * 70,)
    assert cut_screens("", TURNING) == ("",)


def test_a_longer_text_says_on_each_screen_how_to_turn_it() -> None:
    screens = cut_screens("\n".join(f"{number} une ligne de plusieurs mots" for number in range(12)), TURNING)
    assert len(screens) == 3
    assert screens[0].endswith("\n00 suite") and "0 retour" not in screens[0]
    assert screens[1].endswith("\n0 retour\n00 suite")
    assert screens[2].endswith("\n0 retour") and "00 suite" not in screens[2]


def test_the_way_back_that_ends_a_page_of_a_list_stands_once_on_its_last_screen() -> None:
    page = "\n".join([*(f"{number} une ligne de plusieurs mots" for number in range(8)), TURNING.back])
    screens = cut_screens(page, TURNING)
    assert len(screens) == 2
    assert screens[1].splitlines().count(TURNING.back) == 1 and screens[1].endswith(f"mots\n{TURNING.back}")


def test_a_line_is_cut_only_where_it_would_leave_a_screen_half_empty() -> None:
    first = cut_screens(f"court\n{'mot ' * 60}", TURNING)[0]
    assert first.startswith("court\nmot mot") and len(first) > 150
    assert cut_screens(f"{'mot ' * 30}\n{'autre ' * 20}", TURNING)[0] == f"{('mot ' * 30).strip()}\n00 suite"


def test_a_letter_outside_the_cheap_alphabet_shortens_its_own_screen_alone() -> None:
    screens = cut_screens(f"{'a ' * 60}ب {'c ' * 90}", TURNING)
    assert {measure(screen).encoding for screen in screens} == {"GSM-7", "UCS-2"}


@given(st.text(st.sampled_from("ab €é\n بت\u0651👩\u200d"), max_size=400))
def test_no_screen_is_too_long_and_nothing_but_space_is_lost(text: str) -> None:
    for turning in (TURNING, ARABIC):
        screens = cut_screens(text, turning)
        assert all(measure(screen).segments <= 1 for screen in screens)
        said = "".join(_without(screen, turning, at, len(screens)) for at, screen in enumerate(screens))
        assert "".join(said.split()) == "".join(text.split())


def _without(screen: str, turning: Turning, at: int, count: int) -> str:
    for line in reversed(turning.below(is_first=at == 0, is_last=at == count - 1)):
        assert screen.endswith(line)
        screen = screen.removesuffix(line)
    return screen
