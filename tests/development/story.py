"""Fictional people and words that the tests of two rooms tell their story with."""

import datetime as dt

from samspil.development.values import Aim, Ask, Given, Plan
from samspil.networks.facts import GroupFacts, MemberFacts
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.places.services import sort_key
from samspil.programmes import services as programmes
from samspil.programmes.wishes import Person, TeamWish, Wish

FIRST_DAY = dt.date(2026, 11, 23)
REGISTERED_AT = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
WHERE = {"edition": "example", "municipality": "E01", "sector": "school"}
AIM = Aim(
    what="To voksne planlægger sammen i indskolingen",
    how_much="Hver uge på tre skoler",
    by_when=dt.date(2027, 12, 1),
    for_whom="elever i 0.-3. klasse",
    owner="Skolechefen",
    levers=(2, 7),
)
PLAN = Plan(
    question="Hvis to lærere planlægger en halv time om ugen, bliver der så mere ro?",
    prediction="Tre af fire lærere siger ja efter to uger.",
    measure="Kort spørgsmål fredag",
    who="2.a",
    planned_for=dt.date(2027, 1, 11),
)
OUTCOME = {
    "what_happened": "To af fire sagde ja. Tirsdage faldt ud.",
    "compared": "partly",
    "decision": "adapt",
}


def make_places():
    """Make three example municipalities off the map: laying it out takes a tenth of a second."""
    for number, name in enumerate(("Fabelborg", "Prøvestrand", "Mønsterlev"), start=1):
        Municipality.objects.create(
            code=f"E{number:02}", name=name, sort_key=sort_key(name), is_example=True,
            region="Eksempel", group="Eksempel", population=20_000, area_km2=140.0,
            population_date=FIRST_DAY, latitude=56.0, longitude=10.8,
            tile_column=100 + number, tile_row=100,
        )  # fmt: skip


def register(code, sector):
    """Register a municipality's team by the ordinary services."""
    email = f"chef-{code.lower()}@example.org"
    user = people.find_or_add_user(email=email, name=f"Chefen i {code}", is_example=True)
    people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
    team = TeamWish(sector, 5, (Person(user.name, email, "Chef", is_chief=True),))
    programmes.register_team(
        actor=viewer_for(user),
        edition="example",
        municipality=code,
        wish=Wish(teams=(team,)),
        now=REGISTERED_AT,
    )


ASK = Ask(
    trying="Dialogmøder, før nogen søger om specialtilbud",
    stuck="Kalenderne går ikke op. Hvordan finder I en fast tid med PPR?",
    wanted="example",
    by_when=dt.date(2027, 1, 15),
    lever=5,
)
GIVEN = Given(text="Vi har hver tirsdag formiddag sat af et halvt år frem.")


def form_group(*codes):
    """Accept one sparring group in the school sector, without the search for the best one."""
    plan = GroupPlan.objects.create(
        edition="example", sector="school", number=1, status="accepted", parameters={},
        cost=1, bound=1, proved=True, seed=1, inputs="here", reason="Korte rejser",
        accepted_by=people.find_or_add_user(email="leder@example.org", name="Lederen"),
        accepted_at=REGISTERED_AT,
    )  # fmt: skip
    group = Group.objects.create(
        plan=plan, number=1, facts=GroupFacts(10, 10, 20, 1.0, 1, 2, 1.0).as_json()
    )
    for code in codes:
        facts = MemberFacts(20_000, codes[0], 10, 10, 1.0, 1, 2, 0).as_json()
        GroupMember.objects.create(plan=plan, group=group, municipality_id=code, facts=facts)
