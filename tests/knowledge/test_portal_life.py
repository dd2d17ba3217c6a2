"""A text's life: begun, sent back, consented to, narrowed, looked at again, and its record."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from samspil.development import services as development
from samspil.development.values import MeasurePlan, Stated
from samspil.knowledge import selectors, services
from samspil.knowledge.models import (
    Case,
    CaseTheme,
    Consent,
    ConsentRequest,
    Scope,
    WritingInvitation,
)
from samspil.letters.models import Letter
from samspil.networks import selectors as networks
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
TEXT = services.CaseText(title="En titel", summary="Kort.")


def broken(model, pk, **fields):
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**fields)
    except (DataError, IntegrityError):
        return True
    return False


@pytest.fixture
def handed_in(write, lead):
    case = write(scope="partnership")
    return services.submit(actor=lead, case=case.pk, consent_contact=True)


def test_one_test_becomes_a_draft_of_its_own_beside_that_of_the_process(
    lead, process, concluded, draft
):
    case = services.draft_from_process(actor=lead, process=process.pk, test=1)
    assert case.pk != draft.pk
    assert [one["number"] for one in case.trials] == [1]
    assert case.title == concluded.question
    assert case.summary == concluded.what_happened
    assert services.draft_from_process(actor=lead, process=process.pk, test=1).pk == case.pk
    with pytest.raises(services.NoSuchTestError):
        services.draft_from_process(actor=lead, process=process.pk, test=2)
    with pytest.raises(services.NoSuchProcessError):
        services.draft_from_process(actor=ANYBODY, process=process.pk, test=1)
    assert broken(Case, case.pk, test=None)
    assert broken(Case, case.pk, process=None)


@pytest.fixture
def measured(lead, process):
    """Ten weeks of a measure of people, two of them about few."""
    plan = MeasurePlan(
        name="Trygge børn", counted="børn, der siger ja", of="børn, der blev spurgt",
        kind="outcome", of_people=True, direction="higher", target=Decimal(80),
    )  # fmt: skip
    found = development.begin_measure(actor=lead, process=process.pk, plan=plan)
    points = [
        Stated(dt.date(2027, 1, 4) + dt.timedelta(weeks=n), None, Decimal(20 + n), Decimal(40))
        for n in range(8)
    ]
    few = [
        Stated(dt.date(2027, 3, 1) + dt.timedelta(weeks=n), None, Decimal(3), Decimal(4))
        for n in range(2)
    ]
    now = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
    development.paste_points(actor=lead, measure=found.pk, points=[*points, *few], now=now)
    return found


def test_a_draft_takes_the_measures_with_it_but_never_what_is_about_few(
    lead, process, concluded, measured
):
    case = services.draft_from_process(actor=lead, process=process.pk)
    [kept] = case.measures
    assert (kept["name"], kept["direction"], kept["target"]) == ("Trygge børn", "higher", 80.0)
    assert len(kept["points"]) == 8
    assert kept["kept_back"] == 2
    assert kept["copied_on"] == timezone.localdate().isoformat()
    assert all(one["value"] != 75 for one in kept["points"])
    assert [one["centre"] for one in kept["lines"]] == [58.75]
    # What is measured later is not in the copy until it is copied anew.
    new = [Stated(dt.date(2027, 4, 5), None, Decimal(30), Decimal(40))]
    now = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)
    development.paste_points(actor=lead, measure=measured.pk, points=new, now=now)
    same = dataclasses.replace(TEXT, measures=(measured.pk,))
    assert len(services.edit(actor=lead, case=case.pk, text=same).measures[0]["points"]) == 8
    anew = dataclasses.replace(same, measures_anew=True)
    assert len(services.edit(actor=lead, case=case.pk, text=anew).measures[0]["points"]) == 9
    assert services.edit(actor=lead, case=case.pk, text=TEXT).measures == []


def test_texts_without_a_process_begin_by_the_municipality_or_by_the_portals_own_people(
    viewer, lead, editor
):
    own = services.begin(
        actor=lead, title="Vores vej", summary="Kort.", municipality="E01", sector="school",
        edition="example",
    )  # fmt: skip
    assert (own.municipality_id, own.scope, own.status) == ("E01", "partnership", "draft")
    portal = services.begin(actor=editor, title="Om forskning", summary="Kort.", kind="research")
    assert (portal.municipality_id, portal.scope) == (None, "kl")
    assert selectors.case(lead, portal.pk) is None
    assert selectors.case(viewer(Role.FACILITATOR), portal.pk)
    assert [row.id for row in selectors.mine(editor)] == [portal.pk]
    for actor, where in (
        (lead, {}),
        (lead, {"municipality": "E02", "sector": "school", "edition": "example"}),
        (lead, {"municipality": "E01", "sector": "kitchen", "edition": "example"}),
        (editor, {"municipality": "E01", "sector": "school"}),
        (ANYBODY, {}),
        (Viewer(grants=(Grant(Role.EDITOR),)), {}),
        (viewer(Role.POLITICIAN, "E01"), {"municipality": "E01", "sector": "school"}),
    ):
        with pytest.raises(NotAllowedError):
            services.begin(actor=actor, title="x", summary="x", **where)
    with pytest.raises(services.TextRefusedError):
        services.begin(actor=editor, title="x", summary="Se 010203-1234")
    assert [one.value for one in selectors.places_to_write(lead)] == ["E01/school/example"]
    assert "//" in [one.value for one in selectors.places_to_write(editor)]
    assert selectors.places_to_write(ANYBODY) == []


def test_a_text_of_the_portals_own_needs_no_consent(viewer, editor):
    organiser = viewer(Role.FACILITATOR)
    case = services.begin(actor=organiser, title="Metode", summary="Kort.", kind="method")
    text = dataclasses.replace(
        TEXT, scope="public", kind="method", english=("Method", "Short.", "", ""),
        sources=(("VIVE", "https://vive.dk/"),), sector="daycare", themes=("data",),
        transition=True,
    )  # fmt: skip
    services.edit(actor=organiser, case=case.pk, text=text)
    with pytest.raises(NotAllowedError):
        services.publish(actor=organiser, case=case.pk)
    services.submit(actor=organiser, case=case.pk)
    done = services.publish(actor=editor, case=case.pk)
    assert (done.status, done.sector, done.consent_by) == ("published", "daycare", None)
    view = selectors.case(ANYBODY, case.pk)
    assert view.row.theme_names
    assert view.languages == (("da", "en-titel"), ("en", "method"))
    assert not Consent.objects.exists()
    # An editor needs nobody to hand it in, and KL's own circle has no sparring group.
    own = services.begin(actor=editor, title="Model", summary="Kort.", kind="economy_model")
    with pytest.raises(services.ScopeError):
        services.edit(actor=editor, case=own.pk, text=dataclasses.replace(TEXT, scope="team"))
    assert services.publish(actor=editor, case=own.pk, scope="public").status == "published"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"themes": ("poetry",)}, "themes"),
        ({"sources": (("x", "javascript:alert(1)"),)}, "sources"),
        ({"sources": (("", "https://x.dk"),)}, "sources"),
        ({"sources": (("010203-1234", ""),)}, "sources"),
        ({"sector": "kitchen"}, "sector"),
        ({"english": ("x" * 161, "", "", "")}, "title"),
        ({"body": "x" * 20_001}, "body"),
    ],
)
def test_what_cannot_be_kept_is_refused(lead, draft, change, field):
    with pytest.raises(services.TextRefusedError) as refused:
        services.edit(actor=lead, case=draft.pk, text=dataclasses.replace(TEXT, **change))
    assert refused.value.field == field


def test_a_text_sent_back_is_a_draft_with_a_word_and_one_letter(lead, editor, handed_in, viewer):
    for other in (lead, viewer(Role.FACILITATOR), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.send_back(actor=other, case=handed_in.pk, word="Nej")
    for word, reason in (("  ", "missing"), ("Om 010203-1234", "cpr")):
        with pytest.raises(services.TextRefusedError, match=reason):
            services.send_back(actor=editor, case=handed_in.pk, word=word)
    case = services.send_back(
        actor=editor, case=handed_in.pk, word=" Skriv, hvad der er usikkert. "
    )
    assert (case.status, case.returned_word) == ("draft", "Skriv, hvad der er usikkert.")
    assert (case.consent_by, case.consent_scope, case.consent_contact) == (None, "", False)
    [letter] = Letter.objects.filter(template="knowledge_returned")
    assert letter.to == "project_lead-e01@example.org"
    assert "Skriv, hvad der er usikkert." in letter.body
    assert selectors.case(lead, case.pk).returned_word == case.returned_word
    assert selectors.case(editor, case.pk) is None
    with pytest.raises(services.WrongStepError):
        services.send_back(actor=editor, case=case.pk, word="Igen")
    assert Letter.objects.filter(template="knowledge_returned").count() == 1
    services.edit(actor=lead, case=case.pk, text=TEXT)
    again = services.submit(actor=lead, case=case.pk)
    assert (again.returned_word, again.returned_at) == ("", None)
    assert Consent.objects.filter(case=case).count() == 2


def test_a_text_is_not_sent_back_onto_a_newer_draft(lead, editor, process, handed_in):
    services.draft_from_process(actor=lead, process=process.pk)
    with pytest.raises(services.StandingDraftError):
        services.send_back(actor=editor, case=handed_in.pk, word="Ret det.")


@pytest.mark.parametrize("scope", list(Scope))
def test_consent_is_narrowed_at_once_and_widened_only_on_paper(lead, published, scope):
    case = published("partnership")
    changed = services.change_consent(actor=lead, case=case.pk, scope=scope, consent_contact=True)
    assert changed.consent_scope == scope
    expected = {"public": "partnership", "kl": "kl"}.get(scope, scope)
    assert changed.scope == expected
    assert (selectors.case(ANYBODY, case.pk) is None) is (expected != "public")
    services.change_consent(actor=lead, case=case.pk, scope=scope, consent_contact=True)
    assert Consent.objects.filter(case=case).count() == (1 if scope == "partnership" else 2)


def test_only_those_who_speak_for_the_municipality_change_its_consent(viewer, editor, published):
    case = published("public")
    for other in (
        editor, viewer(Role.MEMBER, "E01"), viewer(Role.CHIEF, "E02"), ANYBODY,
        Viewer(grants=(Grant(Role.CHIEF, "E01"),)),
    ):  # fmt: skip
        with pytest.raises(NotAllowedError):
            services.change_consent(actor=other, case=case.pk, scope="team")
    chief = viewer(Role.CHIEF, "E01")
    with pytest.raises(services.ScopeError):
        services.change_consent(actor=chief, case=case.pk, scope="world")
    assert services.change_consent(actor=chief, case=case.pk, scope="team").scope == "team"
    assert selectors.search(ANYBODY, "planlægger") == []
    assert AuditEvent.objects.filter(action="knowledge.consent_changed").count() == 1


def test_a_draft_has_no_consent_to_change(lead, draft):
    with pytest.raises(services.WrongStepError):
        services.change_consent(actor=lead, case=draft.pk, scope="team")


def test_an_editor_asks_once_and_the_municipality_answers(lead, editor, viewer, published):
    case = published("partnership")
    viewer(Role.CHIEF, "E01")
    asked = services.ask_wider(actor=editor, case=case.pk, scope="public", word="Andre vil lære.")
    assert services.ask_wider(actor=editor, case=case.pk, scope="kl").pk == asked.pk
    to = set(Letter.objects.filter(template="knowledge_consent").values_list("to", flat=True))
    assert to == {"chef-e01@example.org", "chief-e01@example.org", "project_lead-e01@example.org"}
    assert Case.objects.get(pk=case.pk).consent_scope == "partnership"
    for other in (editor, viewer(Role.MEMBER, "E01"), viewer(Role.CHIEF, "E02")):
        assert selectors.consent_request(other, asked.pk) is None
        with pytest.raises(NotAllowedError):
            services.answer_wider(actor=other, request=asked.pk, yes=True)
    assert selectors.consent_request(lead, asked.pk).wanted == "public"
    services.answer_wider(actor=lead, request=asked.pk, yes=True)
    services.answer_wider(actor=lead, request=asked.pk, yes=False)
    found = Case.objects.get(pk=case.pk)
    assert (found.consent_scope, found.scope) == ("public", "partnership")
    assert services.publish(actor=editor, case=case.pk, scope="public").scope == "public"
    with pytest.raises(services.ScopeError):
        services.ask_wider(actor=editor, case=case.pk, scope="team")


def test_no_is_an_answer_and_changes_nothing(lead, editor, published):
    case = published("team")
    asked = services.ask_wider(actor=editor, case=case.pk, scope="public")
    services.answer_wider(actor=lead, request=asked.pk, yes=False)
    found = Case.objects.get(pk=case.pk)
    assert (found.consent_scope, found.scope) == ("team", "team")
    assert Consent.objects.filter(case=case).count() == 1
    again = services.ask_wider(actor=editor, case=case.pk, scope="public")
    assert again.pk != asked.pk
    services.withdraw(actor=lead, case=case.pk)
    assert selectors.consent_request(lead, again.pk) is None
    with pytest.raises(services.WrongStepError):
        services.answer_wider(actor=lead, request=again.pk, yes=True)


def test_the_queue_is_oldest_first_and_says_what_is_lacking(lead, editor, handed_in):
    other = services.begin(
        actor=lead, title="Senere", summary="Kort.", municipality="E01", sector="school",
        edition="example",
    )  # fmt: skip
    services.submit(actor=lead, case=other.pk)
    long_ago = timezone.now() - dt.timedelta(days=12)
    Case.objects.filter(pk=handed_in.pk).update(consent_at=long_ago)
    first, second = selectors.waiting(editor)
    assert (first.row.id, second.row.id) == (handed_in.pk, other.pk)
    assert first.days() == 12
    assert "Mangler: hvad er usikkert?" in first.lacking
    assert "Mangler: en kilde, en prøve eller en måling" in second.lacking
    assert "Mangler: en kilde, en prøve eller en måling" not in first.lacking
    assert not any("hvad lærte I" in words for words in first.lacking)
    assert selectors.waiting(lead) == []
    assert selectors.waiting(Viewer(grants=(Grant(Role.EDITOR, "", "2021"),))) == []


def test_a_draft_as_it_was_made_says_that_nobody_has_written_in_it(lead, editor, draft):
    services.submit(actor=lead, case=draft.pk)
    [one] = selectors.waiting(editor)
    assert any("hvad lærte I" in words for words in one.lacking)


def test_a_text_that_points_at_a_child_is_pointed_at_and_never_stopped(lead, editor, write):
    case = write(body="En dreng på 9 år i 3.b fik ro.")
    [passage] = selectors.about_a_child(lead, case.pk)
    assert passage.words == "dreng på 9 år"
    services.submit(actor=lead, case=case.pk)
    assert "Se efter: noget kan handle om et enkelt barn" in selectors.waiting(editor)[0].lacking


def test_texts_that_nobody_has_looked_at_for_18_months_come_up_once(editor, lead, published):
    case = published("public")
    now = timezone.now()
    assert selectors.stale(editor) == []
    old = now - dt.timedelta(days=549)
    Case.objects.filter(pk=case.pk).update(changed_at=old, published_at=old)
    assert [row.id for row in selectors.stale(editor)] == [case.pk]
    assert selectors.stale(lead) == []
    with pytest.raises(NotAllowedError):
        services.find_still_right(actor=lead, case=case.pk)
    services.find_still_right(actor=editor, case=case.pk)
    assert selectors.stale(editor) == []
    assert [row.id for row in selectors.stale(editor, now=now + dt.timedelta(days=549))] == [
        case.pk
    ]


def test_the_record_is_for_authors_and_editors_and_stays_for_the_authors(
    viewer, lead, editor, published
):
    case = published("public")
    services.edit(actor=editor, case=case.pk, text=dataclasses.replace(TEXT, title="Ny titel"))
    member = viewer(Role.MEMBER, "E01", edition="example", sector="school")
    for reader in (lead, member, editor):
        record = selectors.record(reader, case.pk)
        # What stood before it was handed in is the municipality's own.
        known = [3, 2] if reader is editor else [3, 2, 1]
        assert [one.number for one in record.versions] == known
        assert record.versions[0].written_by == "En editor"
        assert [one.scope for one in record.consents] == ["public"]
        changed = selectors.changes(reader, case.pk, old=2, new=3)
        assert "Titel" in [one.name for one in changed]
        assert selectors.version(reader, case.pk, 2).title == "To voksne planlægger sammen"
    for other in (ANYBODY, viewer(Role.CHIEF, "E02"), viewer(Role.FACILITATOR)):
        assert selectors.record(other, case.pk) is None
        assert selectors.version(other, case.pk, 1) is None
        assert selectors.changes(other, case.pk, old=1, new=2) is None
        assert selectors.audience(other, case.pk) == {}
    assert selectors.version(lead, case.pk, 9) is None
    services.withdraw(actor=lead, case=case.pk)
    assert selectors.record(editor, case.pk) is None
    assert [one.scope for one in selectors.record(member, case.pk).consents] == ["public", ""]


def test_authors_see_who_each_circle_is_right_now(monkeypatch, lead, draft):
    told = selectors.audience(lead, draft.pk)
    assert "ikke i en sparringsgruppe" in told["sparring_group"]
    assert told["partnership"] == "I, Prøvestrand og dem, der driver partnerskabet"

    class Group:
        codes = ("E01", "E03", "E02")

    monkeypatch.setattr(networks, "group_of", lambda *_where: Group())
    assert selectors.audience(lead, draft.pk)["sparring_group"] == "I, Mønsterlev og Prøvestrand"


def test_lists_are_narrowed_by_theme_transition_and_size(published, editor):
    case = published("public", themes=("ledelse", "data"), transition=True)
    other = services.begin(actor=editor, title="Andet", summary="Kort.", kind="research")
    services.publish(actor=editor, case=other.pk, scope="public")

    def found(**filters):
        rows = selectors.latest(ANYBODY, filters=selectors.Filters(**filters))
        return {row.id for row in rows}

    assert found() == {case.pk, other.pk}
    for wanted in (
        {"theme": "data"},
        {"transition": True},
        {"size": "lille"},
        {"theme": "ledelse"},
    ):
        assert found(**wanted) == {case.pk}
    for wanted in ({"theme": "trivsel"}, {"size": "stor"}, {"size": "x"}):
        assert found(**wanted) == set()
    assert [(way.value, way.count) for way in selectors.theme_ways(ANYBODY)] == [
        ("ledelse", 1), ("data", 1),
    ]  # fmt: skip
    assert {way.value: way.count for way in selectors.kinds(ANYBODY)} == {"case": 1, "research": 1}


def test_what_is_related_has_themes_before_levers_before_words(editor):
    def text(title, **fields):
        case = services.begin(actor=editor, title=title, summary="Kort.", kind="research")
        words = dataclasses.replace(TEXT, title=title, kind="research", scope="public", **fields)
        services.edit(actor=editor, case=case.pk, text=words)
        return services.publish(actor=editor, case=case.pk)

    start = text("Mellemformer i indskolingen", levers=(1, 2), themes=("data",))
    by_words = text("Mellemformer i dagtilbud")
    by_lever = text("Om styring", levers=(2,))
    by_theme = text("Om tal", themes=("data",))
    text("Noget helt andet")
    row = selectors.case(ANYBODY, start.pk).row
    found = [one.id for one in selectors.related(ANYBODY, row)]
    assert found == [by_theme.pk, by_lever.pk, by_words.pk]


def test_the_database_refuses_what_must_never_be(lead, editor, draft, handed_in, published):
    returned = services.send_back(actor=editor, case=handed_in.pk, word="Ret det.")
    assert broken(Case, returned.pk, returned_word="")
    assert broken(Case, returned.pk, returned_at=None)
    case = published("team")
    assert broken(Case, case.pk, returned_word="x", returned_at=timezone.now())
    asked = services.ask_wider(actor=editor, case=case.pk, scope="public")
    for fields in (
        {"scope": "world"}, {"answer": "yes"}, {"answer": "maybe"},
        {"answered_at": timezone.now()},
    ):  # fmt: skip
        assert broken(ConsentRequest, asked.pk, **fields)
    twice = {"case": case, "scope": "kl", "asked_by_id": editor.user_id}
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentRequest.objects.create(**twice)
    consent = Consent.objects.filter(case=case).first()
    assert broken(Consent, consent.pk, scope="world")
    assert broken(Consent, consent.pk, scope="", contact=True)
    CaseTheme.objects.create(case=case, theme="data")
    for theme in ("data", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            CaseTheme.objects.create(case=case, theme=theme)
    invited = {"municipality_id": "E01", "invited_by_id": editor.user_id}
    WritingInvitation.objects.create(edition="example", **invited)
    for edition in ("example", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            WritingInvitation.objects.create(edition=edition, **invited)
