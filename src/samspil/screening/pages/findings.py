"""Findings in order, and the transitions they are about."""

from typing import Any

from samspil.figures.selectors import challenge_picture
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.people.viewer import Viewer
from samspil.screening import facts, offers, selectors, sentences
from samspil.screening.forms.findings import PriorityForm
from samspil.screening.models import FEW
from samspil.screening.selectors import FindingRow, ScreeningView


def findings_page(viewer: Viewer, view: ScreeningView, form: PriorityForm) -> dict[str, Any]:
    """Return the findings: those put first, then the others by effect against effort."""
    first = view.first_findings
    others = sorted((one for one in view.findings if one.priority is None), key=_weight)
    return {
        "screening": view,
        "may_edit": selectors.may_edit(viewer=viewer, row=view.row),
        "first": [(one, offers.offers(viewer, view.row, one)) for one in first],
        "others": [(one, offers.offers(viewer, view.row, one)) for one in others],
        "matrix": _matrix(view.findings),
        "form": form,
        "few": FEW,
    }


def _weight(finding: FindingRow) -> tuple[int, int, int, int]:
    """Most effect for least effort first; what was not estimated last."""
    if not finding.effect or not finding.effort:
        return (9, 0, finding.lever, finding.id)
    return (finding.effort - finding.effect, -finding.effect, finding.lever, finding.id)


def _matrix(findings: tuple[FindingRow, ...]) -> list[dict[str, Any]]:
    """Return effect against effort as rows of a table, greatest effect first; empty unestimated."""
    if not any(one.effect for one in findings):
        return []
    return [
        {
            "effect": sentences.SIZES[effect],
            "cells": [
                [one for one in findings if (one.effect, one.effort) == (effect, effort)]
                for effort in (1, 2, 3)
            ],
        }
        for effect in (3, 2, 1)
    ]


def transitions_page(viewer: Viewer, view: ScreeningView) -> dict[str, Any]:
    """Return each move between settings with its questions, findings and figures."""
    told = [
        {
            "name": sentences.TRANSITIONS[one.transition],
            "view": one,
            "figures": _figures(view, one.indicators),
        }
        for one in selectors.transitions(view)
    ]
    return {
        "screening": view,
        "transitions": told,
        "may_edit": selectors.may_edit(viewer=viewer, row=view.row),
    }


def _figures(view: ScreeningView, indicators: tuple[str, ...]) -> list[str]:
    """Return the known figures, each told beside its peers."""
    try:
        picture = challenge_picture(code=view.row.code, sector=view.row.sector)
    except NoSuchMunicipalityError:
        return []
    return [
        facts.sentence(picture, row)
        for row in facts.rows_of(picture)
        if row.id in indicators and facts.is_known(row)
    ]
