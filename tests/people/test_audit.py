"""The audit trail: it only grows, it reads as sentences, and it names people by number."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import translation

import samspil
from samspil.people import events, selectors, services
from samspil.people.models import AppendOnlyError, AuditEvent
from samspil.people.roles import Role
from samspil.people.tracing import current_request_id
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db

ROOT = Path(samspil.__file__).parent
ROOMS = [name.removeprefix("samspil.") for name in settings.ROOMS]
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))


@pytest.fixture
def event():
    return services.record(actor=ANYBODY, action="people.link_revoked", municipality="615")


def test_a_standing_event_is_never_saved_again_or_deleted(event):
    event.action = "people.owner_named"
    with pytest.raises(AppendOnlyError):
        event.save()
    with pytest.raises(AppendOnlyError):
        event.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_auditevent SET action = 'x' WHERE id = %s",
        "UPDATE people_auditevent SET details = '{}' WHERE id = %s",
        "DELETE FROM people_auditevent WHERE id = %s",
    ],
)
def test_the_database_itself_refuses_changes(event, statement):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        connection.cursor().execute(statement, [event.pk])
    assert AuditEvent.objects.get(pk=event.pk).action == "people.link_revoked"


def test_querysets_are_refused_too(event):
    for act in (lambda q: q.update(action="x"), lambda q: q.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(AuditEvent.objects.filter(pk=event.pk))
    assert AuditEvent.objects.count() == 1 + AuditEvent.objects.exclude(pk=event.pk).count()


def test_an_action_without_a_sentence_is_not_recorded():
    before = AuditEvent.objects.count()
    with pytest.raises(events.UnknownActionError):
        services.record(actor=ANYBODY, action="people.smiled")
    assert AuditEvent.objects.count() == before


def recorded():
    """Every action named where something is recorded: ``action="room.verb"`` anywhere in src."""
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "action":
                for part in ast.walk(node.value):
                    text = part.value if isinstance(part, ast.Constant) else None
                    if isinstance(text, str) and "." in text and text.split(".")[0] in ROOMS:
                        found[text] = file.relative_to(ROOT)
    return found


def test_every_recorded_action_has_a_sentence_in_both_languages():
    actions = recorded()
    assert len(actions) > 10
    for action, file in actions.items():
        assert action in events._SENTENCES, f"{file}: {action}"
        assert action.split(".")[0] == file.parts[0], f"{file} records for another room: {action}"


def test_every_sentence_can_be_said_whatever_is_missing():
    for action in events._SENTENCES:
        told = {}
        for language in ("da", "en"):
            with translation.override(language):
                told[language] = events.sentence(action, actor="", municipality="", details={})
        assert "%(" not in "".join(told.values())
        assert told["da"] != told["en"], action


def test_what_is_missing_reads_as_unknown_and_nobody_as_the_product():
    told = events.sentence("people.role_granted", actor="", municipality="", details={})
    assert told == "Samspil gav ukendt rollen ukendt."


def test_a_detail_cannot_pose_as_a_placeholder():
    told = events.sentence(
        "people.role_granted",
        actor="%(role)s <b>",
        municipality="",
        details={"person": "100 %", "role": "%s"},
    )
    assert told == "%(role)s <b> gav 100 % rollen %s."


def test_a_chief_reads_what_was_done_about_the_own_municipality_newest_first():
    eva = services.find_or_add_user(email="eva@example.org", name="Eva Eksempel")
    services.grant_role(actor=OWNER, user=eva, role=Role.CHIEF, municipality="615")
    services.grant_role(actor=OWNER, user=eva, role=Role.MEMBER, municipality="101")
    chief = selectors.viewer_for(eva)
    rows = selectors.audit_rows(viewer=chief, municipality="615")
    assert [row.sentence for row in rows] == ["Samspil gav Eva Eksempel rollen Chef."]
    assert selectors.audit_rows(viewer=chief, municipality="101") == []
    assert selectors.audit_rows(viewer=ANYBODY, municipality="615") == []
    assert len(selectors.audit_rows(viewer=OWNER, municipality="101")) == 1
    services.grant_role(actor=chief, user=eva, role=Role.POLITICIAN, municipality="615")
    rows = selectors.audit_rows(viewer=chief, municipality="615")
    assert rows[0].sentence == "Eva Eksempel gav Eva Eksempel rollen Politiker."
    assert len(selectors.audit_rows(viewer=chief, municipality="615", limit=1)) == 1


def test_a_person_is_a_number_in_the_trail_so_that_a_name_can_be_forgotten():
    eva = services.find_or_add_user(email="eva@example.org", name="Eva Eksempel")
    services.grant_role(actor=OWNER, user=eva, role=Role.CHIEF, municipality="615")
    event = AuditEvent.objects.first()
    kept = f"{event.details} {event.subject} {event.action}"
    assert "Eva" not in kept
    assert "eva@" not in kept
    eva.name = ""
    eva.save()
    (row,) = selectors.audit_rows(viewer=OWNER, municipality="615")
    assert "Eva" not in row.sentence


def test_an_event_carries_the_id_of_its_request(client):
    token = current_request_id.set("abc-12345")
    try:
        event = services.record(actor=ANYBODY, action="people.link_revoked")
    finally:
        current_request_id.reset(token)
    assert event.request_id == "abc-12345"
    assert services.record(actor=ANYBODY, action="people.link_revoked").request_id == ""


def test_the_trail_stands_on_the_chiefs_own_page(client):
    eva = services.find_or_add_user(email="eva@example.org", name="Eva <b>Eksempel")
    services.grant_role(actor=OWNER, user=eva, role=Role.CHIEF, municipality="615")
    client.force_login(eva)
    page = client.get("/konto/mig/").content.decode()
    assert "Det er sket i Horsens" in page
    assert "gav Eva &lt;b&gt;Eksempel rollen Chef." in page
