"""The operator's guide tells how long things are kept in the words and numbers of the panel, and all of them."""

from __future__ import annotations

import re
from pathlib import Path

from admin.processing_words import ENDINGS, KEPT
from budgeting.law.processing import Processing
from models import Base
from services.declaring import NOT_DONE
from services.kept import TABLE, Kept

GUIDE = Path(__file__).parents[2] / "docs" / "operators-guide.md"
ROW = re.compile(r"^\| (.+) \| (.+) \|$", re.MULTILINE)


def period_of(kept: Kept) -> str:
    if kept.period is None:
        return ENDINGS[str(kept.ending)]
    return "1 day" if kept.period.days == 1 else f"{kept.period.days} days"


def test_the_guide_tells_what_is_kept_how_long_as_the_purge_does_it() -> None:
    chapter = GUIDE.read_text(encoding="utf-8").split("\n## How long\n")[1].split("\n## ")[0]
    told = [(what, period) for what, period in ROW.findall(chapter) if what not in ("what", "---")]
    assert told == [(KEPT[kept.data], period_of(kept)) for kept in TABLE]


def test_every_table_that_says_whose_its_rows_are_has_its_line() -> None:
    told = [table for kept in TABLE for table in kept.tables]
    assert sorted(told) == sorted(table.name for table in Base.metadata.sorted_tables if "contact_id" in table.columns)


def test_every_line_ends_by_days_or_by_something_that_happens() -> None:
    assert all((kept.period is None) != (kept.ending is None) for kept in TABLE)


def test_every_kind_of_processing_that_is_declared_has_a_line() -> None:
    assert set(Processing) - NOT_DONE == {kept.processing for kept in TABLE}
