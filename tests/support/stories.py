"""Stories that many tests stand on, told once for all that follow each other.

A story is a fixture of rows alone: ``@story()`` above a function that writes them. It goes on from
the stories whose values it takes as arguments, and from ``a`` in ``@story("a")``. It is told in a
transaction of its own under that of the test, which takes back only what it has done itself; before
a test with other stories it is taken back too. So every test finds exactly the stories it asks for,
as if they were told for it alone.
"""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Any

import pytest

Tell = Callable[[], Any]


def story(*after: str) -> Callable[[Tell], Any]:
    """Make a story of a function, which goes on from its arguments and the stories ``after``."""

    def make(tell: Tell) -> Any:
        def fixture(**given: Any) -> Any:
            return given["_stories"].value(tell.__name__)

        fixture.__name__, fixture.__doc__, fixture.tell = tell.__name__, tell.__doc__, tell
        # What pytest reads to know which fixtures this one asks for.
        names = [*after, *signature(tell).parameters, "_stories"]
        fixture.__signature__ = Signature([Parameter(one, Parameter.KEYWORD_ONLY) for one in names])
        return pytest.fixture(fixture)

    return make


@dataclass
class _Told:
    name: str
    tell: Tell
    transaction: Any
    value: Any


class Stories:
    """The stories that stand now, each in a transaction under the next one's."""

    def __init__(self, folder: Path, blocker: Any) -> None:
        self._folder, self._blocker = folder, blocker
        self._told: list[_Told] = []

    def value(self, name: str) -> Any:
        """Return what a story has returned, for one test to do with as it likes."""
        return copy.deepcopy(next(one.value for one in self._told if one.name == name))

    def keep(self, item: pytest.Item | None) -> None:
        """Take back what this test does not stand on, the last told first."""
        wanted = wanted_by(item) if item else []
        kept = 0
        for one, (_name, tell) in zip(self._told, wanted, strict=False):
            if one.tell is not tell:
                break
            kept += 1
        with self._blocker.unblock():
            while len(self._told) > kept:
                self._take_back(self._told.pop())

    def stand_under(self, item: pytest.Item) -> None:
        """Tell what this test stands on and is not yet told."""
        self.keep(item)
        with self._blocker.unblock():
            for name, tell in wanted_by(item)[len(self._told) :]:
                self._tell(name, tell)

    def _tell(self, name: str, tell: Tell) -> None:
        from django.db import connection, transaction
        from django.test import override_settings

        assert len(connection.atomic_blocks) == len(self._told), "a story under another's feet"
        under = transaction.atomic()
        # As under Django's own tests, where what must be outermost may be so in each test.
        under._from_testcase = True
        under.__enter__()
        one = _Told(name, tell, under, None)
        try:
            with override_settings(SAMSPIL_DATA=self._folder, SAMSPIL_DEMO=False):
                given = {each: self.value(each) for each in signature(tell).parameters}
                one.value = tell(**given)
        except BaseException:
            self._take_back(one)
            raise
        self._told.append(one)

    def _take_back(self, one: _Told) -> None:
        from django.db import transaction

        transaction.set_rollback(True)
        one.transaction.__exit__(None, None, None)


_WANTED = pytest.StashKey[list[tuple[str, Tell]]]()


def wanted_by(item: pytest.Item) -> list[tuple[str, Tell]]:
    """Return the stories a test asks for, each after those it goes on from."""
    if _WANTED not in item.stash:
        item.stash[_WANTED] = _wanted(item)
    return item.stash[_WANTED]


def _wanted(item: pytest.Item) -> list[tuple[str, Tell]]:
    manager = item.session._fixturemanager
    depths: dict[str, int] = {}

    def depth(name: str) -> int:
        if name not in depths:
            definition = manager.getfixturedefs(name, item)[-1]
            stories = [one for one in definition.argnames if _is_story(one, item)]
            depths[name] = 1 + max(map(depth, stories), default=0)
        return depths[name]

    # A test may be given a value of its own under a story's name.
    given = item.callspec.params if hasattr(item, "callspec") else {}
    names = [one for one in getattr(item, "fixturenames", ()) if one not in given]
    found = {name: _is_story(name, item) for name in names}
    stories = {name: tell for name, tell in found.items() if tell}
    return [(name, stories[name]) for name in sorted(stories, key=lambda one: (depth(one), one))]


def _is_story(name: str, item: pytest.Item) -> Tell | None:
    definitions = item.session._fixturemanager.getfixturedefs(name, item)
    return getattr(definitions[-1].func, "tell", None) if definitions else None
