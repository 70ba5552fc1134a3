"""The messages that models learn from: what people might send, each with its short intent.

`locales/<tag>/messages*.tsv`: short intent, project numbers of a vote, message; separated by tabs.
"""

from __future__ import annotations

import csv
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from bot.understanding.intents import Intent
from bot.understanding.shorts import broad
from locales.senses import load_senses, sensed_languages
from locales.words import FOLDER, load_words

FILES = "messages*.tsv"


class Message(NamedTuple):
    """A message and what it wants."""

    intent: Intent
    numbers: tuple[int, ...]
    text: str


def taught_languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """Return the languages that have messages to learn from, sorted."""
    return tuple(sorted({path.parent.name for path in folder.glob(f"*/{FILES}")}))


def messages_of(tag: str, folder: Path = FOLDER) -> list[Message]:
    """Return the messages of a language; raises ValueError for an intent that there is not."""
    return [message for path in sorted((folder / tag).glob(FILES)) for message in read_messages(path)]


def read_messages(path: Path) -> list[Message]:
    """Return the messages of one file."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Message(Intent(intent), tuple(int(part) for part in numbers.split(",") if part), text)
        for intent, numbers, text in rows
    ]


def listed_messages(tag: str) -> list[Message]:
    """Return the commands and the example sentences of a language's words file as messages."""
    words = load_words(tag)
    sections = (words.examples, words.commands, words.alone)
    said = [(Intent(name), text) for section in sections for name, items in section.items() for text in items]
    return [Message(broad(intent), (), text) for intent, text in said]


def digest_of(folder: Path = FOLDER) -> str:
    """Return a digest of all messages and senses: every model learns from those of the other languages too."""
    said = [f"{tag}\t{one.intent}\t{one.text}" for tag in taught_languages(folder) for one in messages_of(tag, folder)]
    senses = [f"{tag}\t{load_senses(tag, folder)}" for tag in sensed_languages(folder)]
    return sha256("\n".join([*said, *senses]).encode()).hexdigest()
