"""A published figure cannot drift: what was frozen stays, is signed, and what differs today is explained."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgeting.counting.canonical import canonical_json, digest_of
from budgeting.frozen_figures import UnreadableFigures, faults_of, read_file
from budgeting.refusal import Refusal
from models import AuditEntry, Commune, Document, IndicatorSnapshot, Spending
from palabre.commands.indicators import COMMAND
from services.figures.choices import Choices, choose
from services.figures.freezing import freeze, freeze_all_due, publish
from services.figures.snapshots import differences_of, file_of, snapshot_of, snapshots_of
from services.figures.spans import Span, key_of, period_around
from services.figures.targets import set_target
from services.house import House
from services.indicators import Period, find_indicators
from services.voting.log import public_log_key, sign_text
from tests.services.figures.planting import indicator_named
from tests.services.indicators.planting import (
    DAY,
    plant_budget,
    plant_document,
    plant_finished_lesson,
    plant_message,
    plant_question,
)
from tests.services.townsfolk import plant_commune, plant_contact

QUARTER = period_around(Span.QUARTER, DAY)
TODAY = date(2026, 4, 10)
Hands = Any


@pytest.fixture(autouse=True)
def in_april(clock: Hands) -> None:
    clock.now = datetime.fromisoformat("2026-04-10T09:00:00+00:00")


def planted_commune(session: Session, **values: Any) -> Commune:
    commune = plant_commune(session, **values)
    plant_document(session, commune)
    plant_question(session, commune, state="answered", settled_at=datetime.fromisoformat("2026-03-10T12:00:00+00:00"))
    return commune


def saved(house: House, folder: Path, change: Callable[[dict[str, Any]], None] | None = None) -> Path:
    """Freeze a quarter, save its file, changed where asked, and return where it is."""

    def work(session: Session) -> str:
        commune = planted_commune(session)
        plant_budget(session, commune, {"voted": 300, "paid": 100})
        row = freeze(session, house, commune.id, QUARTER, staff_id=None)
        found = file_of(session, commune.id, row.sha256)
        assert found is not None and found[1] == "palabre-zongo-2026-Q1-1.json"
        return found[0]

    file = json.loads(house.work.write(work))
    if change:
        change(file)
    path = folder / "figures.json"
    path.write_text(json.dumps(file, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def test_the_file_holds_and_names_every_indicator_with_its_definition(house: House, tmp_path: Path) -> None:
    path = saved(house, tmp_path)
    found = read_file(path)
    assert list(faults_of(found, public_log_key(house.vault))) == []
    figures = found["figures"]
    assert [one["key"] for one in figures["indicators"]] == [one.key for one in find_indicators()]
    assert all(one["definition"] for one in figures["indicators"])
    (share,) = [one for one in figures["indicators"] if one["key"] == "budget_execution"]
    assert (share["value"], share["part"], share["whole"]) == (33_333, 100, 300)
    result = CliRunner().invoke(COMMAND, ["verify", str(path)])
    assert (result.exit_code, "All of it holds" in result.output) == (0, True)


def _raise(file: dict[str, Any]) -> None:
    file["figures"]["indicators"][0]["records"] = 7
    file["figures"]["indicators"][0]["value"] = 7_000


def _raise_and_hash(file: dict[str, Any]) -> None:
    _raise(file)
    file["sha256"] = digest_of(canonical_json(file["figures"]))


@pytest.mark.parametrize(
    ("change", "fault"),
    [(_raise, "fingerprint"), (_raise_and_hash, "not signed"), (lambda file: file.update(public_key="00" * 32), "key")],
)
def test_a_figure_that_was_changed_is_found(
    house: House, tmp_path: Path, change: Callable[[dict[str, Any]], None], fault: str
) -> None:
    path = saved(house, tmp_path, change)
    result = CliRunner().invoke(COMMAND, ["verify", str(path)])
    assert result.exit_code == 1 and "FAULT" in result.output and fault in result.output


def test_who_knows_the_key_notices_a_file_signed_by_somebody_else(house: House, tmp_path: Path) -> None:
    path = saved(house, tmp_path)
    result = CliRunner().invoke(COMMAND, ["verify", str(path), "--key", "ab" * 32])
    assert result.exit_code == 1 and "not the one given" in result.output
    spaced = " ".join(public_log_key(house.vault).upper())
    assert CliRunner().invoke(COMMAND, ["verify", str(path), "--key", spaced]).exit_code == 0


def test_a_signed_text_that_tells_a_small_group_or_a_wrong_share_is_faulty(house: House, tmp_path: Path) -> None:
    def spoil(file: dict[str, Any]) -> None:
        for one in file["figures"]["indicators"]:
            if one["key"] == "budget_execution":
                one["value"] = 50_000
            if one["key"] == "documents_produced":
                one["groups"] = {"language": [{"key": "fr", "records": 1, "value": 1_000}]}
        text = canonical_json(file["figures"])
        file["sha256"], file["signature"] = digest_of(text), sign_text(house.vault, text.encode())

    faults = list(faults_of(read_file(saved(house, tmp_path, spoil))))
    assert len(faults) == 2
    assert "budget_execution" in faults[0] + faults[1] and "smaller than may be told" in faults[0] + faults[1]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"figures": {"kind": "palabre-indicators/1"}}', "[" * 9])
def test_what_is_no_such_file_is_said_to_be_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableFigures):
        read_file(path)
    assert CliRunner().invoke(COMMAND, ["verify", str(path)]).exit_code == 2


@pytest.mark.parametrize("last", [date(2026, 4, 10), date(2026, 12, 31)])
def test_a_period_that_is_not_over_is_not_frozen(house: House, last: date) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        with pytest.raises(Refusal, match="figure_period_not_over"):
            freeze(session, house, commune.id, Period(date(2026, 1, 1), last), staff_id=None)

    house.work.write(work)


def test_frozen_again_it_needs_a_reason_and_the_first_stays(house: House) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        first = freeze(session, house, commune.id, QUARTER, staff_id=None)
        kept = (first.content, first.sha256, first.signature)
        with pytest.raises(Refusal, match="figure_frozen_already"):
            freeze(session, house, commune.id, QUARTER, reason="  ", staff_id=None)
        plant_document(session, commune)
        second = freeze(session, house, commune.id, QUARTER, reason="Un rapport manquait", staff_id=None)
        content = json.loads(second.content)
        assert (content["revision"], content["replaces"], content["reason"]) == (2, first.sha256, "Un rapport manquait")
        assert (first.content, first.sha256, first.signature) == kept
        views = snapshots_of(session, commune.id)
        assert [(one.revision, one.is_latest) for one in views] == [(2, True), (1, False)]
        with pytest.raises(Refusal, match="figure_not_the_latest"):
            publish(session, house, commune.id, first.id, staff_id=None)
        publish(session, house, commune.id, second.id, staff_id=None)
        with pytest.raises(Refusal, match="figure_published_already"):
            publish(session, house, commune.id, second.id, staff_id=None)
        assert [one.id for one in snapshots_of(session, commune.id, published=True)] == [second.id]
        acts = session.scalars(select(AuditEntry.act).order_by(AuditEntry.id)).all()
        assert acts == ["figures_frozen", "figures_frozen", "figures_published"]

    house.work.write(work)


def test_another_commune_reads_publishes_and_downloads_none_of_it(house: House) -> None:
    def work(session: Session) -> None:
        row = freeze(session, house, planted_commune(session).id, QUARTER, staff_id=None)
        other = plant_commune(session, "tokan").id
        for act in (
            lambda: publish(session, house, other, row.id, staff_id=None),
            lambda: snapshot_of(session, other, row.id),
            lambda: differences_of(session, other, row.id, TODAY),
        ):
            with pytest.raises(Refusal, match="figure_no_such_snapshot"):
                act()
        assert file_of(session, other, row.sha256) is None
        assert file_of(session, row.commune_id, row.sha256, published=True) is None

    house.work.write(work)


def test_what_differs_today_is_explained_by_the_records_that_came_went_and_changed(house: House) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        gone = plant_document(session, commune, title="Retiré depuis")
        late = plant_question(session, commune, due_on=date(2026, 3, 20))
        row = freeze(session, house, commune.id, QUARTER, staff_id=None)
        assert differences_of(session, commune.id, row.id, TODAY) == {}
        session.get_one(Document, gone.id).withdrawn_at = house.clock()
        plant_document(session, commune, title="Noté plus tard")
        plant_document(session, commune, title="Noté aussi")
        late.state, late.settled_at = "answered", datetime.fromisoformat("2026-03-15T12:00:00+00:00")
        session.flush()
        found = differences_of(session, commune.id, row.id, TODAY)
        documents, share = found["documents_produced"], found["answered_by_due_day"]
        assert [mark[2] for mark in documents.came] == ["Noté plus tard", "Noté aussi"]
        assert [mark[2] for mark in documents.went] == ["Retiré depuis"]
        assert (documents.live.value, share.live.value) == (3_000, 100_000)
        assert [mark[2] for mark in share.changed] == [late.reference] and share.came == share.went == ()
        frozen = snapshot_of(session, commune.id, row.id).figure_of("documents_produced")
        assert frozen is not None and frozen.told.value == 2_000

    house.work.write(work)


def test_people_are_explained_by_month_and_never_one_by_one(house: House) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        for _number in range(5):
            plant_finished_lesson(session, commune)
        row = freeze(session, house, commune.id, QUARTER, staff_id=None)
        assert row.records["people_trained"] == {"records": [], "months": {"2026-03": 5}}
        plant_finished_lesson(session, commune)
        found = differences_of(session, commune.id, row.id, TODAY)["people_trained"]
        assert (found.came, found.went, found.months) == ((), (), (("2026-03", 5, 6),))

    house.work.write(work)


def test_an_amount_that_changed_behind_the_same_records_shows_too(house: House) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        for number in range(5):
            plant_message(session, plant_contact(session, house, commune, f"+2299700000{number}"))
        row = freeze(session, house, commune.id, QUARTER, staff_id=None)
        session.add(Spending(commune_id=commune.id, day=DAY, segments=1, cost=100_000))
        session.flush()
        found = differences_of(session, commune.id, row.id, TODAY)["cost_per_participant"]
        assert (found.live.value, found.came, found.months, found.is_redefined) == (20, (), (), False)

    house.work.write(work)


def test_the_target_is_frozen_with_the_figure(house: House) -> None:
    def work(session: Session) -> None:
        commune = planted_commune(session)
        set_target(session, house, commune.id, indicator_named("documents_produced"), QUARTER, 4_000, staff_id=None)
        row = freeze(session, house, commune.id, QUARTER, staff_id=None)
        figure = snapshot_of(session, commune.id, row.id).figure_of("documents_produced")
        assert figure is not None and figure.target == 4_000

    house.work.write(work)


def test_what_is_over_is_frozen_by_itself_once_and_nothing_is_published(house: House, clock: Hands) -> None:
    began = datetime.fromisoformat("2026-02-01T00:00:00+00:00")
    commune = house.work.write(lambda session: planted_commune(session, created_at=began).id)
    assert freeze_all_due(house) == 1  # the quarter: the year before was over when the commune began
    assert freeze_all_due(house) == 0
    clock.now += timedelta(days=300)
    assert freeze_all_due(house) == 2
    in_order = select(IndicatorSnapshot).order_by(IndicatorSnapshot.id)
    rows = house.work.read(lambda session: session.scalars(in_order).all())
    assert [key_of(Period(row.first, row.last)) for row in rows] == ["2026-Q1", "2026-Q4", "2026"]
    assert {(row.commune_id, row.staff_id, row.published_at) for row in rows} == {(commune, None, None)}


def test_a_commune_chooses_what_is_frozen_by_itself(house: House) -> None:
    def work(session: Session) -> None:
        began = datetime.fromisoformat("2026-02-01T00:00:00+00:00")
        choose(session, house, planted_commune(session, created_at=began).id, Choices((), (Span.MONTH,)), staff_id=None)
        choose(session, house, plant_commune(session, "tokan", created_at=began).id, Choices((), ()), staff_id=None)

    house.work.write(work)
    assert freeze_all_due(house) == 1
    (row,) = house.work.read(lambda session: session.scalars(select(IndicatorSnapshot)).all())
    assert key_of(Period(row.first, row.last)) == "2026-03"
