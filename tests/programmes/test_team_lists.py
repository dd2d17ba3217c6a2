"""Lists of teams: what is read, what is refused row by row, and that all or none is taken in."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from samspil.letters.models import Letter
from samspil.people.roles import Role
from samspil.programmes.models import Registration
from samspil.programmes.spreadsheets import as_text, rows_of
from samspil.programmes.team_lists import read

PLACES = {"E01": "Fabelborg", "E02": "Prøvestrand", "101": "København"}
BOTH = ("daycare", "school")
HEAD = ["Kommune", "Partnerskab", "Navn", "Mail", "Titel", "Chef", "Antal"]
GOOD = [
    ["Holdene i efteråret"],
    HEAD,
    ["Fabelborg", "begge", "Ada", "ada@example.org", "Chef", "x", ""],
    ["E01", "Skole", "Bo", "bo@example.org", "Konsulent", "", "6"],
    [""],
    ["Prøvestrand Kommune", "dagtilbud", "Eva", "eva@example.org", "", "ja", "5"],
]
BASE = "/partnerskaber/example/tilmeldinger/indlaes/"


def sheet(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return out.getvalue()


def test_teams_are_gathered_by_municipality():
    listed, complaints = read(GOOD, PLACES, BOTH)
    assert complaints == []
    first, second = listed
    assert [(t.sector, t.participants, [p.name for p in t.people]) for t in first.wish.teams] == [
        ("daycare", 1, ["Ada"]), ("school", 6, ["Ada", "Bo"]),
    ]  # fmt: skip
    assert first.rows == (3, 4)
    assert (second.code, second.wish.teams[0].participants) == ("E02", 5)
    assert second.wish.teams[0].chief.email == "eva@example.org"


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        (["Ingensteds", "skole", "A", "a@b.dk"], {"municipality"}),
        (["E01", "gymnasium", "A", "a@b.dk"], {"sector"}),
        (["E01", "skole", "A", ""], {"name_and_email"}),
        (["E01", "skole", "A", "a@b.dk", "", "måske"], {"chief"}),
        (["E01", "skole", "A", "a@b.dk", "", "", "nul"], {"participants"}),
        (["E01", "skole", "A 010190-1234", "a@b.dk"], {"cpr"}),
        (["E01"], {"sector"}),
    ],
)
def test_what_is_wrong_in_a_row(row, codes):
    listed, complaints = read([HEAD, row], PLACES, BOTH)
    assert {one.code for one in complaints} == codes
    assert {one.row for one in complaints} == {2}
    assert listed == []


def test_what_is_wrong_with_the_whole():
    assert [one.code for one in read([], PLACES, BOTH)[1]] == ["empty"]
    assert [one.code for one in read([["Kommune"], ["E01"]], PLACES, BOTH)[1]] == [
        "no_sector", "no_name", "no_email",
    ]  # fmt: skip
    assert [one.code for one in read([HEAD, ["E01", "begge"]], PLACES, ("school",))[1]] == [
        "sector"
    ]


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=8))
def test_no_cells_break_it(rows):
    for table in (rows, [HEAD, *rows]):
        listed, _complaints = read(table, PLACES, BOTH)
        assert all(one.code in PLACES for one in listed)


def test_a_workbook_and_lines_are_read_alike():
    cells = rows_of("hold.xlsx", sheet(GOOD))
    assert read(cells, PLACES, BOTH) == read(GOOD, PLACES, BOTH)
    assert read(rows_of("x.csv", as_text(cells).encode()), PLACES, BOTH) == read(GOOD, PLACES, BOTH)


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def helper(self, client, person, edition, clock):
        client.force_login(person("pia", Role.REGISTRATION_CONTACT, edition="example"))
        return client

    @staticmethod
    def send(client, content, **more):
        file = SimpleUploadedFile("hold.xlsx", content)
        return client.post(BASE, {"file": file} | more)

    def test_seen_first_then_taken_in_as_drafts(self, helper):
        answer = self.send(helper, sheet(GOOD))
        assert answer.status_code == 200
        assert "2 kommuner er læst" in answer.content.decode()
        assert not Registration.objects.exists()
        text = answer.context["text"]
        helper.post(BASE, {"text": text, "go": "take"})
        assert Registration.objects.filter(status="draft").count() == 2
        again = helper.post(BASE, {"text": text, "go": "take"}, follow=True)
        assert "0 kommuner er indlæst. 2 stod der allerede." in again.content.decode()

    def test_taken_in_as_binding_on_the_word_of_the_chief(self, helper):
        why = {"binding": "on", "reason": "Netværksmøde 1. oktober"}
        text = self.send(helper, sheet(GOOD), **why).context["text"]
        helper.post(BASE, {"text": text, "go": "take"} | why)
        rows = Registration.objects.filter(status="confirmed")
        assert {row.said_yes_email for row in rows} == {"ada@example.org", "eva@example.org"}
        assert Letter.objects.filter(template="registration_receipt").count() == 2
        wrong = [HEAD, ["E01", "skole", "Ny", "ny@example.org", "", "x", ""]]
        answer = self.send(helper, sheet(wrong), **why)
        assert "bindende tilmeldt med et andet hold" in answer.content.decode()

    def test_one_bad_row_takes_in_nothing(self, helper):
        bad = [*GOOD, ["E02", "skole", "X", "ikke en adresse", "", "", ""]]
        answer = self.send(helper, sheet(bad), go="take")
        assert answer.status_code == 422
        assert "ikke en adresse er ikke en mailadresse" in answer.content.decode()
        assert not Registration.objects.exists()

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x00\x01", b"x" * 3_000_000])
    def test_what_is_no_list(self, helper, content):
        answer = self.send(helper, content)
        assert answer.status_code == 422
        assert not Registration.objects.exists()

    def test_why_must_be_said_where_it_binds(self, helper):
        assert (
            'id="id_reason_error"' in self.send(helper, sheet(GOOD), binding="on").content.decode()
        )

    def test_who_may(self, client, person, edition, clock):
        assert client.get(BASE).status_code == 302
        for who in (("ada", Role.CHIEF, "E01"), ("co", Role.CONSULTANT, "E01")):
            client.force_login(person(*who))
            assert client.get(BASE).status_code == 403
            assert client.get("/partnerskaber/example/tilmeldinger/skema.xlsx").status_code == 403
        client.force_login(person("fy", Role.FACILITATOR))
        empty = client.get("/partnerskaber/example/tilmeldinger/skema.xlsx")
        assert [c.code for c in read(rows_of("x.xlsx", empty.content), PLACES, BOTH)[1]] == [
            "municipality"
        ]
