"""`palabre init`: sets up a real commune and its first administrator; the same as the panel's first page."""

from __future__ import annotations

import re
import unicodedata

import click
from sqlalchemy.orm import Session

from palabre.console import opened
from services.communes import NewCommune, create_commune, currency_of
from services.house import House
from services.passwords import temporary_password
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff


@click.command("init")
@click.option("--name", prompt="Name of the commune")
@click.option("--key", default=None, help="Short name in addresses; made from the name when not given.")
@click.option("--country", prompt="Country (two letters, such as TG)")
@click.option("--currency", default=None, help="Three letters; the country's own when not given.")
@click.option("--population", type=click.IntRange(min=1), prompt="Inhabitants")
@click.option("--time-zone", prompt="Time zone", default="Africa/Lome", show_default=True)
@click.option("--languages", prompt="Languages, the commune's own first", default="fr", show_default=True)
@click.option("--zones", prompt="Neighbourhoods and villages, separated by commas", default="", show_default=False)
@click.option("--admin-name", prompt="Name of the first administrator")
@click.option("--admin-email", prompt="E-mail of the first administrator")
@click.option("--admin-password", default=None, help="Made and shown once when not given.")
def COMMAND(**asked: str | int | None) -> None:
    """Set up a commune: money, hours, languages, zones, and who may sign in first."""
    country = str(asked["country"]).strip().upper()
    commune = NewCommune(
        name=str(asked["name"]),
        key=str(asked["key"] or key_from(str(asked["name"]))),
        country=country,
        currency=str(asked["currency"] or currency_of(country) or "").upper(),
        time_zone=str(asked["time_zone"]),
        languages=tuple(_listed(asked["languages"])),
        population=int(asked["population"] or 0) or None,
        zones=tuple(_listed(asked["zones"])),
    )
    password = str(asked["admin_password"] or temporary_password())
    with opened() as house:
        _store(house, commune, str(asked["admin_name"]), str(asked["admin_email"]), password)
        click.echo(f"{commune.name} is set up ({commune.key}, {commune.currency}). Public pages: /{commune.key}/")
    click.echo(f"{asked['admin_email']} signs in at /panel with the password {password}")
    click.echo("It is shown this once. A second factor is set up at the first sign-in.")


def _store(house: House, commune: NewCommune, name: str, email: str, password: str) -> None:
    def work(session: Session) -> None:
        made = create_commune(session, house, commune)
        person = NewStaff(name, email, (RoleName.ADMINISTRATOR,), made.id, commune.languages[0])
        add_staff(session, house, person, Boss(None, None), password=password)

    house.work.write(work)


def _listed(text: object) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", str(text or "")) if part.strip()]


def key_from(name: str) -> str:
    """Return a key made of a name: its letters without accents, in lower case, joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:48] or "commune"
