"""Whole evaluations: of a municipality, of an edition, and which ones somebody may read."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView
from samspil.evaluation import rules, sentences
from samspil.evaluation.criteria import Criterion, Evidence, criteria_of
from samspil.evaluation.selectors import judgements
from samspil.evaluation.selectors.evidence import Known, evidence_of, known_of, summed
from samspil.evaluation.selectors.facts import Facts, facts_of
from samspil.evaluation.selectors.figures import lines_of
from samspil.evaluation.selectors.practice import practice_of
from samspil.evaluation.selectors.rows import (
    BOTH,
    Asked,
    Closed,
    CriterionView,
    EditionEvaluation,
    EvidenceRow,
    JudgementRow,
    MunicipalityEvaluation,
    SectorPart,
    Team,
    TeamRow,
    Way,
)
from samspil.evaluation.selectors.voices import voices_of
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.services import sort_key
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView

COLUMNS = (
    Evidence.PRE_ANALYSIS,
    Evidence.PROCESS,
    Evidence.TESTS,
    Evidence.ATTENDANCE,
    Evidence.TAKEN_HOME,
    Evidence.SPARRING,
    Evidence.KNOWLEDGE,
)
"""What the edition's table shows of each team."""


def teams_of(view: EditionView) -> list[Team]:
    """Return who takes part, in Danish alphabetical order, school before daycare."""
    examples = {place.code for place in places.example_municipalities()}
    found: dict[str, list[Team]] = {}
    for sector in sorted(view.content.sector_ids, reverse=True):
        for place in programmes.participants(view.id, sector):
            team = Team(view.id, place.code, place.name, sector, place.code in examples)
            found.setdefault(place.code, []).append(team)
    by_name = sorted(found.values(), key=lambda teams: sort_key(teams[0].name))
    return [team for teams in by_name for team in teams]


def ways(viewer: Viewer) -> list[Way]:
    """Return the evaluations this person may read: editions first, then municipalities.

    The criteria of historical editions are for everybody.
    """
    found = []
    for row in programmes.editions(viewer):
        view = row.edition
        title, example = sentences.say(view.content.title), view.content.is_example
        if view.is_history:
            found.append(Way(view.id, title, example, ""))
            continue
        closed = judgements.closed(view.id)
        teams = teams_of(view)
        if teams and rules.may_read_all(viewer, edition=view.id):
            found.append(Way(view.id, title, example, "", closed=("", "") in closed))
            continue
        for team in teams:
            if _may_read(viewer, team):
                name = f"{team.name}, {str(sentences.SECTORS[team.sector]).lower()}"
                found.append(
                    Way(
                        view.id, title, example, name, team.code, team.sector,
                        closed=team.key in closed,
                    )
                )  # fmt: skip
    return found


def edition(
    viewer: Viewer, edition: str, now: dt.datetime | None = None
) -> EditionEvaluation | None:
    """Return an edition's evaluation, for those who run it; the criteria of a historical one.

    None where there is none that this person may read.
    """
    view = programmes.edition(edition)
    if view is None or not (view.is_history or rules.may_read_all(viewer, edition=edition)):
        return None
    title = sentences.say(view.content.title)
    if view.is_history:
        bare = tuple(_criterion(one, (), (), None) for one in criteria_of(view.content))
        return EditionEvaluation(view, title, bare)
    teams = teams_of(view)
    facts = facts_of(viewer, edition, teams, now or timezone.now())
    known = {team.key: known_of(facts, team, _kinds(view)) for team in teams}
    closed = judgements.closed(edition)
    voices = voices_of(viewer, edition)
    own = closed.get(("", ""))
    return EditionEvaluation(
        edition=view,
        title=title,
        criteria=_criteria_of_edition(view, known, voices.questions),
        teams=tuple(
            TeamRow(
                team,
                str(sentences.SECTORS[team.sector]),
                evidence_of(known[team.key], COLUMNS),
                team.key in closed,
            )
            for team in teams
        ),
        practice=practice_of(_each_once(facts, teams)),
        voices=voices,
        closed=own,
        may_judge=own is None and rules.may_judge_edition(viewer, edition=edition),
        may_ask=rules.may_ask(viewer, edition=edition),
    )


def municipality(
    viewer: Viewer, edition: str, code: str, sector: str, now: dt.datetime | None = None
) -> MunicipalityEvaluation | None:
    """Return a municipality's evaluation in one sector, or in ``alle`` of those it takes part in.

    None where there is none that this person may read.
    """
    view = programmes.edition(edition)
    if view is None or view.is_history:
        return None
    own = [team for team in teams_of(view) if team.code == code and _may_read(viewer, team)]
    wanted = [team for team in own if sector in (BOTH, team.sector)]
    if not wanted:
        return None
    facts = facts_of(viewer, edition, wanted, now or timezone.now())
    closed = judgements.closed(edition)
    voices = voices_of(viewer, edition)
    return MunicipalityEvaluation(
        edition=view,
        title=sentences.say(view.content.title),
        code=code,
        name=wanted[0].name,
        is_example=wanted[0].is_example,
        sector=sector,
        parts=_told_once(
            _part(view, facts, team, questions=voices.questions, closed=closed.get(team.key))
            for team in wanted
        ),
        others=_others(own, sector),
        voices=voices,
        may_read_all=rules.may_read_all(viewer, edition=edition),
    )


def _told_once(parts: Iterable[SectorPart]) -> tuple[SectorPart, ...]:
    """Return the parts; a joint process is told of in the first of those it serves."""
    told: dict[int, str] = {}
    found = []
    for part in parts:
        process = part.practice.process
        found.append(replace(part, shared_with=told.get(process or 0, "")))
        if process is not None:
            told.setdefault(process, part.sector_name)
    return tuple(found)


def _part(
    view: EditionView,
    facts: Facts,
    team: Team,
    *,
    questions: Sequence[Asked],
    closed: Closed | None,
) -> SectorPart:
    judged = judgements.newest(view.id, team.code, team.sector)
    judges = rules.may_judge(
        facts.viewer, municipality=team.code, sector=team.sector, edition=team.edition
    )
    process, known = facts.processes.get(team.key), known_of(facts, team, _kinds(view))
    return SectorPart(
        team=team,
        sector_name=str(sentences.SECTORS[team.sector]),
        criteria=tuple(
            _criterion(one, evidence_of(known, one.evidence), questions, judged.get(one.id))
            for one in criteria_of(view.content)
        ),
        practice=practice_of([process], _ambition(facts, process)) if process else practice_of([]),
        lines=lines_of(view.content, team.code, team.sector),
        closed=closed,
        may_judge=judges and closed is None,
        may_close=judges,
    )


def _ambition(facts: Facts, process: ProcessView) -> str:
    """Return the political ambition behind a process, as far as the viewer may read it."""
    return development.ambition(viewer=facts.viewer, row=process.row).text


def _each_once(facts: Facts, teams: Sequence[Team]) -> list[ProcessView]:
    """Return the processes in the order of the teams; one that serves both sectors once."""
    views = [facts.processes[team.key] for team in teams if team.key in facts.processes]
    return list({view.row.id: view for view in views}.values())


def _kinds(view: EditionView) -> set[Evidence]:
    """Return every kind of evidence that an evaluation of the edition shows somewhere."""
    return {*COLUMNS, *(kind for one in criteria_of(view.content) for kind in one.evidence)}


def _criteria_of_edition(
    view: EditionView, known: Mapping[tuple[str, str], Known], questions: Sequence[Asked]
) -> tuple[CriterionView, ...]:
    judged = judgements.newest(view.id)
    counted = judgements.of_teams(view.id, set(known))
    return tuple(
        replace(
            _criterion(one, _summed(known.values(), one), questions, judged.get(one.id)),
            teams=_verdicts(counted.get(one.id, Counter()), len(known)),
        )
        for one in criteria_of(view.content)
    )


def _verdicts(counted: Mapping[str, int], teams: int) -> tuple[tuple[str, int], ...]:
    """Return each verdict in words with how many teams gave it, and how many have not judged."""
    found = [(str(name), counted.get(code, 0)) for code, name in sentences.VERDICTS.items()]
    return (*found, (_("Ikke vurderet endnu"), teams - sum(count for _name, count in found)))


def _summed(teams: Iterable[Known], criterion: Criterion) -> tuple[EvidenceRow, ...]:
    """Return for each kind of evidence how many teams have any of it."""
    rows: Mapping[Evidence, list[EvidenceRow]] = {kind: [] for kind in criterion.evidence}
    for known in teams:
        for row in evidence_of(known, criterion.evidence):
            rows[row.kind].append(row)
    return tuple(summed(kind, found) for kind, found in rows.items() if found)


def _criterion(
    one: Criterion,
    evidence: tuple[EvidenceRow, ...],
    questions: Sequence[Asked],
    judgement: JudgementRow | None,
) -> CriterionView:
    return CriterionView(
        criterion=one,
        text=sentences.say(one.text),
        evidence=evidence,
        questions=tuple(asked for asked in questions if asked.criterion == one.id),
        judgement=judgement,
    )


def _may_read(viewer: Viewer, team: Team) -> bool:
    return rules.may_read(viewer, municipality=team.code, sector=team.sector, edition=team.edition)


def _others(own: Sequence[Team], sector: str) -> tuple[tuple[str, str], ...]:
    """Return the other views of a municipality's evaluation: address and words."""
    if len(own) < 2:
        return ()
    choices = [(team.sector, str(sentences.SECTORS[team.sector])) for team in own]
    return tuple(one for one in [*choices, (BOTH, _("Begge områder"))] if one[0] != sector)
