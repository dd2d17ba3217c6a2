"""Reads of what people judged, and of what is closed."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Q

from samspil.evaluation import sentences
from samspil.evaluation.models import Closing, Judgement
from samspil.evaluation.selectors.rows import Closed, EarlierJudgement, JudgementRow


def newest(edition: str, code: str = "", sector: str = "") -> dict[str, JudgementRow]:
    """Return the newest judgement of each criterion; without a code the edition's own."""
    found = Judgement.objects.filter(_place(edition, code, sector)).select_related("written_by")
    # In order of number, so that the newest stands.
    return {one.criterion: _row(one) for one in found.order_by("number")}


def of_teams(edition: str, teams: Collection[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return how many of the teams (municipality and sector) judge what, by criterion."""
    found = Judgement.objects.filter(edition=edition).exclude(municipality=None)
    rows = found.order_by("number").values_list("municipality_id", "sector", "criterion", "verdict")
    # In order of number, so that the newest stands.
    standing = {
        (code, sector, criterion): verdict
        for code, sector, criterion, verdict in rows
        if (code, sector) in teams
    }
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for (_code, _sector, criterion), verdict in standing.items():
        counted[criterion][verdict] += 1
    return counted


def versions(edition: str, code: str, sector: str, criterion: str) -> list[EarlierJudgement]:
    """Return what was judged about a criterion before, the newest first."""
    found = Judgement.objects.filter(_place(edition, code, sector), criterion=criterion)
    return [
        EarlierJudgement(
            one.number,
            str(sentences.VERDICTS[one.verdict]),
            one.reason,
            str(one.written_by or ""),
            one.written_at,
        )
        for one in found.select_related("written_by").order_by("-number")
    ]


def closed(edition: str) -> dict[tuple[str, str], Closed]:
    """Return what is closed now, by municipality and sector; the edition itself is ("", "")."""
    found = Closing.objects.filter(edition=edition, opened_at=None).select_related("closed_by")
    return {
        (one.municipality_id or "", one.sector): Closed(str(one.closed_by or ""), one.closed_at)
        for one in found
    }


def _place(edition: str, code: str, sector: str) -> Q:
    return Q(edition=edition, municipality=code or None, sector=sector)


def _row(one: Judgement) -> JudgementRow:
    return JudgementRow(
        verdict=one.verdict,
        verdict_name=str(sentences.VERDICTS[one.verdict]),
        reason=one.reason,
        by=str(one.written_by or ""),
        at=one.written_at,
        versions=one.number,
    )
