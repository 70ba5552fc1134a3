"""`palabre messages`: what the usual journeys cost in SMS, in each language."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import click

from bot.fitting import fits
from bot.sms.segments import measure
from locales.words import load_words
from palabre.commands.chat import Phone
from palabre.demo.clock import DemoClock
from palabre.demo.load import load_demo
from palabre.logs import set_up_logs
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import Installation, install

JOURNEYS: dict[str, dict[str, Sequence[str]]] = {
    "fr": {
        "voter": ["VOTE 1 4 5"],
        "voter pas à pas": ["VOTE", "1 4 5"],
        "mon vote": ["VOTE 1 4 5", "MON VOTE"],
        "demander": ["QUESTION Combien coûte la réparation du forage ?"],
        "proposer": ["IDEE Un robinet à l'école, Zongo"],
        "suivre": ["SUIVI DI-26-0001"],
        "budget": ["BUDGET SANTE"],
        "tout le budget": ["BUDGET"],
        "ce qu'il a donné": ["PROGRAMME 3"],
        "projets": ["PROJETS", "3"],
        "résultats": ["RESULTATS"],
        "documents": ["DOCUMENTS"],
        "leçons": ["APPRENDRE", "1"],
        "demande formelle": ["DEMANDE le compte de 2025", "1"],
        "réunion": ["REUNION"],
        "langue": ["LANGUE"],
        "menu": ["MENU", "+"],
        "aide": ["AIDE"],
    },
    "ar": {
        "صوت": ["صوت 1 4 5"],
        "صوت خطوة خطوة": ["صوت", "1 4 5"],
        "صوتي": ["صوت 1 4 5", "صوتي"],
        "سؤال": ["سؤال كم تكلف إصلاح البئر؟"],
        "اقتراح": ["اقتراح حنفية في المدرسة، Zongo"],
        "متابعة": ["متابعة DI-26-0001"],
        "ميزانية": ["ميزانية الصحة"],
        "كل الميزانية": ["ميزانية"],
        "نتيجتها": ["برنامج 3"],
        "مشاريع": ["مشاريع", "3"],
        "نتائج": ["نتائج"],
        "وثائق": ["وثائق"],
        "دروس": ["تعلم", "1"],
        "طلب رسمي": ["طلب حساب 2025", "1"],
        "اجتماع": ["اجتماع"],
        "لغة": ["لغة"],
        "الرئيسية": ["الرئيسية", "+"],
        "مساعدة": ["مساعدة"],
    },
    "en": {
        "vote": ["VOTE 1 4 5"],
        "vote step by step": ["VOTE", "1 4 5"],
        "my vote": ["VOTE 1 4 5", "MY VOTE"],
        "ask": ["QUESTION What does it cost to mend the well?"],
        "propose": ["IDEA A tap at the school, Zongo"],
        "track": ["TRACK DI-26-0001"],
        "budget": ["BUDGET HEALTH"],
        "whole budget": ["BUDGET"],
        "what it brought": ["PROGRAMME 3"],
        "projects": ["PROJECTS", "3"],
        "results": ["RESULTS"],
        "documents": ["DOCUMENTS"],
        "lessons": ["LEARN", "1"],
        "formal request": ["REQUEST the 2025 accounts", "1"],
        "meeting": ["MEETING"],
        "language": ["LANGUAGE"],
        "menu": ["MENU", "+"],
        "help": ["HELP"],
    },
}


@click.command("messages")
def COMMAND() -> None:
    """Print the journeys of a citizen of the demonstration: segments in, segments out, by language."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var_dir=Path(folder), database_url="", redis_url="")
        set_up_logs(settings.log_level)
        installation = install(settings, is_demo=True, clock=DemoClock(settings.var_dir))
        try:
            prepare(installation)
            load_demo(installation)
            for place, (language, journeys) in enumerate(JOURNEYS.items()):
                _print_journeys(installation, language, journeys, place)
        finally:
            installation.close()


def _print_journeys(installation: Installation, language: str, journeys: dict[str, Sequence[str]], place: int) -> None:
    """Print each journey; one with a message that costs more than a usual one may is marked."""
    phones = (Phone(installation, "sms", f"+22890{place}{number:05}") for number in count(1))
    click.echo(f"\n{language}: journey, segments in, segments out")
    for name, texts in journeys.items():
        phone = next(phones)  # a phone of its own each: replies are limited by the hour
        phone.answer(load_words(language).name)
        replies = [reply.text for text in texts for reply in phone.answer(text)]
        sent = sum(measure(text).segments for text in texts)
        got = sum(measure(reply).segments for reply in replies)
        mark = " " if all(fits(reply) for reply in replies) else "!"
        click.echo(f"  {name:18} {sent}  {got} {mark} {replies[-1].splitlines()[0] if replies else ''}")
