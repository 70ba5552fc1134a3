from __future__ import annotations

import logging
import sys
from typing import Any

import pytest

from palabre.logs import ScrubbedFormatter, places_of, scrub

CANARIES = ["+22890112233", "22890112233", "+228 90 11 22 33", "90-11-22-33", "00228 90.11.22.33", "(228) 90112233"]


@pytest.mark.parametrize("number", CANARIES)
@pytest.mark.parametrize("place", ["event", "line", "nothing_known"])
def test_no_number_of_a_phone_passes_the_log(number: str, place: str) -> None:
    event: dict[str, Any] = {"event": "x", place: f"from {number}.", "nested": {"a": [number]}}
    assert "112233" not in repr(scrub(None, "info", event)).replace(" ", "").replace("-", "").replace(".", "")


def test_whole_numbers_as_long_as_a_phone_are_hidden_and_short_ones_stay() -> None:
    assert scrub(None, "info", {"chat": 22890112233, "line": 3, "ok": True}) == {"chat": "…", "line": 3, "ok": True}


@pytest.mark.parametrize("name", ["body", "text", "phone", "token", "sender"])
def test_private_fields_are_hidden_whatever_they_hold(name: str) -> None:
    assert scrub(None, "info", {name: "VOTE 3"}) == {name: "…"}


def test_an_exception_is_logged_by_its_places_and_never_by_its_words() -> None:
    try:
        int("VOTE 3 de Afi")
    except ValueError:
        info = sys.exc_info()
    said = places_of(info)
    assert said.startswith("ValueError < ")
    assert "Afi" not in said
    record = logging.LogRecord("x", logging.ERROR, "f", 1, "failed for +22890112233", None, info)
    line = ScrubbedFormatter("%(message)s").format(record)
    assert "Afi" not in line
    assert "112233" not in line
