"""`palabre backup`: a copy of the database, and apart from it the keys."""

from __future__ import annotations

from pathlib import Path

import click

from palabre.backups import BackupFailed, back_up, back_up_keys
from palabre.copy_drafts import clear_left
from palabre.key_copies import left_over
from palabre.settings import Settings
from palabre.upload_copies import back_up_files
from services.clock import system_clock

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command("backup")
@click.option("--to", "folder", type=FOLDER, default=Path("backups"), show_default=True)
@click.option("--keys-to", type=FOLDER, help="Copy the cycles' keys too, to a folder kept elsewhere.")
def COMMAND(folder: Path, keys_to: Path | None) -> None:
    """Copy the database while it is in use; whoever holds a copy and the keys together can read the ballots."""
    settings = Settings()
    for draft in clear_left(folder):
        click.echo(f"Cleared: {draft}, which a backup that was killed left behind.")
    try:
        copy = back_up(settings.database, folder, system_clock())
    except BackupFailed as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Database: {copy}")
    is_whole = _pack_uploads(settings.files_folder, copy)
    if keys_to is None:
        click.echo("Keys: not copied. Use --keys-to with a folder that is kept apart from this one.")
    else:
        _copy_keys(settings.keys_folder, folder, keys_to)
    if not is_whole:
        raise click.exceptions.Exit(1)


def _pack_uploads(files: Path, copy: Path) -> bool:
    """Pack the uploads; say why they could not be and return False, so that the keys are copied all the same."""
    try:
        if packed := back_up_files(files, copy):
            click.echo(f"Uploads: {packed}")
    except BackupFailed as error:
        click.ClickException(str(error)).show()
        return False
    return True


def _copy_keys(keys: Path, folder: Path, keys_to: Path) -> None:
    if keys_to.resolve() == folder.resolve():
        raise click.ClickException("The keys may not lie beside the database: choose another folder.")
    try:
        copies = back_up_keys(keys, keys_to)
    except BackupFailed as error:
        raise click.ClickException(str(error)) from error
    for key in copies:
        click.echo(f"Key: {key}")
    for key in left_over(keys, keys_to):
        click.echo(f"Left over: {key} is no longer in use here. If that key was destroyed, destroy this copy too.")
    click.echo(
        "These copies outlive their keys: when a key is destroyed in the panel, destroy every copy and the paper."
    )
    click.echo("Secret: copy VAR_DIR/secret by hand, on paper or a third place; addresses are sealed under it.")
