"""Who sees which own figures, what stands beside them, and that nothing else ever has them."""

import re

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samspil.figures import rules, services, snapshot
from samspil.figures import selectors as public
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation, Source, Vintage
from samspil.figures.pages import own as pages
from samspil.figures.selectors import own as selectors
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.methods.states import NotApplicable, Suppressed, Value
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY
from samspil.places.models import Institution
from samspil.web.example import own_figures as example_figures

pytestmark = pytest.mark.django_db
SEGREGATION = "segregation_rate_municipal"
SUPPORT = "support_9h_share"


def seen(viewer, code="615"):
    page = selectors.own_figures(viewer=viewer, code=code)
    return page if page is None else [row for group in page.groups for row in group.rows]


def test_those_it_belongs_to_and_those_let_in_see_the_same_figures(type_one, chief, somebody):
    type_one()
    inside = [somebody(role, "615") for role in (Role.MEMBER, Role.POLITICIAN, Role.CONSULTANT)]
    outside = [somebody(Role.CHIEF, "101"), somebody(Role.FACILITATOR), somebody(), ANYBODY]
    for viewer in inside:
        (row,) = seen(viewer)
        assert (row.by, row.source) == ("Ada", "Elevsystemet, talt af økonomi 5. oktober")
    assert [seen(viewer) for viewer in outside] == [None] * 4
    shares = [
        services.share_own(actor=chief, municipality="615", audience=audience)
        for audience in ("101", rules.ORGANISERS)
    ]
    assert [seen(viewer) is not None for viewer in outside] == [True, True, False, False]
    assert {row.by for viewer in outside[:2] for row in seen(viewer)} == {""}
    for share in shares:
        services.unshare_own(actor=chief, share=share.pk)
    assert [seen(viewer) for viewer in outside] == [None] * 4


def test_those_let_in_see_neither_history_nor_names_nor_who_else_was(type_one, chief, somebody):
    (figure,) = type_one().figures
    services.share_own(actor=chief, municipality="615", audience="101")
    other = somebody(Role.CHIEF, "101")
    assert selectors.own_history(viewer=other, code="615", figure=figure.pk) is None
    assert selectors.own_shares(viewer=other, code="615") == []
    assert selectors.own_withdrawn(viewer=other, code="615") == []
    assert selectors.standing_figures(viewer=other, code="615") == {}
    assert [place.code for place in selectors.shown_to_me(viewer=other)] == ["615"]
    assert selectors.shown_to_me(viewer=chief) == []
    assert selectors.shown_to_me(viewer=ANYBODY) == []


def test_another_municipality_has_no_such_figure(type_one, somebody):
    (figure,) = type_one().figures
    other = somebody(Role.CHIEF, "101")
    assert selectors.own_history(viewer=other, code="101", figure=figure.pk) is None
    assert selectors.own_figure(viewer=other, code="101", figure=figure.pk) is None
    with pytest.raises(NoSuchMunicipalityError):
        selectors.own_figures(viewer=other, code="999")


def test_the_states_are_four(type_one, chief):
    none = {"numerator": None, "denominator": None}
    type_one(period="2021/2022")
    type_one(3, 4210, period="2022/2023")
    type_one(**none, state="suppressed", period="2023/2024")
    type_one(**none, state="not_applicable", period="2024/2025")
    figures = [row.figure for row in seen(chief)]
    assert isinstance(figures[0], Value)
    assert figures[1:] == [Suppressed("few"), Suppressed("few"), NotApplicable()]


def test_a_part_that_was_kept_back_is_not_told_by_the_others(type_many, chief, entry):
    type_many(
        entry(3, 900, part="indskoling"),
        entry(40, 900, part="mellemtrin"),
        entry(60, 900, part="udskoling"),
        entry(103, 2700),
    )
    rows = {row.key.breakdown: row for row in seen(chief)}
    shown = {part for part, row in rows.items() if isinstance(row.figure, Value)}
    assert shown == {"", "udskoling"}
    assert rows["mellemtrin"].counted is None
    assert "40" not in str(pages.own_table(selectors.own_figures(viewer=chief, code="615")).rows[2])


def test_a_part_that_was_never_typed_is_not_told_either(type_many, chief, entry):
    schools = list(Institution.objects.filter(municipality="615", kind="f")[:3])
    rows = [entry(10 + n, 300, institution=one.pk) for n, one in enumerate(schools)]
    type_many(*rows, entry(35, 950))
    figures = {row.key.institution: row.figure for row in seen(chief)}
    assert figures[schools[0].pk] == Suppressed("few")
    assert isinstance(figures[schools[2].pk], Value)
    assert isinstance(figures[""], Value)


def test_the_typist_corrects_what_was_typed_though_it_is_hidden(type_many, chief, entry):
    type_many(entry(3, 900, part="indskoling"), entry(40, 900, part="mellemtrin"),
              entry(43, 1800))  # fmt: skip
    standing = selectors.standing_figures(viewer=chief, code="615")
    stated = selectors.entry_of(standing[entry(part="mellemtrin").key])
    assert (stated.numerator, stated.denominator, stated.state) == (40, 900, "value")


def test_segregation_always_has_its_companions_beside_it(type_one, chief):
    type_one()
    type_one(40, 4000, indicator=SUPPORT)
    (group, support) = selectors.own_figures(viewer=chief, code="615").groups
    assert [one.id for one in group.companions] == list(
        load_indicators()[SEGREGATION].content.beside
    )
    beside = {one.id: one.rows for one in group.companions}
    (own,) = beside[SUPPORT]
    assert own.own is not None
    assert own.figure == Value(1.0)
    assert beside["inclusion_rate"] == ()
    (wellbeing,) = beside["wellbeing_mean_of_five"]
    assert wellbeing.own is None
    assert wellbeing.source.id == "stil_gs_trivind"
    assert wellbeing.figure == snapshot.current().one("615", "wellbeing_mean_of_five")
    assert support.id == SUPPORT


def test_what_is_worth_bringing_follows_the_definitions(type_one, chief):
    before = selectors.own_figures(viewer=chief, code="615").wanted
    lacking = {
        name
        for name, one in load_indicators().items()
        if one.content.availability in {"not_fetched", "national_points"}
        and set(one.content.levels) & {"municipality", "school", "institution"}
    }
    assert set(before) == lacking
    assert {SEGREGATION, SUPPORT, "intermediate_provision_share"} <= lacking
    type_one()
    assert set(selectors.own_figures(viewer=chief, code="615").wanted) == lacking - {SEGREGATION}


def test_history_is_whole_and_newest_first(type_one, chief, lead):
    (first,) = type_one(104).figures
    (second,) = type_one(110, actor=lead, seen=first.pk).figures
    services.withdraw_figure(actor=chief, figure=second.pk, reason="Talt forkert")
    (third,) = type_one(120).figures
    for figure in (first, second, third):
        standing, former = selectors.own_history(viewer=chief, code="615", figure=figure.pk)
        assert standing.id == third.pk
        assert [one.row.id for one in former] == [second.pk, first.pk]
    assert [(one.is_withdrawn, one.by, one.reason) for one in former] == [
        (True, "Ada", "Talt forkert"),
        (False, "Bo", ""),
    ]
    assert selectors.own_withdrawn(viewer=chief, code="615") == []
    services.withdraw_figure(actor=chief, figure=third.pk, reason="Igen")
    (gone,) = selectors.own_withdrawn(viewer=chief, code="615")
    assert gone.row.id == third.pk


PUBLIC = [
    "/", "/kommuner/", "/kommuner/615/", "/kommuner/615/?omraade=daycare", "/kommuner/615/tal.csv",
    "/kommuner/615/tal.json", "/kommuner/615/exam_mean_grade9.csv", "/indikatorer/",
    f"/indikatorer/{SEGREGATION}/", "/indikatorer/exam_mean_grade9/tal.csv", "/viden/",
    "/partnerskaber/", "/kommuner/101/",
]  # fmt: skip


def everything_public():
    """All that methods and public selectors make of figures, and the tables they read."""
    potential = public.selection_result()
    return {
        "observations": Observation.objects.count(),
        "sources": set(Source.objects.values_list("pk", flat=True)),
        "vintages": Vintage.objects.count(),
        "snapshot": snapshot.current().figures,
        "peers": public.peers_of(code="615", sector="school").inputs,
        "expected": public.expected_values(indicator="exam_mean_grade9", sector="school").inputs,
        "potential": (potential.rows, potential.inputs),
        "page": public.indicator_page(indicator=SEGREGATION, language="da").distributions,
    }


def pages_of(client):
    """Every public page and file word for word, but for the token against forgery."""
    found = {}
    for address in PUBLIC:
        text = client.get(address).content.decode()
        found[address] = re.sub('name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return found


def test_no_public_page_or_selector_has_an_own_figure(type_one, chief, somebody):
    readers = {"nobody": Client(), "chief of another": Client(), "own chief": Client()}
    for who, viewer in (("chief of another", somebody(Role.CHIEF, "101")), ("own chief", chief)):
        readers[who].force_login(User.objects.get(pk=viewer.user_id))
    figures = everything_public()
    shown = {who: pages_of(client) for who, client in readers.items()}
    for period in ("2023/2024", "2024/2025"):
        type_one(6543, 98765, source="Sporkilde", period=period)
    assert everything_public() == figures
    for who, client in readers.items():
        after = pages_of(client)
        differ = {address for address in PUBLIC if after[address] != shown[who][address]}
        own_pages = {"/kommuner/615/", "/kommuner/615/?omraade=daycare"}
        assert differ == (own_pages if who == "own chief" else set()), who
        for address in (f"/kommuner/615/{SEGREGATION}.csv", f"/indikatorer/{SEGREGATION}/tal.csv"):
            assert client.get(address).status_code == 404, who
        assert all("Sporkilde" in after[address] for address in differ)


def test_the_example_is_marked_and_keeps_back_small_groups(example_edition, somebody):
    viewer = somebody(Role.MEMBER, "E02")
    (support,) = [g for g in selectors.own_figures(viewer=viewer, code="E02").groups
                  if g.id == SUPPORT]  # fmt: skip
    assert {row.figure for row in support.rows[:1]} == {Suppressed("few")}
    assert {row.source for row in support.rows} == {example_figures.SOURCE}
    assert "Opdigtet" in example_figures.SOURCE
    assert [place.code for place in selectors.shown_to_me(viewer=viewer)] == ["E01"]
    page = lxml.html.fromstring(Client().get("/kommuner/E01/").content.decode())
    assert page.xpath("//*[@id='egne-tal']") == []


def test_the_example_s_parts_add_up_to_the_whole():
    for code in example_figures.RULES:
        found = {entry.key: entry for entry in example_figures.invented(code)}
        wholes = [key for key in found if key.indicator == SEGREGATION and not key.breakdown]
        assert len(wholes) == len(example_figures.YEARS)
        for key in wholes:
            parts = [
                one for other, one in found.items()
                if other.indicator == SEGREGATION and other.period == key.period
                and other.breakdown
            ]  # fmt: skip
            assert sum(part.numerator for part in parts) == found[key].numerator
            assert sum(part.denominator for part in parts) == found[key].denominator


def test_the_page_asks_the_database_few_questions_however_many_figures(type_many, chief, entry):
    def questions():
        with CaptureQueriesContext(connection) as asked:
            selectors.own_figures(viewer=chief, code="615")
        return len(asked)

    type_many(entry())
    few = questions()
    type_many(*[entry(period=f"{y}/{y + 1}", part=part) for y in range(2010, 2024)
                for part in ("", "indskoling", "udskoling")])  # fmt: skip
    assert questions() == few <= 4
