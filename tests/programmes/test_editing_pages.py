"""The pages on which an owner writes editions."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.programmes import edition_file, selectors, services
from samspil.programmes.forms.editions import PARTS
from samspil.programmes.models import EditionDraft, EditionVersion, OpenEdition
from samspil.programmes.services.editions import mark
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client, person):
    user = person("eja", Role.PROGRAMME_OWNER)
    client.force_login(user)
    return user


@pytest.fixture
def copy(client, owner, edition):
    """A copy of 2022-23, begun in the browser."""
    answer = client.post("/udgaver/2022-23/kopi/", {"edition": "2027-28"})
    assert answer["Location"] == "/udgaver/2027-28/"
    return "/udgaver/2027-28/"


def words(answer):
    """The words of a page without its tags."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def shown(client, address):
    """What the form of a page would send, as a browser does."""
    page = client.get(address).context
    form, sent = page["form"], {"mark": page["mark"]}
    for field in form:
        value = field.value()
        widget = field.field.widget
        if getattr(widget, "input_type", "") == "checkbox" and not hasattr(widget, "choices"):
            sent |= {field.html_name: "on"} if value else {}
        elif value not in (None, "", []):
            is_list = isinstance(value, list | tuple)
            sent[field.html_name] = value if is_list else widget.format_value(value)
            if isinstance(sent[field.html_name], list) and not is_list:
                sent[field.html_name] = sent[field.html_name][0]
    return sent


ADDRESSES = (
    "/udgaver/",
    "/udgaver/fil/",
    "/udgaver/example/",
    "/udgaver/2021/kopi/",
    "/udgaver/example/visning/",
    "/udgaver/example/udgiv/",
    "/udgaver/example/kladde.toml",
    *(f"/udgaver/example/{part.slug}/" for part in PARTS),
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_signed_out_one_is_asked_in(client, edition, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/konto/") or "next=" in answer["Location"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_others_than_owners_are_refused(client, edition, person, address):
    client.force_login(person("fy", Role.FACILITATOR))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("act", ["luk", "aabn", "kasser"])
def test_acts_are_pressed_by_owners_only(client, edition, person, act):
    address = f"/udgaver/example/{act}/"
    assert client.post(address).status_code == 403
    client.force_login(person("ada", Role.CHIEF, "E01"))
    assert client.post(address).status_code == 403
    assert client.get(address).status_code == 405
    assert OpenEdition.objects.get().closed_at is None


def test_history_and_the_unknown_have_no_pages_of_this_kind(client, owner, edition):
    for address in ("/udgaver/2021/", "/udgaver/1999/", "/udgaver/example/findes-ikke/",
                    "/udgaver/1999/kopi/", "/udgaver/2021/priser/"):  # fmt: skip
        assert client.get(address).status_code == 404, address


def test_every_part_of_the_example_opens_and_saved_unchanged_changes_nothing(
    client, owner, edition
):
    before = OpenEdition.objects.get().content
    for part in PARTS:
        address = f"/udgaver/example/{part.slug}/"
        answer = client.post(address, shown(client, address))
        assert answer.status_code == 302, (part.slug, answer.context["form"].errors)
        draft = EditionDraft.objects.get().content
        work = selectors.edition_at_work(viewer_for(owner), "example")
        assert work.complaints == (), part.slug
        assert work.changes == (), part.slug
        plain = {key: value for key, value in draft.items() if value not in ([], None)}
        assert set(plain) <= set(before), part.slug


def test_from_a_copy_to_an_edition_that_is_open(client, owner, copy):
    assert "hvornår der inviteres" in words(client.get(copy)).lower()
    description = f"{copy}beskrivelse/"
    asked = client.get(description)
    assert "Mangler. Udfyld det." in words(asked)
    sent = shown(client, description) | {
        "title_da": "Stærke fællesskaber 2027",
        "title_en": "Strong communities 2027",
        "invited_when_da": "Foråret 2027",
        "invited_when_en": "Spring 2027",
    }
    assert client.post(description, sent).status_code == 302
    dates = f"{copy}datoer/"
    sent = shown(client, dates) | {
        "deadline_at": "2027-08-16",
        "deadline_clock": "12:00",
        "network_days_0_date": "2027-09-14",
        "network_days_1_date": "2027-11-25",
    }
    assert client.post(dates, sent).status_code == 302
    prices = f"{copy}priser/"
    sent = shown(client, prices) | {
        "prices_partnership_school": "65000.50",
        "prices_vat_basis": "exclusive",
        "prices_partnership_bundle": "",
    }
    assert client.post(prices, sent).status_code == 302
    assert "Alt er på plads" in words(client.get(copy))
    page = client.get(f"{copy}udgiv/")
    published = client.post(f"{copy}udgiv/", {"seen": page.context["form"]["seen"].value()})
    assert published["Location"] == "/partnerskaber/2027-28/"
    public = words(client.get("/partnerskaber/2027-28/"))
    assert "Stærke fællesskaber 2027" in public
    assert "16. august 2027 kl. 12.00" in public
    assert "65.000,50 kr." in public
    assert "Priserne er uden moms." in public
    assert EditionVersion.objects.get(edition="2027-28").number == 1
    content = selectors.edition("2027-28").content
    assert content.deadline.at.isoformat() == "2027-08-16T12:00:00+02:00"
    assert content.prices.source == "invitation"


def test_a_changed_date_is_shown_explained_and_kept(client, owner, edition):
    dates = "/udgaver/example/datoer/"
    sent = shown(client, dates) | {"network_days_1_date": "2027-06-02"}
    answer = client.post(dates, sent)
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get("/udgaver/example/udgiv/")
    assert "Netværksdag 2, dato: før “24. maj 2027”, nu “2. juni 2027”" in words(page)
    seen = {"seen": page.context["form"]["seen"].value()}
    assert client.post("/udgaver/example/udgiv/", seen).status_code == 422
    answer = client.post("/udgaver/example/udgiv/", seen | {"reason": "Salen var optaget."})
    assert answer.status_code == 302
    history = words(client.get("/partnerskaber/example/versioner/"))
    assert "Version 2" in history
    assert "Salen var optaget." in history
    first = words(client.get("/partnerskaber/example/versioner/1/"))
    assert "Sådan stod udgaven i version 1" in first
    assert "24. maj 2027" in first
    assert "2. juni 2027" not in first
    assert client.get("/partnerskaber/example/versioner/9/").status_code == 404


WRONG = [
    ("beskrivelse", {"title_en": ""}, "title_en"),
    ("beskrivelse", {"summary_da": "Barn 010203-1234"}, "summary_da"),
    ("beskrivelse", {"invited_on": "i går"}, "invited_on"),
    ("beskrivelse", {"selection": "nogen"}, "selection"),
    ("beskrivelse", {"title_da": "x" * 201}, "title_da"),
    ("omraader", {"daycare_title_da": ""}, "daycare_title_da"),
    ("omraader", {"daycare_youngest": "6", "daycare_oldest": "2"}, "daycare_oldest"),
    ("priser", {"prices_partnership_school": "mange"}, "prices_partnership_school"),
    ("priser", {"prices_partnership_school": "-1"}, "prices_partnership_school"),
    ("priser", {"prices_partnership_school": ""}, "prices_partnership_school"),
    ("priser", {"prices_partnership_school": "1e30"}, "prices_partnership_school"),
    ("priser", {"prices_partnership_school": "NaN"}, "prices_partnership_school"),
    ("priser", {"prices_partnership_bundle": "200000"}, "prices_partnership_bundle"),
    ("hold", {"team_minimum": "9"}, "team_included"),
    ("hold", {"team_included": "0"}, "team_included"),
    ("hold", {"team_levels": ["himlen"]}, "team_levels"),
    ("hold", {"capacity_school": "0"}, "capacity_school"),
    ("datoer", {"deadline_at": "2027-04-01"}, "deadline_at"),
    ("datoer", {"deadline_at": "2027-03-28", "deadline_clock": "02:30"}, "deadline_clock"),
    ("datoer", {"network_days_2_date": "2027-05-01"}, "network_days_2_date"),
    ("datoer", {"network_days_1_mode": ""}, "network_days_1_mode"),
    ("datoer", {"network_days_1_ends": "08:00"}, "network_days_1_ends"),
    ("datoer", {"network_days_1_steering_date": "2027-12-01"}, "network_days_1_steering_date"),
    ("datoer", {"window_last": "2020-01-01"}, "window_last"),
    ("datoer", {"steering_representatives": ""}, "steering_representatives"),
    ("formaal", {"r0_en": ""}, "r0_en"),
    ("formaal", {"r0_da": "CPR 010203-1234"}, "r0_da"),
    ("forpligtelser", {"r0_strength": "måske"}, "r0_strength"),
]


@pytest.mark.parametrize("slug", list(dict.fromkeys(slug for slug, _wrong, _field in WRONG)))
def test_bad_input_is_named_at_its_field_and_nothing_is_saved(client, owner, edition, slug):
    address = f"/udgaver/example/{slug}/"
    right = shown(client, address)
    for of, wrong, field in WRONG:
        if of != slug:
            continue
        answer = client.post(address, right | wrong)
        assert answer.status_code == 422, wrong
        errors = answer.context["form"].errors
        assert field in errors, (wrong, errors)
        assert not EditionDraft.objects.exists()


def test_the_steering_group_gets_a_vote_for_each_sector_and_loses_it_again(client, owner, edition):
    address = "/udgaver/example/datoer/"
    sent = shown(client, address)
    assert "steering_per_sector" not in sent
    client.post(address, sent | {"steering_per_sector": "on"})
    steering = EditionDraft.objects.get().content["steering"]
    assert (steering["per_sector"], steering["representatives"]) == (True, 1)
    change = "Styregruppe, egen repræsentant og stemme for hvert område: nu “ja”"
    assert change in words(client.get("/udgaver/example/udgiv/"))
    assert "har hvert område sin egen repræsentant" in words(
        client.get("/udgaver/example/visning/")
    )
    again = shown(client, address)
    assert again.pop("steering_per_sector") == "on"
    client.post(address, again)
    assert EditionDraft.objects.get().content["steering"]["per_sector"] is False


def test_a_list_grows_loses_and_keeps_its_ids(client, owner, edition):
    address = "/udgaver/example/formaal/"
    sent = shown(client, address)
    count = len(selectors.edition("example").content.purposes)
    sent |= {"r0_da": "", "r0_en": "", f"r{count}_da": "Nyt formål", f"r{count}_en": "New purpose"}
    assert client.post(address, sent | {"go": "stay"})["Location"] == address
    kept = EditionDraft.objects.get().content["purposes"]
    before = OpenEdition.objects.get().content["purposes"]
    assert kept[:-1] == before[1:]
    assert kept[-1] == {
        "id": "new_purpose",
        "text": {"da": "Nyt formål", "en": "New purpose"},
        "source": "invitation",
    }
    assert "invitation" in [one["id"] for one in EditionDraft.objects.get().content["sources"]]


def test_two_who_write_at_once_lose_nothing(client, owner, edition):
    address = "/udgaver/example/formaal/"
    sent = shown(client, address) | {"r0_da": "Mit", "r0_en": "Mine"}
    other = "/udgaver/example/hold/"
    client.post(other, shown(client, other) | {"capacity_school": "12"})
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "En kollega har gemt noget" in words(answer)
    assert "Mit" in answer.content.decode()
    sent["mark"] = answer.context["mark"]
    assert client.post(address, sent).status_code == 302
    draft = EditionDraft.objects.get().content
    assert draft["purposes"][0]["text"]["da"] == "Mit"
    assert draft["capacity"] == {"school": 12}


def test_the_page_as_of_any_day(client, owner, edition):
    before = words(client.get("/udgaver/example/visning/?day=2027-01-04&clock=12:00"))
    assert "Man kan tilmelde sig." in before
    after = words(client.get("/udgaver/example/visning/?day=2027-01-04&clock=12:01"))
    assert "Fristen for tilmelding var" in after
    assert client.get("/udgaver/example/visning/?day=i-går").status_code == 302


def test_closing_and_opening_again(client, owner, edition, clock):
    client.post("/udgaver/example/luk/")
    page = words(client.get("/partnerskaber/example/"))
    assert "Arrangøren har lukket for tilmelding." in page
    assert "Tilmeld jeres hold" not in page
    assert client.get("/partnerskaber/example/tilmelding/").status_code == 403
    client.post("/udgaver/example/aabn/")
    assert "Tilmeld jeres hold" in words(client.get("/partnerskaber/example/"))


def test_a_draft_is_thrown_away(client, owner, edition, copy):
    assert "Kassér kladden" in words(client.get(copy))
    assert client.post(f"{copy}kasser/")["Location"] == "/udgaver/"
    assert not EditionDraft.objects.exists()
    assert client.get(copy).status_code == 404


def test_out_as_a_file_and_in_again(client, owner, edition):
    answer = client.get("/partnerskaber/example/definition.toml")
    assert answer["Content-Type"].startswith("application/toml")
    assert 'filename="example.toml"' in answer["Content-Disposition"]
    assert edition_file.read(answer.content)["id"] == "example"
    name = answer.content.replace(b'id = "example"', b'id = "naeste"', 1)
    sent = {"file": SimpleUploadedFile("naeste.toml", name)}
    assert client.post("/udgaver/fil/", sent)["Location"] == "/udgaver/naeste/"
    assert client.get("/udgaver/naeste/kladde.toml").content == name
    assert client.get("/partnerskaber/1999/definition.toml").status_code == 404


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xff\xfe", "TOML i UTF-8"),
        (b"PK\x03\x04", "TOML i UTF-8"),
        (b"a = ", "TOML i UTF-8"),
        (b"x" * 500_001, "for stor"),
        (b"id = 3", "id"),
        (b'titel = "x"', "Mente I title?"),
        (b"[[team]]\nminimum = 1", "team"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_reasons(client, owner, content, told):
    answer = client.post("/udgaver/fil/", {"file": SimpleUploadedFile("x.toml", content)})
    assert answer.status_code == 422
    assert told in words(answer)
    assert not EditionDraft.objects.exists()


def test_no_file_is_asked_for(client, owner):
    assert client.post("/udgaver/fil/", {}).status_code == 422


@pytest.mark.parametrize("name", ["2021", "Ny!", "", "example"])
def test_a_name_that_cannot_be_used_is_explained(client, owner, edition, name):
    answer = client.post("/udgaver/2021/kopi/", {"edition": name})
    assert answer.status_code == 422
    assert "edition" in answer.context["form"].errors


def test_a_draft_that_lacks_something_is_not_published(client, owner, copy):
    assert client.get(f"{copy}udgiv/")["Location"] == copy
    assert client.post(f"{copy}udgiv/", {"seen": "x"})["Location"] == copy
    assert not OpenEdition.objects.filter(pk="2027-28").exists()


def test_a_receipt_leads_to_the_terms_as_they_were(client, owner, edition, person, team, now):
    chief = person("ada", Role.CHIEF, "E01")
    services.register_team(
        actor=viewer_for(chief),
        edition="example",
        municipality="E01",
        wish=Wish((team("school"),)),
        now=now,
    )
    services.change_edition(
        actor=viewer_for(owner),
        edition="example",
        change=lambda draft: draft | {"obligations": draft["obligations"][1:]},
    )
    draft = EditionDraft.objects.get().content
    services.publish_edition(
        actor=viewer_for(owner), edition="example", seen=mark(draft), reason="Prøve"
    )
    client.force_login(chief)
    answer = client.get("/partnerskaber/example/tilmelding/E01/kvittering/")
    assert "Tilmeldingen er bindende." in words(answer)
    assert "jeres vilkår er de samme" in words(answer)
    assert 'href="/partnerskaber/example/versioner/1/"' in answer.content.decode()
    assert edition.version in words(answer)


def test_owners_find_the_way_and_others_do_not_see_it(client, owner, edition):
    assert 'href="/udgaver/"' in client.get("/partnerskaber/").content.decode()
    assert 'href="/udgaver/example/"' in client.get("/partnerskaber/example/").content.decode()
    client.logout()
    assert "/udgaver/" not in client.get("/partnerskaber/").content.decode()
    assert "/udgaver/" not in client.get("/partnerskaber/example/").content.decode()
