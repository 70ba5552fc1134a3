"""Lists on pages are joined as their language joins them: no template writes a Latin comma between two values."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "portal" / "templates" / "portal", ROOT / "admin" / "pages", ROOT / "admin" / "templates")
TEMPLATES = sorted(path for folder in FOLDERS for path in folder.rglob("*.html"))
BETWEEN = re.compile(r"(?:</bdi>\)?|\}\}|%\}), (?:\{\{|<bdi|\{%-? ?(?:if|end))|', ' if not loop\.last|join\(', '\)")
DEGREES = re.compile(r"format\(\w+\.latitude\) \}\}, \{\{")
"""Where on the earth a thing is: two numbers, read from left to right everywhere."""


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_joins_values_with_a_latin_comma(template: Path) -> None:
    assert BETWEEN.findall(DEGREES.sub("", template.read_text())) == []
