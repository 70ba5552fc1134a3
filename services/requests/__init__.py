"""What citizens ask of the commune: a reference, a due date, and what staff make of it.

What lives here: filing a question or a formal request, its clock, its pauses, extension, settlement and complaints,
answers given at once, repeated questions, what of it is made public, and the lists staff work from. It may import what
every service may; the desk and the panel call it.
What never happens here: showing a question or its answer to anybody but its author before staff have confirmed its
public words, settling one without a word, or who asked standing anywhere in clear.
"""

from services.requests.complaining import file_complaint, note_complaint_answer
from services.requests.deciding import answer, close, extend, refuse
from services.requests.dossier import Dossier, read_dossier, read_form
from services.requests.filing import DeskVisit, SpokenWay, enter_at_desk, file_question
from services.requests.finding import find_request, references_of
from services.requests.formal import Deposit, drop_forms, knows_formal, prepare_at_desk, prepare_formal, receive_formal
from services.requests.grouping import answer_group, list_groups, make_group, read_over
from services.requests.joining import join_question
from services.requests.pausing import ask_back, note_reply
from services.requests.publishing import publish, withdraw
from services.requests.queue import Queue, RequestDetails, RequestRow, list_requests, read_request
from services.requests.reasons import RequestNo
from services.requests.rights import may_settle, settlers_of
from services.requests.suggesting import suggest_groups
from services.requests.tagging import tag

__all__ = [
    "Deposit",
    "DeskVisit",
    "Dossier",
    "Queue",
    "RequestDetails",
    "RequestNo",
    "RequestRow",
    "SpokenWay",
    "answer",
    "answer_group",
    "ask_back",
    "close",
    "drop_forms",
    "enter_at_desk",
    "extend",
    "file_complaint",
    "file_question",
    "find_request",
    "join_question",
    "knows_formal",
    "list_groups",
    "list_requests",
    "make_group",
    "may_settle",
    "note_complaint_answer",
    "note_reply",
    "prepare_at_desk",
    "prepare_formal",
    "publish",
    "read_dossier",
    "read_form",
    "read_over",
    "read_request",
    "receive_formal",
    "references_of",
    "refuse",
    "settlers_of",
    "suggest_groups",
    "tag",
    "withdraw",
]
