"""The command line: one file a command in `palabre/commands/`."""

from __future__ import annotations

import importlib
import pkgutil

import click

from palabre import commands
from palabre.secrets import UnsafeSetting


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="palabre")
def palabre() -> None:
    """Public money, requests, proposals and votes by plain SMS and Telegram."""


def _find_commands() -> None:
    for module in pkgutil.iter_modules(commands.__path__):
        palabre.add_command(importlib.import_module(f"{commands.__name__}.{module.name}").COMMAND)


def main() -> None:
    """Run the command line."""
    _find_commands()
    try:
        palabre()
    except UnsafeSetting as error:
        raise SystemExit(f"palabre: {error}") from error


if __name__ == "__main__":
    main()
