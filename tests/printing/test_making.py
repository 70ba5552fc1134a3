"""Asking for a sheet: pressed by a process of its own, remembered, refused when too many ask."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

from budgeting.refusal import Refusal
from printing import PrintingNo, make_pdf, making
from printing.press import press
from tests.printing.sheets_of import opened, order, order_of, worst_case

ROOT = Path(__file__).parents[2]


def test_a_sheet_is_made_by_a_process_of_its_own_and_is_what_the_press_makes() -> None:
    leaflet = worst_case()
    made = make_pdf("citizen_budget", asdict(leaflet), "fr")
    assert len(opened(made).pages) == 2
    assert made == press(order_of(leaflet))


def test_the_same_sheet_is_made_once() -> None:
    make_pdf("citizen_budget", asdict(worst_case()), "fr")
    before = making._pressed.cache_info().hits
    make_pdf("citizen_budget", asdict(worst_case()), "fr")
    assert making._pressed.cache_info().hits == before + 1


def test_who_asks_while_the_room_is_full_is_told_so_at_once() -> None:
    data = {**asdict(worst_case()), "title": "not made before"}
    for _place in range(making.IN_THE_ROOM):
        assert making._room.acquire(blocking=False)
    try:
        with pytest.raises(Refusal) as refused:
            make_pdf("citizen_budget", data, "fr")
    finally:
        for _place in range(making.IN_THE_ROOM):
            making._room.release()
    assert refused.value.reason == PrintingNo.BUSY


def test_a_sheet_that_is_not_there_is_a_refusal_and_frees_the_room() -> None:
    for _time in range(making.IN_THE_ROOM + 1):
        with pytest.raises(Refusal) as refused:
            make_pdf("nowhere", asdict(worst_case()), "fr")
        assert refused.value.reason == PrintingNo.FAILED


def test_who_imports_the_room_does_not_load_typst() -> None:
    code = "import sys, printing, services.printing.papers; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_every_font_here_has_its_licence_beside_it() -> None:
    fonts = ROOT / "printing" / "fonts"
    licence = (fonts / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(font.name in licence for font in fonts.glob("*.ttf"))


def test_isolates_are_pressed_only_where_a_direction_turns() -> None:
    placed, turning = "Envoyez VOTE au \u206870 70\u2069 :", "La commune de \u2068الزنقو\u2069 a voté."
    for language, words, pressed in (
        ("fr", placed, placed.replace("\u2068", "").replace("\u2069", "")),
        ("fr", turning, turning),
        ("ar", placed, placed),
    ):
        assert order("radio_script", {"words": [words]}, language)["data"]["words"] == [pressed]


def test_a_minus_that_no_font_has_is_written_as_amounts_write_it() -> None:
    assert order("poster", {"words": "\N{MINUS SIGN}1 000 F"}, "fr")["data"]["words"] == "-1 000 F"
