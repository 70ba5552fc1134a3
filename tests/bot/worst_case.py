"""What the texts cost as SMS with the longest values there can be."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from bot.longest_values import longest_values as worst_values
from bot.longest_values import speech_in
from bot.phrases import Phrase
from bot.sms.prepare import prepare
from locales.catalogue import CITIZEN
from tests.collected import collected

__all__ = ["speech_in", "worst_values"]

ROOT = Path(__file__).parent.parent.parent
LANGUAGES = ("fr", "ar", "en")
ALLOWED = {"fr": 1, "en": 1, "ar": 2}
"""Segments of a text by language."""


def segments_of(text: str, language: str, values: dict[str, str]) -> int:
    """Return what a text costs in that language."""
    names = set(re.findall(r"%\((\w+)\)s", text))
    unknown = names - set(values)
    assert not unknown, f"say the longest value of {unknown} in bot/longest_values.py"
    words = Phrase(text, {name: values[name] for name in names}).spoken(speech_in(language))
    return prepare(words).segments


def texts_said_by_sms() -> Iterator[str]:
    """Return every text of the citizen's catalogue but those that have a short form."""
    long = set(texts_with_a_short_form())
    for message in collected(CITIZEN):
        if _is_text(message) and message.id not in long:
            yield str(message.id)


def _is_text(message: Message) -> bool:
    return bool(message.id) and isinstance(message.id, str)  # what is counted stands in a text as its value


def texts_with_a_short_form() -> Iterator[str]:
    """Return the texts that `.brief(_("..."))` follows: they are said only where letters cost nothing."""
    for folder in ("bot", "services", "gateways"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "brief":
                    yield from _text_of(node.func.value)


def _text_of(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_" and isinstance(node.args[0], ast.Constant):
        yield str(node.args[0].value)
