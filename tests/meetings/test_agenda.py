"""An agenda: begun, changed, adding up; two who change it at once; speakers and material."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from small_pdf import pdf

from samspil.documents.models import Document
from samspil.letters.models import Letter
from samspil.meetings import agendas, selectors, services
from samspil.meetings.models import Agenda, AgendaItem, Material, Meeting, Minutes
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.screening.selectors import lever_labels

FIELDS = {"kind": "input", "minutes": 40, "title": "Oplæg om mellemformer", "title_en": "",
          "text": "", "levers": [4], "indicators": ["absence_total"], "speaker": "",
          "speaker_title": "", "speaker_email": ""}  # fmt: skip
POSTED = {"kind": "input", "minutes": "40", "title": "Oplæg", "levers": ["4"]}
PDF = pdf("Hej")


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def day(meetings):
    return next(one for one in meetings if one.kind == "network_day")


@pytest.fixture
def row(day):
    return selectors.meeting("example", day.pk)


def page(day, rest=""):
    return f"/partnerskaber/example/moeder/{day.pk}/{rest}"


class TestActs:
    def test_the_first_day_begins_from_ambition_to_practice_and_adds_up(
        self, day, row, facilitator
    ):
        services.begin_agenda(actor=facilitator, meeting=day.pk)
        found = selectors.agenda(facilitator, row)
        assert found.items[1].title == "Oplæg: fra politisk ambition til praksis"
        assert any("værdikonflikt" in item.title for item in found.items)
        assert found.minutes == sum(item.minutes for item in found.items) == 280
        length = (row.ends_at - row.starts_at).total_seconds() / 60
        assert found.left == length - 280
        for before, after in zip(found.items, found.items[1:], strict=False):
            assert before.ends == after.starts
        assert found.items[0].starts == row.starts_at
        services.begin_agenda(actor=facilitator, meeting=day.pk)
        assert len(selectors.agenda(facilitator, row).items) == len(found.items)

    def test_items_are_added_changed_moved_and_removed(self, day, row, facilitator):
        put = services.put_item
        first = put(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS)
        second = put(
            actor=facilitator, meeting=day.pk, version=2, fields=FIELDS | {"title": "Pause"}
        )
        services.move_item(actor=facilitator, meeting=day.pk, version=3, item=second.pk, by=-1)
        services.move_item(actor=facilitator, meeting=day.pk, version=4, item=second.pk, by=-1)
        assert [one.id for one in selectors.agenda(facilitator, row).items] == [
            second.pk, first.pk,
        ]  # fmt: skip
        put(actor=facilitator, meeting=day.pk, version=5, item=first.pk,
            fields=FIELDS | {"minutes": 15})  # fmt: skip
        services.remove_item(actor=facilitator, meeting=day.pk, version=6, item=second.pk)
        (left,) = selectors.agenda(facilitator, row).items
        assert (left.id, left.minutes, left.levers) == (first.pk, 15, (4,))
        assert left.indicators
        assert AuditEvent.objects.filter(action="meetings.agenda_changed").count() == 6

    def test_the_later_of_two_is_told_who_and_overwrites_nothing(self, day, facilitator, viewer):
        item = services.put_item(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS)
        late = viewer(Role.PROGRAMME_OWNER)
        for act in (
            lambda: services.put_item(
                actor=late, meeting=day.pk, version=1, item=item.pk, fields=FIELDS
            ),
            lambda: services.move_item(actor=late, meeting=day.pk, version=1, item=item.pk, by=1),
            lambda: services.remove_item(actor=late, meeting=day.pk, version=1, item=item.pk),
        ):
            with pytest.raises(services.AgendaChangedError) as changed:
                act()
            assert changed.value.by == facilitator.name
        assert AgendaItem.objects.get().pk == item.pk

    def test_what_is_on_now_and_what_comes(self, day, row, facilitator):
        services.begin_agenda(actor=facilitator, meeting=day.pk)
        found = selectors.agenda(facilitator, row)
        now, after = found.now_and_next(row.starts_at + dt.timedelta(minutes=20))
        assert (now.id, after.id) == (found.items[1].id, found.items[2].id)
        early, first = found.now_and_next(row.starts_at - dt.timedelta(seconds=1))
        assert (early, first.id) == (None, found.items[0].id)
        last, none = found.now_and_next(found.items[-1].starts)
        assert (last.id, none) == (found.items[-1].id, None)

    def test_only_organisers_and_only_what_is_there(self, day, facilitator, viewer):
        chief = viewer(Role.CHIEF, "E01")
        with pytest.raises(NotAllowedError):
            services.begin_agenda(actor=chief, meeting=day.pk)
        with pytest.raises(NotAllowedError):
            services.put_item(actor=chief, meeting=day.pk, version=1, fields=FIELDS)
        with pytest.raises(services.NoSuchMeetingError):
            services.begin_agenda(actor=facilitator, meeting=10**6)
        with pytest.raises(services.NoSuchItemError):
            services.remove_item(actor=facilitator, meeting=day.pk, version=1, item=10**6)

    def test_minutes_are_never_overwritten_unseen(self, day, row, facilitator, viewer):
        write = services.write_minutes
        write(actor=facilitator, meeting=day.pk, version=0, text="Først")
        late = viewer(Role.PROGRAMME_OWNER)
        with pytest.raises(services.AgendaChangedError) as changed:
            write(actor=late, meeting=day.pk, version=0, text="Sidst")
        assert changed.value.by == facilitator.name
        write(actor=late, meeting=day.pk, version=1, text="Først, og så mere")
        assert selectors.minutes_of(facilitator, row).text == "Først, og så mere"
        assert selectors.minutes_of(viewer(Role.CHIEF, "E03"), row).text == ""


class TestSpeaker:
    @pytest.fixture
    def item(self, day, facilitator):
        who = {"speaker": "Oda Oplæg", "speaker_email": "oda@example.org"}
        return services.put_item(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS | who)

    def link(self):
        letter = Letter.objects.filter(template="meeting_speaker").latest("pk")
        assert letter.to == "oda@example.org"
        return re.search(r"/oplaeg/(\S+)/", letter.words)[1]

    def test_a_link_to_that_session_alone(self, item, day, facilitator, client):
        services.invite_speaker(actor=facilitator, item=item.pk)
        token = self.link()
        answer = client.get(f"/oplaeg/{token}/")
        assert "Oda Oplæg, du har 40 minutter." in text(answer)
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        given = {"title": "Slides", "address": "https://example.org/slides"}
        client.post(f"/oplaeg/{token}/", given)
        client.post(f"/oplaeg/{token}/", given)
        assert Material.objects.get().address == given["address"]
        assert client.get(page(day)).status_code == 302
        for bad in ({"title": "x"}, {"title": "", "address": "https://example.org"},
                    {"title": "x", "address": "javascript:alert(1)"},
                    {"title": "x", "address": "ftp://example.org"}):  # fmt: skip
            assert client.post(f"/oplaeg/{token}/", bad).status_code == 422
        services.invite_speaker(actor=facilitator, item=item.pk)
        shut = client.get(f"/oplaeg/{token}/")
        assert shut.status_code == 410
        assert "Linket er lukket" in text(shut)
        assert client.get("/oplaeg/ukendt/").status_code == 404

    def test_another_speaker_does_not_inherit_the_link(self, item, day, facilitator):
        services.invite_speaker(actor=facilitator, item=item.pk)
        stored = AgendaItem.objects.get()
        services.put_item(
            actor=facilitator, meeting=day.pk, version=2, item=item.pk,
            fields=FIELDS | {"speaker": "Ny", "speaker_email": "ny@example.org"},
        )  # fmt: skip
        stored.speaker_link.refresh_from_db()
        assert stored.speaker_link.revoked_at is not None
        assert AgendaItem.objects.get().speaker_link is None

    def test_nobody_to_invite(self, day, facilitator):
        item = services.put_item(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS)
        with pytest.raises(services.NoSpeakerError):
            services.invite_speaker(actor=facilitator, item=item.pk)
        with pytest.raises(LinkRefusedError):
            services.speaker_item("intet")


class TestPages:
    @pytest.fixture
    def enter(self, client, person):
        def sign_in(role, municipality="", **where):
            client.force_login(person(role, municipality, **where))
            return client

        return sign_in

    def test_from_nothing_to_an_agenda_that_those_who_come_can_read(self, day, enter):
        client = enter(Role.FACILITATOR)
        assert "Der er ingen dagsorden endnu." in text(client.get(page(day, "dagsorden/")))
        answer = client.post(page(day, "dagsorden/begynd/"), follow=True)
        assert "Dagsordenen varer 280 minutter." in text(answer)
        version = str(answer.context["agenda"].version)
        client.post(page(day, "dagsorden/punkt/"), POSTED | {"version": version})
        read = text(enter(Role.MEMBER, "E01").get(page(day)))
        assert "Oplæg: fra politisk ambition til praksis" in read
        assert lever_labels("da")[4] in read
        assert "Ret dagsordenen" not in read

    def test_too_long_a_day_says_by_how_much(self, day, enter):
        client = enter(Role.FACILITATOR)
        for version in ("1", "2"):
            client.post(page(day, "dagsorden/punkt/"),
                        POSTED | {"minutes": "600", "version": version})  # fmt: skip
        assert "minutter for lang til dagen" in text(client.get(page(day, "dagsorden/")))

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": ""}, "Overskrift"),
            ({"minutes": "0"}, "Minutter"),
            ({"minutes": "601"}, "Minutter"),
            ({"kind": "dans"}, "Hvad sker der?"),
            ({"levers": ["9"]}, "greb"),
            ({"text": "Pia 010190-1234"}, "ligner et CPR-nummer"),
            ({"speaker_email": "oda@example.org"}, "Skriv også, hvem det er."),
            ({"speaker": "Oda", "speaker_email": "oda"}, "navn@sted.dk"),
            ({"version": "7"}, "Se det igennem, og gem igen."),
        ],
    )
    def test_bad_input_is_explained_and_what_was_typed_stays(self, day, enter, change, words):
        client = enter(Role.FACILITATOR)
        posted = POSTED | {"title": "Noget særligt", "version": "1"} | change
        answer = client.post(page(day, "dagsorden/punkt/"), posted)
        assert answer.status_code == 422
        assert words in text(answer)
        if "title" not in change:
            assert "Noget særligt" in answer.content.decode()
        assert not AgendaItem.objects.exists()

    def test_material_is_a_file_or_a_link_and_read_by_those_taking_part(self, day, enter):
        client = enter(Role.FACILITATOR)
        client.post(page(day, "dagsorden/punkt/"), POSTED | {"version": "1"})
        item = AgendaItem.objects.get()
        goes = page(day, f"dagsorden/punkt/{item.pk}/goer/")
        name = f"m{item.pk}"
        file = SimpleUploadedFile("oplaeg.pdf", PDF)
        answer = client.post(goes, {"go": "material", f"{name}-title": "Slides",
                                    f"{name}-file": file}, follow=True)  # fmt: skip
        assert "Materialet er lagt op." in text(answer)
        for bad in (
            {f"{name}-title": "x"},
            {f"{name}-title": "x", f"{name}-file": SimpleUploadedFile("x.exe", b"MZ\x00\x90")},
            {f"{name}-title": "x", f"{name}-address": "https://example.org",
             f"{name}-file": SimpleUploadedFile("y.pdf", PDF)},
        ):  # fmt: skip
            assert client.post(goes, bad | {"go": "material"}).status_code == 422
        material = Material.objects.get()
        address = f"/partnerskaber/example/moeder/materiale/{material.pk}/"
        got = enter(Role.MEMBER, "E01").get(address)
        assert got.content == PDF
        assert "attachment" in got["Content-Disposition"]
        assert enter(Role.MEMBER, "E03").get(address).status_code == 403
        enter(Role.FACILITATOR).post(goes, {"go": "remove-material", "material": material.pk})
        assert enter(Role.MEMBER, "E01").get(address).status_code == 404

    def test_minutes_that_collide_keep_what_was_typed(self, day, facilitator, enter):
        services.write_minutes(actor=facilitator, meeting=day.pk, version=0, text="Fra en anden")
        client = enter(Role.PROGRAMME_OWNER)
        answer = client.post(page(day, "referat/"), {"text": "Mine ord", "version": "0"})
        assert answer.status_code == 422
        assert "Mine ord" in text(answer)
        assert "Fra en anden" in text(answer)
        again = client.post(page(day, "referat/"), {"text": "Begge", "version": "1"})
        assert again.status_code == 302
        assert Minutes.objects.get().text == "Begge"

    def test_an_item_taken_out_meanwhile_can_be_saved_as_a_new_one(self, day, facilitator, enter):
        item = services.put_item(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS)
        client = enter(Role.PROGRAMME_OWNER)
        services.remove_item(actor=facilitator, meeting=day.pk, version=2, item=item.pk)
        typed = POSTED | {"title": "Noget særligt", "version": "2"}
        answer = client.post(page(day, f"dagsorden/punkt/{item.pk}/"), typed)
        assert answer.status_code == 422
        assert "bliver det et nyt punkt" in text(answer)
        assert "Noget særligt" in answer.content.decode()
        again = typed | {"version": str(answer.context["version"])}
        assert client.post(page(day, "dagsorden/punkt/"), again).status_code == 302
        assert AgendaItem.objects.get().title == "Noget særligt"

    def test_the_files_of_an_item_go_with_it(self, day, facilitator):
        item = services.put_item(actor=facilitator, meeting=day.pk, version=1, fields=FIELDS)
        services.add_file(
            actor=facilitator, item=item.pk, title="Slides", name="slides.pdf", content=PDF
        )
        services.remove_item(actor=facilitator, meeting=day.pk, version=2, item=item.pk)
        assert not Document.objects.filter(deleted_at=None).exists()

    def test_the_newest_test_of_each_municipality_is_shown(self, meetings, facilitator, viewer,
                                                           enter):  # fmt: skip
        second = [one for one in meetings if one.kind == "network_day"][1]
        services.begin_agenda(actor=facilitator, meeting=second.pk)
        for code, kind, words in (
            ("E01", "test", "Første prøve"), ("E02", "test", "Legens prøve"),
            ("E01", "result", "Seneste prøve"), ("E01", "question", "Et spørgsmål"),
        ):  # fmt: skip
            services.bring(actor=viewer(Role.CHIEF, code), edition="example", municipality=code,
                           kind=kind, text=words, meeting=second.pk)  # fmt: skip
        page_now = enter(Role.MEMBER, "E01").get(page(second))
        agenda = page_now.content.decode().partition('<ol class="agenda">')[2].partition("</ol>")[0]
        shown, _summary, older = agenda.partition("<summary>")
        assert "Seneste prøve" in shown
        assert "Legens prøve" in shown
        assert "Første prøve" not in shown
        assert "1 tidligere" in older
        assert "Første prøve" in older
        # All of it, the question too, stands under what is brought.
        assert "Et spørgsmål" not in agenda
        assert "Et spørgsmål" in text(page_now)
        assert "Første prøve" in text(page_now).partition("Taget med hjemmefra")[2]

    def test_others_are_refused(self, day, client, enter):
        assert client.get(page(day, "dagsorden/")).status_code == 302
        for role, code in ((Role.CHIEF, "E01"), (Role.FACILITATOR, "")):
            where = {"edition": "anden"} if role == Role.FACILITATOR else {}
            for rest in ("dagsorden/", "dagsorden/punkt/", "referat/"):
                assert enter(role, code, **where).get(page(day, rest)).status_code == 403
        enter(Role.FACILITATOR)
        assert client.get(page(day, "dagsorden/begynd/")).status_code == 405
        assert client.get(page(day, "dagsorden/punkt/999999/")).status_code == 404
        item = "dagsorden/punkt/999999/goer/"
        assert client.post(page(day, item), {"go": "up"}).status_code == 404


def test_every_agenda_to_begin_from_names_what_there_is(db):
    for found in agendas.load_agendas().values():
        kinds = {item.kind for item in found.content.items}
        assert kinds <= set(AgendaItem.Kind)
        assert found.content.checked_by == ""
    assert agendas.template_for("network_day", 1).occasion == "first_day"
    assert agendas.template_for("network_day", 2).occasion == "network_day"
    assert agendas.template_for("steering", 1).occasion == "steering"


def test_the_database_refuses_what_cannot_be(day):
    agenda = Agenda.objects.create(meeting=day)
    good = {"agenda": agenda, "position": 1, "kind": "input", "minutes": 5, "title": "x"}
    item = AgendaItem.objects.create(**good)
    for act in (
        lambda: Agenda.objects.create(meeting=day),
        lambda: AgendaItem.objects.create(**good | {"minutes": 0}),
        lambda: AgendaItem.objects.create(**good | {"minutes": 601}),
        lambda: AgendaItem.objects.create(**good | {"title": ""}),
        lambda: AgendaItem.objects.create(**good | {"kind": "dans"}),
        lambda: AgendaItem.objects.create(**good, speaker_email="a@example.org"),
        lambda: Material.objects.create(item=item, title="x"),
        lambda: Material.objects.create(item=item, title="", address="https://example.org"),
        lambda: Agenda.objects.create(meeting=Meeting.objects.exclude(pk=day.pk)[0], version=0),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
