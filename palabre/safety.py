"""A safe start: what production may not run with is refused before anything is served, and said in plain words."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from gateways.base import LineView
from palabre.migrations import is_current
from palabre.secrets import UnsafeSetting
from palabre.settings import Settings
from palabre.trouble import Trouble
from palabre.trouble import marked as _
from palabre.wiring import Installation, is_loopback
from services.communes import has_commune
from services.database import is_alive
from services.line_kinds import lacks_address
from services.lines import unpriced_lines
from services.probes import cycles_without_key, is_shared_folder, is_shared_secret
from services.voting.log import logs_behind

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


def find_troubles(installation: Installation) -> list[Trouble]:
    """Return everything that is wrong with an installation; each says what to do, in any language."""
    settings = installation.settings
    spread = list(unset_shared(settings)) if may_be_spread(settings) else []
    troubles = [*unsafe_values(settings), *spread, *_redis_troubles(installation), *_address_troubles(settings)]
    away = list(_database_troubles(installation, 0))
    if away:
        return [*troubles, *away]
    shared = unshared_places(installation) if may_be_spread(settings) else []
    books = [*_commune_troubles(installation), *_key_troubles(installation), *_log_troubles(installation)]
    return [*troubles, *shared, *books, *_line_troubles(installation)]


def may_be_spread(settings: Settings) -> bool:
    """Can processes of this installation run on several machines?"""
    return not settings.is_sqlite or bool(settings.redis_url)


def unsafe_values(settings: Settings) -> Iterator[Trouble]:
    """Yield what is unsafe whatever runs beside."""
    url = settings.public_url
    if url and urlsplit(url).scheme != "https" and not is_loopback(url) and real_providers(settings):
        words = _(
            "PUBLIC_URL is %(url)s: messages of citizens would travel unprotected. Set it to the https address of this "
            "installation."
        )
        yield Trouble(words, {"url": url})


def unset_shared(settings: Settings) -> Iterator[Trouble]:
    """Yield what several processes must be given alike and were not."""
    if not settings.secret_key.get_secret_value():
        words = _(
            "SECRET_KEY is not set, and several processes use this database or Redis. Set the same SECRET_KEY for all "
            "of them; the one made on first start is in %(file)s, if this is its machine."
        )
        yield Trouble(words, {"file": str(settings.var_dir / "secret")})


def unshared_places(installation: Installation) -> list[Trouble]:
    """Return what this process does not share with the first that started."""
    settings, house = installation.settings, installation.house
    troubles: list[Trouble] = []
    if not is_shared_secret(house):
        words = _("SECRET_KEY is not the one of the other processes. Set the same SECRET_KEY for all of them.")
        troubles.append(Trouble(words))
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


def _folder_troubles(installation: Installation, name: str, place: str, folder: Path) -> list[Trouble]:
    try:
        if is_shared_folder(installation.house, place, folder):
            return []
    except OSError as error:
        words = _("%(name)s %(folder)s cannot be used: %(error)s. Give this process the right to read and write it.")
        return [Trouble(words, {"name": name, "folder": str(folder), "error": str(error.strerror)})]
    words = _(
        "%(name)s %(folder)s is not the folder that the other processes use. Set %(name)s to one folder that all of "
        "them reach, or bring its contents back from the backup."
    )
    return [Trouble(words, {"name": name, "folder": str(folder)})]


def _database_troubles(installation: Installation, patience: float) -> Iterator[Trouble]:
    until = time.monotonic() + patience
    while not is_alive(installation.engine):
        if time.monotonic() >= until:
            yield Trouble(_("The database does not answer. Start it, or set DATABASE_URL to where it is."))
            return
        time.sleep(0.5)
    if not is_current(installation.engine):
        yield Trouble(_("The database is not at this version. Run `palabre release` once, then start again."))


def _redis_troubles(installation: Installation) -> Iterator[Trouble]:
    if installation.settings.redis_url and not installation.bell.is_alive():
        words = _(
            "Redis does not answer: messages still go out, more slowly. Start it, or set REDIS_URL to where it is."
        )
        yield Trouble(words)


def _address_troubles(settings: Settings) -> Iterator[Trouble]:
    if "Twilio" in real_providers(settings) and not settings.public_url:
        words = _(
            "PUBLIC_URL is not set: Twilio cannot deliver messages. Set it to the https address of this installation."
        )
        yield Trouble(words)


def _commune_troubles(installation: Installation) -> Iterator[Trouble]:
    if not installation.house.work.read(has_commune):
        words = _(
            "No commune is set up yet. Run palabre init, or open the panel: its first page sets one up, with the code "
            "that palabre run prints."
        )
        yield Trouble(words)


def _key_troubles(installation: Installation) -> Iterator[Trouble]:
    house = installation.house
    for title in house.work.read(lambda session: cycles_without_key(session, house.keyring)):
        words = _(
            "The key of “%(title)s” is not in %(folder)s: nobody can vote or count. Put it back from its backup, or "
            "set KEYS_DIR to where it is."
        )
        yield Trouble(words, {"title": title, "folder": str(installation.settings.keys_folder)})


def _log_troubles(installation: Installation) -> Iterator[Trouble]:
    house = installation.house
    for title in house.work.read(lambda session: logs_behind(session, house.clock())):
        words = _(
            "The public log of “%(title)s” does not grow: its entries wait longer than was announced. See that a "
            "worker runs; where one does, its own log says why."
        )
        yield Trouble(words, {"title": title})


def _line_troubles(installation: Installation) -> Iterator[Trouble]:
    for line in installation.book.enabled_lines().values():
        provider = installation.providers.get(line.provider)
        missing = provider.why_not_ready(line) if provider else "provider"
        if missing:
            words = _("Line %(name)s cannot be used: %(missing)s is missing or wrong. Enter it in the panel.")
            yield Trouble(words, {"name": f"{line.provider} {line.key}", "missing": missing})
        if lacks_address(line.provider, line.public_url, line.settings) and not _is_said(installation.settings, line):
            words = _(
                "Line %(name)s gets no messages: they come to a public https address, and there is none. Set "
                "PUBLIC_URL to it; docs/android-phone.md says how to get one (“Without a public address”)."
            )
            yield Trouble(words, {"name": f"{line.provider} {line.key}"})
    for name in installation.house.work.read(unpriced_lines):
        words = _(
            "Line %(name)s has no price: no ceiling of spending can hold it back. Enter what one SMS costs in the "
            "panel, under Lines."
        )
        yield Trouble(words, {"name": name})


def _is_said(settings: Settings, line: LineView) -> bool:
    """Is the want of an address said of its provider already, or is what carries it a double on this machine?"""
    api_url = line.settings.get("api_url", "")
    return line.provider == "twilio" and ("Twilio" in real_providers(settings) or is_loopback(api_url))


def _refuse(troubles: Iterable[Trouble]) -> None:
    found = [str(trouble) for trouble in troubles]
    if found:
        raise UnsafeSetting("\n".join(["it does not start:", *found]))
