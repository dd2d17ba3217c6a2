"""What leaves the municipality: only what was chosen, only to those it was chosen for."""

import pytest

from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.screening import selectors, services
from samspil.screening.models import Finding, Share

CODE, OTHER = "E91", "E92"
pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(filled, made_up, viewer, monkeypatch):
    """A finished screening in an edition; share parts with ``shared("report/partnership")``."""
    from samspil.screening.selectors import shared as selector

    class Place:
        def __init__(self, code):
            self.code = code

    monkeypatch.setattr(
        selector.programmes, "participants", lambda *_where: [Place(CODE), Place(OTHER)]
    )
    filled.edition = "example"
    filled.save(update_fields=["edition"])
    first = Finding.objects.order_by("pk").first()
    services.prioritise(actor=viewer("chief"), screening=filled.pk, findings=[first.pk])
    services.finish(actor=viewer("chief"), screening=filled.pk)

    def share(*chosen, actor=None, understood=True):
        services.share(
            actor=actor or viewer("chief"),
            screening=filled.pk,
            chosen={tuple(one.split("/")) for one in chosen},
            understood=understood,
        )
        return filled

    return share


def seen(viewer):
    """The one screening somebody sees among those shared, or None."""
    return next(iter(selectors.shared_with_me(viewer=viewer)), None)


def test_nobody_outside_sees_anything_before(shared, viewer):
    for actor in (viewer("facilitator"), viewer("member", OTHER), ANYBODY):
        assert seen(actor) is None


def test_the_organisers_see_the_part_chosen_for_them_and_no_more(shared, viewer):
    shared("verdicts/organisers")
    found = seen(viewer("facilitator"))
    assert found.summary.startswith("Godt rustet på 2")
    assert found.findings == ()
    assert found.report is None
    assert seen(viewer("member", OTHER)) is None
    assert seen(viewer("member")) is None, "one's own is not among what others share"


def test_the_other_municipalities_see_the_findings_that_were_put_first(shared, viewer):
    screening = shared("findings/partnership")
    for role in ("member", "chief"):
        found = seen(viewer(role, OTHER))
        assert [one.lever for one in found.findings] == [2]
        assert found.levers == ()
    assert selectors.screening(viewer=viewer("chief", OTHER), screening=screening.pk) is None
    assert selectors.shared_report(viewer=viewer("chief", OTHER), screening=screening.pk) is None
    assert seen(viewer("politician", OTHER)) is None


def test_the_report_is_given_out_and_taken_back(shared, viewer, client, person):
    screening = shared("report/partnership")
    reader = viewer("chief", OTHER)
    assert selectors.shared_report(viewer=reader, screening=screening.pk) is not None
    client.force_login(person("chief", OTHER))
    assert client.get(f"/foranalyse/{screening.pk}/slides.pptx").status_code == 200
    assert client.get(f"/foranalyse/{screening.pk}/").status_code == 404
    assert client.get(f"/foranalyse/{screening.pk}/grundlag/").status_code == 404
    page = client.get("/foranalyse/delt/").content.decode()
    assert "Mølleådal" in page
    assert "Kun for os" not in page
    shared()
    assert seen(reader) is None
    assert client.get(f"/foranalyse/{screening.pk}/slides.pptx").status_code == 404
    assert Share.objects.get().ended_at is not None, "that it was shared stays known"


def test_choosing_again_changes_only_what_is_new(shared):
    shared("verdicts/organisers")
    shared("verdicts/organisers", "findings/organisers")
    shared("verdicts/organisers", "findings/organisers", understood=False)
    assert Share.objects.filter(ended_at=None).count() == 2
    assert Share.objects.count() == 2


@pytest.mark.parametrize(
    ("chosen", "understood", "field"),
    [
        (["notes/organisers"], True, "chosen"),
        (["report/everybody"], True, "chosen"),
        (["report/organisers"], False, "understood"),
    ],
)
def test_what_cannot_be_shared_is_refused(shared, chosen, understood, field):
    with pytest.raises(services.AnswerRefusedError) as refused:
        shared(*chosen, understood=understood)
    assert refused.value.field == field
    assert not Share.objects.exists()


def test_only_the_municipalitys_chief_and_project_lead_choose(shared, viewer):
    for actor in (viewer("consultant"), viewer("member"), viewer("chief", OTHER)):
        with pytest.raises(NotAllowedError):
            shared("verdicts/organisers", actor=actor)
    shared("verdicts/organisers", actor=viewer("lead"))
    assert Share.objects.count() == 1


def test_an_open_screening_is_not_shared(screening, viewer):
    with pytest.raises(services.AnswerRefusedError) as refused:
        services.share(
            actor=viewer("chief"),
            screening=screening.pk,
            chosen={("verdicts", "organisers")},
            understood=True,
        )
    assert refused.value.field == "status"
