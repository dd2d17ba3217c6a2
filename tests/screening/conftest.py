"""An example municipality with made-up figures, its people, and a screening of it."""

import datetime as dt

import pytest
from stories import story

from samspil.figures import services as figures
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation
from samspil.figures.snapshot import current
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import find_or_add_user
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.places.services import sort_key
from samspil.screening import services
from samspil.screening.models import Screening

CODE, OTHER = "E91", "E92"
ROLES = {
    "consultant": Role.CONSULTANT,
    "chief": Role.CHIEF,
    "lead": Role.PROJECT_LEAD,
    "member": Role.MEMBER,
    "politician": Role.POLITICIAN,
}
LONG = (
    "Overgangene mellem dagtilbud og skole bliver aftalt for sent, og de pædagoger, "
    "der kender børnene, er sjældent med til det møde, hvor planen bliver lagt."
)


def add_municipality(code, name, tile):
    """Put a municipality that does not exist beside the map."""
    return Municipality.objects.create(
        code=code,
        name=name,
        sort_key=sort_key(name),
        region="Midtjylland",
        group="Oplandskommuner",
        population=41_200,
        population_date=dt.date(2026, 1, 1),
        area_km2=420.0,
        latitude=56.1,
        longitude=9.4,
        tile_column=tile,
        tile_row=90,
        is_example=True,
    )


def publish_example_figures(code, like="615", without=()):
    """Give an example municipality figures near those of a real one, marked as made up."""
    source = {
        "source": "example",
        "publisher": "Samspil",
        "table": "Eksempel",
        "url": "",
        "quality": "example",
        "note": "",
        "collected": "2026-11-22",
    }
    figures.load_sources(rows=[source])
    made_up = []
    for (indicator, breakdown), periods in current().figures.items():
        period = current().latest(indicator, breakdown)
        figure = periods.get(period, {}).get(like)
        if period and figure is not None and indicator not in without:
            made_up.append(
                Observation(
                    indicator=indicator,
                    municipality_id=code,
                    period=period,
                    breakdown=breakdown,
                    role=load_indicators()[indicator].content.role,
                    value=round(figure.number * 1.01, 3),
                    source_id="example",
                )
            )
    figures.publish(actor=ANYBODY, origin="example", digest="x", observations=made_up)


@story()
def example():
    """Two municipalities that do not exist, and no figures of them."""
    add_municipality(CODE, "Mølleådal", 90)
    add_municipality(OTHER, "Strandmark", 91)
    return CODE


@story("example")
def made_up():
    """Made-up figures of the first of them."""
    publish_example_figures(CODE)


def make_person(role, municipality=CODE, **where):
    """Make somebody with a role in a municipality, or find them."""
    user = find_or_add_user(email=f"{role}-{municipality}@example.org", name=f"En {role}")
    wanted = ROLES.get(role) or Role(role)
    place = municipality if wanted.is_municipal else None
    Membership.objects.get_or_create(
        user=user, role=wanted, municipality_id=place, ended_at=None, defaults=where
    )
    return user


@pytest.fixture
def person(example):
    """Make a person with a role: ``person("chief")``, elsewhere with ``municipality=OTHER``."""

    return make_person


@pytest.fixture
def viewer(person):
    """Make a viewer with a role."""
    return lambda role, municipality=CODE, **where: viewer_for(person(role, municipality, **where))


@story("example")
def screening():
    """An open screening of the example municipality's schools."""
    chief = viewer_for(make_person("chief"))
    return services.start(actor=chief, municipality=CODE, sector="school")


def asked(screening, lever):
    """The ids of the questions asked on a lever."""
    return [one.id for one in screening.asked if one.id.startswith(f"{lever}.")]


def add_sources(screening, actor):
    """Two documents, a talk and a workshop, each said of one lever."""
    where = {"actor": actor, "screening": screening.pk}
    sources = {
        1: services.add_document(**where, title="Børne- og ungepolitikken"),
        2: services.add_interview(**where, role="staff", note="Kun for os"),
        3: services.add_document(**where, title="Budgetopfølgningen"),
        5: services.add_workshop(**where, title="Workshop med otte"),
    }
    said = {
        1: {"text": "Vedtaget for to år siden"},
        2: {"text": "Støtten gives uden for klassen", "level": 1},
        3: {"text": "Det seneste år"},
        5: {"text": LONG, "votes": {"2": 3, "3": 4, "0": 1}},
    }
    for lever, source in sources.items():
        services.use(
            **where, evidence=source.pk, question=asked(screening, lever)[0], **said[lever]
        )


def fill(screening, actor):
    """Answer most levers with evidence, and write findings, some of them long.

    Both short questions of a lever get the same level, so its median is that level.
    """
    add_sources(screening, actor)
    for lever, level in {1: 3, 2: 2, 3: 2, 4: 1, 5: 3, 6: None}.items():
        for question in asked(screening, lever):
            services.judge(actor=actor, screening=screening.pk, question=question, level=level)
    found = [
        (2, "Støtten gives uden for klassen på de fleste skoler", "potentiale", 3, 1),
        (4, LONG, "potentiale", 3, 3),
        (5, "Elevens egen stemme mangler i visitationen", "justering", 2, 1),
        (3, "Ingen ved, hvor mange elever der får mellemformer", "dybdeanalyse", None, None),
    ]
    for lever, claim, kind, effect, effort in found:
        services.add_finding(
            actor=actor,
            screening=screening.pk,
            lever=lever,
            claim=claim,
            kind=kind,
            bottom_line="all_children",
            evidence="Dokumenter og workshop",
            effect=effect,
            effort=effort,
        )


@story("screening")
def filled():
    """The same screening with answers and findings."""
    screening = Screening.objects.get()
    fill(screening, viewer_for(make_person("chief")))
    return screening
