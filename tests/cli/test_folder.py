"""The data folder: who may look into it, its copies, and what is said of a damaged database."""

import ast
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

import samspil.cli
from samspil.cli import check, folder, up
from samspil.cli.parser import build
from samspil.cli.words import Stop
from samspil.web.models import Installation

DAY = 24 * 60 * 60


def modes(place: Path) -> dict[str, int]:
    return {str(p.relative_to(place)): p.stat().st_mode & 0o777 for p in place.rglob("*")}


@pytest.fixture
def opened(tmp_path):
    """A folder with a small database, as an older version may have left it."""
    place = tmp_path / "data"
    place.mkdir(mode=0o755)
    with sqlite3.connect(place / "samspil.sqlite3") as database:
        database.execute("CREATE TABLE one (two)")
        database.execute("INSERT INTO one VALUES (3)")
    database.close()
    (place / "samspil.sqlite3").chmod(0o644)
    folder.open_folder(place)
    return place


def test_the_folder_is_closed_to_others(opened):
    assert opened.stat().st_mode & 0o777 == 0o700
    assert set(modes(opened).values()) == {0o600}


def test_a_copy_is_made_a_day_after_the_last_and_seven_are_kept(opened):
    now = time.time()
    assert folder.copy_daily(opened, now + DAY / 2) is None
    made = folder.copy_daily(opened, now + DAY + 60)
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(made) as copy:
        assert copy.execute("SELECT two FROM one").fetchone() == (3,)
    copy.close()
    upgrade = opened / "backups" / "samspil-20260101-000000.sqlite3"
    upgrade.write_bytes(b"")
    for day in range(2, 12):
        assert folder.copy_daily(opened, now + day * DAY + 120)
    assert len(list((opened / "backups").glob("daily-*"))) == 7
    assert upgrade.exists()


def test_a_damaged_database_points_to_a_copy_only_where_there_is_one(opened):
    file = opened / "samspil.sqlite3"
    copy = folder.copy_daily(opened, time.time() + 2 * DAY)
    file.write_bytes(b"no database" * 100)
    with pytest.raises(Stop) as told:
        folder.check_database(opened)
    assert str(copy) in told.value.danish
    assert "-wal" not in told.value.danish
    beside = file.with_name("samspil.sqlite3-wal")
    beside.write_bytes(b"what a sudden end left")
    with pytest.raises(Stop) as told:
        folder.check_database(opened)
    assert f"Fjern også {beside}." in told.value.danish
    copy.unlink()
    with pytest.raises(Stop) as told:
        folder.check_database(opened)
    assert "her er ingen kopi" in told.value.danish


def test_what_a_sudden_end_left_beside_the_database_is_gathered_in_its_one_file(opened):
    writes = (
        "import os, sqlite3, sys\n"
        "database = sqlite3.connect(sys.argv[1])\n"
        "database.execute('PRAGMA journal_mode=WAL')\n"
        "database.execute('INSERT INTO one VALUES (4)')\n"
        "database.commit()\n"
        "os._exit(0)\n"
    )
    file = opened / "samspil.sqlite3"
    subprocess.run([sys.executable, "-c", writes, str(file)], check=True)
    assert file.with_name("samspil.sqlite3-wal").stat().st_size
    folder.gather(opened)
    assert [one.name for one in opened.glob("samspil.sqlite3*")] == ["samspil.sqlite3"]
    alone = opened / "copied"
    alone.write_bytes(file.read_bytes())
    with closing(sqlite3.connect(alone)) as database:
        assert database.execute("SELECT two FROM one").fetchall() == [(3,), (4,)]


def test_gathering_says_nothing_of_a_damaged_database(opened):
    (opened / "samspil.sqlite3").write_bytes(b"no database" * 100)
    folder.gather(opened)
    assert (opened / "samspil.sqlite3").read_bytes() == b"no database" * 100


def test_an_empty_database_begins_afresh_aloud_but_not_beside_a_copy(opened, capsys):
    file = opened / "samspil.sqlite3"
    copy = folder.copy_daily(opened, time.time() + 2 * DAY)
    file.write_bytes(b"")
    with pytest.raises(Stop):
        folder.check_database(opened)
    copy.unlink()
    folder.check_database(opened)
    assert "Samspil begynder forfra" in capsys.readouterr().err


@pytest.mark.django_db
def test_production_refuses_a_database_that_holds_the_example():
    up._refuse_example()
    Installation.objects.create(has_example=True)
    with pytest.raises(Stop) as told:
        up._refuse_example()
    assert "rummer eksemplet" in told.value.danish


@pytest.mark.parametrize(("contact", "ok"), [("", False), ("hjaelp@example.org", True)])
def test_the_check_asks_an_operator_for_a_contact(monkeypatch, contact, ok):
    monkeypatch.setenv("SAMSPIL_SECRET_KEY", "x" * 50)
    monkeypatch.setenv("SAMSPIL_CONTACT", contact)
    found = {one.what: one.ok for one in check._configuration(up.configuration())}
    assert found["SAMSPIL_CONTACT"] is ok


def test_an_old_python_can_read_what_tells_it_that_it_is_too_old():
    for name in ("__init__.py", "words.py"):
        text = Path(samspil.cli.__file__).with_name(name).read_text()
        tree = ast.parse(text, feature_version=(3, 6))
        evaluated = [
            ast.unparse(part)
            for part in ast.walk(tree)
            if isinstance(part, (ast.Subscript, ast.BinOp)) and "|" in ast.unparse(part)
        ]
        assert evaluated == []
        modules = {part.module for part in ast.walk(tree) if isinstance(part, ast.ImportFrom)} - {
            "samspil.cli.words",
            "samspil.cli.running",
        }
        assert modules <= {"typing"}


@pytest.mark.parametrize(
    ("language", "has", "lacks"),
    [("da", ["brug: ", "valg:", "vis hjælp", "kommando"], ["usage", "options", "show", "command"]),
     ("en", ["usage: ", "options:", "show help", "command"], ["brug", "valg", "vis", "kommando"])],
)  # fmt: skip
def test_help_is_in_one_language(monkeypatch, language, has, lacks):
    monkeypatch.setenv("SAMSPIL_LANGUAGE", language)
    text = build().format_help()
    assert [word for word in has if word not in text] == []
    assert [word for word in lacks if f" {word}" in f" {text}"] == []


def test_a_database_that_lets_nobody_make_tables_is_told_in_a_sentence(tmp_path):
    program = (
        "import sys, os; sys.argv = ['prepare', '0', str(os.getppid())]\n"
        "from samspil.cli import prepare\n"
        "import django; os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'samspil.web.settings')\n"
        "django.setup()\n"
        "from django.db import ProgrammingError\n"
        "from samspil.web import installation\n"
        "def refuse(demo): raise ProgrammingError('permission denied for schema public')\n"
        "installation.prepare = refuse\n"
        "prepare.main()\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"SAMSPIL_DATA": str(tmp_path), "SAMSPIL_LANGUAGE": "da"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 3
    assert told.stderr == (
        "Databasen tager ikke imod: permission denied for schema public. "
        "Brugeren skal selv kunne lave tabeller i den.\n"
    )
