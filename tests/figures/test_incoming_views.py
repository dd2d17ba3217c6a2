"""The pages of files on their way in: who may, what is shown, and that nothing is lost or half."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.figures.models import ColumnMapping, Observation, Source, StagedFile, Vintage
from samspil.jobs.models import Job
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db

PAGE = "/tal/indlaes/"
HEAD = "indicator,municipality_code,period,breakdown,value,unit,source"
GOOD = f"{HEAD}\nclass_size,615,2098,,21.5,pupils_per_class,dst_kvotien\n".encode()
BAD = GOOD.replace(b"21.5", b"x")
WIDE = "Elever pr. klasse\n\nKommune;2098;2099\nHorsens;21,5;22,5\nChristiansø;3,5;M\n".encode()
SAID = {"area": "Kommune", "time": "Periode", "source": "dst_kvotien", "measure0": "class_size:"}


@pytest.fixture
def analyst(signed_in):
    return signed_in(Role.FACILITATOR)


def upload(client, content, name="tal.csv"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def staged(client, content, name="tal.csv"):
    answer = upload(client, content, name)
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def vintages():
    return Vintage.objects.count(), Observation.objects.count()


def test_a_good_file_is_shown_and_published_only_when_asked(analyst):
    before = vintages()
    page = staged(analyst, GOOD)
    shown = analyst.get(page).content.decode()
    assert "1 nye tal og 0 ændrede" in shown
    assert "Horsens" in shown
    assert "Danmarks Statistik" in shown
    assert vintages() == before
    answer = analyst.post(f"{page}udgiv/", follow=True)
    assert "tal.csv er udgivet: 1 nye tal" in answer.content.decode()
    assert vintages() == (before[0] + 1, before[1] + 1)
    assert not StagedFile.objects.exists()
    assert "21.5" in analyst.get("/indikatorer/class_size/tal.csv").content.decode()


def test_publishing_twice_by_two_clicks_is_not_found_the_second_time(analyst):
    page = staged(analyst, GOOD)
    assert analyst.post(f"{page}udgiv/").status_code == 302
    after = vintages()
    assert analyst.post(f"{page}udgiv/").status_code == 404
    assert vintages() == after


def test_a_bad_file_says_line_field_and_what_would_be_right(analyst):
    before = vintages()
    page = staged(analyst, BAD)
    for language, word in (("da", "et tal"), ("en", "a number")):
        analyst.cookies["samspil_sprog"] = language
        shown = analyst.get(page).content.decode()
        assert "value" in shown
        assert word in shown
        assert "udgiv/" not in shown
    assert analyst.post(f"{page}udgiv/")["Location"] == page
    assert vintages() == before
    assert StagedFile.objects.count() == 1


def test_unknown_columns_are_said_once_and_used_the_next_time(analyst):
    page = staged(analyst, WIDE)
    asked = analyst.get(page, follow=True)
    assert asked.redirect_chain[0][0] == f"{page}kolonner/"
    assert asked.context["form"].initial["area"] == "Kommune"
    assert asked.context["form"].initial["time"] == "Periode"
    shown = analyst.post(f"{page}kolonner/", SAID, follow=True).content.decode()
    assert "2 nye tal" in shown
    assert "Christiansø er ikke en kommune" in shown
    assert analyst.post(f"{page}udgiv/", follow=True).status_code == 200
    again = staged(analyst, WIDE.replace(b"22,5", b"22,75"))
    assert "0 nye tal og 1 ændrede" in analyst.get(again).content.decode()
    kept = ColumnMapping.objects.get()
    assert (kept.made_by.name, kept.form) == ("Eva Eksempel", "csv")
    listed = analyst.get(PAGE).content.decode()
    assert "Kommune, Periode, Elever pr. klasse" in listed


def test_what_was_said_can_be_changed_and_forgotten(analyst):
    page = staged(analyst, WIDE)
    analyst.post(f"{page}kolonner/", SAID)
    form = analyst.get(f"{page}kolonner/").context["form"]
    assert (form.initial["measure0"], form.initial["source"]) == ("class_size:", "dst_kvotien")
    fingerprint = ColumnMapping.objects.get().pk
    answer = analyst.post(f"{PAGE}kolonner/{fingerprint}/glem/", follow=True)
    assert "glemt" in answer.content.decode()
    assert not ColumnMapping.objects.exists()
    assert analyst.post(f"{PAGE}kolonner/{fingerprint}/glem/").status_code == 404


def test_a_new_source_is_kept_with_the_columns(analyst):
    page = staged(analyst, WIDE)
    new = SAID | {"source": "+", "publisher": "Eksempelværket", "table": "Klasser 1"}
    analyst.post(f"{page}kolonner/", new)
    source = Source.objects.get(publisher="Eksempelværket")
    assert source.pk.startswith("eksempelvaerket-klasser-1_")
    assert source.quality == "published"
    assert "Eksempelværket, Klasser 1" in analyst.get(page).content.decode()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"area": "Sogn"}, "area"),
        ({"area": ""}, "area"),
        ({"time": ""}, "period"),
        ({"time": "", "period": "i fjor"}, "period"),
        ({"time": "Kommune"}, "time"),
        ({"source": "hearsay"}, "source"),
        ({"source": "+"}, "publisher"),
        ({"measure0": ""}, None),
        ({"measure0": "happiness:"}, "measure0"),
    ],
)
def test_what_is_wrong_with_the_columns_is_said_beside_the_field(analyst, change, field):
    page = staged(analyst, WIDE)
    answer = analyst.post(f"{page}kolonner/", SAID | change)
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.errors[field] if field else form.non_field_errors()
    assert not ColumnMapping.objects.exists()


@pytest.mark.parametrize("content", [b"", b"x" * 40, b"\x00\xff", b"PK\x03\x04xl/", b'[{"a":'])
def test_any_file_has_an_answer(analyst, content):
    answer = upload(analyst, content)
    if answer.status_code == 302:
        answer = analyst.get(answer["Location"], follow=True)
    assert answer.status_code == 200
    assert b"udgiv/" not in answer.content


def test_a_file_too_large_or_with_a_personal_number_is_not_kept(analyst, monkeypatch):
    from samspil.figures.forms import incoming as incoming_forms

    assert "CPR" in upload(analyst, b"Kommune;x\n615;010113-1234\n").content.decode()
    monkeypatch.setattr(incoming_forms, "LARGEST", 10)
    assert "25 MB" in upload(analyst, GOOD).content.decode()
    assert upload(analyst, b"").context["form"].errors
    assert analyst.post(PAGE, {}).context["form"].errors
    assert not StagedFile.objects.exists()


def test_a_large_file_goes_to_the_background(analyst, monkeypatch):
    from samspil.figures.views import incoming

    monkeypatch.setattr(incoming, "A_MOMENT", 10)
    page = staged(analyst, GOOD)
    answer = analyst.post(f"{page}udgiv/")
    job = Job.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert (job.kind, job.subject) == ("figures.import", "tal.csv")


def test_a_file_can_be_given_up(analyst):
    page = staged(analyst, GOOD)
    before = vintages()
    answer = analyst.post(f"{page}fjern/", follow=True)
    assert "Ingen tal er ændret" in answer.content.decode()
    assert (StagedFile.objects.count(), vintages()) == (0, before)


def test_a_name_is_only_ever_text(analyst):
    page = staged(analyst, GOOD, name="<script>alert(1)</script>.csv")
    assert b"<script>alert" not in analyst.get(page).content


def addresses(page):
    return [
        ("get", PAGE), ("post", PAGE), ("get", page), ("get", f"{page}kolonner/"),
        ("post", f"{page}udgiv/"), ("post", f"{page}fjern/"),
        ("post", f"{PAGE}kolonner/{'0' * 64}/glem/"),
    ]  # fmt: skip


def test_signed_out_is_asked_to_sign_in_and_others_are_refused(analyst, client, signed_in):
    page = staged(analyst, GOOD)
    analyst.logout()
    for method, address in addresses(page):
        answer = getattr(client, method)(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/konto/login/")
    chief = signed_in(Role.CHIEF, "615")
    for method, address in addresses(page):
        assert getattr(chief, method)(address).status_code == 403
    assert StagedFile.objects.count() == 1


def test_a_file_is_seen_by_whoever_uploaded_it(analyst, signed_in):
    page = staged(analyst, GOOD)
    other = signed_in(Role.PROGRAMME_OWNER)
    assert page not in other.get(PAGE).content.decode()
    for method, address in addresses(page)[2:]:
        assert getattr(other, method)(address).status_code == 404
    assert StagedFile.objects.count() == 1


@pytest.mark.parametrize(
    ("method", "tail"),
    [("put", ""), ("delete", ""), ("get", "udgiv/"), ("get", "fjern/"), ("post", "")],
)
def test_wrong_methods(analyst, method, tail):
    page = staged(analyst, GOOD)
    assert getattr(analyst, method)(page + tail).status_code == 405


def test_the_page_is_reached_by_those_who_may(analyst, signed_in):
    assert PAGE in analyst.get("/indikatorer/").content.decode()
    assert PAGE not in signed_in(Role.CHIEF, "615").get("/indikatorer/").content.decode()
