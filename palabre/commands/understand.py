"""`palabre understand`: what a message means to the house."""

from __future__ import annotations

import json
import sys
from typing import TextIO

import click

from bot.understanding.understand import understand
from locales.words import languages as known_languages
from locales.words import reviewed_languages


@click.command("understand")
@click.option("--language", type=click.Choice(known_languages()), default="fr", show_default=True)
@click.option("--file", "source", type=click.File("r", encoding="utf-8"), default=None, help="Instead of the pipe.")
def COMMAND(language: str, source: TextIO | None) -> None:
    """Read a message a line and print JSON lines: intent, confidence, numbers, reference, topic, year, code."""
    languages = (language, *(tag for tag in reviewed_languages() if tag != language))
    for line in source or sys.stdin:
        found = understand(line.rstrip("\n"), language, languages)
        runner_up = found.short_runner_up
        row = {
            "text": found.text,
            "intent": str(found.short),
            "confidence": round(found.confidence, 3),
            "numbers": list(found.numbers),
            "reference": found.reference,
            "topic": found.topic,
            "year": found.year,
            "code": found.code,
            "runner_up": str(runner_up) if runner_up else None,
        }
        click.echo(json.dumps(row, ensure_ascii=False))
