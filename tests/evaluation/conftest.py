"""Two registered example municipalities; one has tried something and judged nothing yet."""

import importlib.util
import sys
from pathlib import Path

import pytest
import stories
from somebody import somebody

from samspil.development import services as development
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.programmes import services as programmes

# The story of the local arena, made importable by a name of its own.
_PLACE = Path(__file__).parents[1] / "development" / "story.py"
_SPEC = importlib.util.spec_from_file_location("development_story", _PLACE)
story = importlib.util.module_from_spec(_SPEC)
sys.modules["development_story"] = story
_SPEC.loader.exec_module(story)


@stories.story()
def edition():
    """The example edition: E01 and E02 take part in school, E03 not at all."""
    story.make_places()
    programmes.publish_example(actor=ANYBODY, first_day=story.FIRST_DAY)
    story.register("E01", "school")
    story.register("E02", "school")
    chief = viewer_for(people.find_or_add_user(email="chef-e01@example.org"))
    process = development.begin_process(actor=chief, aim=story.AIM, **story.WHERE)
    test = development.plan_test(actor=chief, process=process.pk, plan=story.PLAN)
    development.begin_test(actor=chief, test=test.pk)
    development.conclude_test(actor=chief, test=test.pk, **story.OUTCOME)
    return "example"


@pytest.fixture
def person(edition):
    """Make somebody with a role: ``person(Role.CHIEF, "E01", sector="school")``."""
    return somebody


@pytest.fixture
def viewer(person):
    """As ``person``, but the viewer."""
    return lambda *role, **where: viewer_for(person(*role, **where))


@pytest.fixture
def visit(client, person):
    """Sign in as somebody: ``visit(Role.CHIEF, "E01").get(…)``; nobody signs out."""

    def go(role=None, municipality="", *, signed_in=True, **where):
        client.logout()
        if signed_in:
            client.force_login(person(role, municipality, **where))
        return client

    return go


@stories.story("edition")
def chief():
    return viewer_for(somebody(Role.CHIEF, "E01"))


@stories.story("edition")
def facilitator():
    return viewer_for(somebody(Role.FACILITATOR))
