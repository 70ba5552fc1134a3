"""`palabre understand` on its edges."""

from __future__ import annotations

import json

from click.testing import CliRunner

from locales.words import languages
from palabre.commands.understand import COMMAND


def test_a_message_a_line_is_understood() -> None:
    told = json.loads(CliRunner().invoke(COMMAND, ["--language", "fr"], input="VOTE 3 7\n").output)
    assert (told["intent"], told["numbers"]) == ("vote", [3, 7])


def test_a_day_is_no_project() -> None:
    told = json.loads(CliRunner().invoke(COMMAND, ["--language", "fr"], input="je vote le 30/11\n").output)
    assert (told["intent"], told["numbers"]) == ("vote", [])


def test_a_language_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    found = CliRunner().invoke(COMMAND, ["--language", "xx"], input="VOTE 3\n")
    assert found.exit_code == 2
    assert all(tag in found.output for tag in languages())
