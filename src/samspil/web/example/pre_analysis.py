"""The example's pre-analysis: what was read, who was talked with, what was judged and found."""

from datetime import timedelta

from django.utils import timezone

from samspil.people.viewer import Viewer
from samspil.screening import services as screening
from samspil.screening.models import Screening
from samspil.web.example import voices

_DOCUMENTS = (
    ("Børne- og ungepolitik", "Vedtaget for to år siden; fire mål, ingen måltal", "1"),
    ("Ledelsesinformation for skoleområdet", "Et regneark én gang om året", "3"),
    ("Procedure for visitation", "Dialogmøde før ansøgning; frister på side 4", "5"),
    ("Budgetmodel for skoleområdet", "Henvisningens pris står ikke nogen steder", "6"),
)
_TALKS = (
    # Role, and where on each lever it would place the schools.
    ("chief", "Retningen er klar, men den når ikke alle skoler.", (3, 2, 2, 2, 3, 2, 3)),
    ("leader", "Vi kan ikke forklare, hvad én henvisning mere koster.", (2, 2, 2, 1, 3, 1, 3)),
    ("staff", "Støtten gives uden for klassen de fleste steder.", (2, 1, 1, 1, 2, 2, 2)),
    ("ppr", "Vi kommer for sent ind, når ansøgningen er skrevet.", (3, 2, 2, 1, 2, 2, 2)),
)
_LEVELS = {
    1: (3, 3),
    2: (2, 1),
    3: (2, 2),
    4: (1, 2),
    5: (3, 3),
    6: (2, None),
    7: (3, 2),
}
_VOTES = {4: {"1": 4, "2": 3, "3": 1}, 7: {"2": 3, "3": 4, "0": 1}}
_FIGURES = {2: ("wellbeing_mean_of_five", "absence_over_10pct")}
_POINTS = {
    1: "Politikken er vedtaget for to år siden og står i ledernes aftaler.",
    2: "Tre skoler har valgt en fælles model; resten er ikke begyndt.",
    3: "Tallene samles én gang om året i et regneark.",
    4: "Mellemformer findes på to skoler og er ikke beskrevet.",
    5: "Der holdes dialogmøde før ansøgning, og fristerne overholdes.",
    6: "Lederne kan ikke forklare, hvad én henvisning mere koster.",
    7: "PPR har en fast person på hver skole, men møderne flytter sig.",
}


def screen(consultant: Viewer, code: str, edition: str) -> int:
    """Carry out the pre-analysis of a municipality; returns the finding that is worked on."""
    begun = screening.start(actor=consultant, municipality=code, sector="school", edition=edition)
    _read(consultant, begun)
    _talk(consultant, begun)
    _meet(consultant, begun)
    _judge(consultant, begun)
    finding = _find(consultant, begun)
    _tick(consultant, begun)
    screening.finish(actor=consultant, screening=begun.pk)
    return finding


def _first(begun: Screening, lever: int) -> str:
    """Return the first question that is asked on a lever."""
    return next(one.id for one in begun.asked if one.id.startswith(f"{lever}."))


def _read(consultant: Viewer, begun: Screening) -> None:
    for title, where, lever in _DOCUMENTS:
        source = screening.add_document(
            actor=consultant, screening=begun.pk, title=title, where=where
        )
        screening.use(
            actor=consultant,
            screening=begun.pk,
            evidence=source.pk,
            question=_first(begun, int(lever)),
            text=where,
        )
    for number, indicators in _FIGURES.items():
        for indicator in indicators:
            screening.add_figure(
                actor=consultant,
                screening=begun.pk,
                indicator=indicator,
                question=_first(begun, number),
            )


def _talk(consultant: Viewer, begun: Screening) -> None:
    for days, (role, point, levels) in enumerate(_TALKS, start=1):
        source = screening.add_interview(
            actor=consultant,
            screening=begun.pk,
            role=role,
            note=point,
            held_on=timezone.localdate() - timedelta(days=10 * days),
        )
        for lever, level in enumerate(levels, start=1):
            screening.use(
                actor=consultant,
                screening=begun.pk,
                evidence=source.pk,
                question=_first(begun, lever),
                text=point if lever in {1, 6} else "",
                level=level,
            )


def _meet(consultant: Viewer, begun: Screening) -> None:
    voices.ask_circle(consultant, begun)
    voices.meet(
        consultant,
        begun,
        votes={_first(begun, lever): votes for lever, votes in _VOTES.items()},
        sentences={_first(begun, lever): _POINTS[lever] for lever in _VOTES},
    )


def _judge(consultant: Viewer, begun: Screening) -> None:
    for lever, levels in _LEVELS.items():
        asked = [one.id for one in begun.asked if one.id.startswith(f"{lever}.")]
        for place, (question, level) in enumerate(zip(asked, levels, strict=True)):
            screening.judge(
                actor=consultant,
                screening=begun.pk,
                question=question,
                level=level,
                note="" if place else _POINTS[lever],
            )


def _find(consultant: Viewer, begun: Screening) -> int:
    finding = screening.add_finding(
        actor=consultant,
        screening=begun.pk,
        lever=4,
        claim="Mellemformer på flere skoler kan give flere børn en plads i det nære fællesskab",
        kind="potentiale",
        bottom_line="all_children",
        evidence="Workshoppen lagde ti tænkte forløb på trappen af tilbud: trinnet mangler.",
        effect=3,
        effort=2,
        transition="ordinary_special",
    )
    often = screening.add_finding(
        actor=consultant,
        screening=begun.pk,
        lever=3,
        claim="Tallene bør ses hvert kvartal af dem, der kan handle på dem",
        kind="justering",
        bottom_line="child",
        evidence="Ledelsesinformationen kommer én gang om året.",
        effect=2,
        effort=1,
    )
    screening.add_finding(
        actor=consultant,
        screening=begun.pk,
        lever=6,
        claim="Prisen på én henvisning mere bør regnes igennem skole for skole",
        kind="dybdeanalyse",
        bottom_line="economy",
        evidence="Ingen af de spurgte ledere kendte den.",
        effect=2,
        effort=3,
    )
    screening.prioritise(actor=consultant, screening=begun.pk, findings=[finding.pk, often.pk])
    return finding.pk


def _tick(consultant: Viewer, begun: Screening) -> None:
    for item in begun.plan.all():
        screening.tick(actor=consultant, screening=begun.pk, item=item.pk, done=True)
