"""``samspil fetch`` as a shell meets it: whole processes against the publishers' stand-in."""

import importlib.util
import json
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

STAND_IN = Path(__file__).parents[1] / "figures" / "publishers" / "server.py"
KEY = "en-hemmelig-kode-0123456789-abcdefghij"


def _stand_in():
    name = "publishers_server"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, STAND_IN)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


@pytest.fixture
def publishers():
    server = _stand_in().Server().start()
    server.settings.key = KEY
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def own_folder(folder, tmp_path_factory):
    """A folder that a test may fetch figures into."""
    copy = tmp_path_factory.mktemp("fetch") / "data"
    shutil.copytree(folder, copy)
    return copy


@pytest.fixture(scope="module")
def own(commands, own_folder):
    """Run a command on that folder."""
    return commands(own_folder)


@pytest.fixture
def fetch(own, publishers):
    """Run the command to its end."""

    def run(*arguments, language="da", **more):
        environment = publishers.environment | {"SAMSPIL_UDDANNELSESSTATISTIK_KEY": KEY} | more
        return own("fetch", *arguments, language=language, **environment)

    return run


@pytest.fixture
def logged(own, publishers):
    """Run it with all of its log."""

    def run(*arguments):
        environment = publishers.environment | {"SAMSPIL_UDDANNELSESSTATISTIK_KEY": KEY}
        environment |= {"SAMSPIL_LOG_LEVEL": "DEBUG"}
        return own("fetch", *arguments, **environment)

    return run


def rows(folder, sql, *values):
    with closing(sqlite3.connect(folder / "samspil.sqlite3")) as database:
        return database.execute(sql, values).fetchall()


def test_a_table_is_fetched_and_told_in_lines(fetch, own_folder):
    told = fetch("statbank", "--indicator", "class_size")
    assert told.code == 0
    assert told.out.count("\n") == 1
    answer = told.answer
    assert list(answer) == [
        "publisher", "vintage", "read", "new", "changed", "indicators", "refused",
    ]  # fmt: skip
    assert (answer["indicators"], answer["refused"]) == (["class_size"], [])
    assert answer["read"] == answer["new"] > 380
    assert told.said.splitlines() == ["Henter KVOTIEN"]
    source = rows(own_folder, "select publisher, quality from figures_source where id = ?",
                  "statbank_kvotien_class_size")  # fmt: skip
    assert source == [("Danmarks Statistik", "published")]
    again = fetch("statbank", "--indicator", "class_size").answer
    assert (again["vintage"], again["new"], again["changed"]) == (None, 0, 0)


def test_segregation_for_the_headline(fetch, own_folder):
    told = fetch("uddannelsesstatistik", "--indicator", "segregation_rate_municipal")
    assert told.code == 0
    counts = dict(
        rows(
            own_folder,
            "select breakdown, count(*) from figures_observation where indicator = ? "
            "and municipality_id is not null group by breakdown",
            "segregation_rate_municipal",
        )
    )
    assert {"", "indskoling", "mellemtrin", "udskoling"} <= set(counts)
    schools = rows(
        own_folder,
        "select count(*) from figures_observation where indicator = ? "
        "and institution_id is not null",
        "segregation_rate_municipal",
    )
    assert schools[0][0] > 100


def test_what_may_pass_does_not_stop_it(fetch, publishers):
    fault = _stand_in().Fault
    publishers.settings.faults = [
        fault("tableinfo", "broken"),
        fault("data", "too_many", after="1"),
        fault("data", "cut"),
        fault("data", "half"),
    ]
    told = fetch("statbank", "--indicator", "fee_nursery")
    assert (told.code, told.answer["indicators"]) == (0, ["fee_nursery"])
    assert len([path for path, _body in publishers.settings.asked if path.endswith("data")]) == 4


def test_killed_in_the_middle_it_goes_on_where_it_was(own_folder, fetch, publishers):
    publishers.settings.delay = 0.4
    indicators = ["child_poverty", "relative_poverty_60", "disposable_income", "population_total"]
    options = [word for name in indicators for word in ("--indicator", name)]
    process = _begin(own_folder, publishers, "statbank", *options)
    folder = own_folder / "fetch" / "statbank"
    _wait(lambda: len(list(folder.glob("*.part"))) >= 2)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=20)
    kept = {file.name for file in folder.glob("*.part")}
    assert len(kept) >= 2
    nothing = "select count(*) from figures_observation where source_id like 'statbank_%poverty%'"
    assert rows(own_folder, nothing) == [(0,)]
    publishers.settings.delay = 0.0
    publishers.settings.asked.clear()
    told = fetch("statbank", *options)
    assert (told.code, told.answer["indicators"]) == (0, sorted(indicators))
    asked = [body for path, body in publishers.settings.asked if path.endswith("data")]
    assert len(asked) == len(indicators) - len(kept)
    assert list(folder.iterdir()) == []


def _begin(own_folder, publishers, *arguments):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))}
    environment |= publishers.environment | {"SAMSPIL_UDDANNELSESSTATISTIK_KEY": KEY}
    command = [sys.executable, "-m", "samspil.cli", "fetch", *arguments, "--data", str(own_folder)]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def _wait(ready):
    ends = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_publisher_that_does_not_answer(fetch, publishers, own_folder):
    publishers.settings.faults = [_stand_in().Fault("tableinfo", "broken", times=99)]
    before = rows(own_folder, "select count(*) from figures_vintage")
    told = fetch("statbank", "--indicator", "fee_kindergarten", SAMSPIL_FETCH_TRIES="2")
    assert (told.code, told.out) == (3, "")
    assert "127.0.0.1" in told.said
    assert "svarer ikke, som det skal (HTTP 500 efter 2 forsøg)" in told.said
    english = fetch(
        "statbank", "--indicator", "fee_kindergarten", language="en", SAMSPIL_FETCH_TRIES="1"
    )
    assert "does not answer as it should (HTTP 500 after 1 tries)" in english.said
    assert rows(own_folder, "select count(*) from figures_vintage") == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("statbank", "--indicator", "lykke"), 1, "lykke er ingen indikator."),
        (
            ("statbank", "--indicator", "inclusion_rate"),
            1,
            "inclusion_rate hentes ikke fra statbank; det gør after_school_children",
        ),
        (("danmark",), 2, "invalid choice"),
        ((), 2, "publisher"),
    ],
)
def test_what_is_not_there_to_fetch(fetch, arguments, code, words):
    told = fetch(*arguments)
    assert (told.code, told.out) == (code, "")
    assert words in told.said


def test_a_code_the_publisher_lacks(fetch, publishers, monkeypatch):
    tables = _stand_in().TABLES
    table = tables["RES88"]
    changed = {**table.variables, "INSTITUTION": {"F99": "Andet"}}
    monkeypatch.setitem(
        tables, "RES88", _stand_in().Table("RES88", table.text, table.unit, changed, table.needed)
    )
    told = fetch("statbank", "--indicator", "fee_kindergarten")
    assert (told.code, told.out) == (1, "")
    assert "Tabellen RES88: INSTITUTION har ingen kode F50." in told.said
    both = fetch("statbank", "--indicator", "fee_kindergarten", "--indicator", "class_size")
    assert both.code == 0
    assert both.answer["refused"] == [
        {
            "indicator": "fee_kindergarten",
            "reason": "Tabellen RES88: INSTITUTION har ingen kode F50.",
        }
    ]
    assert "fee_kindergarten blev ikke hentet: Tabellen RES88" in both.said


def test_a_key_that_is_missing_or_not_taken(fetch, publishers):
    told = fetch("uddannelsesstatistik", SAMSPIL_UDDANNELSESSTATISTIK_KEY="")
    assert (told.code, told.out) == (3, "")
    assert "SAMSPIL_UDDANNELSESSTATISTIK_KEY" in told.said
    publishers.settings.key = "en anden"
    told = fetch("uddannelsesstatistik", "--indicator", "inclusion_rate")
    assert told.code == 3
    assert "tager ikke imod nøglen, der ender på ghij" in told.said
    assert KEY not in told.said


def test_the_key_is_in_no_output_log_or_file(logged, publishers, own_folder):
    """Whatever happens, the key stays in memory: the database and every file are searched."""
    publishers.settings.faults = [_stand_in().Fault("statistik", "broken")]
    said = []
    for name in ("absence_over_10pct", "pupils"):
        told = logged("uddannelsesstatistik", "--indicator", name)
        assert told.code == 0
        said += [told.out, told.said]
    publishers.settings.key = "en anden"
    refused = logged("uddannelsesstatistik", "--indicator", "pupils")
    said += [refused.out, refused.said]
    assert refused.code == 3
    files = [file for file in own_folder.rglob("*") if file.is_file()]
    assert any(file.name == "samspil.sqlite3" for file in files)
    for file in files:
        assert KEY.encode() not in file.read_bytes(), file
    assert all(KEY not in text for text in said)


def test_a_terminal_sees_a_bar(own_folder, publishers):
    """The bar is drawn where somebody watches, and what a program reads stays clean."""
    publishers.settings.delay = 0.15
    seen, printed = _on_a_terminal(own_folder, publishers)
    assert json.loads(printed)["indicators"] == ["child_poverty", "class_size"]
    assert "█" in seen
    assert "2/2" in seen
    assert "Henter" not in seen
    # Nothing of the bar is left when the command has ended.
    assert seen.endswith("\r\x1b[K")


def _on_a_terminal(own_folder, publishers):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))}
    command = [
        sys.executable, "-m", "samspil.cli", "fetch", "statbank", "--data", str(own_folder),
        "--indicator", "class_size", "--indicator", "child_poverty",
    ]  # fmt: skip
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        command, env=environment | publishers.environment, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    printed = process.stdout.read()
    assert process.wait(timeout=60) == 0
    os.close(ours)
    return seen.decode(), printed
