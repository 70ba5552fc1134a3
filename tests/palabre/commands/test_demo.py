"""The demonstration starts beside no real commune."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from models import Line
from palabre.commands.demo import COMMAND
from palabre.presence import Found, look
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from tests.services.townsfolk import plant_commune


def test_a_real_commune_is_never_served_as_a_demonstration(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, var_dir=tmp_path, database_url="", redis_url="")  # type: ignore[call-arg]
    installation = install(settings)
    prepare(installation)
    installation.house.work.write(lambda session: plant_commune(session, "zongo").id)
    nowhere = {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": "", "LOG_LEVEL": "ERROR"}
    result = CliRunner(env=nowhere).invoke(COMMAND, [], catch_exceptions=False)
    assert (result.exit_code, "palabre run" in result.output, "VAR_DIR" in result.output) == (1, True, True)
    assert installation.house.work.read(lambda session: session.query(Line).count()) == 0
    installation.close()
    assert look(settings) is Found.COMMUNE
