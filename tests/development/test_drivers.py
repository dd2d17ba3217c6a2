"""The driver diagram: who may change it, what is refused, what two people do at once, undo."""

import itertools

import pytest
from development_story import PLAN
from django.db import DatabaseError, IntegrityError, transaction
from stories import story

from samspil.development import selectors, services
from samspil.development.models import DriverLink, DriverNode, TestOfChange
from samspil.development.services.changes import from_json, rebase
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
_KEYS = itertools.count()


def adding(lead, process):
    def act(text, under=None, after=None):
        change = services.add_driver(
            actor=lead,
            process=process.pk,
            text=text,
            key=f"noegle-{next(_KEYS)}",
            under=under and under.pk,
            after=after and after.pk,
        )
        return DriverNode.objects.get(pk=change.node)

    return act


@pytest.fixture
def add(lead, process):
    """Add a node: ``add("Tekst", under=…)`` returns it."""
    return adding(lead, process)


@story()
def small(lead, process):
    """Two primaries, a secondary under the first, an idea under that."""
    add = adding(lead, process)
    one, two = add("Fælles planlægning"), add("Forældre med")
    below = add("Fast tid hver uge", one)
    return one, two, below, add("Onsdag fra 13 til 14", below)


def seen(node):
    return DriverNode.objects.get(pk=node.pk).version


def texts(lead, process):
    """The diagram as (kind, text, texts of parents), in order."""
    view = selectors.drivers(viewer=lead, process=process.pk)
    names = {row.id: row.text for row in view.rows}
    return [(row.kind, row.text, tuple(names[one] for one in row.parents)) for row in view.rows]


def test_a_diagram_grows_from_the_aim(lead, process, small, add):
    one, _two, below, _idea = small
    add("Vikar, når det glipper", below)
    add("Ledelsen er med", after=one)
    assert texts(lead, process) == [
        ("primary", "Fælles planlægning", ()),
        ("primary", "Ledelsen er med", ()),
        ("primary", "Forældre med", ()),
        ("secondary", "Fast tid hver uge", ("Fælles planlægning",)),
        ("idea", "Onsdag fra 13 til 14", ("Fast tid hver uge",)),
        ("idea", "Vikar, når det glipper", ("Fast tid hver uge",)),
    ]
    assert AuditEvent.objects.filter(action="development.driver_added").count() == 6


def test_sent_twice_it_stands_once(lead, process):
    given = {"actor": lead, "process": process.pk, "text": "En", "key": "den-samme"}
    first, again = services.add_driver(**given), services.add_driver(**given)
    assert again.is_repeated
    assert again.node == first.node
    assert AuditEvent.objects.filter(action="development.driver_added").count() == 1


@pytest.mark.parametrize(
    ("text", "reason"), [("  ", "missing"), ("om 010203-1234", "cpr"), ("x" * 201, "long")]
)
def test_a_text_that_cannot_be_kept_is_refused(lead, process, small, text, reason):
    with pytest.raises(services.TextRefusedError) as refused:
        services.add_driver(actor=lead, process=process.pk, text=text, key="ny")
    assert refused.value.reason == reason
    with pytest.raises(services.TextRefusedError):
        services.rename_driver(actor=lead, node=small[0].pk, text=text, seen=seen(small[0]))


def test_only_a_primary_driver_pulls_a_lever(lead, small):
    one, _two, below, _idea = small
    services.rename_driver(actor=lead, node=one.pk, text="Ny", seen=seen(one), lever=7)
    assert DriverNode.objects.get(pk=one.pk).lever == 7
    for node, lever in ((one, 8), (below, 2)):
        with pytest.raises(services.TextRefusedError):
            services.rename_driver(
                actor=lead, node=node.pk, text="Ny", seen=seen(node), lever=lever
            )


def test_nobody_overwrites_what_they_have_not_seen(lead, viewer, small):
    other = viewer(Role.CHIEF, "E01")
    first = seen(small[0])
    services.rename_driver(actor=other, node=small[0].pk, text="Chefens ord", seen=first)
    with pytest.raises(services.DriverChangedError) as refused:
        services.rename_driver(actor=lead, node=small[0].pk, text="Mine ord", seen=first)
    assert refused.value.text == "Chefens ord"
    for act in (
        lambda: services.move_driver(actor=lead, node=small[0].pk, under=None, seen=first),
        lambda: services.shift_driver(actor=lead, node=small[0].pk, up=False, seen=first),
        lambda: services.remove_driver(actor=lead, node=small[0].pk, seen=first, confirmed=True),
    ):
        with pytest.raises(services.DriverChangedError):
            act()
    assert DriverNode.objects.get(pk=small[0].pk).text == "Chefens ord"


def test_a_circle_is_refused(lead, small):
    one, _two, below, idea = small
    for node, under in ((one, one), (one, below), (one, idea), (below, idea), (idea, idea)):
        with pytest.raises(services.CircleError):
            services.move_driver(actor=lead, node=node.pk, under=under.pk, seen=seen(node))
        with pytest.raises(services.CircleError):
            services.link_driver(actor=lead, node=node.pk, under=under.pk, seen=seen(node))


def test_nothing_hangs_on_an_idea_or_skips_a_level(lead, process, small, add):
    _one, two, _below, idea = small
    with pytest.raises(services.WrongLevelError):
        add("Under en idé", idea)
    with pytest.raises(services.WrongLevelError):
        services.move_driver(actor=lead, node=two.pk, under=idea.pk, seen=seen(two))
    with pytest.raises(services.WrongLevelError):
        services.link_driver(actor=lead, node=idea.pk, under=two.pk, seen=seen(idea))


def test_a_driver_serves_several_and_keeps_one_at_least(lead, process, small):
    one, two, below, _idea = small
    services.link_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below))
    again = services.link_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below))
    assert again.is_repeated
    assert texts(lead, process)[2][2] == ("Fælles planlægning", "Forældre med")
    services.unlink_driver(actor=lead, node=below.pk, under=one.pk, seen=seen(below))
    with pytest.raises(services.LastParentError):
        services.unlink_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below))
    assert texts(lead, process)[2][2] == ("Forældre med",)


def test_moving_leaves_the_one_it_is_dragged_from(lead, process, small, add):
    one, two, below, _idea = small
    third = add("Tredje")
    services.link_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below))
    services.move_driver(
        actor=lead, node=below.pk, under=third.pk, leaving=one.pk, seen=seen(below)
    )
    row = selectors.drivers(viewer=lead, process=process.pk).row(below.pk)
    assert set(row.parents) == {two.pk, third.pk}


def test_a_level_changes_only_for_what_holds_nothing(lead, process, small):
    one, two, below, idea = small
    with pytest.raises(services.HoldsMoreError):
        services.move_driver(actor=lead, node=below.pk, under=None, seen=seen(below))
    services.move_driver(actor=lead, node=two.pk, under=one.pk, seen=seen(two))
    assert DriverNode.objects.get(pk=two.pk).kind == "secondary"
    services.plan_test(actor=lead, process=process.pk, plan=PLAN, idea=idea.pk)
    with pytest.raises(services.HoldsMoreError):
        services.move_driver(actor=lead, node=idea.pk, under=None, seen=seen(idea))


def test_places_are_changed_among_those_beside(lead, process, small):
    one, two, _below, _idea = small
    services.shift_driver(actor=lead, node=two.pk, up=True, seen=seen(two))
    assert [text for kind, text, _up in texts(lead, process) if kind == "primary"] == [
        two.text,
        one.text,
    ]
    again = services.shift_driver(actor=lead, node=two.pk, up=True, seen=seen(two))
    assert again.is_repeated


def test_removing_says_what_goes_along_and_asks(lead, process, small):
    one, two, below, idea = small
    test = services.plan_test(actor=lead, process=process.pk, plan=PLAN, idea=idea.pk)
    with pytest.raises(services.TakesMoreAlongError) as asked:
        services.remove_driver(actor=lead, node=one.pk, seen=seen(one))
    assert (asked.value.below, asked.value.tests) == (2, 1)
    services.link_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below))
    # What serves another one too stays.
    services.remove_driver(actor=lead, node=one.pk, seen=seen(one))
    assert [text for _kind, text, _up in texts(lead, process)] == [
        two.text,
        below.text,
        idea.text,
    ]
    services.remove_driver(actor=lead, node=two.pk, seen=seen(two), confirmed=True)
    assert texts(lead, process) == []
    assert TestOfChange.objects.get(pk=test.pk).idea is None


def test_every_act_can_be_undone_in_turn(lead, process, small):
    one, two, below, idea = small
    services.plan_test(actor=lead, process=process.pk, plan=PLAN, idea=idea.pk)
    before = texts(lead, process)
    acts = (
        lambda: services.rename_driver(actor=lead, node=one.pk, text="Ny", seen=seen(one)),
        lambda: services.link_driver(actor=lead, node=below.pk, under=two.pk, seen=seen(below)),
        lambda: services.unlink_driver(actor=lead, node=below.pk, under=one.pk, seen=seen(below)),
        lambda: services.shift_driver(actor=lead, node=two.pk, up=True, seen=seen(two)),
        lambda: services.move_driver(actor=lead, node=one.pk, under=two.pk, seen=seen(one)),
        lambda: services.add_driver(
            actor=lead, process=process.pk, text="Mere", key="mere", under=two.pk
        ),
        lambda: services.remove_driver(actor=lead, node=two.pk, seen=seen(two), confirmed=True),
    )
    kept = [from_json(act().as_json()) for act in acts]
    while kept:
        change = kept.pop()
        undone = services.undo_change(actor=lead, change=change)
        for older in kept:
            rebase(older, change, undone)
    assert texts(lead, process) == before
    [row] = selectors.drivers(viewer=lead, process=process.pk).ideas
    assert [test.question for test in row.tests] == [PLAN.question]


def test_what_somebody_has_gone_on_from_is_not_undone(lead, process, small):
    one = small[0]
    change = services.rename_driver(actor=lead, node=one.pk, text="Ny", seen=seen(one))
    services.rename_driver(actor=lead, node=one.pk, text="Nyere", seen=seen(one))
    with pytest.raises(services.DriverChangedError):
        services.undo_change(actor=lead, change=change)
    added = services.add_driver(actor=lead, process=process.pk, text="Ny", key="ny")
    services.add_driver(actor=lead, process=process.pk, text="Under", key="under", under=added.node)
    with pytest.raises(services.DriverChangedError):
        services.undo_change(actor=lead, change=added)
    assert "Under" in [text for _kind, text, _up in texts(lead, process)]


def test_others_change_nothing_and_a_closed_process_stays(lead, viewer, process, small):
    one = small[0]
    stranger, politician = viewer(Role.CHIEF, "E02"), viewer(Role.POLITICIAN, "E01")
    assert selectors.drivers(viewer=stranger, process=process.pk) is None
    assert not selectors.drivers(viewer=politician, process=process.pk).may_write
    services.close_process(actor=lead, process=process.pk)
    for actor, error in (
        (stranger, NotAllowedError),
        (politician, NotAllowedError),
        (lead, services.ProcessClosedError),
    ):
        with pytest.raises(error):
            services.rename_driver(actor=actor, node=one.pk, text="Ny", seen=seen(one))
        with pytest.raises(error):
            services.add_driver(actor=actor, process=process.pk, text="Ny", key="k")


def test_what_is_gone_is_said_to_be_gone(lead, process, small):
    idea = small[3]
    services.remove_driver(actor=lead, node=idea.pk, seen=seen(idea))
    for act in (
        lambda: services.rename_driver(actor=lead, node=idea.pk, text="Ny", seen=1),
        lambda: services.add_driver(
            actor=lead, process=process.pk, text="Ny", key="k", under=idea.pk
        ),
    ):
        with pytest.raises(services.DriverGoneError):
            act()


def test_a_test_tries_an_idea_of_its_own_diagram(lead, process, small):
    for wrong in (small[0].pk, 999_999):
        with pytest.raises(services.DriverGoneError):
            services.plan_test(actor=lead, process=process.pk, plan=PLAN, idea=wrong)


@pytest.mark.parametrize(
    "fields", [{"kind": "aim"}, {"text": ""}, {"kind": "primary", "lever": 8}, {"lever": 2}]
)
def test_a_node_that_makes_no_sense_is_refused_by_the_database(small, fields):
    with pytest.raises(DatabaseError), transaction.atomic():
        DriverNode.objects.filter(pk=small[3].pk).update(**fields)


def test_the_database_refuses_links_that_do_not_fit(small, viewer, process, lead):
    one, two, below, idea = small
    wrong = [(one, one), (one, two), (below, one), (idea, below), (one, idea), (one, below)]
    for parent, child in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            DriverLink.objects.create(parent=parent, child=child)
    link = DriverLink.objects.get(parent=one, child=below)
    with pytest.raises(IntegrityError), transaction.atomic():
        DriverLink.objects.filter(pk=link.pk).update(parent=idea)
    with pytest.raises(IntegrityError), transaction.atomic():
        DriverNode.objects.filter(pk=below.pk).update(kind="idea")
    with pytest.raises(IntegrityError), transaction.atomic():
        DriverNode.objects.create(
            process=process, kind="primary", text="x", position=9, key=one.key
        )
