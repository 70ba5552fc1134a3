"""`palabre restore`: shows that a copy can be lived on, and puts it back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click
from sqlalchemy.engine import make_url

from palabre.backups import check_copy
from palabre.key_copies import ended_keys_at, outliving
from palabre.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
BESIDE = ("-wal", "-shm", "-journal")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("restore")
@click.argument("copy", type=FILE)
@click.option("--check", "only_check", is_flag=True, help="Only look whether the copy is sound; change nothing.")
@click.option("--keys", type=FOLDER, help="The folder with the copied keys, to try them on the ballots.")
def COMMAND(copy: Path, *, only_check: bool, keys: Path | None) -> None:
    """Check a copy of the SQLite database and put it where the database was; an existing one is never overwritten."""
    settings = Settings()
    if not is_sound(copy, keys):
        raise click.ClickException("The copy is not sound; nothing was changed.")
    if keys is not None:
        warn_of_outliving(copy, keys, settings.database)
    if only_check:
        return
    if not settings.is_sqlite:
        raise click.ClickException("On PostgreSQL restore the dump with pg_restore into an empty database.")
    target = Path(str(make_url(settings.database).database))
    if no := why_not_there(target):
        raise no
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(copy, target)
    click.echo(f"Restored to {target}. Put everything from the keys' copy back into {settings.keys_folder}, unpack the")
    click.echo(f"uploads into {settings.files_folder}, put the secret back, then run palabre check.")


def why_not_there(target: Path) -> click.ClickException | None:
    """Return why nothing may be restored to a place, or None.

    What SQLite left beside an older database would be played into the restored one when it is opened.
    """
    if target.exists():
        return click.ClickException(f"{target} exists: stop Palabre, move that file away, then restore again.")
    left = [path for end in BESIDE if (path := target.with_name(target.name + end)).exists()]
    if not left:
        return None
    names = ", ".join(map(str, left))
    return click.ClickException(
        f"{names}: left over from the database that was there; it would change the restored one. Nothing was restored. "
        "Stop Palabre, move this away together with the old database, then restore again."
    )


def warn_of_outliving(copy: Path, keys: Path, database: str) -> None:
    """Name the copied keys that were destroyed, as the copy or the database in use knows it."""
    with tempfile.TemporaryDirectory() as folder:
        ended = ended_keys_at(f"sqlite:///{shutil.copy2(copy, folder)}") | ended_keys_at(database)
    for path, title in outliving(keys, ended):
        click.echo(f"!!  {title}: its key was destroyed, but {path} still holds a copy. Destroy it.")


def is_sound(copy: Path, keys: Path | None) -> bool:
    """Print what is found in a copy, looked at in a place of its own, and return whether all of it holds."""
    with tempfile.TemporaryDirectory() as folder:
        looked_at = Path(shutil.copy2(copy, folder))
        sound = True
        for holds, finding in check_copy(looked_at, keys):
            click.echo(f"{'ok ' if holds else 'NO '} {finding}")
            sound = sound and holds
    return sound
