"""Two registered example municipalities, and a process in one of them."""

import importlib.util
import sys
from pathlib import Path

import pytest
import stories
from somebody import somebody

from samspil.development import services
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.programmes import services as programmes

# Tests are no package, so the story is made importable by a name of its own.
_PLACE = Path(__file__).with_name("story.py")
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
def lead():
    return viewer_for(somebody(Role.PROJECT_LEAD, "E01"))


@stories.story()
def process(lead):
    return services.begin_process(actor=lead, aim=story.AIM, **story.WHERE)


@stories.story()
def planned(lead, process):
    return services.plan_test(actor=lead, process=process.pk, plan=story.PLAN)


@stories.story()
def doing(lead, planned):
    return services.begin_test(actor=lead, test=planned.pk)


@stories.story()
def concluded(lead, doing):
    return services.conclude_test(actor=lead, test=doing.pk, **story.OUTCOME)


@stories.story("edition")
def group():
    """E01 and E02 are a sparring group; E03 takes part too, on its own."""
    story.register("E03", "school")
    story.form_group("E01", "E02")


@stories.story("group")
def asked(lead):
    """E01 has asked its group, which is E02."""
    return services.ask(actor=lead, question=story.ASK, audience="group", **story.WHERE)


@stories.story("edition")
def other():
    """The project lead of E02."""
    return viewer_for(somebody(Role.PROJECT_LEAD, "E02"))


@stories.story()
def given(asked, other):
    """E02 has answered."""
    return services.give(actor=other, question=asked.pk, given=story.GIVEN)
