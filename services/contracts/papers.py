"""The papers that sides without an account signed: read by who reads the contract, never published."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import ContractSignature
from services.contracts.finding import LARGEST_ID, find_contract
from services.contracts.reasons import ContractNo
from services.follow_ups.finding import Reader
from services.house import House
from services.uploads import path_of
from services.uploads.keeping import media_type_of


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A kept paper, ready to be sent; the type comes from its content."""

    path: Path
    file_name: str
    media_type: str


def open_paper(
    session: Session, house: House, commune_id: int, contract_id: int, signature_id: int, reader: Reader
) -> SignedPaper:
    """Return the paper of a signature of a contract that the reader may read; `Refusal` where there is none."""
    row = find_contract(session, commune_id, contract_id, reader)
    found = session.get(ContractSignature, min(signature_id, LARGEST_ID))
    if found is None or found.contract_id != row.id or found.stored_as is None:
        raise Refusal(ContractNo.NO_SUCH)
    path = path_of(house, found.stored_as)
    if not path.is_file():
        raise Refusal(ContractNo.NO_SUCH)
    return SignedPaper(path, found.file_name or found.stored_as, media_type_of(found.stored_as))
