"""`palabre staff`: who works in the panel."""

from __future__ import annotations

import click

from palabre.console import opened, place_of
from services.communes import list_communes
from services.roles import RoleName
from services.staff import Boss, NewStaff, add_staff, staff_of

ROLES = click.Choice([role.value for role in RoleName])


@click.group("staff")
def COMMAND() -> None:
    """The people who work in the panel."""


@COMMAND.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--commune", "key", help="Key of the commune; none makes an administrator of the whole installation.")
@click.option("--language", default="fr", show_default=True)
def add(email: str, *, name: str, roles: tuple[str, ...], key: str | None, language: str) -> None:
    """Add a member of staff and print the password to hand over, once."""
    with opened() as house:
        commune_id = place_of(house, key) if key else None
        new = NewStaff(name, email, tuple(RoleName(role) for role in roles), commune_id, language)
        _number, password = house.work.write(lambda session: add_staff(session, house, new, Boss(None, None)))
    click.echo(f"{email} can sign in with the password {password}")
    click.echo("It is shown this once. A second factor is set up at the first sign-in.")


@COMMAND.command("list")
@click.option("--commune", "key", help="Key of the commune; all where none is given.")
def show(*, key: str | None) -> None:
    """Print the members of staff, their roles and whether they have a second factor."""
    with opened() as house:
        commune_id = place_of(house, key) if key else None
        places = [commune_id] if key else [None, *(place.id for place in house.work.read(list_communes))]
        people = house.work.read(lambda session: [who for place in places for who in staff_of(session, place)])
    for person in people:
        state = "active" if person.active else "inactive"
        factor = "second factor" if person.has_second_factor else "no second factor yet"
        click.echo(f"{person.email}\t{person.name}\t{', '.join(person.roles)}\t{state}\t{factor}")
