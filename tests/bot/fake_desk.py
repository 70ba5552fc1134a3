"""A desk for tests: a small commune kept in memory, which writes down everything that was done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.messages import Location
from bot.ports import (
    AchievementView,
    AppealsView,
    AwaitedView,
    BallotPaper,
    BudgetView,
    CastBallot,
    CommuneView,
    FormalView,
    HitView,
    Joined,
    JoinView,
    KnownAnswer,
    Offer,
    OfficeView,
    PartView,
    PollView,
    ProgrammeView,
    ProjectView,
    Proof,
    ProposalView,
    ReceiptState,
    ReportView,
    RequestView,
    ResultLine,
    ResultsView,
    ServedView,
    StageView,
    Stance,
    TopicView,
    ZoneView,
)
from bot.understanding.fold import fold
from bot.understanding.topics import GENERAL
from bot.views.rules import RulesView
from bot.views.votes import PaperPot, SharedMoney
from budgeting.ballot import BallotRules, judge_ballot, marks_of
from budgeting.receipts import read_receipt
from budgeting.refusal import Refusal
from services.desk.projects import WHOLLY
from services.search.index import Index
from services.search.kind import Entry
from tests.bot.fake_action_plan import FakeActionPlan
from tests.bot.fake_documents import FakeDocuments
from tests.bot.fake_follow_ups import FakeFollowUps
from tests.bot.fake_lessons import FakeLessons
from tests.bot.fake_news import FakeNews
from tests.bot.fake_rooms import FakeRooms
from tests.bot.fake_sessions import FakeSessions

CLOSES_AT = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
RECEIPT = "K7Q-2M9-XX4"
FRESH_CODE = "7702"
NAMES = {
    1: ("Forage à Zongo", "حفر بئر زونغو", "Zongo well"),
    2: ("Salle de classe", "قاعة درس", "Classroom"),
    3: ("Lampadaires", "أعمدة الإنارة", "Street lamps"),
    4: ("Pont de Kossi", "جسر كوسي", "Kossi bridge"),
    5: ("Case de santé", "مركز صحي", "Health post"),
    6: ("Terrain de sport", "ملعب", "Sports ground"),
    7: ("Marché couvert", "سوق مغطى", "Covered market"),
    8: ("Latrines école", "مراحيض المدرسة", "School latrines"),
    9: ("Piste de Bagui", "مسلك باغي", "Bagui track"),
}
TOPICS = {"health": 540, "education": 720, "water": 360, "roads": 810, "administration": 900, "sanitation": 120}
"""Millions of francs in 2026."""
PROGRAMMES = {"101": "Gouvernance", "102": "Eau et assainissement"}
WELLS = (
    AchievementView("Points d'eau qui marchent", "points d'eau", "", 12_000, 7_000),
    AchievementView("Habitants servis", "habitants", "", 900_000, None),
)
HITS = (
    HitView("line", "Pompe du lycée", "2026", "education", None, 4_000_000, 3_000_000, "voted", "Budget primitif 2026"),
    HitView("line", "Pompe de Zongo", "2026", "water", None, 2_500_000, 0, "voted", "Budget primitif 2026"),
    HitView(
        "line",
        "Carburant et lubrifiant",
        "2026",
        None,
        None,
        9_153_000,
        1_935_000,
        "voted",
        "Budget primitif 2026",
        lines=3,
    ),
    HitView("line", "Cérémonies", "2026", "culture", None, 1_000_000, None, "voted", "Budget primitif 2026"),
    HitView("programme", "102 Gouvernance de l'eau", code="102"),
    HitView("document", "Guide de la propreté", link="https://kossi.example/kossi/documents/3"),
    HitView("project", "4 Pont de Kossi", code="4"),
    HitView("answer", "Horaires de la mairie ?", text="De 8 h à 15 h."),
)


LINES = (
    HitView("line", "Impôt sur les terrains", "2026", "revenue", None, 9_000_000, 1_900_000, "voted",
            "Budget primitif 2026", side="revenue"),
    HitView("line", "Dotation de l'État pour les centres de santé", "2026", "revenue", None, 7_800_000, None, "voted",
            "Budget primitif 2026", side="revenue"),
    HitView("line", "Autres dotations de l'État", "2026", "revenue", None, 30_000_000, None, "voted",
            "Budget primitif 2026", side="revenue"),
    HitView("line", "Téléphone de la mairie", "2026", "administration", None, 1_000_000, None, "voted",
            "Budget primitif 2026", side="expenditure"),
    HitView("line", "Téléphone de la santé", "2026", "health", None, 250_000, None, "voted",
            "Budget primitif 2026", side="expenditure"),
    HitView("line", "Entretien des bâtiments", "2026", "administration", None, 4_000_000, None, "voted",
            "Budget primitif 2026", side="expenditure"),
    HitView("line", "Entretien des ambulances", "2026", "health", None, 700_000, None, "voted",
            "Budget primitif 2026", side="expenditure"),
)  # fmt: skip


BRIDGE = HitView(
    "line", "Réfection du pont, bridge, جسر", "2026", "roads", None, 3_000_000, None, "voted", "Budget 2026"
)


def project(number: int, state: str = "on_ballot", progress: int = 0) -> ProjectView:
    """Return one of the nine projects."""
    french, arabic, english = NAMES[number]
    names = {"fr": french, "ar": arabic, "en": english}
    return ProjectView(
        number=number,
        titles={language: f"{name} ({number})" for language, name in names.items()},
        short_names=names,
        cost=number * 1_250_000,
        state=state,
        progress=progress,
        spent=progress * number * 12_500,
        zone="Zongo",
        description="",
        due_on=date(2027, 3, 31),
        done_on=date(2025, 6, 30) if state == "done" else None,
    )


UP_TO_THREE = BallotRules(max_choices=3)
PROJECT_INDEX = Index(Entry(number, " ".join(names)) for number, names in NAMES.items())
"""The real search, so that words find here what they find for citizens, misspelt and begun ones too."""
COSTS = {number: project(number).cost for number in NAMES}
FOLLOWING = {"follow_project", "unfollow_project"}


@dataclass
class FakeDesk(
    FakeActionPlan,
    FakeLessons,
    FakeDocuments,
    FakeFollowUps,
    FakeNews,
    FakeRooms,
    FakeSessions,
):
    """The commune of the tests; `effects` is what was done, in order."""

    proven: bool = True
    vote_open: bool = True
    on_hands: bool = False
    boxes: str = ""
    voided: bool = False
    echo: bool = True
    on_paper: bool = False
    has_budget: bool = True
    has_plan: bool = True
    has_results: bool = True
    has_zones: bool = True
    population: int | None = 18400
    line_years: tuple[int, ...] = ()
    has_projects: bool = True
    takes_ideas: bool = True
    ballot_is_fixed: bool = False
    has_similar: bool = False
    similar: str = "P-26-3"
    alike: tuple[str, ...] = ()
    similar_to: tuple[int, ...] = ()
    answers_at_once: bool = False
    has_law: bool = True
    takes_appeals: bool = False
    appeals_are_ahead: bool = False
    asked: tuple[str, ...] = ()
    served: tuple[str, ...] = ("Kossi",)
    news: bool = True
    lives_in: int | None = None
    level: str = "A"
    places_of_lines: tuple[str, ...] = ("Zongo",)
    has_bridge_line: bool = False
    has_state_money: bool = True
    replies_left: bool = True
    own: list[str] = field(default_factory=list)
    town_hall: OfficeView = field(default_factory=OfficeView)
    finished: tuple[int, ...] = (5,)
    has_poll: bool = False
    ballots: BallotRules = UP_TO_THREE
    ballot: tuple[Any, ...] | None = None
    code: str = ""
    aside: str = ""
    held: tuple[Any, ...] | None = None
    wrong: int = 0
    won: tuple[int, ...] = (3,)
    former: dict[int, int] = field(default_factory=dict)
    is_decided: bool = False
    one_person: bool = False
    effects: list[tuple[Any, ...]] = field(default_factory=list)

    def done(self, *effect: Any) -> None:
        """Write an effect down."""
        self.effects.append(effect)

    def commune(self) -> CommuneView:
        return CommuneView("Kossi", ("fr", "ar", "en"), 15, population=self.population)

    def office(self) -> OfficeView:
        return self.town_hall

    def communes(self) -> Sequence[ServedView]:
        return [ServedView(number, name) for number, name in enumerate(self.served, 1)]

    def choose_commune(self, commune_id: int) -> None:
        self.done("choose_commune", commune_id)

    def offers(self) -> Sequence[Offer]:
        there = {
            Offer.BUDGET: self.has_budget,
            Offer.IDEAS: self.takes_ideas,
            Offer.PROJECTS: self.has_projects,
            Offer.VOTE: self.vote_open,
            Offer.RESULTS: self.has_results,
            Offer.DOCUMENTS: self.has_documents,
            Offer.MEETINGS: self.has_session,
            Offer.WORKS: bool(self.finished),
        }
        return [offer for offer, is_there in there.items() if is_there]

    def take_ideas(self) -> None:
        if not self.takes_ideas:
            raise Refusal("proposals_closed")

    def zones(self) -> Sequence[ZoneView]:
        return [ZoneView(1, "Centre"), ZoneView(2, "Zongo", ("زونغو",)), ZoneView(3, "Bagui")] if self.has_zones else []

    def my_zone(self) -> ZoneView | None:
        return next((zone for zone in self.zones() if zone.id == self.lives_in), None)

    def live_in(self, zone_id: int) -> None:
        self.lives_in = zone_id
        self.done("live_in", zone_id)

    def set_language(self, language: str) -> None:
        self.done("set_language", language)

    def stop_news(self) -> None:
        self.news = False
        self.done("stop_news")

    def start_news(self) -> None:
        self.news = True
        self.done("start_news")

    def gets_news(self) -> bool:
        return self.news

    def can_be_asked(self) -> bool:
        return self.replies_left

    def new_code(self) -> str:
        return "4821"

    def erase_me(self) -> int:
        self.done("erase_me")
        return 1

    def has_proven_phone(self) -> bool:
        return self.proven

    def keep_phone(self, number: str) -> None:
        self.proven = True
        self.done("keep_phone", number)

    def known_figures(self, topic: str, year: int | None, nature: str | None = None) -> BudgetView:
        return self.budget(topic, year, None, nature=nature)

    def budget(
        self, topic: str | None, year: int | None, code: str | None, place: str | None = None, nature: str | None = None
    ) -> BudgetView:
        if nature and topic in GENERAL:
            topic = None
        if not self.has_budget:
            raise Refusal("no_budget_yet")
        if topic is not None and topic not in TOPICS and topic not in ("total", "revenue"):
            raise Refusal("no_such_topic", topic=topic)
        total = sum(TOPICS.values()) * 10**6
        amount = TOPICS[topic] * 10**6 if topic in TOPICS else total // 4 if nature else total
        if code is not None and code not in PROGRAMMES:
            raise Refusal("no_such_programme", code=code)
        return BudgetView(
            topic=topic or "total",
            year=2025 if year == 2025 else 2026,
            asked_year=year,
            status="voted",
            source="Budget primitif 2026",
            amount=amount,
            total=amount if topic == "revenue" else total,
            planned=amount,
            done=amount * 3 // 5,
            per_head=amount // 45_000,
            programme=PROGRAMMES[code] if code else None,
            code=code,
            objective="De l'eau pour tous" if code else "",
            place="Zongo" if place and "zongo" in fold(place) else None,
            asked_place=next((name for name in ("Tokoin", "Gare") if place and fold(name) in place), ""),
            last_year=2025,
            last_amount=amount * 9 // 10,
            achievements=WELLS if topic == "water" or code == "102" else (),
            link="https://kossi.example/kossi/budget",
            nature=nature,
        )

    def search(self, words: str, year: int | None = None) -> Sequence[HitView]:
        hits = (*HITS, BRIDGE) if self.has_bridge_line else HITS
        return [
            hit
            for hit in hits
            if {*fold(hit.title).split()} & {word.removeprefix("ال") for word in fold(words).split()}
        ]

    def lines_named(
        self, words: str, year: int | None = None, side: str | None = None, topic: str | None = None
    ) -> Sequence[HitView]:
        hits = (*HITS, *LINES, BRIDGE) if self.has_bridge_line else (*HITS, *LINES)
        wanted = {word.removesuffix("s") for word in fold(words).split() if len(word) > 2}
        return [
            hit
            for hit in hits
            if hit.kind == "line"
            and wanted <= {word.removesuffix("s") for word in fold(hit.title).split()}
            and side in (None, hit.side or "expenditure")
            and topic in (None, hit.topic)
        ]

    def sum_of_lines(
        self, names: Sequence[str], year: int | None, side: str, topic: str | None = None, place: str | None = None
    ) -> HitView | None:
        if place is not None and place not in self.places_of_lines:
            return None
        found = {hit.title: hit for name in names for hit in self.lines_named(name, year, side, topic)}
        told = sum_of(list(found.values()), names[0])
        return replace(told, year=str(year)) if told and year in self.line_years else told

    def zone_named(self, words: str) -> str | None:
        return next((name for name in ("Zongo", "Tokoin") if fold(name) in fold(words.replace("زونغو", "Zongo"))), None)

    def sum_from_the_state(self, year: int | None) -> HitView | None:
        return sum_of([hit for hit in LINES if "État" in hit.title] if self.has_state_money else [], "state")

    def sum_of_taxes(self, year: int | None) -> HitView | None:
        return sum_of([hit for hit in LINES if "Impôt" in hit.title] if self.has_state_money else [], "taxes")

    def this_year(self) -> int:
        return 2027

    def budget_topics(self, year: int | None) -> Sequence[TopicView]:
        return [TopicView(topic, amount * 10**6) for topic, amount in TOPICS.items()]

    def programmes(self, year: int | None) -> Sequence[ProgrammeView]:
        return [ProgrammeView("101", "Gouvernance", 900 * 10**6), ProgrammeView("102", "Eau", 360 * 10**6)]

    def ask_question(self, text: str, topic: str | None) -> RequestView:
        self.done("ask_question", text)
        return self._request("DI-26-0042", "received")

    def known_answer(self, text: str, topic: str | None) -> KnownAnswer | None:
        return KnownAnswer("request:7", "Lundi à 8 h.") if self.answers_at_once else None

    def answer_at_once(self, text: str, topic: str | None, source: str) -> RequestView:
        self.done("answer_at_once", text, source)
        return self._request("DI-26-0042", "received")

    def note_help(self, reference: str, *, helped: bool, key: str | None = None) -> RequestView:
        self.done("note_help", reference, helped)
        return self._request(reference, "answered" if helped else "received")

    def formal_rules(self) -> FormalView:
        if not self.has_law:
            return FormalView(is_known=False)
        needs = (("name",), ("postal_address",), ("identity_number", "residence_number"))
        return FormalView(True, 20, "working", "law", needs, "Mairie, bureau 4", "lundi à jeudi, 8-12 h")

    def prepare_formal(self, text: str, topic: str | None, reference: str | None) -> RequestView:
        self.done("prepare_formal", text, reference)
        return RequestView(reference or "DI-26-0042", "prepared", date(2026, 11, 20), None, kind="formal")

    def awaited(self) -> Sequence[AwaitedView]:
        return [AwaitedView(reference, "Pour quelle année ?") for reference in self.asked]

    def reply_to(self, reference: str, text: str) -> RequestView:
        if reference not in self.asked:
            raise Refusal("request_not_paused", reference=reference)
        self.done("reply_to", reference, text)
        self.asked = tuple(one for one in self.asked if one != reference)
        return self._request(reference, "received")

    def _request(self, reference: str, state: str) -> RequestView:
        answer = "Le forage ouvre en mars." if state == "answered" else None
        text = "Quand ?" if reference == "DI-26-0041" and reference in self.own else None
        return RequestView(reference, state, date(2026, 11, 20), date(2026, 12, 5), answer=answer, text=text)

    def _formal(self, reference: str) -> RequestView:
        """A formal request refused, with the stage that is open."""
        stage = StageView("head_of_institution", "", date(2026, 12, 18))
        return RequestView(
            reference, "refused", date(2026, 11, 20), date(2026, 12, 18), "formal", None, 20, "working", 2, "law",
            reason="Déjà publié.", stage=stage, text="Le budget de 2025" if reference in self.own else None,
        )  # fmt: skip

    def _formal_of_somebody_else(self, reference: str) -> RequestView:
        """A formal request refused, as everybody may see it."""
        own = vars_of(self._formal(reference))
        return RequestView(**{**own, "reason": None, "text": None, "ground": "being_prepared", "is_withheld": True})

    def _paused(self, reference: str) -> RequestView:
        """A formal request that waits for the citizen, by no law's leave."""
        strict = date(2026, 12, 18)
        asked = "Pour quelle année ?"
        return RequestView(
            reference, "paused", date(2026, 11, 20), None, "formal", strict, 20, "working", 2, "law", asked=asked
        )

    def find_reference(self, reference: str) -> RequestView | ProposalView | ReportView:
        if reference == "S-26-0001":
            return ReportView(reference, 5, "answered", date(2026, 11, 20), "Une équipe passe lundi.")
        if reference in {"DI-26-0043", "DI-26-0046"}:
            objected = any(str(words).startswith(f"{reference}: ") for _act, words, *_rest in self.effects)
            return replace(self._formal(reference), objection="DI-26-0042" if objected else None)
        if reference == "DI-26-0047":
            return RequestView(
                reference, "closed", date(2026, 11, 20), date(2026, 12, 5), reason="Doublon.", text="Quand ?"
            )
        if reference == "DI-26-0044":
            return self._paused(reference)
        if reference == "DI-26-0048":
            return self._formal_of_somebody_else(reference)
        if reference == "DI-26-0049":
            return RequestView(reference, "extended", date(2026, 11, 20), date(2026, 12, 22), is_withheld=True)
        if reference == "DI-26-0045":
            return RequestView(reference, "received", date(2026, 11, 20), date(2026, 12, 5), is_at_once=True)
        if reference.startswith("DI-26-00"):
            return self._request(reference, "answered" if reference == "DI-26-0041" else "received")
        if reference in {"P-26-0008", "P-26-0009"}:
            until = date(2026, 12, 10) if reference == "P-26-0008" and reference in self.own else None
            return ProposalView(reference, "Pont", "refused", reason="Il coûte trop.", appeal_until=until)
        if reference == "P-26-0010":
            return ProposalView(reference, "Puits à Zongo", "received", supports=3, stance=Stance.OWN, authors=2)
        if reference == "P-26-0011":
            return ProposalView(reference, "Puits", "received", support_from=CLOSES_AT)
        if reference == "P-26-0012":
            return ProposalView(reference, "Puits", "received", supports=3, support_until=CLOSES_AT)
        if reference.startswith("P-26-"):
            return ProposalView(reference, "Forage à Bagui", "accepted", cost=3_000_000, supports=12, project_number=4)
        raise Refusal("no_such_reference", reference=reference)

    def my_references(self) -> Sequence[str]:
        return self.own

    def may_complain_about(self) -> Sequence[str]:
        return [one for one in self.own if one in {"DI-26-0043", "DI-26-0046", "DI-26-0047", "P-26-0008"}]

    def appeals(self) -> AppealsView | None:
        opens = date(2026, 12, 13) if self.appeals_are_ahead else None
        view = AppealsView("Budget participatif 2026", date(2026, 12, 27), opens)
        return view if self.takes_appeals or opens else None

    def appeal(self, text: str) -> RequestView:
        self.done("appeal", text)
        return RequestView("DI-26-0042", "received", date(2026, 12, 13), date(2026, 12, 27), is_appeal=True)

    def appeal_for_idea(self, reference: str, text: str) -> ProposalView:
        self.done("appeal_for_idea", reference, text)
        return ProposalView(reference, "Pont", "appealed")

    def similar_proposals(self, title: str) -> Sequence[ProposalView]:
        titles = self.alike or (("Forage au marché",) if self.has_similar else ())
        first = int(self.similar.rpartition("-")[2])
        return [
            ProposalView(
                self.similar if not at else f"P-26-{first + at}",
                name,
                "received",
                supports=4,
                stance=Stance.OWN if self.similar == "P-26-0001" else Stance.NEW,
            )
            for at, name in enumerate(titles)
        ]

    def similar_projects(self, title: str) -> Sequence[ProjectView]:
        return [project(number) for number in self.similar_to]

    def submit_proposal(
        self, title: str, zone_id: int | None, description: str, photo: str | None, location: Location | None
    ) -> ProposalView:
        self.take_ideas()
        self.done("submit_proposal", title, zone_id, description, photo, location)
        return ProposalView("P-26-17", title, "received", is_for_later_vote=self.ballot_is_fixed)

    def add_voice(self, reference: str, voice: str) -> ProposalView:
        if reference == "P-26-0099":
            raise Refusal("proposal_voice_not_taken", reference=reference)
        self.done("add_voice", reference, voice)
        return ProposalView(reference, "Forage au marché", "received", stance=Stance.OWN)

    def support_proposal(self, reference: str, *, instead: bool = False) -> ProposalView:
        if reference == "P-26-0404":
            raise Refusal("no_such_reference", reference=reference)
        if reference == "P-26-0099":
            raise Refusal("proposal_not_supportable", reference=reference)
        stance = Stance.ALREADY if ("support_proposal", reference) in self.effects else Stance.NEW
        self.done("support_proposal", reference)
        if reference == "P-26-0001":
            stance = Stance.OWN
        heir = "P-26-0003" if reference == "P-26-0002" else reference
        return ProposalView(heir, "Forage au marché", "received", supports=5, stance=stance)

    def join_idea(self, reference: str, code: str | None) -> JoinView:
        if reference == "P-26-0404":
            raise Refusal("no_such_reference", reference=reference)
        if reference == "P-26-0099":
            raise Refusal("proposal_not_joinable", reference=reference)
        if reference == "P-26-0098":
            raise Refusal("proposal_too_many_authors", reference=reference, most=20)
        self.done("join_idea", reference, code)
        if reference == "P-26-0001":
            return JoinView(reference, "Forage au marché", Joined.AUTHOR, "4821")
        outcomes = {None: Joined.NO_CODE, "4821": Joined.NEW}
        return JoinView(reference, "Forage au marché", outcomes.get(code, Joined.WRONG_CODE))

    def authors_beside(self, reference: str) -> int | None:
        return {"P-26-0001": 0, "P-26-0010": 1}.get(reference)

    def leave_idea(self, reference: str) -> ProposalView:
        self.done("leave_idea", reference)
        return ProposalView(reference, "Forage au marché", "received")

    def projects(self) -> Sequence[ProjectView]:
        return [self.project(number) for number in NAMES] if self.has_projects else []

    def project(self, number: int) -> ProjectView:
        if number not in NAMES or not self.has_projects:
            raise Refusal("no_such_project", number=number)
        if number in self.finished:
            return project(number, "done", 100)
        decided = "funded" if number in self.won else "not_funded"
        found = project(number, decided if self.is_decided else "on_ballot")
        return replace(found, former_number=self.former.get(number))

    def projects_named(self, words: str, *, wholly: bool = False) -> Sequence[ProjectView]:
        found = PROJECT_INDEX.find(words, len(NAMES), WHOLLY if wholly else 0) if self.has_projects else []
        best = {each.id for each in found if each.score == found[0].score}
        return [self.project(number) for number in NAMES if number in best]

    def followed_projects(self) -> Sequence[ProjectView]:
        return [self.project(number) for number in NAMES if self.follows_project(number)]

    def follow_project(self, number: int) -> ProjectView:
        self.done("follow_project", number)
        return self.project(number)

    def follows_project(self, number: int) -> bool:
        self.project(number)
        own = [effect[0] for effect in self.effects if effect[0] in FOLLOWING and effect[1] == number]
        return own[-1:] == ["follow_project"]

    def unfollow_project(self, number: int) -> ProjectView:
        found = self.project(number)
        self.done("unfollow_project", number)
        return found

    def poll_asked(self) -> PollView | None:
        names = NAMES[5]
        titles = {"fr": names[0], "ar": names[1], "en": names[2]}
        return PollView(1, 5, titles, titles, date(2026, 12, 31)) if self.has_poll else None

    def answer_poll(self, poll_id: int, mark: int) -> None:
        self.done("answer_poll", poll_id, mark)

    def report_works(self, number: int, text: str, photo: str | None) -> ReportView:
        self.project(number)
        self.done("report_works", number, text, photo)
        return ReportView("S-26-0001", number, "open", date(2026, 11, 20))

    def add_report_photo(self, number: int, photo: str) -> ReportView | None:
        self.project(number)
        self.done("add_report_photo", number, photo)
        return ReportView("S-26-0001", number, "open", date(2026, 11, 20))

    def add_report_place(self, number: int, place: Location) -> ReportView | None:
        self.done("add_report_place", number, place)
        return ReportView("S-26-0002", number, "open", date(2026, 11, 20))

    def rate_project(self, number: int, rating: int | None, text: str | None) -> ProjectView:
        if number in NAMES and number not in self.finished:
            raise Refusal("project_not_done", number=number)
        found = self.project(number)
        self.done("rate_project", number, rating, text)
        return found

    def _check_counts(self) -> None:
        if self.voided:
            raise Refusal("vote_voided", vote="Budget participatif 2026", because="Erreur dans la liste des projets.")

    def ballot_paper(self) -> BallotPaper:
        self._check_counts()
        if not self.vote_open:
            raise Refusal("no_vote_open")
        rules = self.ballots
        return BallotPaper(
            "Budget participatif",
            rules.max_choices or 3,
            CLOSES_AT,
            tuple(replace(project(number), former_number=self.former.get(number)) for number in NAMES),
            rules.format.value,
            rules.min_choices,
            rules.envelope,
            rules.max_points,
            rules.most_for_one,
            tuple(PaperPot(pot.envelope, pot.numbers, dict(pot.names)) for pot in rules.pots),
        )

    def ballot_format(self) -> str:
        return self.ballots.format.value

    def vote_rules(self) -> RulesView:
        opens_at = CLOSES_AT - timedelta(days=14)
        state = "open" if self.vote_open else "after"
        return RulesView(state, opens_at, CLOSES_AT, self.level, "greedy", 3, on_hands=self.on_hands, boxes=self.boxes)

    def money_to_share(self, year: int | None = None) -> SharedMoney | None:
        is_there = self.vote_open and year in (None, self.this_year())
        return SharedMoney(12_500_000, self.ballot_paper().pots) if is_there else None

    def takes_codes(self) -> bool:
        return False

    def must_confirm(self) -> bool:
        return bool(self.code)

    def waits_for_code(self, code: str = "") -> bool:
        return self.held is not None and (len(code) != 8 or len(self.code) == 8)

    def kept_aside(self) -> str:
        return self.aside if self.held is not None else ""

    def proof_of_vote(self) -> Proof:
        if self.takes_codes():
            return Proof.CODE
        return Proof.LIST if self.aside else Proof.ANSWER if self.code else Proof.NUMBER

    def confirm_ballot(self, code: str) -> CastBallot:
        if self.held is None:
            raise Refusal("nothing_to_confirm", digits=len(code))
        if code == self.code:
            held, self.held = self.held, None
            replaced, self.ballot = self.ballot is not None, held
            self.done("confirm_ballot", held)
            return self._cast(held, replaced=replaced)
        self.wrong += 1
        if self.wrong % 2:
            raise Refusal("confirming_code_wrong")
        self.code = FRESH_CODE
        return replace(self._cast(self.held), confirming=self.code, receipt="", is_again=True)

    def _hold(self, marks: tuple[Any, ...], unknown: tuple[int, ...] = ()) -> CastBallot:
        """Keep a ballot for its code, or apart for a voter who is not on the list."""
        self.held = marks
        self.done("hold_ballot", marks)
        return replace(self._cast(marks, unknown), confirming=self.code, aside=self.aside, receipt="")

    def awaits_codes(self) -> bool:
        return self.takes_codes() and self.vote_open

    def may_be_code(self, code: str) -> bool:
        return False

    def may_share_phone(self) -> bool:
        return False

    def accept_code(self, code: str) -> str:
        raise Refusal("voting_code_not_good", digits=len(code))

    def heard_at(self) -> str:
        return "2026-11-01T08:00:00+00:00"

    def cast_ballot(
        self,
        numbers: Sequence[int],
        passed: str | None = None,
        points: Sequence[int | None] = (),
        said_at: str | None = None,
    ) -> CastBallot:
        self._check_booth()
        judged = judge_ballot(marks_of(numbers, points), COSTS, self.ballots)
        if self.code or self.aside:
            return self._hold(tuple(judged.marks), judged.unknown)
        replaced, self.ballot = self.ballot is not None, tuple(judged.marks)
        self.done("cast_ballot", self.ballot)
        return self._cast(self.ballot, judged.unknown, replaced)

    def cast_blank(self, passed: str | None = None) -> CastBallot:
        self._check_booth()
        if self.code or self.aside:
            return self._hold(())
        replaced, self.ballot = self.ballot is not None, ()
        self.done("cast_blank")
        return self._cast((), replaced=replaced)

    def _check_booth(self) -> None:
        self._check_counts()
        if not self.vote_open:
            raise Refusal("vote_has_closed", closes_at=CLOSES_AT.isoformat())
        if not self.proven:
            raise Refusal("phone_not_proven")

    def _cast(self, known: tuple[Any, ...], unknown: tuple[int, ...] = (), replaced: bool = False) -> CastBallot:
        pairs = [mark if isinstance(mark, (list, tuple)) else (mark,) for mark in known]
        projects = tuple(project(pair[0]) for pair in pairs)
        points = tuple(pair[1] for pair in pairs if len(pair) > 1)
        return CastBallot(
            projects,
            unknown,
            RECEIPT,
            CLOSES_AT,
            replaced,
            echo=self.echo,
            is_blank=not known,
            format=self.ballots.format.value,
            points=points,
            on_paper=self.on_paper,
        )

    def my_ballot(self, passed: str | None = None) -> CastBallot | None:
        self._check_counts()
        if not self.vote_open:
            raise Refusal("vote_has_closed", closes_at=CLOSES_AT.isoformat())
        if not self.proven:
            raise Refusal("phone_not_proven")
        if self.aside and self.held is not None:
            return replace(self._cast(self.held), aside=self.aside, receipt="")
        return None if self.ballot is None else self._cast(self.ballot)

    def receipt_state(self, code: str) -> ReceiptState:
        if code == RECEIPT.replace("-", ""):
            return ReceiptState.STANDS
        return ReceiptState.MISTYPED if read_receipt(code) is None else ReceiptState.UNKNOWN

    def may_have_voted(self) -> bool:
        return self.proven and (self.ballot is not None or not self.vote_open)

    def results(self) -> ResultsView:
        self._check_counts()
        if not self.has_results:
            raise Refusal("no_results_yet")
        won = [self._line(number, True, "won", rank=place, left=3_000_000) for place, number in enumerate(self.won, 1)]
        lost = [self._line(number, False, "lost_no_votes") for number in (7,) if number not in self.won]
        lines = (*won, *lost)
        return ResultsView(
            "Budget participatif 2026", 2026, 120, 4, 10_000_000, 7_000_000, "A", "greedy", self.one_person, lines
        )

    def _line(self, number: int, won: bool, reason: str, **values: int) -> ResultLine:
        found = project(number)
        return ResultLine(
            number, found.titles, found.short_names, found.cost, 45 if won else 0, won, reason, dict(values)
        )


def sum_of(lines: Sequence[HitView], common: str) -> HitView | None:
    """Return lines as one, with the largest of them; None where there are none."""
    if not lines:
        return None
    planned = sum(line.planned or 0 for line in lines)
    largest = sorted(lines, key=lambda line: -(line.planned or 0))
    parts = tuple(PartView("", line.planned, line.done, line.title) for line in largest)
    return replace(lines[0], planned=planned, done=None, lines=len(lines), parts=parts, common=common)


def vars_of(view: Any) -> dict[str, Any]:
    """Return the fields of a view with slots."""
    return {name: getattr(view, name) for name in view.__slots__}
