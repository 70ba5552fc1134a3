"""`palabre init`: sets up a real commune and its first administrator; the same as the panel's first page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import click

from budgeting.refusal import Refusal
from palabre.console import opened
from palabre.init_answers import CHECKS, commune_in, listed
from palabre.init_words import (
    FIELD_OF,
    GIVE_AGAIN,
    QUESTIONS,
    SET_UP,
    SIGN_IN,
    WHAT_NEXT,
    language_of,
    say,
    why_not,
)
from palabre.settings import Settings
from services.commune_place import read_country
from services.communes import CommuneView
from services.first_run import set_up
from services.house import House
from services.passwords import temporary_password
from services.territory import currency_of, time_zones_of

DEFAULTS = {"zones": ""}
ASKED = ("name", "country", "population", "time_zone", "zones", "admin_name", "admin_email")
LANGUAGES_QUESTION = "Languages, your own first · langues, la vôtre d'abord · اللغات، لغتكم أولا (fr, ar, en)"


@click.command("init")
@click.option("--languages", help="Those spoken with citizens, the commune's own first, such as fr,ar. It answers so.")
@click.option("--name", help="Name of the commune.")
@click.option("--key", help="Short name in addresses; made from the name when not given.")
@click.option("--country", help="Its name, or its two letters, such as TG.")
@click.option("--currency", help="Three letters; the country's own when not given.")
@click.option("--population", help="How many inhabitants.")
@click.option("--time-zone", help="Such as Africa/Lome.")
@click.option("--zones", help="Neighbourhoods and villages, separated by commas.")
@click.option("--admin-name", help="Name of the first administrator.")
@click.option("--admin-email", help="E-mail of the first administrator.")
@click.option("--admin-password", help="Made and shown once when not given.")
def COMMAND(**given: str | None) -> None:
    """Set up a commune: languages, money, hours, zones, and who may sign in first. Asks for what is not given."""
    talk = _Talk({name: value for name, value in given.items() if value is not None})
    talk.choose_language()
    with opened() as house:
        commune = talk.until_accepted(lambda: _store(house, talk.answers))
    panel = (Settings().public_url or Settings().local_url) + "/panel/"
    public = panel.removesuffix("panel/") + f"{commune.key}/"
    talk.tell(SET_UP, name=commune.name, key=commune.key, currency=commune.currency)
    talk.tell(SIGN_IN, email=talk.answers["admin_email"], password=talk.answers["admin_password"])
    talk.tell(WHAT_NEXT, panel=panel, public=public)


@dataclass
class _Talk:
    """The questions and answers of one run; what was given as an option is never asked."""

    given: dict[str, str]
    answers: dict[str, str] = field(default_factory=dict)
    language: str = "en"

    def choose_language(self) -> None:
        """Ask for the languages first: everything after is said in the first of them."""
        self._take("languages")

    def until_accepted(self, store: Callable[[], CommuneView]) -> CommuneView:
        """Ask, store, and ask again for what was wrong; the command ends where a wrong value was an option."""
        for name in (name for name in CHECKS if name in self.given):
            self._take(name)
        for name in (name for name in ASKED if name not in self.given):
            self._take(name)
        self.answers |= {name: self.given[name] for name in self.given if name not in self.answers}
        self.answers.setdefault("admin_password", temporary_password())
        while True:
            try:
                return store()
            except Refusal as no:
                name = FIELD_OF.get(str(no.reason), "")
                self._mend(name, no)

    def tell(self, text: str, **values: object) -> None:
        """Print a sentence in the language chosen."""
        click.echo(say(text, self.language, **values))

    def _take(self, name: str) -> None:
        """Take the answer to one question, and say at once what is wrong with it."""
        self.answers[name] = self.given[name] if name in self.given else self._ask(name)
        if name == "languages":
            self.language = language_of(listed(self.answers["languages"]))
        try:
            CHECKS.get(name, str)(self.answers[name])
        except Refusal as no:
            self._mend(name, no)

    def _mend(self, name: str, no: Refusal) -> None:
        sentence = why_not(no, self.language)
        if not name or self._was_option(name):
            again = say(GIVE_AGAIN, self.language, option=f"--{name.replace('_', '-')}") if name else ""
            raise click.ClickException(f"{sentence} {again}".strip()) from no
        click.echo(sentence, err=True)
        self._take(name)

    def _was_option(self, name: str) -> bool:
        """Was it given as an option, or, a short name or a currency, made of one without anybody at the keyboard?"""
        return name in self.given or (name not in self.answers and set(ASKED) <= set(self.given))

    def _ask(self, name: str) -> str:
        if name == "languages":
            return str(click.prompt(LANGUAGES_QUESTION, default="fr"))
        hidden, question, offered = name == "admin_password", say(QUESTIONS[name], self.language), self._offered(name)
        if len(offered) > 1:
            question = f"{question} ({', '.join(offered)})"
        default = offered[0] if offered else DEFAULTS.get(name)
        return str(click.prompt(question, default=default, show_default=name != "zones", hide_input=hidden))

    def _offered(self, name: str) -> tuple[str, ...]:
        """Return what the country brings along, the likeliest first."""
        if name not in ("time_zone", "currency"):
            return ()
        country = read_country(self.answers["country"])
        return time_zones_of(country) if name == "time_zone" else (currency_of(country) or "",)


def _store(house: House, answers: dict[str, str]) -> CommuneView:
    commune = commune_in(answers)
    person = {name: answers[f"admin_{name}"] for name in ("name", "email", "password")}
    return house.work.write(lambda session: set_up(session, house, commune, language=commune.languages[0], **person))
