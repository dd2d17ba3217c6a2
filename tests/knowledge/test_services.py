"""Texts from draft to withdrawal, consent, versions, and what the database itself refuses."""

import dataclasses

import pytest
from development_story import AIM, OUTCOME, PLAN
from django.db import IntegrityError, transaction

from samspil.development import services as development
from samspil.knowledge import articles, selectors, services
from samspil.knowledge.models import WITHIN, Case, CaseLever, CaseVersion, Scope, SearchEntry
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
TEXT = services.CaseText(title="En titel", summary="Kort.")


def broken(pk, **fields):
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            Case.objects.filter(pk=pk).update(**fields)
    except IntegrityError:
        return True
    return False


def test_a_draft_is_made_of_the_process(lead, draft):
    view = selectors.case(lead, draft.pk)
    assert view.row.title == AIM.what
    assert view.row.summary == (
        "Elever i 0.-3. klasse. Hver uge på tre skoler. Senest 1. december 2027."
    )
    assert view.row.levers == (2, 7)
    assert view.row.sector == "school"
    [trial] = view.trials
    assert (trial.question, trial.prediction) == (PLAN.question, PLAN.prediction)
    assert trial.happened == OUTCOME["what_happened"]
    assert trial.compared_name == "Delvist som vi ventede"
    assert trial.decision_name == "Vi justerer og prøver igen"


def test_drafting_again_returns_the_draft(lead, process, draft):
    assert services.draft_from_process(actor=lead, process=process.pk).pk == draft.pk
    assert Case.objects.count() == 1
    assert AuditEvent.objects.filter(action="knowledge.drafted").count() == 1


def test_what_has_not_been_concluded_is_not_told(lead, process, doing):
    case = services.draft_from_process(actor=lead, process=process.pk)
    assert case.trials == []
    development.conclude_test(actor=lead, test=doing.pk, **OUTCOME)
    text = dataclasses.replace(TEXT, trials=(1, 9))
    assert [one["number"] for one in _edit(lead, case, text).trials] == [1]
    assert _edit(lead, case, TEXT).trials == []


def _edit(actor, case, text):
    return services.edit(actor=actor, case=case.pk, text=text)


def test_only_own_people_draft(viewer, process):
    with pytest.raises(services.NoSuchProcessError):
        services.draft_from_process(actor=viewer(Role.CHIEF, "E02"), process=process.pk)
    for reader in (OWNER, viewer(Role.POLITICIAN, "E01")):
        with pytest.raises(NotAllowedError):
            services.draft_from_process(actor=reader, process=process.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"),
        ({"summary": ""}, "summary"),
        ({"title": "x" * 161}, "title"),
        ({"body": "Om 010203-1234"}, "body"),
        ({"contact": "010203 1234"}, "contact"),
        ({"kind": "poem"}, "kind"),
        ({"levers": (9,)}, "levers"),
    ],
)
def test_a_text_that_cannot_be_kept_is_refused(lead, draft, change, field):
    with pytest.raises(services.TextRefusedError) as refused:
        _edit(lead, draft, dataclasses.replace(TEXT, **change))
    assert refused.value.field == field
    with pytest.raises(services.ScopeError):
        _edit(lead, draft, dataclasses.replace(TEXT, scope="world"))


def test_every_version_is_kept_once(lead, draft, write):
    write()
    write()
    write(body="Nyt")
    kept = CaseVersion.objects.filter(case=draft)
    assert [version.number for version in kept] == [1, 2, 3]
    assert kept[1].content["body"].startswith("## Det lærte vi")
    assert kept[2].content["body"] == "Nyt"
    assert kept[2].written_by_id == lead.user_id


def test_what_was_written_before_it_was_handed_in_is_the_municipalitys_own(
    lead, editor, draft, published
):
    case = published("public").pk
    own, desk = (selectors.record(viewer, case).versions for viewer in (lead, editor))
    assert [one.number for one in own] == [2, 1]
    assert [one.number for one in desk] == [2]
    assert selectors.version(lead, case, 1)
    assert selectors.version(editor, case, 1) is None
    assert selectors.changes(editor, case, old=1, new=2) is None


def test_handing_in_is_consent_by_somebody_who_speaks_for_the_municipality(
    viewer, lead, write, draft
):
    write(scope="sparring_group")
    for other in (
        viewer(Role.MEMBER, "E01"),
        viewer(Role.STEERING_REPRESENTATIVE, "E01"),
        viewer(Role.CHIEF, "E02"),
        viewer(Role.EDITOR),
        OWNER,
        Viewer(grants=(Grant(Role.CHIEF, "E01"),)),
    ):
        with pytest.raises(NotAllowedError):
            services.submit(actor=other, case=draft.pk)
    case = services.submit(actor=lead, case=draft.pk, consent_contact=True)
    assert (case.status, case.consent_scope) == ("submitted", "sparring_group")
    assert (case.consent_by_id, case.consent_contact) == (lead.user_id, True)
    assert case.consent_at is not None
    services.submit(actor=lead, case=draft.pk)
    assert AuditEvent.objects.filter(action="knowledge.submitted").count() == 1
    with pytest.raises(NotAllowedError):
        _edit(lead, draft, TEXT)


def test_only_editors_publish_and_only_what_is_handed_in(viewer, lead, editor, write, draft):
    write(scope="public")
    with pytest.raises(services.WrongStepError):
        services.publish(actor=editor, case=draft.pk)
    services.submit(actor=lead, case=draft.pk)
    for other in (lead, viewer(Role.FACILITATOR), viewer(Role.EDITOR, edition="2021"), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.publish(actor=other, case=draft.pk)
    assert services.publish(actor=editor, case=draft.pk).status == "published"
    services.publish(actor=editor, case=draft.pk)
    assert AuditEvent.objects.filter(action="knowledge.published").count() == 1


@pytest.mark.parametrize("consent", list(Scope))
def test_never_more_widely_than_consented(lead, editor, write, draft, consent):
    write(scope=consent)
    services.submit(actor=lead, case=draft.pk)
    for scope in Scope:
        if scope in WITHIN[consent]:
            assert services.publish(actor=editor, case=draft.pk, scope=scope).scope == scope
        else:
            with pytest.raises(services.ScopeError):
                services.publish(actor=editor, case=draft.pk, scope=scope)
            assert broken(draft.pk, scope=scope)


def test_consent_reaches_smaller_circles_only():
    assert all(scope in WITHIN[scope] for scope in Scope)
    assert all(WITHIN[inner] <= WITHIN[outer] for outer in Scope for inner in WITHIN[outer])
    assert Scope.KL not in WITHIN[Scope.PARTNERSHIP]
    assert Scope.PARTNERSHIP not in WITHIN[Scope.KL]


def test_an_editor_edits_what_is_published_and_the_index_follows(editor, published):
    case = published()
    services.edit(
        actor=editor,
        case=case.pk,
        text=dataclasses.replace(TEXT, title="Flodheste i skoven", scope="team"),
    )
    case.refresh_from_db()
    assert case.scope == "public"
    assert not case.consent_contact
    assert [hit.row.id for hit in selectors.search(ANYBODY, "flodhest")] == [case.pk]
    assert not selectors.search(ANYBODY, "planlægning")


def test_what_is_withdrawn_is_gone_from_everywhere(lead, editor, viewer, published, client):
    case = published()
    path = f"/viden/{case.pk}/to-voksne-planlaegger-sammen/"
    assert client.get(path).status_code == 200
    services.withdraw(actor=lead, case=case.pk)
    services.withdraw(actor=lead, case=case.pk)
    assert AuditEvent.objects.filter(action="knowledge.withdrawn").count() == 1
    assert not SearchEntry.objects.exists()
    for reader in (ANYBODY, lead, editor, OWNER, viewer(Role.CHIEF, "E01")):
        assert selectors.search(reader, "planlægning") == []
        assert selectors.latest(reader) == []
        assert selectors.case(reader, case.pk) is None
        assert selectors.queue(reader) == []
    assert [row.status for row in selectors.mine(lead)] == ["withdrawn"]
    assert client.get(path).status_code == 410
    for act in (
        lambda: services.publish(actor=editor, case=case.pk),
        lambda: services.submit(actor=lead, case=case.pk),
    ):
        with pytest.raises(services.WrongStepError):
            act()
    assert services.refresh_index() == 0


def test_who_withdraws(viewer, published):
    case = published()
    for other in (viewer(Role.MEMBER, "E01"), viewer(Role.CHIEF, "E02"), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.withdraw(actor=other, case=case.pk)
    assert services.withdraw(actor=viewer(Role.EDITOR), case=case.pk).status == "withdrawn"


def test_a_new_draft_can_be_begun_once_the_first_is_handed_in(lead, process, draft):
    services.submit(actor=lead, case=draft.pk)
    assert services.draft_from_process(actor=lead, process=process.pk).pk != draft.pk


@pytest.mark.parametrize(
    "fields",
    [
        {"consent_by": None},
        {"consent_at": None},
        {"consent_scope": ""},
        {"consent_scope": "team"},
        {"scope": "world"},
        {"kind": "poem"},
        {"sector": "kitchen"},
        {"title": ""},
        {"summary": ""},
        {"published_at": None},
        {"status": "withdrawn"},
        {"status": "lost"},
        {"contact": ""},
        {"edition": ""},
        {"municipality": None, "scope": "team"},
    ],
)
def test_a_published_text_that_makes_no_sense_is_refused(published, fields):
    case = published("partnership")
    assert broken(case.pk, **fields)


def test_nothing_is_handed_in_without_consent(draft):
    from django.utils import timezone

    assert broken(draft.pk, status="submitted")
    assert broken(draft.pk, status="published", published_at=timezone.now())


def test_levers_versions_and_articles_stand_once(draft):
    for lever in (2, 0, 8):
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseLever.objects.create(case=draft, lever=lever)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseVersion.objects.create(case=draft, number=1, content={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(title="x", summary="x", scope="kl", process_id=draft.process_id)


def test_articles_are_loaded_once_and_follow_their_files_and_editors(viewer, lead, editor):
    for other in (lead, editor, viewer()):
        with pytest.raises(NotAllowedError):
            services.load_articles(actor=other)
    assert not Case.objects.exists()
    count = len(articles.load_articles())
    assert services.load_articles(actor=viewer(Role.PROGRAMME_OWNER)) == count
    assert services.load_articles(actor=ANYBODY) == 0
    assert Case.objects.count() == count
    assert AuditEvent.objects.filter(action="knowledge.articles_loaded").count() == 1
    assert not Case.objects.exclude(scope="public", status="published").exists()
    changed, withdrawn, gone = Case.objects.all()[:3]
    Case.objects.filter(pk=changed.pk).update(article_version="old", body="Gammelt")
    services.withdraw(actor=editor, case=withdrawn.pk)
    Case.objects.filter(pk=gone.pk).update(article="no-longer-shipped")
    # One follows its file, one is withdrawn since it left, and one takes its place.
    assert services.load_articles(actor=ANYBODY) == 3
    changed.refresh_from_db()
    assert changed.body != "Gammelt"
    assert Case.objects.get(pk=withdrawn.pk).status == "withdrawn"
    assert Case.objects.get(pk=gone.pk).status == "withdrawn"


def test_articles_say_where_they_know_it_from_and_what_is_uncertain():
    for definition in articles.load_articles().values():
        article = definition.content
        assert article.sources
        assert article.uncertain.da
        for danish, english in ((article.title, 160), (article.summary, 400)):
            assert max(len(danish.da), len(danish.en)) <= english
        # The same shape in both languages, so that nothing is left out of one.
        assert _shape(article.body.da) == _shape(article.body.en), definition.id


def _shape(text):
    from samspil.knowledge.prose import blocks

    return [(block.shape, len(block.lines)) for block in blocks(text)]
