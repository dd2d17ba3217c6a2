"""Shared visions and success criteria: acts, constraints, pages."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspil.development import selectors, services
from samspil.development.models import Criterion, Vision
from samspil.development.values import SharedVision
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.places.models import Institution

pytestmark = pytest.mark.django_db
COMMON = SharedVision(
    text="Alle hører til.",
    criteria=(("Eleverne siger det", "Klassens samtale"), (" ", ""), ("De voksne siger det", "")),
    agreed_by="Ledelsen",
    agreed_on=dt.date(2027, 1, 15),
)
TYPED = {"text": "Ro i timerne.", "unit_name": "Skolen ved åen", "criterion_1": "Færre afbrud"}
CPR = "010203-1234"


@pytest.fixture
def school(process):
    return Institution.objects.create(
        number="E01001", name="Prøveskolen", kind="f", municipality_id="E01"
    )


def write(actor, process, vision, **more):
    return services.write_vision(actor=actor, process=process.pk, vision=vision, **more)


def listed(viewer, process):
    row = selectors.process(viewer=viewer, process=process.pk).row
    return selectors.visions(viewer=viewer, row=row)


def test_a_vision_keeps_the_criteria_that_say_something(lead, process):
    write(lead, process, COMMON)
    (found,) = listed(lead, process)
    assert (found.unit_name, found.agreed_by, found.agreed_on) == ("", "Ledelsen", COMMON.agreed_on)
    assert [(one.sentence, one.sign) for one in found.criteria] == [
        ("Eleverne siger det", "Klassens samtale"),
        ("De voksne siger det", ""),
    ]


def test_the_common_one_stands_first_and_places_alphabetically(lead, process, school):
    write(lead, process, SharedVision(text="b", unit_name="Ålykke"))
    write(lead, process, SharedVision(text="c", unit=school.number))
    write(lead, process, COMMON)
    assert [one.unit_name for one in listed(lead, process)] == ["", "Prøveskolen", "Ålykke"]


def test_it_is_written_anew_in_place(lead, process):
    first = write(lead, process, COMMON)
    write(lead, process, SharedVision(text="Kortere."), replaces=first.pk)
    (found,) = listed(lead, process)
    assert (found.id, found.text, found.criteria) == (first.pk, "Kortere.", ())


def test_a_place_has_one_vision(lead, process):
    write(lead, process, COMMON)
    with pytest.raises(services.TextRefusedError) as refusal:
        write(lead, process, SharedVision(text="En til."))
    assert refusal.value.reason == "twice"


def test_a_school_elsewhere_is_none_of_ours(lead, process):
    Institution.objects.create(number="E02001", name="Deres", kind="f", municipality_id="E02")
    for number in ("E02001", "999999"):
        with pytest.raises(services.NoSuchUnitError):
            write(lead, process, SharedVision(text="x", unit=number))


@pytest.mark.parametrize(
    ("vision", "field"),
    [
        (SharedVision(text=" "), "text"),
        (SharedVision(text=CPR), "text"),
        (SharedVision(text="x", criteria=(("", "Man ser det"),)), "criterion_1"),
        (SharedVision(text="x", criteria=(("Ja", CPR),)), "sign_1"),
    ],
)
def test_what_cannot_be_kept_says_where(lead, process, vision, field):
    with pytest.raises(services.TextRefusedError) as refusal:
        write(lead, process, vision)
    assert refusal.value.field == field
    assert not Vision.objects.exists()


def test_more_criteria_than_anybody_remembers_are_refused(lead, process):
    with pytest.raises(services.TooManyError):
        write(lead, process, SharedVision(text="x", criteria=(("Ja", ""),) * 7))


def test_others_neither_write_nor_read(process, lead, viewer):
    found = write(lead, process, COMMON)
    row = selectors.process(viewer=lead, process=process.pk).row
    neighbour = viewer(Role.CHIEF, "E02")
    assert selectors.visions(viewer=neighbour, row=row) == ()
    assert selectors.vision(viewer=neighbour, vision=found.pk) is None
    for somebody in (neighbour, viewer(Role.POLITICIAN, "E01")):
        with pytest.raises(NotAllowedError):
            write(somebody, process, COMMON, replaces=found.pk)
        with pytest.raises(NotAllowedError):
            services.drop_vision(actor=somebody, vision=found.pk)


def test_the_database_refuses_what_is_not_whole(process):
    vision = Vision.objects.create(process=process, text="x")
    Criterion.objects.create(vision=vision, number=1, sentence="Ja")
    for model, fields in (
        (Vision, {"process": process, "text": "en til"}),
        (Vision, {"process": process, "text": "", "unit_name": "a"}),
        (Vision, {"process": process, "text": "x", "unit": "1"}),
        (Criterion, {"vision": vision, "number": 1, "sentence": "Nej"}),
        (Criterion, {"vision": vision, "number": 2, "sentence": ""}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**fields)


def test_one_is_written_changed_and_removed_by_hand(visit, process, school):
    client, place = visit(Role.PROJECT_LEAD, "E01"), f"/udvikling/{process.pk}/vision/"
    assert "Prøveskolen" in client.get(f"{place}ny/").content.decode()
    page = client.post(f"{place}ny/", {**TYPED, "sign_1": "Streger"}, follow=True).content.decode()
    assert "Skolen ved åen" in page
    assert "Streger" in page
    own = f"/udvikling/visioner/{Vision.objects.get().pk}/"
    assert 'value="Færre afbrud"' in client.get(own).content.decode()
    client.post(own, {"text": "Ro.", "unit": school.number})
    assert Vision.objects.get().unit_name == "Prøveskolen"
    assert client.get(f"{own}fjern/").status_code == 405
    client.post(f"{own}fjern/")
    assert not Vision.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "Noget mangler"),
        ({"text": CPR}, "CPR-nummer"),
        ({"unit": "E01001"}, "Ikke begge dele"),
        ({"criterion_1": "", "sign_1": "Streger"}, "Skriv kriteriet"),
        ({"agreed_on": "i går"}, "Skriv en dato"),
        ({"unit_name": "Taget"}, "Her er allerede en vision"),
    ],
)
def test_what_is_wrong_is_said_and_the_words_stay(visit, lead, process, school, wrong, said):
    write(lead, process, SharedVision(text="x", unit_name="Taget"))
    place = f"/udvikling/{process.pk}/vision/ny/"
    page = visit(Role.PROJECT_LEAD, "E01").post(place, {**TYPED, **wrong}).content.decode()
    assert said in page
    assert (wrong.get("text") or TYPED["text"]) in page or wrong.get("text") == ""
    assert Vision.objects.count() == 1


def test_doors(visit, lead, process):
    found = write(lead, process, COMMON)
    read, new = f"/udvikling/{process.pk}/vision/", f"/udvikling/{process.pk}/vision/ny/"
    own = f"/udvikling/visioner/{found.pk}/"
    for place in (read, new, own):
        assert visit(signed_in=False).get(place).status_code == 302
        assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    politician = visit(Role.POLITICIAN, "E01")
    assert "Alle hører til." in politician.get(read).content.decode()
    assert [politician.get(place).status_code for place in (new, own)] == [403, 403]
    assert politician.post(f"{own}fjern/").status_code == 403
    assert politician.post(read).status_code == 405
