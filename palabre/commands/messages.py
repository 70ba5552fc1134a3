"""`palabre messages`: what the usual journeys cost in SMS, in each language."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import click

from bot.fitting import fits
from bot.sms.segments import measure
from locales.words import load_words
from models.cycle import IdentityLevel
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
CODE = "the code that came back"
CONFIRMED: dict[str, dict[str, Sequence[str]]] = {
    "fr": {"voter (niveau B)": ["VOTE 1 4 5", CODE]},
    "ar": {"صوت (المستوى B)": ["صوت 1 4 5", CODE]},
    "en": {"vote (level B)": ["VOTE 1 4 5", CODE]},
}
"""Journeys where a ballot counts once its code has come back from the number."""
_CODE = re.compile(r"(?<!\d)\d{4}(?!\d)")


@click.command("messages")
def COMMAND() -> None:
    """Print the journeys of a citizen of the demonstration: segments in, segments out, by language."""
    _print_all(JOURNEYS, IdentityLevel.ANY_PHONE)
    _print_all(CONFIRMED, IdentityLevel.CONFIRMED_PHONE)


def _print_all(journeys: dict[str, dict[str, Sequence[str]]], level: IdentityLevel) -> None:
    """Print the journeys of a demonstration whose vote asks so much of who votes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var_dir=Path(folder), database_url="", redis_url="")
        set_up_logs(settings.log_level)
        installation = install(settings, is_demo=True, clock=DemoClock(settings.var_dir))
        try:
            prepare(installation)
            load_demo(installation, level=level.value)
            for place, (language, own) in enumerate(journeys.items()):
                _print_journeys(installation, language, own, place)
        finally:
            installation.close()


def _print_journeys(installation: Installation, language: str, journeys: dict[str, Sequence[str]], place: int) -> None:
    """Print each journey; one with a message that costs more than a usual one may is marked."""
    phones = (Phone(installation, "sms", f"+22890{place}{number:05}") for number in count(1))
    click.echo(f"\n{language}: journey, segments in, segments out")
    for name, texts in journeys.items():
        phone = next(phones)  # a phone of its own each: replies are limited by the hour
        phone.answer(load_words(language).name)
        sent, replies = _talk(phone, texts)
        got = sum(measure(reply).segments for reply in replies)
        mark = " " if all(fits(reply) for reply in replies) else "!"
        click.echo(f"  {name:18} {sent}  {got} {mark} {replies[-1].splitlines()[0] if replies else ''}")


def _talk(phone: Phone, texts: Sequence[str]) -> tuple[int, list[str]]:
    """Send the texts; return the segments that were sent, and the replies."""
    sent, replies = 0, list[str]()
    for text in texts:
        said = _CODE.findall(replies[-1])[0] if text == CODE else text
        sent += measure(said).segments
        replies += [reply.text for reply in phone.answer(said)]
    return sent, replies
