"""The organiser's board: who stands where, what is missing, what it comes to, and who sees it."""

import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from python_calamine import CalamineWorkbook

from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors, services
from samspil.programmes.models import EditionBudget, GroupLetter, WaitingPlace
from samspil.programmes.selectors import Mark, Reason
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/tilmeldinger/"


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def view(edition):
    return selectors.edition("example")


class TestBoard:
    def test_each_municipality_stands_once_with_all_that_can_be_said(
        self, view, registered, viewer, owner, team, now
    ):
        registered(team("school", 5, named=2))
        services.change_draft(
            actor=viewer("otto", Role.PROJECT_LEAD, "E02"), edition="example",
            municipality="E02", change=lambda _: Wish((team("school"),)), now=now,
        )  # fmt: skip
        # It asked while the partnership was full; by now nobody has set a most.
        WaitingPlace.objects.create(
            edition="example", municipality_id="E02", asked_by_id=owner.user_id, sectors=["school"]
        )
        found = selectors.board(owner, view, now)
        marks = {row.code: row.marks for row in found.rows}
        assert marks == {
            "E01": {Mark.REGISTERED, Mark.NO_NAMES, Mark.NO_BILLING},
            "E02": {Mark.BEGUN, Mark.WAITING, Mark.ATTENTION},
        }
        assert found.rows[1].reasons == (Reason.PLACE_FREE,)
        assert found.income == Decimal(60_000)

    def test_who_was_let_go_is_not_among_those_who_take_part(self, view, registered, owner, now):
        registered()
        services.withdraw(
            actor=owner, edition="example", municipality="E01", reason="Aftalt",
            keep_price=False, now=now,
        )  # fmt: skip
        found = selectors.board(owner, view, now)
        assert [row.marks for row in found.rows] == [{Mark.WITHDRAWN}]
        assert found.income == 0
        assert {place.municipalities for place in found.places} == {0}

    def test_those_who_do_not_bill_learn_nothing_of_billing(self, view, registered, viewer, now):
        registered()
        fy = viewer("fy", Role.FACILITATOR)
        assert selectors.board(fy, view, now).count(Mark.NO_BILLING) == 0

    @pytest.mark.parametrize("role", [Role.CHIEF, Role.CONSULTANT])
    def test_others_see_no_board(self, view, viewer, role):
        assert selectors.board(viewer("bo", role, "E01"), view) is None


class TestPage:
    def test_a_filter_shows_those_it_names(self, client, person, registered, clock):
        registered()
        client.force_login(person("eja", Role.PROGRAMME_OWNER))
        page = text(client.get(BASE))
        assert "alle kommuner (1)" in page
        assert "mangler navne (1)" in page
        assert "Fabelborg" in text(client.get(f"{BASE}?vis=no_names"))
        assert "Fabelborg" not in text(client.get(f"{BASE}?vis=withdrawn"))
        assert "Fabelborg" in text(client.get(f"{BASE}?vis=nonsense"))

    def test_the_budget_stands_against_the_income(self, client, person, registered, clock):
        registered()
        client.force_login(person("eja", Role.PROGRAMME_OWNER))
        assert client.post(f"{BASE}budget/", {"amount": "100.000"}).url == BASE
        assert "budget 100.000 kr.; 40.000 kr. mangler i budgettet" in text(client.get(BASE))
        client.post(f"{BASE}budget/", {"amount": "50.000"})
        assert "10.000 kr. over budgettet" in text(client.get(BASE))
        assert EditionBudget.objects.count() == 1

    @pytest.mark.parametrize("amount", ["", "mange", "0", "-5", "99999999999"])
    def test_a_budget_that_is_none(self, client, person, edition, amount):
        client.force_login(person("eja", Role.PROGRAMME_OWNER))
        answer = client.post(f"{BASE}budget/", {"amount": amount})
        assert answer.status_code == 422
        assert "Ventet indtægt i kroner" in text(answer)
        assert not EditionBudget.objects.exists()

    def test_only_owners_set_it(self, client, person, edition, viewer):
        assert client.post(f"{BASE}budget/", {"amount": "1"}).status_code in {302, 403}
        client.force_login(person("fy", Role.FACILITATOR))
        assert client.post(f"{BASE}budget/", {"amount": "1"}).status_code == 403
        assert client.get(f"{BASE}budget/").status_code == 405
        with pytest.raises(NotAllowedError):
            services.set_budget(actor=viewer("bo"), edition="example", amount=Decimal(1))
        assert not EditionBudget.objects.exists()


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (EditionBudget, {"edition": "x", "amount": 0}),
        (EditionBudget, {"edition": "", "amount": 1}),
        (GroupLetter, {"edition": "x", "audience": "friends", "subject": "a", "body": "b"}),
        (GroupLetter, {"edition": "x", "audience": "chiefs", "subject": "", "body": "b"}),
    ],
)
def test_the_database_refuses(person, model, fields):
    by = {"set_by": person("bo")} if model is EditionBudget else {"written_by": person("bo")}
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields, **by)


def test_a_second_budget_is_refused(person):
    EditionBudget.objects.create(edition="x", amount=1, set_by=person("bo"))
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionBudget.objects.create(edition="x", amount=2, set_by=person("bo"))


def test_names_near_their_deadline_need_attention(view, registered, owner, now):
    registered()
    until = now + dt.timedelta(days=20)
    team = view.content.team.model_copy(update={"names_until": until})
    from dataclasses import replace

    soon = replace(view, content=view.content.model_copy(update={"team": team}))
    assert selectors.board(owner, soon, now).rows[0].reasons == ()
    later = now + dt.timedelta(days=7)
    assert selectors.board(owner, soon, later).rows[0].reasons == (Reason.NAMES_SOON,)


class TestExtract:
    address = f"{BASE}udtraek.xlsx"

    def sheets(self, client):
        book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(self.address).content))
        return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}

    def test_one_sheet_for_each_kind(self, client, person, registered, viewer, clock):
        registered()
        ada = viewer_for(person("ada"))
        services.tell_day_needs(actor=ada, edition="example", diet="Ingen nødder", access="")
        client.force_login(person("eja", Role.PROGRAMME_OWNER))
        sheets = self.sheets(client)
        assert list(sheets) == ["Kommuner", "Deltagere", "Regninger"]
        heads, row = sheets["Kommuner"][2:4]
        found = dict(zip(heads, row, strict=True))
        assert (found["Kommune"], found["tilmeldt"], found["begyndt"]) == ("Fabelborg", "ja", "")
        assert (found["Deltagere"], found["Navngivne"], found["Pris"]) == (5, 1, 60_000)
        assert sheets["Deltagere"][3][1] == "Ada"
        # What is about health stays in the list for a day.
        assert "nødder" not in str(sheets)

    def test_those_who_do_not_bill_get_no_bills(self, client, person, registered, clock):
        registered()
        client.force_login(person("fy", Role.FACILITATOR))
        assert list(self.sheets(client)) == ["Kommuner", "Deltagere"]

    def test_others_get_nothing(self, client, person, registered):
        registered()
        assert client.get(self.address).url.startswith("/konto/login/")
        client.force_login(person("ada"))
        assert client.get(self.address).status_code == 403
        assert client.post(self.address).status_code == 405
