"""What a day must provide for: told by each, seen by the organisers, gone a month after."""

import datetime as dt
import io
import re

import pytest
from django.db import IntegrityError, transaction

from samspil.people.keeping import sweeping
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors, services
from samspil.programmes.models import DayNeeds

pytestmark = pytest.mark.django_db
OWN = "/partnerskaber/example/mad-og-adgang/"
DAY = "/partnerskaber/example/tilmeldinger/dag/1/"
TOLD = {"diet": "Ingen nødder", "access": "Kørestol"}


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def ada(client, registered, person, clock):
    registered()
    client.force_login(person("ada"))
    return client


class TestOwnPage:
    def test_one_tells_changes_and_takes_back(self, ada):
        assert OWN in ada.get("/partnerskaber/example/").content.decode()
        assert ada.post(OWN, TOLD).url == OWN
        assert "Ingen nødder" in ada.get(OWN).content.decode()
        ada.post(OWN, {"diet": "", "access": "Teleslynge"})
        row = DayNeeds.objects.get()
        assert (row.diet, row.access) == ("", "Teleslynge")
        ada.post(OWN, {"diet": " ", "access": ""})
        assert not DayNeeds.objects.exists()

    def test_what_is_about_health_is_in_no_trail(self, ada):
        before = AuditEvent.objects.count()
        ada.post(OWN, TOLD)
        assert AuditEvent.objects.count() == before

    @pytest.mark.parametrize("bad", ["010203-1234 tåler ikke mælk", "x" * 301])
    def test_bad_words_are_told_at_their_field_and_not_kept(self, ada, bad):
        answer = ada.post(OWN, {"diet": bad, "access": "Kørestol"})
        assert answer.status_code == 422
        assert 'id="id_diet_error"' in answer.content.decode()
        assert "Kørestol" in answer.content.decode()
        assert not DayNeeds.objects.exists()

    def test_only_those_who_take_part(self, client, registered, person):
        registered()
        assert client.get(OWN).url.startswith("/konto/login/")
        client.force_login(person("fy", Role.FACILITATOR))
        assert "I står ikke på et hold." in client.get(OWN).content.decode()
        assert "id_diet" not in client.get(OWN).content.decode()
        assert client.post(OWN, TOLD).status_code == 403
        client.force_login(person("bo", Role.CHIEF, "E02"))
        assert client.post(OWN, TOLD).status_code == 403
        assert client.delete(OWN).status_code == 405
        assert not DayNeeds.objects.exists()

    def test_the_act_refuses_too(self, registered, viewer):
        registered()
        with pytest.raises(NotAllowedError):
            services.tell_day_needs(actor=viewer("bo"), edition="example", **TOLD)


class TestDayList:
    def test_the_organiser_sees_it_and_takes_it_along(self, ada, person):
        from python_calamine import CalamineWorkbook

        ada.post(OWN, TOLD)
        ada.force_login(person("fy", Role.FACILITATOR))
        page = text(ada.get(DAY))
        assert "1 person er navngivet, 4 pladser har intet navn endnu" in page
        assert "Ada (chef)" in page
        assert "Ingen nødder" in page
        sheet = ada.get(f"{DAY[:-1]}.xlsx").content
        rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
        assert rows[3][1:7:4] == ["Ada (chef)", "Ingen nødder"]
        assert rows[3][6] == "Kørestol"
        assert ada.get("/partnerskaber/example/tilmeldinger/dag/9/").status_code == 404

    def test_one_person_in_two_teams_eats_once(self, registered, team, viewer):
        registered(team("daycare"), team("school"))
        found = selectors.day_list(viewer("fy", Role.FACILITATOR), "example")
        assert [one.sectors for one in found.people] == [("daycare", "school")]
        assert found.unnamed == 8

    def test_nobody_else_sees_it(self, ada, person):
        ada.post(OWN, TOLD)
        for address in (DAY, f"{DAY[:-1]}.xlsx"):
            assert ada.get(address).status_code == 403
            assert ada.post(address).status_code == 405
        assert selectors.day_list(viewer_for(person("ada")), "example").people == ()
        ada.logout()
        assert ada.get(DAY).url.startswith("/konto/login/")


class TestKept:
    def test_until_a_month_after_the_last_day(self, ada):
        ada.post(OWN, TOLD)
        last = max(day.date for day in selectors.edition("example").content.network_days)
        noon = dt.datetime.combine(last, dt.time(12), dt.UTC)
        assert sweeping.sweep(now=noon + dt.timedelta(days=30))["day_needs"] == 0
        assert sweeping.sweep(now=noon + dt.timedelta(days=31))["day_needs"] == 1
        assert not DayNeeds.objects.exists()

    def test_as_long_as_one_takes_part(self, ada, owner, now):
        ada.post(OWN, TOLD)
        assert sweeping.sweep(now=now)["day_needs"] == 0
        services.withdraw(
            actor=owner, edition="example", municipality="E01", reason="Aftalt",
            keep_price=True, now=now,
        )  # fmt: skip
        assert sweeping.sweep(now=now)["day_needs"] == 1

    def test_the_database_refuses_nothing_told_and_telling_twice(self, person):
        bo = person("bo")
        for fields in ({"edition": "x"}, {"edition": "", "diet": "a"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                DayNeeds.objects.create(user=bo, **fields)
        DayNeeds.objects.create(user=bo, edition="x", diet="a")
        with pytest.raises(IntegrityError), transaction.atomic():
            DayNeeds.objects.create(user=bo, edition="x", diet="b")
