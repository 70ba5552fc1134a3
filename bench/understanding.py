"""How messages are understood: the confusion of intents on the cases kept apart, and how many a second."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

from bot.understanding.understand import understand

CASES = Path(__file__).parent.parent / "tests" / "understanding_cases"
LANGUAGES = {"fr": "fr", "en": "en", "ar": "ar", "darija": "ar"}
ALL = ("fr", "ar", "en")


def run() -> None:
    """Print accuracy, what was taken for what, and the speed for each language."""
    for name, language in LANGUAGES.items():
        with (CASES / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) == 3]
        rows = [row for row in rows if not row[0].startswith("#")]
        began = time.process_time()
        found = [understand(text, language, ALL) for _intent, _numbers, text in rows]
        spent = time.process_time() - began
        wrong = Counter(
            (wanted, str(meaning.intent)) for (wanted, *_), meaning in zip(rows, found, strict=True)
            if str(meaning.intent) not in wanted.split("|")
        )  # fmt: skip
        right = 1 - sum(wrong.values()) / len(rows)
        print(f"   {name:7} {len(rows)} messages, {right:.1%} right, {len(rows) / spent:,.0f} a second of CPU")
        for (wanted, taken), times in wrong.most_common(8):
            print(f"           {wanted} taken for {taken}: {times}")
