"""A safe start: what production may not run with is refused before anything is served, and said in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from palabre.migrations import is_current
from palabre.secrets import UnsafeSetting
from palabre.settings import Settings
from palabre.wiring import Installation, is_loopback
from services.database import is_alive
from services.probes import cycles_without_key, is_shared_folder, is_shared_secret

PATIENCE = 30.0  # seconds to wait for a database that starts at the same time


def start_safely(installation: Installation, *, is_one_of_many: bool = False, patience: float = PATIENCE) -> None:
    """Raise `UnsafeSetting` with every reason why this process may not start.

    `is_one_of_many`: this process serves beside others, so what they share is probed, where the database or Redis
    lets them stand on several machines.
    """
    settings = installation.settings
    is_spread = is_one_of_many and may_be_spread(settings)
    _refuse([*unsafe_values(settings), *(unset_shared(settings) if is_spread else ())])
    if is_one_of_many:
        _refuse(_database_troubles(installation, patience))
    if is_spread:
        _refuse(unshared_places(installation))


def find_troubles(installation: Installation) -> list[str]:
    """Return everything that is wrong with an installation, each in a sentence that says what to do."""
    settings = installation.settings
    spread = list(unset_shared(settings)) if may_be_spread(settings) else []
    troubles = [*unsafe_values(settings), *spread, *_redis_troubles(installation), *_address_troubles(settings)]
    away = list(_database_troubles(installation, 0))
    if away:
        return [*troubles, *away]
    shared = unshared_places(installation) if may_be_spread(settings) else []
    return [*troubles, *shared, *_key_troubles(installation), *_line_troubles(installation)]


def may_be_spread(settings: Settings) -> bool:
    """Can processes of this installation run on several machines?"""
    return not settings.is_sqlite or bool(settings.redis_url)


def unsafe_values(settings: Settings) -> Iterator[str]:
    """Yield what is unsafe whatever runs beside."""
    url = settings.public_url
    if url and urlsplit(url).scheme != "https" and not is_loopback(url) and real_providers(settings):
        yield (
            f"PUBLIC_URL is {url}: messages of citizens would travel unprotected. Set it to the https address of "
            "this installation."
        )


def unset_shared(settings: Settings) -> Iterator[str]:
    """Yield what several processes must be given alike and were not."""
    if not settings.secret_key.get_secret_value():
        yield (
            "SECRET_KEY is not set, and several processes use this database or Redis. Set the same SECRET_KEY for "
            f"all of them; the one made on first start is in {settings.var_dir / 'secret'}, if this is its machine."
        )


def unshared_places(installation: Installation) -> list[str]:
    """Return what this process does not share with the first that started."""
    settings, house = installation.settings, installation.house
    troubles = []
    if not is_shared_secret(house):
        troubles.append("SECRET_KEY is not the one of the other processes. Set the same SECRET_KEY for all of them.")
    for name, place, folder in (
        ("KEYS_DIR", "keys", settings.keys_folder),
        ("FILES_DIR", "files", settings.files_folder),
    ):
        troubles += _folder_troubles(installation, name, place, folder)
    return troubles


def real_providers(settings: Settings) -> list[str]:
    """Return the providers of the environment that are not on this machine."""
    given = {
        "Twilio": (settings.twilio_account_sid, settings.twilio_api_url),
        "Telegram": (settings.telegram_bot_token.get_secret_value(), settings.telegram_api_url),
    }
    return [name for name, (account, api_url) in given.items() if account and not is_loopback(api_url)]


def _folder_troubles(installation: Installation, name: str, place: str, folder: Path) -> list[str]:
    try:
        if is_shared_folder(installation.house, place, folder):
            return []
    except OSError as error:
        return [f"{name} {folder} cannot be used: {error.strerror}. Give this process the right to read and write it."]
    return [
        f"{name} {folder} is not the folder that the other processes use. Set {name} to one folder that all of them "
        "reach, or bring its contents back from the backup."
    ]


def _database_troubles(installation: Installation, patience: float) -> Iterator[str]:
    until = time.monotonic() + patience
    while not is_alive(installation.engine):
        if time.monotonic() >= until:
            yield "The database does not answer. Start it, or set DATABASE_URL to where it is."
            return
        time.sleep(0.5)
    if not is_current(installation.engine):
        yield "The database is not at this version. Run `palabre release` once, then start again."


def _redis_troubles(installation: Installation) -> Iterator[str]:
    if installation.settings.redis_url and not installation.bell.is_alive():
        yield "Redis does not answer: messages still go out, more slowly. Start it, or set REDIS_URL to where it is."


def _address_troubles(settings: Settings) -> Iterator[str]:
    if "Twilio" in real_providers(settings) and not settings.public_url:
        yield "PUBLIC_URL is not set: Twilio cannot deliver messages. Set it to the https address of this installation."


def _key_troubles(installation: Installation) -> Iterator[str]:
    house = installation.house
    for title in house.work.read(lambda session: cycles_without_key(session, house.keyring)):
        yield (
            f"The key of “{title}” is not in {installation.settings.keys_folder}: nobody can vote or count. "
            "Put it back from its backup, or set KEYS_DIR to where it is."
        )


def _line_troubles(installation: Installation) -> Iterator[str]:
    for line in installation.book.enabled_lines().values():
        provider = installation.providers.get(line.provider)
        missing = provider.why_not_ready(line) if provider else "provider"
        if missing:
            name = f"{line.provider} {line.key}"
            yield f"Line {name} cannot be used: {missing} is missing or wrong. Enter it in the panel."


def _refuse(troubles: list[str] | Iterator[str]) -> None:
    found = list(troubles)
    if found:
        raise UnsafeSetting("\n".join(["it does not start:", *found]))
