"""The ambition at every level, and conflicts of value: acts, constraints, pages."""

import pytest
from development_story import WHERE
from django.db import IntegrityError, transaction

from samspil.development import selectors, services
from samspil.development.models import Passage, ValueConflict
from samspil.development.values import Conflict
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.screening import services as screening

pytestmark = pytest.mark.django_db
CONFLICT = Conflict("ro i en lille gruppe", "at høre til i sin klasse", "leader", "Skolelederen")
CONFLICT_TYPED = {"one": "ro", "other": "fællesskab", "level": "staff", "owner": "", "handling": ""}
CPR = "Barnet 010203-1234 skal med."


def row_of(viewer, process):
    return selectors.process(viewer=viewer, process=process.pk).row


def ambition(viewer, process):
    return selectors.ambition(viewer=viewer, row=row_of(viewer, process))


def test_a_passage_is_written_changed_and_taken_away_and_the_others_stay(lead, process):
    write = {"actor": lead, "process": process.pk}
    services.write_ambition(**write, passages={"ambition": " Alle hører til. ", "monday": "Spørg."})
    services.write_ambition(**write, passages={"ambition": "Alle hører til hos os."})
    found = ambition(lead, process)
    assert found.text == "Alle hører til hos os."
    assert [one.text for one in found.levels] == ["", "", "", "", "Spørg."]
    services.write_ambition(**write, passages={"monday": ""})
    assert ambition(lead, process).levels_told == 0


def test_the_same_words_again_leave_no_trace(lead, process):
    for _again in range(2):
        services.write_ambition(actor=lead, process=process.pk, passages={"chief": "Spørger."})
    assert AuditEvent.objects.filter(action="development.ambition_written").count() == 1


@pytest.mark.parametrize(
    ("passages", "field", "reason"),
    [({"chief": CPR}, "chief", "cpr"), ({"king": "Bestemmer."}, "king", "unknown")],
)
def test_a_passage_that_cannot_be_kept_says_which(lead, process, passages, field, reason):
    with pytest.raises(services.TextRefusedError) as refusal:
        services.write_ambition(actor=lead, process=process.pk, passages=passages)
    assert (refusal.value.field, refusal.value.reason) == (field, reason)
    assert not Passage.objects.exists()


def test_a_conflict_is_named_once_changed_and_dropped(lead, process):
    first = services.name_conflict(actor=lead, process=process.pk, conflict=CONFLICT)
    again = services.name_conflict(actor=lead, process=process.pk, conflict=CONFLICT)
    assert again == first
    anew = Conflict(CONFLICT.one, CONFLICT.other, "chief", "Chefen", "De mødes.")
    services.change_conflict(actor=lead, conflict=first.pk, anew=anew)
    (row,) = ambition(lead, process).conflicts
    assert (row.level_name, row.owner, row.handling) == ("Chefen", "Chefen", "De mødes.")
    services.drop_conflict(actor=lead, conflict=first.pk)
    assert ambition(lead, process).conflicts == ()


@pytest.mark.parametrize(
    ("conflict", "field"),
    [
        (Conflict("", "b", "leader"), "one"),
        (Conflict("a", "", "leader"), "other"),
        (Conflict("a", "b", "monday"), "level"),
        (Conflict("a", "b", "leader", handling=CPR), "handling"),
    ],
)
def test_a_conflict_that_is_not_whole_is_refused(lead, process, conflict, field):
    with pytest.raises(services.TextRefusedError) as refusal:
        services.name_conflict(actor=lead, process=process.pk, conflict=conflict)
    assert refusal.value.field == field


@pytest.mark.parametrize("who", [(Role.POLITICIAN, "E01"), (Role.CHIEF, "E02"), ()])
def test_others_write_nothing(process, viewer, who):
    somebody = viewer(*who)
    with pytest.raises(NotAllowedError):
        services.write_ambition(actor=somebody, process=process.pk, passages={"chief": "Nej."})
    with pytest.raises(NotAllowedError):
        services.name_conflict(actor=somebody, process=process.pk, conflict=CONFLICT)


def test_a_closed_process_takes_no_more(lead, process):
    services.close_process(actor=lead, process=process.pk)
    with pytest.raises(services.ProcessClosedError):
        services.write_ambition(actor=lead, process=process.pk, passages={"chief": "Nej."})


def test_neighbours_read_neither_ambition_nor_conflict(lead, process, viewer):
    named = services.name_conflict(actor=lead, process=process.pk, conflict=CONFLICT)
    row, neighbour = row_of(lead, process), viewer(Role.CHIEF, "E02")
    assert not selectors.ambition(viewer=neighbour, row=row).is_begun
    assert selectors.conflict(viewer=neighbour, conflict=named.pk) is None


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (Passage, {"kind": "king", "text": "Bestemmer."}),
        (Passage, {"kind": "chief", "text": ""}),
        (ValueConflict, {"one": "a", "other": "", "level": "chief"}),
        (ValueConflict, {"one": "", "other": "b", "level": "chief"}),
        (ValueConflict, {"one": "a", "other": "b", "level": "monday"}),
    ],
)
def test_the_database_refuses_what_is_not_whole(process, model, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(process=process, **fields)


def test_the_database_keeps_one_passage_a_level(process):
    Passage.objects.create(process=process, kind="chief", text="Ja.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Passage.objects.create(process=process, kind="chief", text="Nej.")


def test_one_writes_passage_after_passage(visit, process):
    client, place = visit(Role.PROJECT_LEAD, "E01"), f"/udvikling/{process.pk}/ambition/"
    assert f"{place}ambition/" in client.get(place).content.decode()
    answer = client.post(f"{place}ambition/", {"text": "Alle hører til.", "next": "1"})
    assert answer.url == f"{place}politicians/"
    page = client.get(answer.url).content.decode()
    assert "Ambitionen:" in page
    assert "Alle hører til." in page
    assert client.post(answer.url, {"text": "Følger det."}).url == place
    assert "Følger det." in client.get(place).content.decode()


def test_the_ambition_can_begin_with_what_the_screening_found(visit, lead, process):
    started = screening.start(actor=lead, **WHERE)
    found = screening.add_finding(
        actor=lead,
        screening=started.pk,
        lever=1,
        claim="Ambitionen er ukendt i praksis.",
        kind="potentiale",
        bottom_line="child",
    )
    client, place = visit(Role.PROJECT_LEAD, "E01"), f"/udvikling/{process.pk}/ambition/ambition/"
    assert f"?fund={found.pk}" in client.get(place).content.decode()
    field = client.get(place, {"fund": found.pk}).content.decode().partition("<textarea")[2]
    assert "Ambitionen er ukendt i praksis." in field
    nobody = client.get(place, {"fund": "999"}).content.decode().partition("<textarea")[2]
    assert "Ambitionen er ukendt i praksis." not in nobody


def test_a_conflict_is_named_changed_and_removed_by_hand(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = client.post(f"/udvikling/{process.pk}/konflikter/ny/", CONFLICT_TYPED, follow=True)
    assert "Ro</span>" in page.content.decode()
    place = f"/udvikling/konflikter/{ValueConflict.objects.get().pk}/"
    assert 'value="ro"' in client.get(place).content.decode()
    client.post(place, {**CONFLICT_TYPED, "owner": "Teamet"})
    assert ValueConflict.objects.get().owner == "Teamet"
    assert client.get(f"{place}fjern/").status_code == 405
    client.post(f"{place}fjern/")
    assert not ValueConflict.objects.exists()


def test_a_personal_number_is_stopped_where_it_stands_and_nothing_typed_is_lost(visit, process):
    place = f"/udvikling/{process.pk}/ambition/chief/"
    page = visit(Role.PROJECT_LEAD, "E01").post(place, {"text": CPR}).content.decode()
    assert "CPR-nummer" in page
    assert CPR in page
    assert not Passage.objects.exists()


def test_a_level_that_is_none_is_not_there(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    assert client.get(f"/udvikling/{process.pk}/ambition/king/").status_code == 404


def test_doors(visit, lead, process):
    named = services.name_conflict(actor=lead, process=process.pk, conflict=CONFLICT)
    read = f"/udvikling/{process.pk}/ambition/"
    write = [
        f"{read}chief/",
        f"/udvikling/{process.pk}/konflikter/ny/",
        f"/udvikling/konflikter/{named.pk}/",
    ]
    for place in [read, *write]:
        assert visit(signed_in=False).get(place).status_code == 302
        assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    politician = visit(Role.POLITICIAN, "E01")
    page = politician.get(read).content.decode()
    assert CONFLICT.other in page
    assert "konflikter/ny" not in page
    assert [politician.get(place).status_code for place in write] == [403] * 3
    assert politician.post(write[0], {"text": "Nej."}).status_code == 403
    assert visit(Role.PROJECT_LEAD, "E01").put(read).status_code == 405
