"""What goes wrong around a command is told in a sentence, in two languages, with an exit code."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from first_start import ENVIRONMENT


def in_both(sooner, *arguments, **environment):
    """What a command says in Danish and in English; its exit code must be the same."""
    danish = sooner(*arguments, **environment)
    english = sooner(*arguments, language="en", **environment)
    assert danish.code == english.code
    assert danish.out == english.out == ""
    assert danish.said != english.said
    return danish.code, danish.said, english.said


def test_a_port_that_is_taken(sooner, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, danish, english = in_both(sooner, "up", "--data", tmp_path, "--port", port)
    assert code == 3
    assert danish == f"Port {port} er optaget. Vælg en anden med --port.\n"
    assert english == f"Port {port} is taken. Choose another by --port.\n"


@pytest.mark.parametrize("port", ["99999", "0", "-1"])
def test_a_port_that_cannot_be(sooner, tmp_path, port):
    code, danish, english = in_both(sooner, "up", "--data", tmp_path, f"--port={port}")
    assert code == 1
    assert danish.startswith(f"Port {port} findes ikke. Vælg en mellem 1 og 65535")
    assert english.startswith(f"There is no port {port}. Choose one from 1 to 65535")


def test_a_folder_that_cannot_be_made(sooner, tmp_path):
    (tmp_path / "file").write_text("")
    code, danish, english = in_both(sooner, "up", "--data", tmp_path / "file" / "data")
    assert code == 3
    assert "kan ikke skrives" in danish
    assert "--data" in danish
    assert "cannot be written" in english


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_folder_that_is_closed(sooner, tmp_path):
    tmp_path.chmod(0o500)
    assert sooner("peers", "615", "--data", tmp_path).code == 3
    tmp_path.chmod(0o700)


def test_a_folder_with_nothing_but_a_read_only_place(sooner):
    assert sooner("peers", "615", "--data", "/proc/samspil").code == 3


@pytest.mark.parametrize("damage", ["nonsense", "torn", "holed"])
def test_a_damaged_database(sooner, tmp_path, folder, damage):
    file = tmp_path / "samspil.sqlite3"
    whole = (folder / "samspil.sqlite3").read_bytes()
    file.write_bytes(
        {
            "nonsense": b"this is no database" * 200,
            "torn": whole[: len(whole) // 2],
            "holed": whole[:8192] + b"\xff" * 400_000 + whole[408_192:],
        }[damage]
    )
    before = file.read_bytes()
    code, danish, english = in_both(sooner, "up", "--data", tmp_path)
    assert code == 3
    assert "er beskadiget" in danish
    assert "is damaged" in english
    assert "her er ingen kopi" in danish
    assert file.read_bytes() == before


def test_a_postgresql_that_does_not_answer(sooner, tmp_path):
    away = "postgresql://somebody:hemmelig@127.0.0.1:1/samspil"
    code, danish, english = in_both(
        sooner, "peers", "615", "--data", tmp_path, SAMSPIL_DATABASE_URL=away
    )
    assert code == 3
    assert "Databasen kan ikke nås" in danish
    assert "The database cannot be reached" in english
    assert "SAMSPIL_DATABASE_URL" in danish
    assert "hemmelig" not in danish + english
    assert not (tmp_path / "samspil.sqlite3").exists()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SAMSPIL_DATABASE_URL", "mysql://a@b/c"),
        ("SAMSPIL_DATABASE_URL", "postgresql://a@b"),
        ("SAMSPIL_SMTP_URL", "mail.example.org"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(sooner, tmp_path, variable, value):
    told = sooner("peers", "615", "--data", tmp_path, **{variable: value})
    assert told.code == 1
    assert variable in told.said


def test_production_asks_for_a_secret_and_refuses_examples(sooner, tmp_path):
    code, danish, _english = in_both(sooner, "serve", "--data", tmp_path)
    assert (code, "SAMSPIL_SECRET_KEY" in danish) == (3, True)
    secret = {"SAMSPIL_SECRET_KEY": "x" * 50, "SAMSPIL_DEMO": "1"}
    code, danish, _english = in_both(sooner, "serve", "--data", tmp_path, **secret)
    assert (code, "eksempler" in danish) == (3, True)
    code, danish, _english = in_both(
        sooner, "serve", "--data", tmp_path, SAMSPIL_SECRET_KEY="x" * 50
    )
    assert (code, "SAMSPIL_CONTACT" in danish) == (3, True)
    assert not (tmp_path / "samspil.sqlite3").exists()


@pytest.mark.parametrize(
    "arguments",
    [[], ["dance"], ["peers"], ["peers", "615", "--sector", "bakery"], ["peers", "615", "--k", "x"],
     ["load"], ["up", "--format", "xml"]],
)  # fmt: skip
def test_wrong_usage_is_told_with_two(sooner, arguments):
    told = sooner(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.said.startswith("brug: samspil")


def test_help_and_version_need_no_folder(shell, sooner, tmp_path):
    assert shell("--version").out.startswith("samspil ")
    for arguments in (["--help"], ["up", "--help"], ["load", "--help"]):
        told = sooner(*arguments, SAMSPIL_DATA=str(tmp_path / "none"))
        assert told.code == 0
        assert told.out
    assert not (tmp_path / "none").exists()


def test_a_reader_who_has_seen_enough_is_no_error(folder):
    import subprocess
    import sys

    from_python = f"{sys.executable} -m samspil.cli potential --data {folder}"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {from_python} | true"],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_the_secret_of_a_folder_is_its_owners_alone(folder):
    assert (folder / "secret.key").stat().st_mode & 0o777 == 0o600
    assert len((folder / "secret.key").read_text()) >= 40


def test_nothing_of_this_was_written_beside_the_folders_asked_for(folder):
    checkout = Path(__file__).parents[2]
    names = {entry.name for entry in checkout.iterdir()}
    assert "samspil.sqlite3" not in names
    assert not (checkout / "var" / "samspil.lock").exists() or shutil.which("samspil")
