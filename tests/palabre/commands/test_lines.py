from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from palabre.commands.lines import COMMAND
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from services.line_keeping import LineToKeep, keep_line


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
    assert "twilio main +22870000000" in output and "/webhooks/twilio/main/inbound#rc=5&rp=all\n" in output
