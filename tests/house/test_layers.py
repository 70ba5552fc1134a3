"""The linter's list of rooms is the list of folders."""

from __future__ import annotations

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOT_ROOMS = {"tests", "bench"}


def test_every_top_level_package_stands_on_a_floor() -> None:
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_ROOMS
    floors = {name.strip() for floor in rules["contracts"][0]["layers"] for name in floor.split("|")}
    assert packages == set(rules["root_packages"]) == floors


def test_one_file_of_the_services_knows_two_kinds_of_database() -> None:
    asking = [path.name for path in (ROOT / "services").rglob("*.py") if "dialect" in path.read_text()]
    assert asking == ["rows.py"]
