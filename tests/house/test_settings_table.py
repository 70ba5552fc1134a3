"""The README's table of settings is the code's."""

from __future__ import annotations

from pathlib import Path

from palabre.settings import settings_table

ROOT = Path(__file__).parents[2]


def test_the_readme_shows_every_setting_with_its_default() -> None:
    assert settings_table() in (ROOT / "README.md").read_text(encoding="utf-8")
