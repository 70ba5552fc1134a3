"""`palabre messages`: what the usual journeys cost in SMS, in each language."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from bot.sms.segments import measure
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
        "demander": ["QUESTION Combien coûte la réparation du forage ?"],
        "proposer": ["IDEE Un robinet à l'école, Zongo"],
        "suivre": ["SUIVI DI-26-0001"],
        "budget": ["BUDGET SANTE"],
        "voter pas à pas": ["VOTE", "1 4 5"],
        "aide": ["AIDE"],
    },
    "ar": {
        "صوت": ["صوت 1 4 5"],
        "سؤال": ["سؤال كم تكلف إصلاح البئر؟"],
        "اقتراح": ["اقتراح حنفية في المدرسة، Zongo"],
        "متابعة": ["متابعة DI-26-0001"],
        "ميزانية": ["ميزانية الصحة"],
        "مساعدة": ["مساعدة"],
    },
    "en": {
        "vote": ["VOTE 1 4 5"],
        "ask": ["QUESTION What does it cost to mend the well?"],
        "propose": ["IDEA A tap at the school, Zongo"],
        "track": ["TRACK DI-26-0001"],
        "budget": ["BUDGET HEALTH"],
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
    phone = Phone(installation, "sms", f"+2289000010{place}")
    phone.answer(language)
    click.echo(f"\n{language}: journey, segments in, segments out")
    for name, texts in journeys.items():
        replies = [phone.answer(text) for text in texts]
        sent = sum(measure(text).segments for text in texts)
        got = sum(measure(reply.text).segments for reply in replies if reply)
        click.echo(f"  {name:16} {sent}  {got}   {replies[-1].text.splitlines()[0] if replies[-1] else ''}")
