"""The instrument: seven levers verbatim and in order, our questions marked as ours."""

import pytest

from samspil.definitions import DefinitionError, load_bytes
from samspil.figures.indicators import Level, Sector, load_indicators
from samspil.screening.instrument import (
    SECTORS,
    Aspect,
    Form,
    Instrument,
    Side,
    Transition,
    Verdict,
    check_indicators,
    load_instruments,
)
from samspil.screening.instrument_file import written

DEFINITION = load_instruments()["seven-levers-2026"]
INSTRUMENT = DEFINITION.content

ALL = [question for lever in INSTRUMENT.levers for question in lever.questions]

VERBATIM = [
    "Tydelig politisk ambition og retning for området",
    "Inklusionspraksis i de almene børnefællesskaber",
    "Aktiv brug af data – overbliksgivende styringscockpit",
    "Nuanceret tilbudsvifte inkl. mellemformer",
    "Visitationsprocessen",
    "Tildelingsmodellen som fordeler midler til økonomi og specialundervisning",
    "Samarbejdet mellem fagligheder – professionel relationel kapacitet",
]


def test_the_seven_labels_are_verbatim_and_in_order():
    assert [lever.label.da for lever in INSTRUMENT.levers] == VERBATIM
    assert [lever.number for lever in INSTRUMENT.levers] == [1, 2, 3, 4, 5, 6, 7]
    assert INSTRUMENT.lever(6).label.da == VERBATIM[5]


def test_it_says_that_the_questions_are_our_proposal():
    assert "eget forslag" in INSTRUMENT.statement.da
    assert "ikke KL's eller Komponents redskab" in INSTRUMENT.statement.da
    assert "own proposal" in INSTRUMENT.statement.en
    assert "not KL's or Komponent's instrument" in INSTRUMENT.statement.en


def test_only_the_sixth_label_needs_explaining():
    assert [lever.number for lever in INSTRUMENT.levers if lever.help] == [6]
    assert "ordret" in INSTRUMENT.lever(6).help.da
    assert "ordinary and special" in INSTRUMENT.lever(6).help.en


def test_levels_one_and_two_are_challenged_and_three_and_four_well_equipped():
    assert [INSTRUMENT.verdict_of(level) for level in (1, 2, 3, 4)] == [
        Verdict.CHALLENGED,
        Verdict.CHALLENGED,
        Verdict.WELL_EQUIPPED,
        Verdict.WELL_EQUIPPED,
    ]
    assert INSTRUMENT.verdict_of(None) is None
    assert INSTRUMENT.verdicts[Verdict.WELL_EQUIPPED].da == "godt rustet"
    assert INSTRUMENT.verdicts[Verdict.CHALLENGED].da == "udfordret"
    assert INSTRUMENT.dont_know.da == "Ved ikke"
    with pytest.raises(ValueError, match="no level 5"):
        INSTRUMENT.verdict_of(5)
    names = [step.name.da for step in INSTRUMENT.scale]
    assert names == ["Tilfældig", "Beskrevet", "Anvendt", "Lærende"]


def test_seven_or_eight_questions_a_lever_and_fourteen_in_the_short_form():
    for sector in SECTORS:
        for lever in INSTRUMENT.levers:
            assert len(lever.asked(sector)) in {7, 8}
            assert len(lever.asked(sector, Form.SHORT)) == 2
        assert len(INSTRUMENT.asked(sector, Form.SHORT)) == 14


@pytest.mark.parametrize("lever", INSTRUMENT.levers, ids=lambda lever: str(lever.number))
def test_each_lever_says_what_to_look_for_do_and_recommend(lever):
    assert [level.level for level in lever.levels] == [1, 2, 3, 4]
    assert len({level.text.da for level in lever.levels}) == 4
    assert len(lever.evidence) >= 3
    assert len(lever.ask) >= 3, "three roles make an answer one can rely on"
    assert lever.indicators
    assert lever.workshop is not None
    kinds = {one.kind for one in lever.recommendations}
    assert kinds == {"potentiale", "justering", "dybdeanalyse"}
    assert {one.aspect for one in lever.questions} == set(Aspect)


@pytest.mark.parametrize("question", ALL, ids=lambda one: one.id)
def test_each_question_asks_one_thing_in_the_words_of_its_sector(question):
    texts = [text for text in (question.school, question.daycare) if text is not None]
    assert texts
    for text in texts:
        assert text.da.endswith("?")
        assert text.en.endswith("?")
        assert text.da.count("?") == 1
        assert len(text.da.split()) <= 28
    assert len({text.da for text in texts}) == len(texts), "not the same words twice"
    assert len({level.da for level in question.levels}) == 4
    assert all(len(level.da.split()) <= 25 for level in question.levels)
    assert question.look_for is not None
    assert question.aspect is not None


def test_each_transition_is_asked_about_in_both_sectors():
    for sector in SECTORS:
        about = {one.transition for one in INSTRUMENT.asked(sector)}
        assert about >= set(Transition)


def test_roles_to_talk_with_stand_on_both_sides():
    assert {one.side for one in INSTRUMENT.informants} == set(Side)
    assert INSTRUMENT.informant("ppr").side is Side.FRONT_LINE
    assert INSTRUMENT.informant("king") is None


def test_an_instrument_goes_out_as_a_file_and_comes_in_the_same():
    back = load_bytes("ours.toml", written(INSTRUMENT), Instrument)
    assert back.content == INSTRUMENT
    assert back.version == DEFINITION.version


def test_every_linked_figure_exists_and_is_about_municipalities_or_schools():
    known = load_indicators()
    check_indicators(DEFINITION, known)
    for lever in INSTRUMENT.levers:
        for name in lever.indicators:
            assert set(known[name].content.levels) & {Level.MUNICIPALITY, Level.SCHOOL}


def test_daycare_figures_are_among_those_on_practice():
    known = load_indicators()
    sectors = {known[name].content.sector for name in INSTRUMENT.lever(2).indicators}
    assert {Sector.SCHOOL, Sector.DAYCARE} <= sectors


def test_an_unknown_figure_is_refused_with_its_place():
    with pytest.raises(
        DefinitionError,
        match=r"instruments/seven-levers-2026\.toml: levers\[0\]\.indicators: .*segreg",
    ):
        check_indicators(DEFINITION, {"child_poverty"})


def rebuilt(**update):
    """The instrument with something changed, checked anew."""
    stated = {name: getattr(INSTRUMENT, name) for name in INSTRUMENT.model_fields_set}
    return Instrument(**(stated | update))


TWICE = INSTRUMENT.levers[0].model_copy(update={"indicators": ("a", "a")})


LONGER = INSTRUMENT.levers[0].model_copy(
    update={
        "questions": tuple(
            one.model_copy(update={"short": False}) for one in INSTRUMENT.levers[0].questions
        )
    }
)


@pytest.mark.parametrize(
    ("update", "complaint"),
    [
        ({"levers": INSTRUMENT.levers[:6]}, "levers"),
        ({"levers": INSTRUMENT.levers[::-1]}, "1 to 7 in that order"),
        ({"levers": (TWICE, *INSTRUMENT.levers[1:])}, "lever 1 names a twice"),
        ({"scale": INSTRUMENT.scale[::-1]}, "scale"),
        ({"scale": INSTRUMENT.scale[:3]}, "scale"),
        ({"verdicts": {}}, "verdicts"),
        ({"informants": INSTRUMENT.informants[:4]}, "roles on both sides"),
        ({"levers": (LONGER, *INSTRUMENT.levers[1:])}, "lever 1 has no short question for"),
    ],
)
def test_an_incomplete_instrument_is_refused(update, complaint):
    with pytest.raises(ValueError, match=complaint):
        rebuilt(**update)


def test_levels_out_of_order_are_refused():
    lever = INSTRUMENT.lever(1)
    stated = {name: getattr(lever, name) for name in type(lever).model_fields}
    with pytest.raises(ValueError, match="1, 2, 3, 4"):
        type(lever)(**(stated | {"levels": lever.levels[::-1]}))


def test_questions_of_another_lever_or_out_of_order_are_refused():
    lever = INSTRUMENT.lever(1)
    stated = {name: getattr(lever, name) for name in type(lever).model_fields}
    for questions in (lever.questions[::-1], INSTRUMENT.lever(2).questions):
        with pytest.raises(ValueError, match=r"the ids must be 1\.1"):
            type(lever)(**(stated | {"questions": questions}))
