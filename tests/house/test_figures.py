"""Section 12 of the design as a test: the sizes of files and functions."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOWER = ["models", "bot", "printing", "budgeting", "locales"]
ROOMS = ["palabre", "admin", "portal", "webhooks", "worker", "services", "gateways", *LOWER]
FILES = (90, 220, 300)
FUNCTIONS = (8, 25, 50)


def python_files() -> list[Path]:
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [path for path in found if "migrations/versions" not in path.as_posix() and path.read_text().strip()]


def functions_of(path: Path) -> list[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [
        (int(node.end_lineno or 0) - node.lineno + 1, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
        for node in ast.walk(tree)
        if isinstance(node, kinds)
    ]


def percentile(values: list[int], share: float) -> int:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def check(measured: list[tuple[int, str]], bars: tuple[int, int, int]) -> None:
    values = [value for value, _name in measured]
    longest = sorted(measured, reverse=True)[:5]
    assert statistics.median(values) <= bars[0]
    assert percentile(values, 0.95) <= bars[1], longest
    assert max(values) <= bars[2], longest


def test_files_are_short() -> None:
    check([(len(path.read_text().splitlines()), str(path.relative_to(ROOT))) for path in python_files()], FILES)


def test_functions_are_short() -> None:
    check([row for path in python_files() for row in functions_of(path)], FUNCTIONS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_states_its_law(room: str) -> None:
    law = ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert law.count(".") >= 2, "what lives here, what it may import, what never happens here"


def test_no_room_is_called_utils() -> None:
    names = {part for path in python_files() for part in path.relative_to(ROOT).with_suffix("").parts}
    assert not names & {"utils", "util", "helpers", "common", "manager", "misc"}


def test_nothing_is_imported_inside_a_function() -> None:
    inside = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in python_files()
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef))
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert inside == []
