"""One network or several: divided by distance and likeness, and groups keep to their network."""

import re

import pytest
from django.db import IntegrityError, transaction

from samspil.networks import selectors, services
from samspil.networks.models import NetworkSplit
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

WHERE = {"edition": "example", "sector": "school"}
PAGE = "/partnerskaber/example/netvaerk/"


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def split(actor, count=2, **more):
    return services.split_networks(actor=actor, count=count, reason="Kortere vej", **WHERE, **more)


def test_two_networks_of_about_equal_size_hold_everybody_once(twelve, facilitator):
    found = split(facilitator)
    sizes = sorted(len(group) for group in found.networks)
    assert sum(sizes) == 12
    assert sizes[0] >= 5
    assert len({code for group in found.networks for code in group}) == 12
    view = selectors.networks(facilitator, **WHERE)
    assert [len(one.names) for one in view.networks] == [len(g) for g in found.networks]
    assert (view.reason, view.outside) == ("Kortere vej", ())
    assert AuditEvent.objects.get(action="networks.divided").details["networks"] == 2


def test_sparring_groups_keep_to_their_network(twelve, facilitator):
    networks = split(facilitator).networks
    of = {code: number for number, group in enumerate(networks) for code in group}
    plans = services.propose_several(
        actor=facilitator, question=services.plans.question_for(facilitator, **WHERE)
    )
    for plan in plans:
        for group in plan.groups.all():
            codes = group.members.values_list("municipality_id", flat=True)
            assert len({of[code] for code in codes}) == 1
        # Nothing of the price of crossing stands in the cost of those who do not cross.
        assert plan.cost / 12 < 3
    assert plans[0].proved
    services.lay_out(actor=facilitator, **WHERE)
    bench = services.find_best(actor=facilitator, version=1, **WHERE)
    one, other = networks[0][0], networks[1][0]
    services.swap(actor=facilitator, code=one, other=other, version=bench.version, **WHERE)
    problems = selectors.bench(facilitator, **WHERE).problems
    assert sum("forskellige netværk" in problem for problem in problems) == 2


def test_one_again_and_the_former_is_kept(twelve, facilitator):
    first = split(facilitator)
    assert split(facilitator, count=1) is None
    assert selectors.networks(facilitator, **WHERE) is None
    first.refresh_from_db()
    assert first.superseded_at is not None
    split(facilitator)
    assert NetworkSplit.objects.count() == 2


def test_who_comes_later_is_named_and_who_leaves_is_gone(twelve, facilitator, registering):
    found = split(facilitator)
    gone = found.networks[0].pop()
    found.save()
    view = selectors.networks(facilitator, **WHERE)
    assert len(view.outside) == 1
    assert gone not in {name for one in view.networks for name in one.names}


@pytest.mark.parametrize("count", [0, 4, 5])
def test_too_many_networks_for_so_few(twelve, facilitator, count):
    with pytest.raises(services.InvalidChangeError):
        split(facilitator, count=count)


def test_only_organisers_divide_and_those_taking_part_see_it(twelve, facilitator, viewer):
    with pytest.raises(NotAllowedError):
        split(viewer(Role.CHIEF, "E01"))
    split(facilitator)
    assert selectors.networks(viewer(Role.MEMBER, "E01"), **WHERE) is not None
    outsider = viewer(Role.CHIEF, "E01", edition="another")
    assert selectors.networks(outsider, **WHERE) is None


def test_the_page(twelve, signed_in):
    client = signed_in(Role.FACILITATOR)
    asked = {"sector": "school", "count": "2", "why": "Sjælland for sig"}
    assert client.post(f"{PAGE}del/", asked | {"why": ""}).status_code == 422
    assert client.post(f"{PAGE}del/", asked | {"count": "9"}).status_code == 422
    assert client.post(f"{PAGE}del/", asked | {"sector": "health"}).status_code == 404
    done = text(client.post(f"{PAGE}del/", asked, follow=True))
    assert "Kommunerne er delt i 2 netværk." in done
    assert "Mindst rejse i alt:" in done
    member = text(signed_in(Role.MEMBER, "E01").get(PAGE))
    assert "Sjælland for sig" in member
    assert client.post(f"{PAGE}del/", asked).status_code == 403
    assert client.get(f"{PAGE}del/").status_code == 405


def test_the_database_keeps_one_division(edition):
    good = {"sector": "school", "networks": [], "reason": "x"}
    NetworkSplit.objects.create(edition="e", **good)
    for fields in (
        {"edition": "e"} | good,
        {"edition": "f"} | good | {"reason": ""},
        {"edition": "f"} | good | {"sector": "health"},
        {"edition": ""} | good,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            NetworkSplit.objects.create(**fields)


def test_whom_a_municipality_is_with(twelve, facilitator):
    assert selectors.network_of(**WHERE, code="E01") == ()
    found = split(facilitator)
    own = next(group for group in found.networks if "E01" in group)
    names = selectors.network_of(**WHERE, code="E01")
    assert len(names) == len(own) < 12
    assert "Fabelborg" in names
    assert selectors.network_of(**WHERE, code="615") == ()
    assert selectors.network_of("example", "daycare", "E01") == ()
