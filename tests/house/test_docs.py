"""What README and docs name exists: links, files, make targets, commands; decisions stay short."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import click
import pytest

from palabre import commands
from palabre.settings import Settings

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
ADR_WORDS = 400

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^ *```.*?^ *```$", re.DOTALL | re.MULTILINE)
ROOMS = "admin|bench|bot|budgeting|docs|gateways|locales|models|palabre|portal|printing|services|tests|webhooks|worker"
FILE = re.compile(rf"^(?:(?:{ROOMS})/[\w./*-]*|[\w-]+\.(?:md|toml)|Makefile|Procfile|LICENSE)$")
MAKE = re.compile(r"(?:^|[`(]|&& )make ([a-z]+)", re.MULTILINE)
COMMAND = re.compile(r"(?:^|`|bin/)palabre ([a-z]+)(?: ([a-z]+))?", re.MULTILINE)
SETTING = re.compile(r"`([A-Z][A-Z]+_[A-Z_]+)`")
INVENTED = {"tests/transcripts/hours.txt", "admin/pages/<name>.py"}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


def words_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors_of(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", FENCE.sub("", words_of(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def known_commands() -> dict[str, click.Command]:
    names = [module.name for module in pkgutil.iter_modules(commands.__path__)]
    return {name: importlib.import_module(f"{commands.__name__}.{name}").COMMAND for name in names}


@pages
def test_every_link_inside_the_house_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(FENCE.sub("", words_of(page))):
        if link.startswith(("https://", "http://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link


@pages
def test_every_file_that_is_named_exists(page: Path) -> None:
    named = {text for text in CODE.findall(FENCE.sub("", words_of(page))) if FILE.match(text)} - INVENTED
    folders = (ROOT, page.parent, ROOT / "locales" / "fr")  # `words.toml` is one file of each language
    missing = [name for name in sorted(named) if not any(list(folder.glob(name.rstrip("/"))) for folder in folders)]
    assert missing == []


@pages
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    assert set(MAKE.findall(words_of(page))) <= targets()


@pages
def test_every_command_that_is_named_exists(page: Path) -> None:
    known = known_commands()
    for name, below in COMMAND.findall(words_of(page)):
        assert name in known, f"palabre {name}"
        command = known[name]
        if below and isinstance(command, click.Group):
            assert below in command.commands, f"palabre {name} {below}"


@pages
def test_every_setting_that_is_named_exists(page: Path) -> None:
    known = {name.upper() for name in Settings.model_fields}
    named = {name for name in SETTING.findall(words_of(page)) if not name.startswith(("LOST_", "RESULT_"))}
    assert named <= known


@pytest.mark.parametrize("page", ADRS, ids=lambda page: page.stem)
def test_a_decision_is_told_in_under_400_words(page: Path) -> None:
    assert len(words_of(page).split()) < ADR_WORDS


def test_the_licence_is_there_in_full() -> None:
    text = words_of(ROOT / "LICENSE")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text
