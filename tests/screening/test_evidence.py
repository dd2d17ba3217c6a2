"""Sources and what they say: who may, what is kept, what is refused, who reads the notes."""

import pytest
from tests.screening.conftest import asked

from samspil.documents.checks import RefusedError
from samspil.documents.models import Document
from samspil.figures.selectors import challenge_picture
from samspil.people.models import AuditEvent
from samspil.people.services import NotAllowedError
from samspil.screening import selectors, services
from samspil.screening.models import Evidence, EvidenceUse
from samspil.screening.verdicts import Confidence

CODE, OTHER = "E91", "E92"
TEXT = b"Politikken er fra 2024.\n"
pytestmark = pytest.mark.django_db


@pytest.fixture
def act(screening, viewer):
    """Do something to the screening as its chief: ``act("add_document", title="...")``."""

    def do(act_name, /, **given):
        return getattr(services, act_name)(actor=viewer("chief"), screening=screening.pk, **given)

    return do


def refused(act, act_name, field, /, **given):
    with pytest.raises(services.AnswerRefusedError) as error:
        act(act_name, **given)
    assert error.value.field == field


def test_a_document_is_a_file_or_a_reference(act):
    by_reference = act("add_document", title=" En  politik ", where="Sag 12/34")
    assert (by_reference.title, by_reference.where) == ("En politik", "Sag 12/34")
    with_file = act("add_document", title="", name="politik.txt", content=TEXT)
    assert with_file.title == "politik.txt"
    assert with_file.document.held_by == "screening"
    assert AuditEvent.objects.filter(action="screening.evidence_added").count() == 2


def test_a_file_with_a_personal_number_is_pointed_out_before_it_is_kept(act):
    with pytest.raises(RefusedError):
        act("add_document", title="", name="x.txt", content=b"Barnet 010203-1236 er flyttet")
    assert not Document.objects.exists()
    assert not Evidence.objects.exists()


def test_a_talk_has_a_role_of_the_instrument_and_no_name(act):
    talk = act("add_interview", role="ppr", note="Egne ord")
    assert talk.title == "Psykolog eller konsulent i PPR"
    refused(act, "add_interview", "role", role="Jens Jensen")


def test_a_workshop_of_one_origin_stands_once(act):
    first = act("add_workshop", title="Workshop", origin="workshop:7")
    assert act("add_workshop", title="Workshop igen", origin="workshop:7").pk == first.pk
    refused(act, "add_workshop", "title", title="  ")


def test_a_figure_is_put_in_with_peers_and_expectation_and_kept_as_it_was(act, screening, made_up):
    question = asked(screening, 2)[0]
    figure = act("add_figure", indicator="wellbeing_mean_of_five", question=question)
    assert act("add_figure", indicator="wellbeing_mean_of_five", question=question).pk == figure.pk
    row = next(
        one.row
        for one in challenge_picture(code=CODE, sector="school").results
        if one.row.id == "wellbeing_mean_of_five"
    )
    assert figure.facts["value"] == row.figure.number
    assert figure.facts["low"] < figure.facts["expected"] < figure.facts["high"]
    assert "forventet ud fra vilkår" in figure.facts["text"]["da"]
    assert "expected" in figure.facts["text"]["en"]
    assert EvidenceUse.objects.get().question == question
    refused(act, "add_figure", "indicator", indicator="segregation_rate_municipal")
    refused(act, "add_figure", "question", indicator="wellbeing_mean_of_five", question="9.1")


def test_what_a_source_says_can_be_said_again(act, screening):
    question = asked(screening, 3)[0]
    talk = act("add_interview", role="chief")
    act("use", evidence=talk.pk, question=question, text="Først", level=2)
    act("use", evidence=talk.pk, question=question, text=" Så ", level=3)
    use = EvidenceUse.objects.get()
    assert (use.text, use.level) == ("Så", 3)
    act("unuse", evidence=talk.pk, question=question)
    assert not EvidenceUse.objects.exists()
    assert Evidence.objects.exists()


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        ("interview", {"level": 5}, "level"),
        ("interview", {"votes": {"1": 2}}, "votes"),
        ("workshop", {"level": 2}, "level"),
        ("workshop", {"votes": {"5": 2}}, "votes"),
        ("workshop", {"votes": {"1": -2}}, "votes"),
        ("workshop", {"question": "x"}, "question"),
    ],
)
def test_what_a_source_cannot_say_is_refused(act, screening, kind, given, field):
    extra = {"role": "chief"} if kind == "interview" else {"title": "Workshop"}
    source = act(f"add_{kind}", **extra)
    given = {"question": asked(screening, 3)[0]} | given
    refused(act, "use", field, evidence=source.pk, **given)


def test_another_screenings_source_is_not_here(act, viewer, screening):
    other = services.start(actor=viewer("chief", OTHER), municipality=OTHER, sector="school")
    theirs = services.add_document(actor=viewer("chief", OTHER), screening=other.pk, title="Deres")
    refused(act, "use", "evidence", evidence=theirs.pk, question=asked(screening, 3)[0])
    refused(act, "remove", "evidence", evidence=theirs.pk)


def test_removing_a_source_deletes_its_file_for_good(act):
    source = act("add_document", title="", name="politik.txt", content=TEXT)
    act("remove", evidence=source.pk)
    assert not Evidence.objects.exists()
    assert Document.objects.get().deleted_at is not None


def test_a_source_is_written_anew(act):
    source = act("add_document", title="Gammel")
    act("change", evidence=source.pk, title="Ny", where="Side 4", note="Vores")
    source.refresh_from_db()
    assert (source.title, source.where, source.note) == ("Ny", "Side 4", "Vores")
    refused(act, "change", "title", evidence=source.pk, title=" ")


@pytest.mark.parametrize(("role", "place"), [("member", CODE), ("chief", OTHER)])
def test_others_change_nothing(screening, viewer, act, role, place):
    source, actor = act("add_document", title="En"), viewer(role, place)
    where = {"actor": actor, "screening": screening.pk}
    for do in (
        lambda: services.add_document(**where, title="x"),
        lambda: services.add_interview(**where, role="chief"),
        lambda: services.use(**where, evidence=source.pk, question=asked(screening, 1)[0]),
        lambda: services.remove(**where, evidence=source.pk),
    ):
        with pytest.raises(NotAllowedError):
            do()
    assert Evidence.objects.count() == 1


def test_notes_are_read_by_those_who_carry_it_out_and_no_one_else(filled, viewer):
    notes = {
        role: [row.note for row in selectors.sources(viewer=viewer(role), screening=filled.pk)]
        for role in ("consultant", "chief", "member", "politician")
    }
    assert "Kun for os" in notes["consultant"]
    assert "Kun for os" in notes["chief"]
    assert set(notes["member"]) == {""}
    assert notes["politician"] == []


def test_the_file_is_given_out_here_and_nowhere_else(act, screening, viewer, client, person):
    source = act("add_document", title="", name="politik.txt", content=TEXT)
    where = {"screening": screening.pk, "evidence": source.pk}
    assert selectors.evidence_file(viewer=viewer("member"), **where).content == TEXT
    for role, place in (("politician", CODE), ("chief", OTHER), ("facilitator", CODE)):
        assert selectors.evidence_file(viewer=viewer(role, place), **where) is None
    client.force_login(person("facilitator"))
    assert client.get(f"/dokumenter/{source.document_id}/").status_code == 404
    client.force_login(person("member"))
    assert client.get(f"/dokumenter/{source.document_id}/").status_code == 404


def test_confidence_and_spread_come_from_the_sources(act, screening, viewer):
    question = asked(screening, 3)[0]
    document = act("add_document", title="En politik")
    act("use", evidence=document.pk, question=question, text="Side 4")
    for role, level in (("chief", 4), ("leader", 3), ("staff", 1), ("ppr", 2)):
        talk = act("add_interview", role=role)
        act("use", evidence=talk.pk, question=question, level=level)
    view = selectors.screening(viewer=viewer("chief"), screening=screening.pk)
    asked_about = view.levers[2].questions[0]
    assert asked_about.confidence is Confidence.FIRM
    assert view.levers[2].confidence is Confidence.FIRM
    assert asked_about.spread_words.startswith("De 4 bud er spredt: fra trin 1 til 4.")
    assert "Ledelsen ser trin 3,5 i midten, praksis trin 1,5." in asked_about.spread_words
    assert view.levers[2].questions[1].confidence is Confidence.NONE


def test_votes_count_in_the_spread_and_not_knowing_does_not(filled, viewer):
    view = selectors.screening(viewer=viewer("chief"), screening=filled.pk)
    spread = view.levers[4].questions[0].spread
    assert (spread.informants, spread.lowest, spread.highest) == (7, 2, 3)
