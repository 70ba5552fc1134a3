"""The tables, one subject a file, and nothing that acts.

What lives here: SQLAlchemy declarations, their states as `StrEnum`s, and the numbered migrations.
It may import `budgeting` for the words of public money; only `services` and `palabre` may import it.
What never happens here: opening a session, committing, reading a clock, knowing a channel's message format.
"""

from models.action_plan import ActionPlan, PlanActivity, PlanCommitment, PlanIndicator, PlanReading
from models.audit import Approval, AuditEntry
from models.ballot import Ballot, LogEntry, LogFrontier, PendingEntry, SignedHead, Turnout
from models.base import Base
from models.broadcast import Broadcast, BroadcastRecipient, BroadcastState, BroadcastText, NewsReader
from models.budget import BudgetDocument, BudgetHeading, BudgetInquiry, BudgetLine, BudgetLineRule
from models.by_hand import BallotBox, CountSheet, EnteredBallots, Sheet
from models.commune import Commune, Line, LineCommune, Zone
from models.contact import Contact, Conversation
from models.contract import (
    Contract,
    ContractAmendment,
    ContractPart,
    ContractResult,
    ContractReview,
    ContractSignature,
    ContractTarget,
)
from models.cycle import CountRun, Cycle, Phase
from models.document import Association, Document, DocumentFollower, Participation
from models.follow_up import (
    Evidence,
    FollowUp,
    FollowUpEvent,
    FollowUpFollower,
    FollowUpReminder,
    FollowUpTable,
)
from models.indicator import IndicatorChoices, IndicatorSnapshot, IndicatorTarget
from models.law import HolidayCorrection
from models.lesson import CommuneLesson, LessonFinished, LessonPlace
from models.line_state import HeldNumbers, HoldReason, LineBalance, LineRest
from models.management_dialogue import (
    CorrectiveAction,
    ManagementDialogue,
    ManagementGap,
    ReviewedProgramme,
)
from models.message import Inbound, Outbox, OutboxState, Redaction, Spending, Unheard
from models.programme import Action, Activity, Indicator, Measure, Programme
from models.programme_quarter import ActionProgress, PerformanceReport, QuarterMoney
from models.project import Feedback, Follower, Project, ProjectEvent
from models.proof import Bundle
from models.proposal import CoAuthor, Proposal, ProposalAssociation, ProposalEvent, ProposalVoice, Support
from models.public_session import (
    AgendaItem,
    DoorCount,
    PressArticle,
    PublicSession,
    SessionAnswer,
    SessionReport,
)
from models.request import (
    InformationRequest,
    RequestComplaint,
    RequestEvent,
    RequestGroup,
    RequestPause,
    RequestReminder,
)
from models.roll import RollBatch, RollEntry, RollMark, UnmatchedVoter
from models.session_question import RoomAsking, RoomQuestion, RoomTry, RoomVoice, RoomVote, SessionRoom
from models.staff import Role, Staff, WebAuthn, staff_role
from models.study import Study
from models.upkeep import DialledSession, EarlyReport, JobRun, LineTrack, Probe, SentForm
from models.voting_code import CodeBatch, CodeTries, SetAside, VotingCode
from models.waiting import PhoneUse, WaitingBallot
from models.watching import InboundCheck, ObserverChat, PublishedHead, WatchReport
from models.witness import Witness, WitnessLink
from models.wording import OwnPhrase, TaughtWord
from models.works import ProjectPhoto, WorksOpinion, WorksPoll, WorksReport

__all__ = [
    "Action",
    "ActionPlan",
    "ActionProgress",
    "Activity",
    "AgendaItem",
    "Approval",
    "Association",
    "AuditEntry",
    "Ballot",
    "BallotBox",
    "Base",
    "Broadcast",
    "BroadcastRecipient",
    "BroadcastState",
    "BroadcastText",
    "BudgetDocument",
    "BudgetHeading",
    "BudgetInquiry",
    "BudgetLine",
    "BudgetLineRule",
    "Bundle",
    "CoAuthor",
    "CodeBatch",
    "CodeTries",
    "Commune",
    "CommuneLesson",
    "Contact",
    "Contract",
    "ContractAmendment",
    "ContractPart",
    "ContractResult",
    "ContractReview",
    "ContractSignature",
    "ContractTarget",
    "Conversation",
    "CorrectiveAction",
    "CountRun",
    "CountSheet",
    "Cycle",
    "DialledSession",
    "Document",
    "DocumentFollower",
    "DoorCount",
    "EarlyReport",
    "EnteredBallots",
    "Evidence",
    "Feedback",
    "FollowUp",
    "FollowUpEvent",
    "FollowUpFollower",
    "FollowUpReminder",
    "FollowUpTable",
    "Follower",
    "HeldNumbers",
    "HoldReason",
    "HolidayCorrection",
    "Inbound",
    "InboundCheck",
    "Indicator",
    "IndicatorChoices",
    "IndicatorSnapshot",
    "IndicatorTarget",
    "InformationRequest",
    "JobRun",
    "LessonFinished",
    "LessonPlace",
    "Line",
    "LineBalance",
    "LineCommune",
    "LineRest",
    "LineTrack",
    "LogEntry",
    "LogFrontier",
    "ManagementDialogue",
    "ManagementGap",
    "Measure",
    "NewsReader",
    "ObserverChat",
    "Outbox",
    "OutboxState",
    "OwnPhrase",
    "Participation",
    "PendingEntry",
    "PerformanceReport",
    "Phase",
    "PhoneUse",
    "PlanActivity",
    "PlanCommitment",
    "PlanIndicator",
    "PlanReading",
    "PressArticle",
    "Probe",
    "Programme",
    "Project",
    "ProjectEvent",
    "ProjectPhoto",
    "Proposal",
    "ProposalAssociation",
    "ProposalEvent",
    "ProposalVoice",
    "PublicSession",
    "PublishedHead",
    "QuarterMoney",
    "Redaction",
    "RequestComplaint",
    "RequestEvent",
    "RequestGroup",
    "RequestPause",
    "RequestReminder",
    "ReviewedProgramme",
    "Role",
    "RollBatch",
    "RollEntry",
    "RollMark",
    "RoomAsking",
    "RoomQuestion",
    "RoomTry",
    "RoomVoice",
    "RoomVote",
    "SentForm",
    "SessionAnswer",
    "SessionReport",
    "SessionRoom",
    "SetAside",
    "Sheet",
    "SignedHead",
    "Spending",
    "Staff",
    "Study",
    "Support",
    "TaughtWord",
    "Turnout",
    "Unheard",
    "UnmatchedVoter",
    "VotingCode",
    "WaitingBallot",
    "WatchReport",
    "WebAuthn",
    "Witness",
    "WitnessLink",
    "WorksOpinion",
    "WorksPoll",
    "WorksReport",
    "Zone",
    "staff_role",
]
