from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from models import Inbound, Outbox
from palabre.commands.lines import COMMAND
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.line_keeping import LineToKeep, keep_line
from tests.services.townsfolk import NOW, plant_commune, plant_contact, planted


def run(folder: Path) -> Result:
    nowhere = {"VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": "", "LOG_LEVEL": "ERROR"}
    return CliRunner(env=nowhere).invoke(COMMAND, [], catch_exceptions=False)


def test_where_nothing_is_it_says_what_to_do_first_and_makes_nothing(tmp_path: Path) -> None:
    result = run(tmp_path / "var")
    assert (result.exit_code, "palabre init" in result.output) == (1, True)
    assert not (tmp_path / "var").exists()


def test_lines_are_told_with_their_addresses(tmp_path: Path) -> None:
    installation = install(Settings(_env_file=None, var_dir=tmp_path, database_url="", redis_url=""))
    prepare(installation)
    line = LineToKeep("twilio", "main", "sms", "+22870000000", {"api_url": ""}, {"auth_token": "t"})
    installation.house.work.write(lambda session: keep_line(session, installation.house, line).id)
    installation.close()
    output = run(tmp_path).output
    assert "no public https address is set" in output and "PUBLIC_URL" in output
    assert "twilio main +22870000000" in output and "/webhooks/twilio/main/inbound#rc=5&rp=all\n" in output


def test_a_line_tells_when_it_last_carried_a_message_and_why_the_last_one_stayed(tmp_path: Path) -> None:
    installation = install(Settings(_env_file=None, var_dir=tmp_path, database_url="", redis_url=""))
    prepare(installation)
    house = installation.house

    def fill(session: Session) -> None:
        commune = plant_commune(session)
        line = keep_line(session, house, LineToKeep("twilio", "main", "sms", "+22870000000", {"api_url": ""}, {}))
        contact = plant_contact(session, house, commune, "+22890000001")
        planted(session, Inbound(line_id=line.id, provider_id="1", state="done", arrived_at=NOW))
        out = {"purpose": "reply", "state": "failed", "attempts": 1, "error": "network", "due_at": NOW}
        planted(session, Outbox(line_id=line.id, contact_id=contact.id, created_at=NOW, **out))

    assert "No line is switched on yet" in run(tmp_path).output
    house.work.write(fill)
    installation.close()
    output = run(tmp_path).output
    assert "last message in: 2026-03-31T23:30Z; last one sent: none yet" in output
    assert "the last message did not go out: network" in output
