"""The workbench: who may use it, what each act does, and that nobody overwrites anybody."""

import json
import re

import pytest
from django.db import IntegrityError, transaction

from samspil.networks import selectors, services
from samspil.networks.models import Bench, GroupPlan, PairWish
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

WHERE = {"edition": "example", "sector": "school"}
PAGE = "/partnerskaber/example/netvaerk/school/dan/"
EVEN = {"travel": 1, "size": 1, "comparability": 1, "complementarity": 0}


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def shown(viewer):
    return selectors.bench(viewer, "example", "school")


def everybody(view):
    return sorted(one.code for group in view.groups for one in group.members)


class TestActs:
    def test_the_best_is_laid_out_and_what_is_said_of_it_agrees(self, bench, facilitator):
        view = shown(facilitator)
        assert everybody(view) == [f"E{n:02}" for n in range(1, 9)]
        best = services.propose(actor=facilitator, **WHERE)
        assert view.points == pytest.approx(100 * best.cost / 8)
        assert view.problems == ()
        # No exchange of places helps: it is the best there is.
        changes = [
            choice.change
            for group in view.groups for one in group.members for choice in one.swaps
        ]  # fmt: skip
        assert min(changes) >= -1e-9

    def test_what_a_move_was_said_to_change_is_what_it_changes(self, bench, facilitator):
        before = shown(facilitator)
        one = before.groups[0].members[0]
        for choice in (one.moves[0], one.swaps[0]):
            version = Bench.objects.get().version
            start = shown(facilitator).points
            if choice in one.moves:
                services.move(
                    actor=facilitator, code=one.code, group=int(choice.value), version=version,
                    **WHERE,
                )  # fmt: skip
                after = shown(facilitator)
                assert after.points - start == pytest.approx(choice.change)
                services.find_best(actor=facilitator, version=version + 1, **WHERE)
            else:
                services.swap(
                    actor=facilitator, code=one.code, other=choice.value, version=version, **WHERE
                )
                assert shown(facilitator).points - start == pytest.approx(choice.change)

    def test_a_new_group_and_an_emptied_one(self, bench, facilitator):
        count = len(bench.groups)
        first = bench.groups[0][0]
        services.move(actor=facilitator, code=first, group=count + 1, version=2, **WHERE)
        view = shown(facilitator)
        assert len(view.groups) == count + 1
        assert any("skal være" in problem for problem in view.problems)
        assert not view.can_keep
        services.move(actor=facilitator, code=first, group=1, version=3, **WHERE)
        assert len(shown(facilitator).groups) == count

    def test_the_pinned_stay_and_the_rest_moves(self, bench, facilitator):
        one, other = bench.groups[0][0], bench.groups[-1][0]
        services.swap(actor=facilitator, code=one, other=other, version=2, **WHERE)
        for version, code in ((3, one), (4, other)):
            services.pin(actor=facilitator, code=code, stays=True, version=version, **WHERE)
        found = services.find_best(actor=facilitator, version=5, **WHERE)
        of = {code: number for number, group in enumerate(found.groups) for code in group}
        assert of[one] != of[other]
        assert found.pinned == sorted([one, other])
        services.pin(actor=facilitator, code=one, stays=False, version=6, **WHERE)
        assert Bench.objects.get().pinned == [other]

    def test_three_proposals_are_really_different(self, bench, facilitator):
        services.weigh(actor=facilitator, weights=EVEN, low=3, high=5, version=2, **WHERE)
        plans = services.propose_from(actor=facilitator, version=3, **WHERE)
        assert [plan.parameters["origin"] for plan in plans] == ["best", "other", "other"]
        assert plans[0].proved
        pairs = []
        for plan in plans:
            groups = [set(g.members.values_list("municipality_id", flat=True))
                      for g in plan.groups.all()]  # fmt: skip
            pairs.append({(a, b) for g in groups for a in g for b in g if a < b})
            assert plan.cost >= plans[0].cost - 1e-9
            assert plan.bound == pytest.approx(plans[0].cost)
        for at, mine in enumerate(pairs):
            for other in pairs[:at]:
                assert len(mine - other) * 3 >= len(mine)
        assert Bench.objects.get().version == 3

    def test_what_was_made_by_hand_is_kept_with_its_true_distance(self, bench, facilitator):
        one, other = bench.groups[0][0], bench.groups[-1][0]
        services.swap(actor=facilitator, code=one, other=other, version=2, **WHERE)
        plan = services.keep_proposal(actor=facilitator, version=3, **WHERE)
        assert (plan.parameters["origin"], plan.proved) == ("by_hand", False)
        assert plan.cost > plan.bound > 0
        assert shown(facilitator).points == pytest.approx(100 * plan.cost / 8)
        again = services.keep_proposal(actor=facilitator, version=3, **WHERE)
        assert again.pk == plan.pk
        services.accept(actor=facilitator, plan=plan.pk, reason="De kender hinanden")
        assert GroupPlan.objects.get(status="accepted").pk == plan.pk

    def test_somebody_who_left_moves_as_few_as_possible(
        self, bench, facilitator, registering, edition
    ):
        plan = services.keep_proposal(actor=facilitator, version=2, **WHERE)
        services.accept(actor=facilitator, plan=plan.pk, reason="Sådan")
        registering("E09", "school")
        repaired = services.repair(actor=facilitator, **WHERE)
        assert repaired.parameters["moves"] == 0
        groups = [set(g.members.values_list("municipality_id", flat=True))
                  for g in repaired.groups.all()]  # fmt: skip
        former = [set(g.members.values_list("municipality_id", flat=True))
                  for g in plan.groups.all()]  # fmt: skip
        assert sorted(map(sorted, (g - {"E09"} for g in groups))) == sorted(map(sorted, former))

    def test_the_later_of_two_is_told_and_overwrites_nothing(self, bench, facilitator, viewer):
        first, other = bench.groups[0][0], bench.groups[0][1]
        services.pin(actor=facilitator, code=first, stays=True, version=2, **WHERE)
        late = viewer(Role.PROGRAMME_OWNER)
        acts = [
            lambda: services.pin(actor=late, code=other, stays=True, version=2, **WHERE),
            lambda: services.move(actor=late, code=other, group=2, version=2, **WHERE),
            lambda: services.find_best(actor=late, version=2, **WHERE),
            lambda: services.keep_proposal(actor=late, version=2, **WHERE),
            lambda: services.weigh(actor=late, weights=EVEN, low=3, high=5, version=2, **WHERE),
        ]
        for act in acts:
            with pytest.raises(services.StaleBenchError) as stale:
                act()
            assert stale.value.by == facilitator.name
        assert Bench.objects.get().pinned == [first]

    @pytest.mark.parametrize(
        "act",
        [
            lambda **by: services.move(code="E12", group=1, **by),
            lambda **by: services.move(code="E01", group=9, **by),
            lambda **by: services.move(code="E01", group=0, **by),
            lambda **by: services.swap(code="E01", other="E01", **by),
            lambda **by: services.swap(code="E01", other="E12", **by),
            lambda **by: services.pin(code="E12", stays=True, **by),
            lambda **by: services.weigh(weights={}, low=3, high=5, **by),
            lambda **by: services.weigh(weights=EVEN | {"size": 9}, low=3, high=5, **by),
            lambda **by: services.weigh(weights=EVEN, low=5, high=3, **by),
        ],
    )
    def test_what_cannot_be_changes_nothing(self, bench, facilitator, act):
        with pytest.raises(services.InvalidChangeError):
            act(actor=facilitator, version=2, **WHERE)
        assert Bench.objects.get().groups == bench.groups

    def test_only_organisers(self, bench, viewer):
        chief = viewer(Role.CHIEF, "E01")
        for act in (
            lambda: services.lay_out(actor=chief, **WHERE),
            lambda: services.move(actor=chief, code="E01", group=1, version=2, **WHERE),
            lambda: services.propose_from(actor=chief, version=2, **WHERE),
            lambda: services.repair(actor=chief, **WHERE),
            lambda: selectors.bench(chief, **WHERE),
            lambda: services.wish_pair(
                actor=chief, kind="apart", pair=["E01", "E02"], reason="x", **WHERE
            ),
        ):
            with pytest.raises(NotAllowedError):
                act()
        assert selectors.wishes(chief, "example", "school") == []


class TestWishes:
    def wish(self, actor, kind, *pair):
        return services.wish_pair(actor=actor, kind=kind, pair=pair, reason="De er naboer", **WHERE)

    def test_wishes_are_met_and_can_be_taken_away(self, bench, facilitator):
        one, other = bench.groups[0][0], bench.groups[-1][0]
        mate = bench.groups[0][1]
        self.wish(facilitator, "together", other, one)
        wish = self.wish(facilitator, "apart", one, mate)
        view = shown(facilitator)
        assert len(view.problems) == 2
        found = services.find_best(actor=facilitator, version=2, **WHERE)
        of = {code: number for number, group in enumerate(found.groups) for code in group}
        assert of[one] == of[other] != of[mate]
        assert shown(facilitator).problems == ()
        services.drop_wish(actor=facilitator, edition="example", wish=wish.pk)
        assert [row.kind for row in selectors.wishes(facilitator, "example", "school")] == [
            "together"
        ]
        actions = AuditEvent.objects.filter(action__startswith="networks.wish")
        assert actions.count() == 3

    def test_wishes_that_contradict_are_named(self, bench, facilitator, client, person):
        for pair in (("E01", "E02"), ("E02", "E03")):
            self.wish(facilitator, "together", *pair)
        self.wish(facilitator, "apart", "E01", "E03")
        client.force_login(person(Role.FACILITATOR))
        answer = client.post(PAGE, {"go": "best", "version": "2"}, follow=True)
        assert "Disse ønsker kan ikke opfyldes samtidig" in text(answer)
        assert "hver for sig" in text(answer)

    def test_a_wish_said_again_counts_once(self, bench, facilitator):
        self.wish(facilitator, "apart", "E02", "E01")
        self.wish(facilitator, "together", "E01", "E02")
        (wish,) = PairWish.objects.all()
        assert (wish.kind, wish.first_id, wish.second_id) == ("together", "E01", "E02")

    @pytest.mark.parametrize("pair", [("E01", "E01"), ("E01", "E12"), ("E01",)])
    def test_wishes_about_nobody(self, bench, facilitator, pair):
        with pytest.raises(services.InvalidChangeError):
            self.wish(facilitator, "apart", *pair)


def test_the_database_keeps_one_table_and_pairs_in_order(bench, facilitator):
    fields = {"weights": EVEN, "low": 3, "high": 5}
    breaks = [
        lambda: Bench.objects.create(edition="example", sector="school", **fields),
        lambda: Bench.objects.create(edition="x", sector="health", **fields),
        lambda: Bench.objects.create(edition="x", sector="school", **fields | {"high": 2}),
        lambda: Bench.objects.create(edition="", sector="school", **fields),
        lambda: PairWish.objects.create(
            kind="apart", first_id="E02", second_id="E01", reason="x", **WHERE
        ),
        lambda: PairWish.objects.create(
            kind="near", first_id="E01", second_id="E02", reason="x", **WHERE
        ),
        lambda: PairWish.objects.create(
            kind="apart", first_id="E01", second_id="E02", reason="", **WHERE
        ),
    ]
    for act in breaks:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


class TestPage:
    def test_from_nothing_to_a_kept_proposal(self, eight, signed_in):
        client = signed_in(Role.FACILITATOR)
        assert "Ingen er lagt i grupper endnu" in text(client.get(PAGE))
        weighed = {"travel": "2", "size": "1", "comparability": "1", "complementarity": "0",
                   "low": "3", "high": "5", "version": "1"}  # fmt: skip
        answer = client.post(PAGE, weighed | {"go": "propose"}, follow=True)
        assert "Forslag 1, 2, 3 er klar, side om side." in text(answer)
        assert "Forslagene side om side" in text(answer)
        version = answer.context["bench"].version
        kept = client.post(PAGE, {"go": "keep", "version": str(version)}, follow=True)
        assert "Gemt som forslag 1." in text(kept)

    def test_a_script_gets_the_table_alone_and_what_was_done(self, bench, signed_in):
        client = signed_in(Role.FACILITATOR)
        code = bench.groups[0][0]
        answer = client.post(
            PAGE,
            {"go": "move", "code": code, "to": "move:2", "version": "2"},
            headers={"HX-Request": "true"},
        )
        assert "er flyttet." in text(answer)
        assert "<h1" not in answer.content.decode()
        late = client.post(
            PAGE,
            {"go": "pin", "code": code, "stays": "yes", "version": "2"},
            headers={"HX-Request": "true"},
        )
        assert "har ændret grupperne, siden I så dem" in text(late)

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            ({"go": "propose", "low": "5", "high": "3"}, "skal være mindst lige så stort"),
            ({"go": "propose", "travel": "0", "size": "0", "comparability": "0"}, "skal tælle"),
            ({"go": "propose", "travel": "99"}, "4"),
            ({"go": "wish", "first": "E01", "second": "E01", "kind": "apart", "reason": "x"},
             "Vælg to forskellige kommuner."),
            ({"go": "wish", "first": "E01", "second": "E02", "kind": "apart",
              "reason": "Pia 010190-1234"}, "ligner et CPR-nummer"),
        ],
    )  # fmt: skip
    def test_bad_input_is_explained(self, bench, signed_in, data, words):
        client = signed_in(Role.FACILITATOR)
        good = {"travel": "2", "size": "1", "comparability": "1", "complementarity": "0",
                "low": "3", "high": "5", "version": "2"}  # fmt: skip
        answer = client.post(PAGE, good | data)
        assert answer.status_code == 422
        assert words in text(answer)
        assert not PairWish.objects.exists()

    def test_odd_acts_change_nothing(self, bench, signed_in):
        client = signed_in(Role.FACILITATOR)
        for data in (
            {"go": "move", "code": "E01", "to": "swap:"},
            {"go": "move", "code": "zzz", "to": "move:1"},
            {"go": "move", "code": "E01", "to": "move:99999999999999999999"},
            {"go": "arrange", "plan": "7"},
            {"go": "pin"},
        ):
            answer = client.post(PAGE, data | {"version": "2"}, follow=True)
            assert "Intet er ændret." in text(answer), data
        assert Bench.objects.get().version == 2

    def test_others_stay_outside(self, bench, client, signed_in):
        assert client.get(PAGE).status_code == 302
        assert signed_in(Role.CHIEF, "E01").get(PAGE).status_code == 403
        assert signed_in(Role.FACILITATOR).get(PAGE.replace("school", "health")).status_code == 404
        assert client.put(PAGE).status_code == 405

    def test_too_few_are_sent_back_with_the_reason(self, edition, registering, signed_in):
        registering("E01", "school")
        answer = signed_in(Role.FACILITATOR).get(PAGE, follow=True)
        assert "Der skal være mindst 3 tilmeldte kommuner; der er 1." in text(answer)


def test_weights_are_kept_as_numbers(bench):
    assert json.loads(json.dumps(bench.weights)) == bench.weights
