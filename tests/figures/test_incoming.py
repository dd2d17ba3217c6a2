"""What a file is recognised as, and what is asked where nobody can know."""

import pytest

from samspil.figures import incoming, services
from samspil.figures.models import ColumnMapping, Observation, StagedFile, Vintage
from samspil.figures.readers import recognise
from samspil.figures.readers.mapping import Columns, MappedFigure
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db

WIDE = "Elever pr. klasse\n\nKommune;2023;2024\nHorsens;21,5;22,5\nChristiansø;3,5;M\n".encode()
BARE = "OMRÅDE;TID;INDHOLD\n615;2098;21,5\n".encode()


@pytest.fixture
def owner(django_user_model):
    from samspil.people.services import find_or_add_user

    user = find_or_add_user(email="ejer@example.org", name="Eva Eksempel")
    return Viewer(user.pk, user.name, grants=(Grant(Role.PROGRAMME_OWNER),))


def said(measure="Elever pr. klasse", **more):
    standard = {"area": "Kommune", "time": "Periode", "source": "dst_kvotien"}
    figures = (MappedFigure(measure=measure, indicator="class_size"),)
    return Columns(**(standard | more), figures=figures)


def keep(owner, content, columns):
    return services.keep_columns(
        actor=owner, name="fil.csv", raw=recognise.read(content), columns=columns
    )


def refused(content, **more):
    before = (Observation.objects.count(), Vintage.objects.count())
    with pytest.raises(services.FiguresRefusedError) as error:
        services.import_file(actor=ANYBODY, name="fil", content=content, **more)
    assert (Observation.objects.count(), Vintage.objects.count()) == before
    return error.value.complaints


def test_unknown_columns_are_named_and_nothing_is_changed():
    (complaint,) = refused(WIDE)
    assert complaint.found == "Kommune, Periode, Elever pr. klasse"
    assert "Indlæs tal" in complaint.expected


def test_what_was_said_of_columns_is_used_the_next_time(owner):
    keep(owner, WIDE, said())
    again = WIDE.replace(b"22,5", b"22,25")
    done = services.import_file(actor=ANYBODY, name="fil.csv", content=again)
    assert (done.form, done.read, done.indicators) == ("csv", 2, ("class_size",))
    assert [(one.found, one.count) for one in done.left_out] == [("Christiansø", 2)]
    standing = Observation.objects.get(
        indicator="class_size", municipality_id="615", period="2024", superseded_by=None
    )
    assert (standing.value, standing.source_id) == (22.25, "dst_kvotien")


def test_other_columns_or_another_title_are_asked_about_again(owner):
    keep(owner, WIDE, said())
    for other in (
        WIDE.replace(b"Elever pr. klasse", b"Noget andet"),
        WIDE.replace(b"Kommune", b"By"),
    ):
        assert incoming.examine(other).is_unclear


def test_a_shape_that_could_be_anything_is_never_taken_for_the_last_one(owner):
    keep(owner, BARE, said("INDHOLD", area="OMRÅDE", time="TID"))
    assert incoming.examine(BARE).is_unclear
    confirmed = incoming.examine(BARE, confirmed=True)
    assert [row.value for row in confirmed.reading.rows] == [21.5]


def test_rows_of_one_member_only(owner):
    content = (
        "Kommune;Køn;År;Elever pr. klasse\n615;I alt;2098;21,5\n615;Drenge;2098;3,5\n".encode()
    )
    columns = said(time="År", fixed={"Køn": "I alt"})
    keep(owner, content, columns)
    reading = incoming.examine(content).reading
    assert [row.value for row in reading.rows] == [21.5]
    assert [(one.found, one.count) for one in reading.remarks] == [("Køn", 1)]
    keep(owner, content, said(time="År"))
    (complaint,) = incoming.examine(content).reading.complaints
    assert "linje 2" in complaint.expected


def test_a_file_of_one_period(owner):
    content = b"Kommune;Elever pr. klasse\n615;21,5\n"
    keep(owner, content, said(time="", period="2098"))
    (row,) = incoming.examine(content).reading.rows
    assert (row.period, row.value) == ("2098", 21.5)


def test_a_table_of_which_nothing_is_left_is_refused_with_why(owner):
    content = "Kommune;År;Elever pr. klasse\nChristiansø;2098;21,5\n".encode()
    keep(owner, content, said(time="År"))
    (complaint,) = refused(content)
    assert "Christiansø" in complaint.found


def test_what_was_said_of_an_indicator_that_is_gone_is_asked_again(owner):
    kept = keep(owner, WIDE, said())
    kept.content["figures"][0]["indicator"] = "happiness"
    kept.save()
    assert incoming.examine(WIDE).is_unclear
    kept.content = {"area": 1}
    kept.save()
    assert incoming.examine(WIDE).is_unclear


AREA = """
[[queries]]
[queries.value]
api = "statbank"
table = "%s"
area = "OMRÅDE"
"""


@pytest.fixture
def known_table(define):
    """Two indicators whose tables look alike: place, period, number."""
    from importlib.resources import files

    folder = files("samspil.figures") / "definitions" / "indicators"
    one, other = (
        (folder / f"{name}.toml").read_text() + AREA % table
        for name, table in (("class_size", "KVOTIEN"), ("disposable_income", "INDKP101"))
    )
    return lambda both: define(class_size=one, **({"disposable_income": other} if both else {}))


def test_a_table_that_many_look_like_is_asked_about_until_it_is_named(known_table):
    known_table(both=False)
    found = incoming.examine(BARE)
    assert (found.is_unclear, found.tables) == (True, ("KVOTIEN",))
    assert "KVOTIEN" in refused(BARE)[0].expected
    done = services.import_file(actor=ANYBODY, name="x", content=BARE, table="KVOTIEN")
    assert (done.new, done.tables) == (1, ("KVOTIEN",))


def test_several_tables_stop_the_import_and_are_named(known_table):
    known_table(both=True)
    (complaint,) = refused(BARE)
    assert "INDKP101, KVOTIEN" in complaint.expected
    assert refused(BARE, table="FOLK1A")[0].expected == complaint.expected
    done = services.import_file(actor=ANYBODY, name="x", content=BARE, table="INDKP101")
    assert done.indicators == ("disposable_income",)


def test_a_ratio_says_which_table_it_lacks(define, tables):
    from importlib.resources import files

    folder = files("samspil.figures") / "definitions" / "indicators"
    text = (folder / "notifications_per_1000.toml").read_text()
    ratio = (
        text
        + """
[[queries]]
times = 1000
[queries.value]
api = "statbank"
table = "UND2"
area = "OMRÅDE"
fixed.ALDER = [{ code = "A" }]
[queries.over]
api = "statbank"
table = "FOLK1A"
area = "OMRÅDE"
fixed.KØN = [{ code = "TOT" }]
""".replace("fixed.KØN", 'fixed."KØN"')
    )
    define(notifications_per_1000=ratio)
    (complaint,) = refused(tables.statbank("615;A;2024;5", head="OMRÅDE;ALDER;TID;INDHOLD"))
    assert "notifications_per_1000: FOLK1A" in complaint.expected


# Acts.


def test_a_file_is_kept_until_published_and_then_let_go(owner):
    keep(owner, WIDE, said())
    staged = services.stage_file(actor=owner, name="fil.csv", content=WIDE)
    done = services.publish_staged(actor=owner, staged=staged)
    assert done.read == 2
    assert not StagedFile.objects.exists()
    assert AuditEvent.objects.filter(action="figures.mapped").count() == 1


def test_a_refused_file_stays_with_its_bytes(owner):
    staged = services.stage_file(actor=owner, name="fil.csv", content=WIDE)
    with pytest.raises(services.FiguresRefusedError):
        services.publish_staged(actor=owner, staged=staged)
    assert bytes(StagedFile.objects.get().content) == WIDE


def test_files_nobody_publishes_are_given_up_after_a_week(owner):
    from datetime import timedelta

    from django.utils import timezone

    old = services.stage_file(actor=owner, name="gammel.csv", content=WIDE)
    StagedFile.objects.filter(pk=old.pk).update(staged_at=timezone.now() - timedelta(days=8))
    new = services.stage_file(actor=owner, name="ny.csv", content=WIDE)
    assert list(StagedFile.objects.values_list("pk", flat=True)) == [new.pk]


def test_a_file_with_a_personal_number_is_not_kept(owner):
    with pytest.raises(services.PersonalNumberError):
        services.stage_file(actor=owner, name="x.csv", content=b"Kommune;x\n615;010113-1234\n")
    assert not StagedFile.objects.exists()


def test_only_those_who_run_the_programme_bring_in_figures(owner):
    others = Viewer(owner.user_id, "", grants=(Grant(Role.CHIEF, municipality="615"),))
    staged = services.stage_file(actor=owner, name="fil.csv", content=WIDE)
    stranger = Viewer(owner.user_id + 1, "", grants=(Grant(Role.PROGRAMME_OWNER),))
    kept = keep(owner, WIDE, said())
    for actor in (others, ANYBODY):
        with pytest.raises(NotAllowedError):
            services.stage_file(actor=actor, name="fil.csv", content=WIDE)
        with pytest.raises(NotAllowedError):
            keep(actor, WIDE, said())
        with pytest.raises(NotAllowedError):
            services.drop_columns(actor=actor, kept=kept)
    for actor in (others, ANYBODY, stranger):
        with pytest.raises(NotAllowedError):
            services.publish_staged(actor=actor, staged=staged)
        with pytest.raises(NotAllowedError):
            services.discard_file(actor=actor, staged=staged)
    services.drop_columns(actor=owner, kept=kept)
    assert not ColumnMapping.objects.exists()


def test_a_large_file_is_published_in_the_background_and_twice_does_no_harm(owner):
    from samspil.figures import work
    from samspil.people.models import Membership

    class Progress:
        def __init__(self, number):
            self.arguments = {"staged": number}

        def step(self, *_count):
            """Nobody watches."""

    Membership.objects.create(user_id=owner.user_id, role=Role.PROGRAMME_OWNER)
    keep(owner, WIDE, said())
    staged = services.stage_file(actor=owner, name="fil.csv", content=WIDE)
    for _time in range(2):
        assert work.publish_staged(Progress(staged.pk)) == {"url": "/tal/indlaes/"}
    assert Vintage.objects.filter(origin="fil.csv").count() == 1
    bad = services.stage_file(actor=owner, name="fil.csv", content=b"x")
    with pytest.raises(work.JobRefusedError):
        work.publish_staged(Progress(bad.pk))


def test_roles_and_states_of_a_tidy_file_are_kept_apart():
    head = "indicator,municipality_code,period,breakdown,value,unit,source,role,state"
    lines = [
        "class_size,615,2098,,21.5,pupils_per_class,dst_kvotien,,",
        "class_size,615,2098,,22.5,pupils_per_class,dst_kvotien,residence,value",
        "class_size,101,2098,,,pupils_per_class,dst_kvotien,,suppressed",
    ]
    content = "\n".join([head, *lines]).encode()
    assert services.import_file(actor=ANYBODY, name="x", content=content).new == 3
    from samspil.figures import snapshot
    from samspil.methods.states import Suppressed

    figures = snapshot.current()
    assert figures.real("class_size", "2098") == {"615": 21.5}
    assert isinstance(figures.one("101", "class_size", "2098"), Suppressed)
    wrong = "\n".join([head, lines[0] + "x", lines[1].replace("residence", "guest")]).encode()
    assert [(c.line, c.column) for c in refused(wrong)] == [(2, "state"), (3, "role")]
