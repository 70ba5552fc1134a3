"""The desk: everything a dialogue can see and do; the shapes of what it gets are those of `bot.views`.

`services.desk` is the real one; tests use a small fake.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from bot.action_plan_ports import ActionPlanDesk
from bot.follow_up_ports import FollowUpDesk
from bot.idea_ports import IdeaDesk
from bot.lesson_ports import LessonDesk
from bot.messages import Location
from bot.news_ports import NewsDesk
from bot.room_ports import RoomDesk
from bot.rules_ports import RulesDesk
from bot.session_ports import SessionDesk
from bot.views.documents import PublishedList, PublishedView
from bot.views.money import AchievementView, BudgetView, HitView, PartView, ProgrammeView, TopicView
from bot.views.offers import Offer
from bot.views.people import CommuneView, OfficeView, ServedView, SessionView, ZoneView
from bot.views.proposals import Joined, JoinView, ProposalView, Stance
from bot.views.requests import AppealsView, AwaitedView, FormalView, KnownAnswer, RequestView, StageView
from bot.views.votes import BallotPaper, CastBallot, ProjectView, Proof, ReceiptState, ResultLine, ResultsView
from bot.views.works import PollView, ReportView

__all__ = [
    "AchievementView",
    "AppealsView",
    "AwaitedView",
    "BallotPaper",
    "BudgetView",
    "CastBallot",
    "CommuneView",
    "Desk",
    "FormalView",
    "HitView",
    "JoinView",
    "Joined",
    "KnownAnswer",
    "Offer",
    "OfficeView",
    "PartView",
    "PollView",
    "ProgrammeView",
    "ProjectView",
    "Proof",
    "ProposalView",
    "PublishedList",
    "PublishedView",
    "ReceiptState",
    "ReportView",
    "RequestView",
    "ResultLine",
    "ResultsView",
    "ServedView",
    "SessionView",
    "StageView",
    "Stance",
    "TopicView",
    "ZoneView",
]


class Desk(ActionPlanDesk, FollowUpDesk, IdeaDesk, LessonDesk, NewsDesk, RoomDesk, RulesDesk, SessionDesk, Protocol):
    """What the conversation asks of the house; every call may raise a `Refusal`."""

    def commune(self) -> CommuneView: ...

    def communes(self) -> Sequence[ServedView]:
        """Return every commune that answers on the line, the sender's own among them."""

    def choose_commune(self, commune_id: int) -> None:
        """Let what the sender writes on this line go to another of its communes from the next message on."""

    def offers(self) -> Sequence[Offer]:
        """Return what there is to see and to do now, so that nobody is sent to what is empty."""

    def zones(self) -> Sequence[ZoneView]: ...

    def office(self) -> OfficeView:
        """Return where the town hall can be reached in person, and whom else the commune names."""

    def my_zone(self) -> ZoneView | None:
        """Return where the person said that they live, None while they have not or the place is no more."""

    def live_in(self, zone_id: int) -> None:
        """Keep where the person lives."""

    def documents(self, kind: str | None) -> PublishedList:
        """Return the latest published documents, of one kind or of all."""

    def follow_documents(self) -> bool: ...

    def unfollow_documents(self) -> bool: ...

    def set_language(self, language: str) -> None: ...

    def stop_news(self) -> None: ...

    def start_news(self) -> None: ...

    def gets_news(self) -> bool:
        """Is the sender told what they did not ask for? False after STOP."""

    def can_be_asked(self) -> bool:
        """Will a question reach the sender now? False once the replies of the hour, or the money, are used up."""

    def new_code(self) -> str:
        """Return a fresh four-digit code."""

    def erase_me(self) -> int:
        """Forget the sender and return how many open requests stay because the law needs them."""

    def has_proven_phone(self) -> bool: ...

    def keep_phone(self, number: str) -> None: ...

    def budget(
        self, topic: str | None, year: int | None, code: str | None, place: str | None = None, nature: str | None = None
    ) -> BudgetView:
        """Return what is published of a topic, a programme, and a place that some words may name; count the request.

        Of a nature within them where one is given and lines say theirs, else as if none were.
        """

    def this_year(self) -> int:
        """Return the fiscal year that today lies in, by the calendar year in which it begins."""

    def known_figures(self, topic: str, year: int | None, nature: str | None = None) -> BudgetView:
        """Return what is published of a topic without counting a request: the question it answers counts by itself."""

    def search(self, words: str, year: int | None = None) -> Sequence[HitView]:
        """Return what is published and best matches some words, the best first; of a year where it has any."""

    def lines_named(
        self, words: str, year: int | None = None, side: str | None = None, topic: str | None = None
    ) -> Sequence[HitView]:
        """Return the lines of the budget that bear all of some words, of a side and a topic where they are given."""

    def sum_of_lines(
        self, names: Sequence[str], year: int | None, side: str, topic: str | None = None, place: str | None = None
    ) -> HitView | None:
        """Return the sum of all lines that bear one of some names, in a place if one is given; None where none is."""

    def zone_named(self, words: str) -> str | None:
        """Return the name of the place that some words name, None where none of the commune's is."""

    def sum_from_the_state(self, year: int | None) -> HitView | None:
        """Return the sum of the receipts that are the State's, None where no line says that it is."""

    def sum_of_taxes(self, year: int | None) -> HitView | None:
        """Return the sum of the receipts that are taxes, None where no line says that it is."""

    def budget_topics(self, year: int | None) -> Sequence[TopicView]: ...

    def programmes(self, year: int | None) -> Sequence[ProgrammeView]: ...

    def ask_question(self, text: str, topic: str | None) -> RequestView: ...

    def known_answer(self, text: str, topic: str | None) -> KnownAnswer | None:
        """Return an earlier public answer to nearly the same question."""

    def answer_at_once(self, text: str, topic: str | None, source: str) -> RequestView:
        """Count a question told what a source says: published, budget, lesson; it waits for staff meanwhile."""

    def note_help(self, reference: str, *, helped: bool, key: str | None = None) -> RequestView:
        """Note whether an answer given at once, that of a key, helped; until it did the question is for staff."""

    def formal_rules(self) -> FormalView: ...

    def prepare_formal(self, text: str, topic: str | None, reference: str | None) -> RequestView:
        """Prepare a formal request, out of a question answered at once where a reference is given."""

    def awaited(self) -> Sequence[AwaitedView]: ...

    def reply_to(self, reference: str, text: str) -> RequestView: ...

    def find_reference(self, reference: str) -> RequestView | ProposalView | ReportView: ...

    def my_references(self) -> Sequence[str]: ...

    def may_complain_about(self) -> Sequence[str]:
        """Return the references of the person's requests and ideas that they may complain of today, newest first."""

    def appeals(self) -> AppealsView | None:
        """Return until when the result of which vote may be appealed against, None where that cannot be done now."""

    def appeal(self, text: str) -> RequestView:
        """Keep an appeal against the result of that vote; it is answered before the stage of appeals ends."""

    def projects(self) -> Sequence[ProjectView]: ...

    def project(self, number: int) -> ProjectView: ...

    def projects_named(self, words: str, *, wholly: bool = False) -> Sequence[ProjectView]:
        """Return the projects that some words name best, equally well, in any language; none where they name none.

        One that has hardly all of the words in its name is not named `wholly`.
        """

    def followed_projects(self) -> Sequence[ProjectView]:
        """Return the projects of whose news the person hears, by number."""

    def follow_project(self, number: int) -> ProjectView: ...

    def follows_project(self, number: int) -> bool: ...

    def unfollow_project(self, number: int) -> ProjectView: ...

    def report_works(self, number: int, text: str, photo: str | None) -> ReportView:
        """Keep what is wrong with a project's works for the staff, added to what the sender said of it before."""

    def add_report_photo(self, number: int, photo: str) -> ReportView | None:
        """Add a photo to what the sender reported last; None where nothing of theirs is open any more."""

    def add_report_place(self, number: int, place: Location) -> ReportView | None:
        """Add where it is to what the sender reported last; None where nothing of theirs is open any more."""

    def poll_asked(self) -> PollView | None:
        """Return the question on finished works that the sender was sent last and may still answer."""

    def answer_poll(self, poll_id: int, mark: int) -> None: ...

    def rate_project(self, number: int, rating: int | None, text: str | None) -> ProjectView: ...

    def ballot_paper(self) -> BallotPaper: ...

    def takes_codes(self) -> bool:
        """Do people vote by a voting code each, and not by their number, in the vote that there is to speak of?"""

    def awaits_codes(self) -> bool:
        """Are ballots by code taken now, until the end of the grace?"""

    def may_be_code(self, code: str) -> bool:
        """Was this well-formed number handed out as a code? It counts as no try; who asks again and again hears yes."""

    def may_share_phone(self) -> bool:
        """May several people vote from the visitor's phone, each by a code?"""

    def accept_code(self, code: str) -> str:
        """Return a pass for the code that was shown, which the conversation may keep; count a wrong code."""

    def ballot_format(self) -> str:
        """Return the format of the ballot that a message of this moment is, a name of `BallotFormat`."""

    def heard_at(self) -> str:
        """Return the instant from which a ballot of this message counts, in ISO form."""

    def cast_ballot(
        self,
        numbers: Sequence[int],
        passed: str | None = None,
        points: Sequence[int | None] = (),
        said_at: str | None = None,
    ) -> CastBallot:
        """Record a ballot of the sender's number, or of the code behind a pass; or keep it for its code.

        `said_at` is when it was said, as `heard_at` told, where it waited for the number: it replaces nothing later.
        """

    def must_confirm(self) -> bool:
        """Does a ballot that comes this way count only once a code has been sent back and answered?"""

    def waits_for_code(self, code: str = "") -> bool:
        """Does a ballot of the sender's number wait for its code, or for one as long as this?"""

    def kept_aside(self) -> str:
        """Return the reference under which a ballot of the sender is kept apart, "" where none is."""

    def proof_of_vote(self) -> Proof:
        """Return by what a ballot that came this way counts in the vote that there is to speak of."""

    def confirm_ballot(self, code: str) -> CastBallot:
        """Let the ballot count whose code came back."""

    def cast_blank(self, passed: str | None = None) -> CastBallot:
        """Record a ballot for no project in place of any other."""

    def my_ballot(self, passed: str | None = None) -> CastBallot | None: ...

    def receipt_state(self, code: str) -> ReceiptState:
        """Return what the public log of the commune's votes says of a receipt, to whoever asks."""

    def may_have_voted(self) -> bool:
        """Can there be a ballot of the visitor, in this vote or an earlier one, in a commune that would forget them?"""

    def results(self) -> ResultsView: ...
