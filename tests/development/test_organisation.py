"""The local organisation: roles, meetings, and the areas that are asked or take part."""

import pytest
from django.db import IntegrityError, transaction

from samspil.development import selectors, services
from samspil.development.models import InvolvedArea, Organisation
from samspil.development.values import LocalOrganisation
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
STATED = LocalOrganisation(
    lead="Konsulenten", meets="Hver anden onsdag", areas={"ppr": "takes_part", "health": "asked"}
)
CPR = "010203-1234"


def organise(actor, process, stated=STATED):
    return services.organise(actor=actor, process=process.pk, organisation=stated)


def standing(viewer, process):
    row = selectors.process(viewer=viewer, process=process.pk).row
    return selectors.organisation(viewer=viewer, row=row)


def test_what_is_written_stands_and_is_written_anew_as_a_whole(lead, process):
    organise(lead, process)
    found = standing(lead, process)
    assert found.by_state == [("Er med", ["PPR"]), ("Er spurgt", ["Sundhedsplejen"])]
    assert "Familieafdelingen" in found.not_involved
    organise(lead, process, LocalOrganisation(group="To ledere", areas={"ppr": "later"}))
    found = standing(lead, process)
    assert (found.lead, found.group) == ("", "To ledere")
    assert found.by_state == [("Senere", ["PPR"])]


@pytest.mark.parametrize(
    ("stated", "field", "reason"),
    [
        (LocalOrganisation(areas={"moon": "asked"}), "areas", "unknown"),
        (LocalOrganisation(areas={"ppr": "perhaps"}), "areas", "unknown"),
        (LocalOrganisation(group=CPR), "group", "cpr"),
    ],
)
def test_what_cannot_be_kept_says_where(lead, process, stated, field, reason):
    with pytest.raises(services.TextRefusedError) as refusal:
        organise(lead, process, stated)
    assert (refusal.value.field, refusal.value.reason) == (field, reason)
    assert not Organisation.objects.exists()


def test_others_neither_write_nor_read(lead, process, viewer):
    organise(lead, process)
    row = selectors.process(viewer=lead, process=process.pk).row
    neighbour = viewer(Role.CHIEF, "E02")
    assert not selectors.organisation(viewer=neighbour, row=row).is_begun
    for somebody in (neighbour, viewer(Role.CONSULTANT, "E01")):
        with pytest.raises(NotAllowedError):
            organise(somebody, process)


def test_the_database_refuses_what_is_none(process):
    Organisation.objects.create(process=process)
    InvolvedArea.objects.create(process=process, area="ppr", state="asked")
    for model, fields in (
        (Organisation, {}),
        (InvolvedArea, {"area": "ppr", "state": "later"}),
        (InvolvedArea, {"area": "moon", "state": "later"}),
        (InvolvedArea, {"area": "jobs", "state": "perhaps"}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(process=process, **fields)


def test_it_is_written_by_hand_and_asks_gently_for_others(visit, process):
    client, place = visit(Role.PROJECT_LEAD, "E01"), f"/udvikling/{process.pk}/organisering/"
    typed = {"lead": "Konsulenten", "area_ppr": "takes_part", "others": "Idrætsforeningen"}
    page = client.post(f"{place}skriv/", typed, follow=True).content.decode()
    assert "Konsulenten" in page
    assert "Er der andre, I skal spørge?" in page
    asked = page.partition("Er der andre")[2]
    assert "Sundhedsplejen" in asked
    assert "PPR" not in asked.partition("</section>")[0]
    assert 'value="Konsulenten"' in client.get(f"{place}skriv/").content.decode()


@pytest.mark.parametrize("wrong", [{"group": CPR}, {"area_ppr": "perhaps"}])
def test_what_is_wrong_is_said_and_the_words_stay(visit, process, wrong):
    place = f"/udvikling/{process.pk}/organisering/skriv/"
    answer = visit(Role.PROJECT_LEAD, "E01").post(place, {"lead": "Konsulenten", **wrong})
    page = answer.content.decode()
    assert "Noget mangler eller skal rettes" in page
    assert 'value="Konsulenten"' in page
    assert not Organisation.objects.exists()


def test_doors(visit, process):
    read = f"/udvikling/{process.pk}/organisering/"
    for place in (read, f"{read}skriv/"):
        assert visit(signed_in=False).get(place).status_code == 302
        assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    politician = visit(Role.POLITICIAN, "E01")
    page = politician.get(read)
    assert "Er der andre" not in page.content.decode()
    assert politician.get(f"{read}skriv/").status_code == 403
    assert politician.put(read).status_code == 405
