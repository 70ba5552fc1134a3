"""Burundi's chain, shortened: government, ministry, a teachers' college, a department, two of its people.

Source: workshop on performance contracts of the ENS, February 2019, derived from the national plan 2018-2027. Targets
and figures are made up.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from budgeting.refusal import Refusal
from models import Commune, Contract, Staff
from models.contract import ContractMatter, ContractSide, ContractState
from services.contracts.amending import propose_amendment, set_amended_making
from services.contracts.drafting import add_contract, add_target
from services.contracts.drafts import ContractDraft, TargetDraft
from services.contracts.finding import targets_of
from services.contracts.making_of import make_of
from services.contracts.reading import ContractPage, contract_page
from services.contracts.results import ResultDraft, add_result
from services.contracts.reviewing import ReviewDraft, open_review, write_review
from services.contracts.signing import Signing, sign, standing_of
from services.follow_ups.finding import Reader, reader_of
from services.house import House
from services.roles import RoleName, ensure_roles
from services.uploads import Upload
from tests.services.townsfolk import plant_commune, plant_staff

TODAY = date(2026, 4, 1)
"""The day of `NOW` where the commune is."""
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
PLAN = "PND 2018-2027"
PUPILS = TargetDraft("Former des enseignants", 60_000, "enseignants", 200_000)
DROPOUTS = TargetDraft("Réduire les abandons", 40_000, "étudiants", 20_000, less_is_better=True)
PAPER = Upload("0" * 32 + ".pdf", "contrat-signe.pdf", 1200)


class School:
    """A commune whose staff are the people of the chain; government and ministry have no account."""

    def __init__(self, session: Session, house: House, commune: Commune | None = None) -> None:
        self.session, self.house = session, house
        self.commune = commune or plant_commune(session)
        self.keys: tuple[Session, House, int] = (session, house, self.commune.id)
        self.boss = self.person("Awa", RoleName.ADMINISTRATOR)
        self.second = self.person("Bawa", RoleName.ADMINISTRATOR)
        self.director = self.person("Chantal", RoleName.BUDGET_OFFICER)
        self.head = self.person("Désiré", RoleName.MODERATOR)
        self.anne, self.boris = self.person("Anne", RoleName.MODERATOR), self.person("Boris", RoleName.MODERATOR)
        self.officer = self.person("Fanta", RoleName.BUDGET_OFFICER)
        self.observer = self.person("Gado", RoleName.OBSERVER)

    def person(self, name: str, role: RoleName) -> int:
        row = plant_staff(self.session, self.commune, name)
        row.roles = [ensure_roles(self.session)[role]]
        self.session.flush()
        return row.id

    def draft(self, level: str = "institution", **fields: Any) -> ContractDraft:
        given = {"giver": "Ministère de l'éducation", "taker": "École normale supérieure", "plan": PLAN}
        return ContractDraft(level=level, **{"starts_on": FIRST, "ends_on": LAST, **given, **fields})

    def write(self, level: str = "institution", *targets: TargetDraft, by: int | None = None, **fields: Any) -> int:
        who = by or self.boss
        made = add_contract(*self.keys, self.draft(level, **fields), staff_id=who)
        for target in targets or (PUPILS, DROPOUTS):
            add_target(*self.keys, made, target, staff_id=who)
        return made

    def row(self, contract_id: int) -> Contract:
        return self.session.get_one(Contract, contract_id)

    def targets(self, contract_id: int) -> list[int]:
        return [target.id for target in targets_of(self.session, contract_id)]

    def signing(
        self, contract_id: int, side: str, matter: str = "contract", matter_id: int = 0, **more: Any
    ) -> Signing:
        which, of = ContractMatter(matter), matter_id or contract_id
        digest = standing_of(self.session, self.row(contract_id), which, of, self.boss).digest
        return Signing(which, of, digest, ContractSide(side), **more)

    def sign(
        self, contract_id: int, side: str, by: int, matter: str = "contract", matter_id: int = 0, **more: Any
    ) -> bool:
        given = self.signing(contract_id, side, matter, matter_id, **more)
        return sign(*self.keys, contract_id, given, staff_id=by)

    def agree(self, contract_id: int, matter: str = "contract", matter_id: int = 0) -> None:
        """Let both sides sign: each account itself, papers by the two administrators."""
        row, hands = self.row(contract_id), iter((self.boss, self.second))
        for side, own in (("giver", row.giver_id), ("taker", row.taker_id)):
            more = {} if own else {"paper": PAPER}
            self.sign(contract_id, side, own or next(hands), matter, matter_id, **more)

    def reach(self, contract_id: int, place: int, value: int, by: int | None = None) -> None:
        target = self.targets(contract_id)[place]
        add_result(*self.keys, contract_id, target, ResultDraft(value, TODAY), staff_id=by or self.boss)

    def review(self, contract_id: int, kind: str, *values: int | None, by: int | None = None) -> int:
        side, who = self.hand(contract_id, by)
        made = open_review(*self.keys, contract_id, kind, staff_id=who)
        self.say(contract_id, made, side, *values, by=who)
        return made

    def say(
        self, contract_id: int, review: int, side: str, *values: int | None, by: int, comment: str = "Vu ensemble"
    ) -> None:
        """Write what one side found of each target."""
        rows = {target: (value, comment) for target, value in zip(self.targets(contract_id), values, strict=True)}
        write_review(*self.keys, contract_id, review, ReviewDraft(side, TODAY, rows), staff_id=by)

    def hand(self, contract_id: int, by: int | None) -> tuple[str, int]:
        """Return a side and who writes for it: the one asked for, else who writes for a side without an account."""
        row = self.row(contract_id)
        sides = {"taker": row.taker_id, "giver": row.giver_id}
        own = next((side for side, who in sides.items() if who and who == by), None)
        free = next((side for side, who in sides.items() if not who), None)
        if own or free:
            return own or str(free), by or self.boss
        return "taker", row.taker_id or self.boss

    def make(self, whole: tuple[int, int], making: str, *parts: tuple[int, int], by: int | None = None) -> None:
        """Say of which targets (contract, place) below the figure of one is made; once signed, by an amendment."""
        contract_id, place = whole
        ids = [self.targets(part)[at] for part, at in parts]
        if self.row(contract_id).state == ContractState.DRAFT:
            make_of(*self.keys, contract_id, self.targets(contract_id)[place], making, ids, staff_id=by or self.boss)
            return
        made = self.propose_making(contract_id, place, making, ids, by=by)
        self.agree(contract_id, "amendment", made)

    def propose_making(
        self, contract_id: int, place: int, making: str, ids: list[int], *, by: int | None = None
    ) -> int:
        """Propose by an amendment how a figure is made and return its id."""
        keys, who = (*self.keys, contract_id), by or self.boss
        made = propose_amendment(*keys, "Ce qui fait le chiffre", staff_id=who)
        set_amended_making(*keys, made, place, making, ids, staff_id=who)
        return made

    def page(self, contract_id: int, by: int | None = None) -> ContractPage:
        return contract_page(self.session, self.commune.id, contract_id, self.reader(by))

    def reader(self, staff_id: int | None = None) -> Reader:
        return reader_of(self.session, staff_id or self.boss)

    def leaves(self, staff_id: int) -> None:
        self.session.get_one(Staff, staff_id).active = False
        self.session.flush()

    def why(self, act: Any, *given: Any, by: int | None = None, **named: Any) -> str:
        with pytest.raises(Refusal) as no:
            act(*self.keys, *given, **named, staff_id=by or self.boss)
        return str(no.value.reason)

    def why_not_sign(self, contract_id: int, side: str, by: int, **more: Any) -> str:
        return self.why(sign, contract_id, self.signing(contract_id, side, **more), by=by)


class Chain(School):
    """The whole chain, each contract signed by both sides."""

    def __init__(self, session: Session, house: House, commune: Commune | None = None) -> None:
        super().__init__(session, house, commune)
        one = TargetDraft("Former des enseignants", 100_000, "enseignants", 1_000_000)
        self.state = self.write("government", one, giver="Parlement", taker="Gouvernement")
        self.ministry = self.write(
            "ministry", one, giver="Gouvernement", taker="Ministère de l'éducation", parent_id=self.state
        )
        self.college = self.write(
            "institution", taker="École normale supérieure", taker_id=self.director, parent_id=self.ministry
        )
        self.unit = self.write(
            "unit", PUPILS, DROPOUTS, giver="Direction de l'ENS", giver_id=self.director,
            taker="Département de mathématiques", taker_id=self.head, parent_id=self.college,
        )  # fmt: skip
        self.of_anne, self.of_boris = (self.individual(name, who) for name, who in self.people)
        for made in (self.state, self.ministry, self.college, self.unit, self.of_anne, self.of_boris):
            self.agree(made)

    @property
    def people(self) -> tuple[tuple[str, int], tuple[str, int]]:
        return ("Anne, maîtresse de conférences", self.anne), ("Boris, assistant", self.boris)

    def individual(self, taker: str, taker_id: int) -> int:
        target = TargetDraft("Encadrer des stages", 100_000, "enseignants", 100_000)
        return self.write(
            "individual", target, giver="Chef du département", giver_id=self.head, taker=taker, taker_id=taker_id,
            parent_id=self.unit, by=self.head,
        )  # fmt: skip

    def join(self) -> None:
        """Let each figure be made of those below, from the two people up to the government."""
        self.make((self.unit, 0), "sum", (self.of_anne, 0), (self.of_boris, 0), by=self.head)
        self.make((self.college, 0), "sum", (self.unit, 0), by=self.director)
        self.make((self.ministry, 0), "sum", (self.college, 0))
        self.make((self.state, 0), "sum", (self.ministry, 0))
