"""`palabre understand` on its edges."""

from __future__ import annotations

import json

from click.testing import CliRunner

from bot.understanding.shorts import SHORT
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


def test_intents_are_those_of_the_short_list() -> None:
    lines = "RECOURS DI-26-0042 rien\nMON VOTE\nAPPUYER P-26-3\nparler à quelqu'un\nEFFACER\n"
    told = [
        json.loads(line) for line in CliRunner().invoke(COMMAND, ["--language", "fr"], input=lines).output.splitlines()
    ]
    assert [one["intent"] for one in told] == ["ask", "vote", "projects", "ask", "stop"]
    assert {one[key] for one in told for key in ("intent", "runner_up")} - {None} <= {str(intent) for intent in SHORT}


def test_what_it_may_be_instead_is_another_intent() -> None:
    told = json.loads(CliRunner().invoke(COMMAND, ["--language", "fr"], input="le marché du village encore\n").output)
    assert told["runner_up"] not in (None, told["intent"])
