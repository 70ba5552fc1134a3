"""Personal data: the register of processing to declare, filled as far as it is known, and what is kept how long."""

from __future__ import annotations

from flask import Blueprint

from admin import processing_words as words
from admin.desk import current_commune, current_house, read, render
from admin.law_words import CONFIDENCES
from admin.page import Group, Page
from admin.tongue import marked as _
from admin.tongue import spoken_languages
from budgeting.law.sources import say as say_source
from locales.page_words import country_named
from services.declaring import register_of
from services.kept import TABLE
from services.roles import EVERYONE

blueprint = Blueprint("processing", __name__)
PAGE = Page("processing", _("Personal data"), Group.SETTINGS, 45, EVERYONE, blueprint)


@blueprint.get("/")
def index() -> str:
    """Show the sheets to declare."""
    house, commune = current_house(), current_commune().id
    register = read(lambda db: register_of(db, house, commune))
    language = spoken_languages()[0]
    return render(
        "processing/index.html",
        register=register,
        law=say_source(register.regime.regime.law, language),
        authority=say_source(register.regime.regime.authority, language),
        words=words,
        table=TABLE,
        confidences=CONFIDENCES,
        country_named=lambda code: country_named(code, language),
    )


@blueprint.get("/kept")
def kept() -> str:
    """Show what is kept how long, and which job erases it."""
    return render("processing/kept.html", table=TABLE, words=words)
