"""How messages are understood: the confusion of intents on cases kept apart, and how many a second."""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bot.understanding.intents import Intent
from bot.understanding.understand import Understanding, understand

CASES = Path(__file__).parent.parent / "tests" / "understanding_cases"
UNSEEN, HELD_OUT = CASES / "unseen", CASES / "held_out"
NUMBERS, NUMBERS_HELD_OUT = CASES / "numbers", CASES / "numbers_held_out"
KINDS = {"held out": HELD_OUT, "unseen": UNSEEN, "votes": NUMBERS, "votes held out": NUMBERS_HELD_OUT}
LANGUAGES = {"fr": "fr", "en": "en", "ar": "ar", "darija": "ar"}
ALL = ("fr", "ar", "en")
MOST_SHOWN = 8

UNKNOWN = "frelu brani gotu"
"""What no rule knows, and every model is asked about."""

Row = tuple[str, str, str]


def run() -> None:
    """Print accuracy, what was taken for what, and the speed for each language; then in the short list of intents.

    The models learn from messages like those held out, and from none like the unseen ones; the votes are for their
    numbers.
    """
    for language in ALL:
        understand(UNKNOWN, language, ALL)  # words and models are read once, whatever is understood then
    for name, language in LANGUAGES.items():
        _measure(name, language, _rows(CASES / f"{name}.tsv"), lambda meaning: str(meaning.intent))
    for kind, folder in KINDS.items():
        for name, language in LANGUAGES.items():
            _measure(f"{kind} {name}", language, _rows(folder / f"{name}.tsv"), lambda meaning: str(meaning.short))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 3]
    return [(wanted, numbers, text) for wanted, numbers, text in rows if not wanted.startswith("#")]


def _measure(name: str, language: str, rows: list[Row], named: Callable[[Understanding], str]) -> None:
    began = time.process_time()
    found = [understand(text, language, ALL) for _wanted, _numbers, text in rows]
    spent = time.process_time() - began
    wrong = Counter(
        (wanted, named(meaning))
        for (wanted, *_), meaning in zip(rows, found, strict=True)
        if named(meaning) not in wanted.split("|")
    )
    right = 1 - sum(wrong.values()) / len(rows)
    votes = [
        (numbers, ",".join(map(str, meaning.numbers)))
        for (_wanted, numbers, _text), meaning in zip(rows, found, strict=True)
        if numbers and meaning.intent is Intent.VOTE
    ]
    exact = sum(wanted == said for wanted, said in votes)
    print(
        f"   {name:15} {len(rows)} messages, {right:.1%} right, numbers of a ballot right in {exact} of {len(votes)}, "
        f"{len(rows) / spent:,.0f} a second of CPU"
    )
    for (wanted, taken), times in wrong.most_common(MOST_SHOWN):
        print(f"           {wanted} taken for {taken}: {times}")
