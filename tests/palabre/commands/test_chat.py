from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from models import Contact, Inbound, Line, Outbox, ProposalVoice
from palabre.commands.chat import COMMAND, DEFAULT_NUMBER, why_not_talk
from palabre.presence import Found, look
from palabre.serving import prepare
from palabre.settings import Settings
from palabre.wiring import install
from portal.simulator.phones import FIRST_NUMBER
from services.sent_files import kept_photo
from tests.services.townsfolk import plant_commune
from tests.services.uploads.sounds import voice


def run(folder: Path, *arguments: str, said: str = "AIDE\n") -> Result:
    nowhere = {"VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": "", "SECRET_KEY": "", "LOG_LEVEL": "ERROR"}
    return CliRunner(env=nowhere).invoke(COMMAND, list(arguments), input=said, catch_exceptions=False)


def settings(folder: Path) -> Settings:
    return Settings(_env_file=None, var_dir=folder, database_url="", redis_url="")


def plant(folder: Path) -> None:
    installation = install(settings(folder))
    prepare(installation)
    installation.house.work.write(lambda session: plant_commune(session, "zongo").id)
    installation.close()


def test_where_nothing_is_it_says_what_to_do_first_and_makes_nothing(tmp_path: Path) -> None:
    result = run(tmp_path / "var")
    assert result.exit_code == 1
    assert "palabre init" in result.output
    assert "palabre demo" in result.output
    assert not (tmp_path / "var").exists()


def test_a_database_without_a_commune_is_not_filled(tmp_path: Path) -> None:
    installation = install(settings(tmp_path))
    prepare(installation)
    installation.close()
    assert run(tmp_path).exit_code == 1
    assert look(settings(tmp_path)) is Found.NO_COMMUNE


def test_the_demonstration_is_loaded_when_it_is_asked_for_and_talked_to_after(tmp_path: Path) -> None:
    first = run(tmp_path, "--demo", said="VOTE 0\n")
    assert (first.exit_code, "blanc" in first.output) == (0, True)
    assert look(settings(tmp_path)) is Found.DEMONSTRATION
    again = run(tmp_path, said="1\n")
    assert (again.exit_code, "Voté: blanc" in again.output) == (0, True)


def test_a_code_is_dialled_typed_on_and_dialled_again(tmp_path: Path) -> None:
    said = run(tmp_path, "--demo", "--channel", "ussd", said="*\nVOTE 0\n1\n*\nMON VOTE\n")
    assert said.exit_code == 0
    screens = said.output.split("\n\n")
    assert ["over" in screen for screen in screens[:5]] == [False, False, True, False, False], said.output
    assert "blanc" in screens[4]


def test_the_demonstration_is_not_loaded_beside_a_real_commune(tmp_path: Path) -> None:
    plant(tmp_path)
    result = run(tmp_path, "--demo")
    assert (result.exit_code, "real commune" in result.output) == (1, True)
    assert look(settings(tmp_path)) is Found.COMMUNE


def test_a_real_commune_is_talked_to_as_of_now_and_nothing_of_it_stays(tmp_path: Path) -> None:
    plant(tmp_path)
    (tmp_path / "demo-minutes-ahead").write_text(
        "9999999999"
    )  # no date is so far ahead: reading it would end in an error
    result = run(tmp_path)
    assert (result.exit_code, " SMS, " in result.output) == (0, True)
    installation = install(settings(tmp_path))
    tables = (Line, Contact, Inbound, Outbox)
    left = installation.house.work.read(lambda session: [session.scalars(select(table)).all() for table in tables])
    installation.close()
    assert left == [[], [], [], []]
    assert look(settings(tmp_path)) is Found.COMMUNE


def test_a_real_commune_on_postgresql_is_not_talked_to(tmp_path: Path) -> None:
    elsewhere = Settings(_env_file=None, var_dir=tmp_path, database_url="postgresql://nobody@127.0.0.1:9/x")
    no = why_not_talk(Found.COMMUNE, elsewhere, demo=False)
    assert no is not None and "palabre chat --demo" in no.message


def test_its_number_is_none_of_the_simulators() -> None:
    assert not 0 <= int(DEFAULT_NUMBER) - FIRST_NUMBER < 100_000


def test_every_answer_to_one_message_is_shown_in_its_order(tmp_path: Path) -> None:
    plant(tmp_path)
    installation = install(settings(tmp_path))
    installation.house.work.write(lambda session: plant_commune(session, "bagui").id)
    installation.close()
    shown = run(tmp_path, said="LECONS\nCONFIDENTIALITE\n1\n").output
    assert 0 < shown.find("Quelle lecon") < shown.find("gardé chiffré")


@pytest.mark.parametrize("shared", ["Partager mon numéro", "/contact"])
def test_on_telegram_the_phones_own_number_is_shared_so_that_it_can_vote(tmp_path: Path, shared: str) -> None:
    said = f"VOTE 3\n{shared}\n"
    result = run(tmp_path, "--demo", "--channel", "telegram", "--from", "+22890111113", said=said)
    before, _, after = result.output.partition("[Partager mon numéro]")
    assert "Votre vote est noté" not in before
    assert "Votre vote est noté : 3" in after


def test_a_voice_message_is_sent_from_a_file_and_kept_as_sound(tmp_path: Path) -> None:
    sound, other = tmp_path / "une idée.ogg", tmp_path / "note.txt"
    sound.write_bytes(voice(b"\xfchello"))
    other.write_text("no sound")
    said = f"/voice {other}\n/voice {tmp_path / 'none.ogg'}\n/voice {sound}\nUn forage au marché\n"
    folder = tmp_path / "var"
    shown = run(folder, "--demo", "--channel", "telegram", "--from", "+22890111117", said=said).output
    assert "note.txt was not sent: file_kind_not_taken" in shown and "none.ogg was not sent: No such file" in shown
    assert shown.index("none.ogg") < shown.index("P-26-")
    installation = install(settings(folder))
    query = select(ProposalVoice.file).order_by(ProposalVoice.id.desc()).limit(1)
    kept = kept_photo(installation.house, installation.house.work.read(lambda session: session.scalar(query)))
    assert kept.media_type == "audio/ogg" and b"hello" in kept.path.read_bytes()
    installation.close()


def test_on_whatsapp_a_number_votes_without_a_card_and_choices_are_typed(tmp_path: Path) -> None:
    shown = run(tmp_path, "--demo", "--channel", "whatsapp", said="VOTE 3\n/contact\nMENU\n").output
    assert "Votre vote est noté : 3" in shown and "[" not in shown and " SMS, " not in shown
    installation = install(settings(tmp_path))
    query = select(Contact.is_simulated).where(Contact.channel == "whatsapp")
    assert installation.house.work.read(lambda session: session.scalars(query).all()) == [True]
    installation.close()


def test_by_sms_there_is_no_voice_message(tmp_path: Path) -> None:
    sound = tmp_path / "idea.ogg"
    sound.write_bytes(voice())
    assert "SMS" in run(tmp_path / "var", "--demo", said=f"/voice {sound}\n").output


def test_a_card_is_shared_by_no_sms(tmp_path: Path) -> None:
    assert "Votre vote est noté" not in run(tmp_path, "--demo", said="/contact\n").output
