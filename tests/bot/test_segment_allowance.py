"""SMS is money: every fixed text fits its allowance in every language, with the longest values there can be."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.at_question import LAST_PAGE
from bot.dialogue import find_dialogues
from bot.fitting import fits
from bot.phrases import _
from bot.ports import (
    AchievementView,
    BudgetView,
    CastBallot,
    ProjectView,
    ProposalView,
    RequestView,
    ResultLine,
    ResultsView,
)
from bot.render import render
from bot.reply import Reply
from bot.sms.prepare import prepare
from bot.steps import Choose, Say
from services.turn import PRIVACY
from tests.bot.crawling import crawl
from tests.bot.fake_desk import FakeDesk, project, vars_of
from tests.bot.talking import SMS, Talk
from tests.bot.worst_case import ALLOWED, LANGUAGES, segments_of, texts_said_by_sms, worst_values

DECLARED = tomllib.loads((Path(__file__).parent / "segment_exceptions.toml").read_text(encoding="utf-8"))
EXCEPTIONS, FIRST_EXCEPTIONS = DECLARED["exception"], DECLARED["first_contact"]
TEXTS = sorted(texts_said_by_sms())


def allowed(text: str, language: str) -> int:
    """Return how many segments a text may take."""
    declared = [one["segments"] for one in EXCEPTIONS if one["text"] == text and one["language"] == language]
    return int(declared[0]) if declared else ALLOWED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fixed_text_fits_its_allowance(language: str) -> None:
    values = worst_values(language)
    found = {text: segments_of(text, language, values) for text in TEXTS}
    assert {text: cost for text, cost in found.items() if cost > allowed(text, language)} == {}


def test_every_exception_is_needed_and_has_its_reason() -> None:
    for one in EXCEPTIONS:
        assert len(one["reason"]) > 20
        assert one["text"] in TEXTS, f"no such text: {one['text']}"
        assert segments_of(one["text"], one["language"], worst_values(one["language"])) == one["segments"]


# --- whole replies ---------------------------------------------------------------------------------------------------


def wide(found: ProjectView, number: int) -> ProjectView:
    """Return the project with the longest number and names there may be."""
    names = {"fr": "Lampadaires solair", "ar": "أعمدة الإنارة ", "en": "Solar street lamps"}
    assert {len(name) for name in names.values()} == {18, 14}
    return ProjectView(**{**vars_of(found), "number": number, "titles": names, "short_names": names, "zone": "Z" * 20})


class WideDesk(FakeDesk):
    """A commune in which everything is as long as it may be."""

    def budget(
        self, topic: str | None, year: int | None, code: str | None, place: str | None = None, nature: str | None = None
    ) -> BudgetView:
        view = vars_of(super().budget(topic, year, code, place, nature))
        wells = AchievementView("N" * 60, "%", "11/12", 99_999_000, 99_998_000, 99_999, 99_999)
        wider = {
            "amount": 99_950_000_000,
            "planned": 99_950_000_000,
            "done": 99_940_000_000,
            "total": 999_500_000_000,
            "per_head": 99_999,
            "source": "Budget primitif de la ville",
            "status": "debated",
            "achievements": (wells,) * 3 if view["achievements"] else (),
            "programme": "P" * 60 if code else None,
            "place": "Z" * 40 if view["place"] else None,
            "asked_place": "Z" * 40 if view["asked_place"] else "",
        }
        return BudgetView(**{**view, **wider})

    def find_reference(self, reference: str) -> RequestView | ProposalView:
        found = super().find_reference(reference)
        if isinstance(found, ProposalView):
            return ProposalView(**{**vars_of(found), "title": "I" * 120, "cost": 99_950_000_000, "supports": 9999})
        return RequestView(**{**vars_of(found), "answer": None})

    def _cast(self, known: tuple[int, ...], unknown: tuple[int, ...] = (), replaced: bool = False) -> CastBallot:
        cast = vars_of(super()._cast(known, unknown, replaced))
        return CastBallot(**{**cast, "projects": tuple(wide(project(number), 990 + number) for number in known)})

    def results(self) -> ResultsView:
        found = vars_of(super().results())
        lines = [ResultLine(**{**vars_of(line), **self._wide_names(line.number)}) for line in found["lines"]]
        return ResultsView(**{**found, "ballots": 99_999, "blank": 99_999, "lines": tuple(lines), "present": 99_999})

    def _wide_names(self, number: int) -> dict[str, Any]:
        project_ = wide(project(number), 990 + number)
        return {"number": project_.number, "titles": project_.titles, "short_names": project_.short_names}


JOURNEYS = {
    "fr": {
        "a vote": "VOTE 3 7 1",
        "a vote with an unknown number": "VOTE 3 7 999",
        "the own vote": "MON VOTE",
        "a budget answer": "BUDGET ASSAINISSEMENT 2023",
        "what money brought": "PROGRAMME 102",
        "what a topic brought": "à quoi a servi l'argent de l'eau en 2023",
        "no result yet": "qu'a donné l'argent de l'assainissement",
        "a budget by place": "BUDGET ASSAINISSEMENT ZONE Zongo",
        "a budget not told by place": "BUDGET ASSAINISSEMENT ZONE Tokoin",
        "two years": "BUDGET ASSAINISSEMENT 2025 2026",
        "a nature": "BUDGET SALAIRES 2023",
        "a nature within a topic": "combien pour les salaires de l'assainissement",
        "a nature of a place": "BUDGET SALAIRES ZONE Zongo",
        "a nature in a programme": "salaires du programme 102",
        "a thing": "combien pour le carburant",
        "a complaint": "recours",
        "thanks": "merci",
        "a find": "CHERCHE cérémonies",
        "nothing found": "CHERCHE anticonstitutionnellement dromadaire",
        "a question": "QUESTION pourquoi la mairie est fermée le samedi et le dimanche",
        "a request": "SUIVI DI-26-0042",
        "an idea": "SUIVI P-26-17",
        "a proposal": "IDEE un forage avec une pompe solaire et un château d'eau à Zongo",
        "a result": "RESULTATS 993",
        "help": "AIDE",
        "stop": "STOP",
        "privacy": "CONFIDENTIALITE",
        "not understood": "xyzzy",
        "a meeting": "REUNION",
        "a rating": "NOTE 5 4 très bien",
    },
    "ar": {
        "a vote": "صوت 3 7 1",
        "a vote with an unknown number": "صوت 3 7 999",
        "the own vote": "صوتي",
        "a budget answer": "ميزانية الطرق 2023",
        "what money brought": "برنامج 102",
        "what a topic brought": "ماذا جلبت أموال الماء 2023",
        "no result yet": "ماذا جلبت أموال التطهير",
        "a budget by place": "ميزانية الطرق حي Zongo",
        "a budget not told by place": "ميزانية الطرق حي Tokoin",
        "two years": "ميزانية الطرق 2025 2026",
        "a nature": "ميزانية الأجور 2023",
        "a nature within a topic": "كم لأجور الطرق",
        "a nature of a place": "ميزانية الأجور حي Zongo",
        "a nature in a programme": "ميزانية الأجور برنامج 102",
        "a thing": "كم للوقود",
        "a complaint": "طعن",
        "thanks": "شكرا",
        "a find": "بحث cérémonies",
        "nothing found": "بحث anticonstitutionnellement",
        "a question": "سؤال لماذا البلدية مغلقة يوم السبت والأحد",
        "a request": "تتبع DI-26-0042",
        "an idea": "تتبع P-26-17",
        "a proposal": "فكرة حفر بئر مع مضخة شمسية وخزان ماء Zongo",
        "a result": "نتائج 993",
        "help": "مساعدة",
        "stop": "توقف",
        "privacy": "خصوصية",
        "not understood": "xyzzy",
        "a meeting": "اجتماع",
        "a rating": "تقييم 5 4 جيد",
    },
    "en": {
        "a vote": "VOTE 3 7 1",
        "a vote with an unknown number": "VOTE 3 7 999",
        "the own vote": "MY VOTE",
        "a budget answer": "BUDGET ROADS 2023",
        "what money brought": "PROGRAMME 102",
        "what a topic brought": "what did the water money bring in 2023",
        "no result yet": "what did the sanitation money bring",
        "a budget by place": "BUDGET SANITATION ZONE Zongo",
        "a budget not told by place": "BUDGET SANITATION ZONE Tokoin",
        "two years": "BUDGET SANITATION 2025 2026",
        "a nature": "BUDGET SALARIES 2023",
        "a nature within a topic": "how much for salaries in sanitation",
        "a nature of a place": "BUDGET SALARIES ZONE Zongo",
        "a nature in a programme": "BUDGET SALARIES PROGRAMME 102",
        "a thing": "how much for fuel",
        "a complaint": "appeal",
        "thanks": "thank you very much",
        "a find": "SEARCH cérémonies",
        "nothing found": "SEARCH anticonstitutionnellement dromadaire",
        "a question": "QUESTION why is the town hall closed on Saturday and Sunday",
        "a request": "TRACK DI-26-0042",
        "an idea": "TRACK P-26-17",
        "a proposal": "IDEA a well with a solar pump and a water tower at Zongo",
        "a result": "RESULTS 993",
        "help": "HELP",
        "stop": "STOP",
        "privacy": "PRIVACY",
        "not understood": "xyzzy",
        "a meeting": "MEETING",
        "a rating": "RATE 5 4 very good",
    },
}
ASKED_BELOW = {"a meeting"}
"""Answers that end with a question, whose choices are a part of what is measured."""
CASES = [(language, journey) for language, journeys in JOURNEYS.items() for journey in journeys]


@pytest.mark.parametrize(("language", "journey"), CASES)
def test_the_whole_answer_of_a_usual_journey_fits(language: str, journey: str) -> None:
    talk = Talk(SMS, language, WideDesk(ballot=(1, 2, 3)))
    sent = prepare(talk.says(JOURNEYS[language][journey]).text)
    assert (talk.state.open is None) != (journey in ASKED_BELOW), f"a question is left open: {sent.text}"
    assert sent.segments <= ALLOWED[language], f"{sent.units} {sent.encoding}: {sent.text}"


@pytest.mark.parametrize("one_person", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_results_fits(language: str, *, one_person: bool) -> None:
    talk = Talk(SMS, language, WideDesk(won=tuple(range(1, 10)), one_person=one_person))
    talk.says({"fr": "RESULTATS", "ar": "نتائج", "en": "RESULTS"}[language])
    named: set[str] = set()
    while len(named) < 9:
        sent = prepare(talk.answer.text)
        assert sent.segments <= ALLOWED[language], f"{sent.units} {sent.encoding}: {sent.text}"
        fresh = set(re.findall(r"99\d", sent.text)) - named
        assert fresh, f"nothing new: {sent.text}"
        named |= fresh
        talk.says("+")


FIRST_CONTACTS = [(*case, voted) for case in CASES for voted in (False, True)]
"""Whose number has voted already may still be new here: their vote came on another channel."""


@pytest.mark.parametrize(("language", "journey", "voted"), FIRST_CONTACTS)
def test_a_first_answer_fits_with_the_line_on_privacy_or_is_declared(
    language: str, journey: str, *, voted: bool
) -> None:
    talk = Talk(SMS, language, WideDesk(ballot=(1, 2, 3) if voted else None))
    talk.says(JOURNEYS[language][journey])
    assert talk.spoken
    talk.spoken.reply.said.append(Say(PRIVACY))
    sent = prepare(render(talk.spoken.reply, talk.speech, SMS).text)
    declared = [
        one["segments"]
        for one in FIRST_EXCEPTIONS
        if (one["journey"], one["language"]) == (journey, language) and one.get("voted", voted) == voted
    ]
    if declared:
        assert [sent.segments] == declared, f"declared for nothing: {sent.units} {sent.text}"
    else:
        assert sent.segments <= ALLOWED[language], f"{sent.units} {sent.encoding}: {sent.text}"


def test_every_exception_has_its_reason() -> None:
    assert all(len(one["reason"]) > 20 for one in (*EXCEPTIONS, *FIRST_EXCEPTIONS))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_on_its_way_fits(language: str) -> None:
    costs = {}
    for place, talk in crawl(SMS).items():
        if place[0] == "learn":
            continue  # whoever writes lessons is told what they cost, and tests of the lessons say that they fit
        assert talk.spoken
        speech = Talk(SMS, language).speech
        sent = prepare(render(Reply(question=talk.spoken.reply.question), speech, SMS).text)
        costs[place] = (sent.segments, sent.units, sent.text)
    assert {place: cost for place, cost in costs.items() if cost[0] > ALLOWED[language]} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_that_is_asked_again_fits_with_what_was_wrong_above_it(language: str) -> None:
    speech = Talk(SMS, language).speech
    wrong = [LAST_PAGE, _("Send a number from 1 to %(count)s.", count=8)]
    costs = {}
    for place, talk in crawl(SMS).items():
        assert talk.spoken
        question = talk.spoken.reply.question
        if place[0] == "learn" or not isinstance(question, Choose):
            continue
        alone = prepare(render(Reply(question=question), speech, SMS).text)
        for complaint in wrong:
            sent = prepare(render(Reply(complaint=complaint, question=question), speech, SMS).text)
            if not fits(sent.text, alone.segments):
                costs[place] = (sent.units, sent.text)
    assert costs == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_list_has_ended_fits_above_its_last_page(language: str) -> None:
    talk = Talk(SMS, language, WideDesk())
    talk.says({"fr": "PROJETS", "ar": "المشاريع", "en": "PROJECTS"}[language])
    for _page in range(5):
        sent = prepare(talk.says("+").text)
        assert sent.segments <= ALLOWED[language], f"{sent.units}: {sent.text}"


@pytest.mark.parametrize(("language", "word"), [("fr", "PROJET 1"), ("ar", "مشروع 1"), ("en", "PROJECT 1")])
def test_a_project_is_called_by_its_short_name_where_its_title_would_be_cut(language: str, word: str) -> None:
    class Done(FakeDesk):
        def project(self, number: int) -> ProjectView:
            titles = {
                "fr": "Forage avec une pompe manuelle, une margelle",
                "ar": "بئر بمضخة يدوية ومورد للماشية في زونغو",
                "en": "Borehole with a hand pump and a trough",
            }
            names = {"fr": "Forage Zongo", "ar": "بئر زونغو", "en": "Zongo borehole"}
            wider = {"titles": titles, "short_names": names, "zone": "Quartier Zongo", "cost": 99_950_000_000}
            found = {**vars_of(super().project(number)), **wider, "state": "done", "spent": 99_940_000_000}
            return ProjectView(**{**found, "progress": 100})

    said = prepare(Talk(SMS, language, Done()).says(word).text)
    assert {"fr": "1. Forage Zongo.", "ar": "1. بئر زونغو.", "en": "1. Zongo borehole."}[language] in said.text
    assert said.segments <= ALLOWED[language]


def test_every_dialogue_speaks_every_language() -> None:
    for name, dialogue in find_dialogues().items():
        if dialogue.label:
            said = {language: dialogue.label.spoken(Talk(language=language).speech) for language in LANGUAGES}
            assert len(set(said.values())) == 3 or name in {"vote", "ask"}, said


@pytest.mark.parametrize("state", ["on_ballot", "under_way", "done"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_fits_above_what_can_be_done_with_it(language: str, state: str) -> None:
    class LongNames(WideDesk):
        def project(self, number: int) -> ProjectView:
            found = vars_of(super().project(number))
            titles = {"fr": "Lampadaires " * 8, "ar": "أعمدة الإنارة " * 8, "en": "Street lamps " * 8}
            wider = {"titles": titles, "zone": "Z" * 40, "cost": 99_950_000_000, "state": state, "number": 999}
            return ProjectView(**{**found, **wider, "spent": 99_940_000_000, "progress": 100})

    talk = Talk(SMS, language, LongNames())
    sent = prepare(talk.says({"fr": "PROJET 3", "ar": "مشروع 3", "en": "PROJECT 3"}[language]).text)
    assert "99" in sent.text
    assert sent.segments <= ALLOWED[language], f"{sent.units} {sent.encoding}: {sent.text}"


QUESTIONS_ABOUT_MONEY = {
    "fr": "QUESTION combien pour l'assainissement",
    "ar": "سؤال كم ميزانية الماء",
    "en": "QUESTION how much for sanitation",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_answered_at_once_costs_no_more_than_an_answer(language: str) -> None:
    talk = Talk(SMS, language, WideDesk())
    sent = prepare(talk.says(QUESTIONS_ABOUT_MONEY[language]).text)
    assert talk.state.open is not None
    assert sent.segments <= ALLOWED[language], f"{sent.units} {sent.encoding}: {sent.text}"
