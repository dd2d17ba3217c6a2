"""Templates of organisers: brought, tried out, taken into use, deleted for good."""

import io
from pathlib import Path

import pytest
import templates_of_others as others
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pptx import Presentation

from samspil.documents.models import Document
from samspil.people.models import AuditEvent
from samspil.people.services import NotAllowedError
from samspil.screening.models import DeckTemplate
from samspil.screening.selectors import deck_templates as selectors
from samspil.screening.services import deck_templates as services

pytestmark = pytest.mark.django_db
LIST = "/foranalyse/skabeloner/"
WIDE = others.wide(accent1="8E1F4F")


@pytest.fixture
def facilitator(viewer):
    return viewer("facilitator")


@pytest.fixture
def signed_in(client, person):
    client.force_login(person("facilitator"))
    return client


@pytest.fixture
def added(facilitator):
    return services.add(
        actor=facilitator, name="KL's skabelon", file_name="kl.potx", content=others.as_potx(WIDE)
    )


def upload(client, content=WIDE, name="Vores skabelon", file="skabelon.pptx"):
    return client.post(
        LIST, {"name": name, "edition": "", "file": SimpleUploadedFile(file, content)}
    )


def text(response):
    return response.content.decode()


# --- the way through -------------------------------------------------------------------------


def test_a_template_is_brought_looked_at_tried_and_taken_into_use(signed_in):
    answer = upload(signed_in)
    template = DeckTemplate.objects.get()
    address = f"{LIST}{template.pk}/"
    assert answer["Location"] == address
    page = text(signed_in.get(address))
    assert "Alle seks slags dias kan stå på skabelonens egne layouts." in page
    assert "titel (»Title 1«)" in page
    assert "Two Content" in page
    assert "ikke i brug endnu" in page
    assert selectors.in_use() == []
    tried = signed_in.get(f"{address}proeve.pptx?kommune=615")
    assert tried["Content-Disposition"].startswith("attachment")
    with_it = Presentation(io.BytesIO(tried.content))
    assert with_it.slides[2].slide_layout.name.startswith("Two Content")
    assert b"8E1F4F" in b"".join(others.entries(tried.content).values())
    signed_in.post(f"{address}brug/")
    assert [row.name for row in selectors.in_use()] == ["Vores skabelon"]
    assert "i brug siden" in text(signed_in.get(LIST))
    actions = AuditEvent.objects.filter(action__startswith="screening.template")
    assert actions.count() == 2


def test_deleted_is_gone_for_good(signed_in, added, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post(f"{LIST}{added.pk}/slet/")
    assert not DeckTemplate.objects.exists()
    document = Document.objects.get()
    assert document.deleted_at is not None
    folder = Path(settings.SAMSPIL_DATA) / "documents"
    assert [file for file in folder.rglob("*") if file.is_file()] == []


def test_powerpoints_own_template_kind_is_kept_as_a_presentation(facilitator, added):
    assert added.document.name == "kl.pptx"
    row = selectors.tended(viewer=facilitator)[0]
    assert selectors.found_in(row).report.own_layouts == 6


def test_accepting_twice_is_done_once(facilitator, added):
    services.accept(actor=facilitator, template=added)
    services.accept(actor=facilitator, template=added)
    assert AuditEvent.objects.filter(action="screening.template_accepted").count() == 1


def test_a_template_of_an_edition_is_for_that_edition(viewer, facilitator):
    template = services.add(
        actor=facilitator, name="Kun 2021", file_name="a.pptx", content=WIDE, edition="2021"
    )
    services.accept(actor=facilitator, template=template)
    assert selectors.in_use() == []
    assert len(selectors.in_use(edition="2021")) == 1
    assert selectors.base_of(edition="2021", template=template.pk) is not None
    assert selectors.base_of(edition="2018", template=template.pk) is None
    other = viewer("facilitator", edition="2018")
    assert len(selectors.tended(viewer=other)) == 1, "the first one's grant is for all editions"


# --- bad input -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "file", "said"),
    [
        (b"Hej", "a.pptx", "ingen PowerPoint-fil"),
        (b"", "a.pptx", "Filen er tom"),
        (b"PK\x03\x04cut", "a.pptx", "beskadiget"),
        (others.without_layouts(WIDE), "a.pptx", "ingen layouts"),
        (others.packed(others.entries(WIDE) | {"ppt/vbaProject.bin": b"x"}), "a.pptm", "makroer"),
        (
            others.packed(others.entries(WIDE) | {"ppt/media/a.bin": bytes(130_000_000)}),
            "a.pptx",
            "alt for stort",
        ),
    ],
)
def test_what_is_refused_says_what_would_be_right(signed_in, content, file, said):
    page = upload(signed_in, content, file=file)
    assert page.status_code == 200
    assert said in text(page)
    assert not DeckTemplate.objects.exists()
    assert not Document.objects.exists()


def test_a_name_is_taken_once(signed_in, added):
    page = upload(signed_in, name="KL's skabelon")
    assert "allerede en skabelon med det navn" in text(page)
    assert Document.objects.count() == 1


def test_no_name_no_file_and_no_such_edition(signed_in):
    assert "Noget mangler" in text(signed_in.post(LIST, {"name": ""}))
    file = SimpleUploadedFile("a.pptx", WIDE)
    page = signed_in.post(LIST, {"name": "x", "edition": "1999", "file": file})
    assert "Noget mangler" in text(page)


def test_a_template_can_be_tried_on_real_municipalities_only(signed_in, added):
    for code in ("", "999", "E91", "x"):
        assert signed_in.get(f"{LIST}{added.pk}/proeve.pptx?kommune={code}").status_code == 404
    for address in ("99/", "99/proeve.pptx?kommune=615"):
        assert signed_in.get(f"{LIST}{address}").status_code == 404
    assert signed_in.post(f"{LIST}99/brug/").status_code == 404
    assert signed_in.get(f"{LIST}{added.pk}/slet/").status_code == 405


def test_a_template_whose_file_is_gone_is_not_shown(signed_in, added):
    from samspil.documents import storage

    selectors._read.cache_clear()
    storage.remove(added.document.stored)
    assert signed_in.get(f"{LIST}{added.pk}/").status_code == 404


# --- who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["chief", "consultant", "member", "politician", "editor"])
def test_others_may_not(client, person, viewer, added, role):
    client.force_login(person(role))
    assert client.get(LIST).status_code == 403
    assert upload(client).status_code == 403
    for address in ("", "proeve.pptx?kommune=615"):
        assert client.get(f"{LIST}{added.pk}/{address}").status_code == 404
    for act in ("brug", "slet"):
        assert client.post(f"{LIST}{added.pk}/{act}/").status_code == 404
    for act in (services.accept, services.delete):
        with pytest.raises(NotAllowedError):
            act(actor=viewer(role), template=added)
    with pytest.raises(NotAllowedError):
        services.add(actor=viewer(role), name="x", file_name="a.pptx", content=WIDE)


def test_signed_out_one_is_asked_to_sign_in(client, added):
    for address in (LIST, f"{LIST}{added.pk}/"):
        assert "/konto/login/" in client.get(address)["Location"]


# --- the database ----------------------------------------------------------------------------


def test_the_database_keeps_names(added):
    document = Document.objects.create(
        name="a", kind="pptx", size=1, sha256="0" * 64, stored="aa/b"
    )
    for broken in ({"name": ""}, {"name": "KL's skabelon"}, {"document": added.document}):
        fields = {"name": "x", "document": document, **broken}
        with pytest.raises(IntegrityError), transaction.atomic():
            DeckTemplate.objects.create(**fields)
