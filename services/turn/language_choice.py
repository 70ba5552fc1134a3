"""The languages to choose from, told once to somebody new whose first words belong to no language or to several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.messages import Capabilities
from bot.phrases import Listed, Phrase, Speech
from bot.render import render
from bot.reply import Reply
from bot.sms.alphabet import Encoding
from bot.sms.prepare import prepare
from bot.steps import Say
from bot.understanding.fold import fold
from bot.understanding.lexicon import lexicon_of
from bot.understanding.tongues import is_in, script_of
from locales.words import languages, load_head

NAMES = "%(names)s"
"""The names alone: who cannot read the language around them finds their own, and sending it is enough."""


def with_choice(reply: Reply, text: str, spoken: Sequence[str], speech: Speech, can: Capabilities) -> Reply:
    """Return a first reply with the commune's other languages named in it, where the message tells none of them.

    What was recorded or sent costs no more for it, nor does the answer to a command that languages share: there they
    are named only as far as there is room.
    """
    others = [tag for tag in spoken if tag in languages() and tag != speech.language]
    if not others or is_in(text, speech.language, others):
        return reply
    names = Listed([name_told(tag, speech) for tag in others], " / ")
    wider = replace(reply, said=[*reply.said[:-1], Say(Phrase(NAMES, {"names": names})), *reply.said[-1:]])
    is_dearer = can.is_paid and _segments(wider, speech, can) > _segments(reply, speech, can)
    may_cost = reply.question is not None and not _is_command(text, spoken)
    return reply if is_dearer and not may_cost else wider


def _is_command(text: str, spoken: Sequence[str]) -> bool:
    return fold(text) in lexicon_of(tuple(tag for tag in spoken if tag in languages())).openers


def name_told(tag: str, speech: Speech) -> str:
    """Return what a language is called: by itself, else in the letters of the person's own, cheap ones where paid."""
    head, own = load_head(tag), script_of(load_head(speech.language).name)
    if not speech.is_brief:
        return head.name
    return next((name for name in (head.name, *head.called) if script_of(name) == own and _is_cheap(name, own)), tag)


def _is_cheap(name: str, script: str) -> bool:
    return script != "LATIN" or prepare(name).encoding is Encoding.GSM7


def _segments(reply: Reply, speech: Speech, can: Capabilities) -> int:
    return prepare(render(reply, speech, can).text).segments
