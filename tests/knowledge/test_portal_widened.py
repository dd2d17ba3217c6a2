"""A wider consent waits for an editor: on the desk, on the text, and until somebody acts on it."""

import html

import pytest

from samspil.knowledge import selectors, services
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
DESK = "/viden/redaktion/"


@pytest.fixture
def widened(lead, published):
    """Published to the own team alone; the municipality has since said yes to everybody."""
    case = published("team")
    return services.change_consent(actor=lead, case=case.pk, scope="public")


def words(answer):
    return html.unescape(answer.content.decode())


def test_what_is_only_for_the_team_is_not_the_editors(editor, published):
    case = published("team")
    assert selectors.case(editor, case.pk) is None
    assert selectors.queue(editor) == []


def test_the_editor_finds_it_and_publishes_in_the_wider_circle(widened, visit):
    client = visit(Role.EDITOR)
    desk = words(client.get(DESK))
    assert "kommunen har siden sagt ja til flere: Alle, også uden for partnerskabet" in desk
    page = words(client.get(f"/viden/{widened.pk}/", follow=True))
    assert "Kommunen har sagt ja til flere" in page
    assert '<option value="public" selected>' in page
    assert selectors.case(ANYBODY, widened.pk) is None
    client.post(f"/viden/{widened.pk}/udgiv/", {"scope": "public"})
    assert selectors.case(ANYBODY, widened.pk) is not None
    assert "Intet venter." in words(client.get(DESK))


def test_left_where_it_is_it_waits_no_longer_and_is_out_of_sight_again(widened, editor):
    assert [row.id for row in selectors.queue(editor)] == [widened.pk]
    services.publish(actor=editor, case=widened.pk, scope="team")
    assert selectors.queue(editor) == []
    assert selectors.case(editor, widened.pk) is None


def test_a_narrower_consent_waits_for_nobody(lead, editor, published):
    case = published("public")
    services.change_consent(actor=lead, case=case.pk, scope="partnership")
    assert selectors.queue(editor) == []


def test_an_editor_who_published_in_fewer_is_not_asked_again(lead, editor, write):
    case = write(scope="public")
    services.submit(actor=lead, case=case.pk)
    services.publish(actor=editor, case=case.pk, scope="partnership")
    assert selectors.queue(editor) == []


@pytest.mark.parametrize(
    "who", [(Role.FACILITATOR,), (Role.CONSULTANT, "E01"), (Role.CHIEF, "E02")]
)
def test_nobody_but_an_editor_comes_to_see_it(widened, viewer, who):
    assert selectors.case(viewer(*who), widened.pk) is None
