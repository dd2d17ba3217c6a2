"""A screening at a glance: the seven levers, the three aspects, the plan, what comes next."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.people.viewer import Viewer
from samspil.screening import offers, rules, selectors, sentences
from samspil.screening.instrument import LEVELS, Form
from samspil.screening.selectors import LeverView, PlanView, ScreeningView


def overview(viewer: Viewer, view: ScreeningView) -> dict[str, Any]:
    """Return what the page of a screening shows."""
    row = view.row
    edits = selectors.may_edit(viewer=viewer, row=row)
    plan = selectors.plan_of(viewer=viewer, screening=row.id)
    first = view.first_findings or view.findings
    return {
        "screening": view,
        "may_edit": edits,
        "may_share": rules.may_share(
            viewer, municipality=row.code, sector=row.sector, edition=row.edition
        ),
        "levers": [_lever(lever) for lever in view.levers],
        "aspects": [one for one in selectors.aspects(view) if one.placed],
        "plan": plan,
        "next": _next_step(view, plan) if edits else None,
        "findings": [(one, offers.offers(viewer, row, one)) for one in first],
        "more_findings": len(view.findings) - len(first),
        "has_earlier": bool(selectors.earlier(viewer=viewer, screening=row.id)),
        "can_widen": edits and row.form == Form.SHORT and _has_more(view),
        "statement": sentences.say(view.instrument.statement),
        "instruction": sentences.say(view.instrument.instruction),
        "title": sentences.say(view.instrument.title),
    }


def _lever(lever: LeverView) -> dict[str, Any]:
    """Return a lever with its four steps, those reached marked."""
    level = lever.position.level
    return {
        "view": lever,
        "steps": [_step(step, level) for step in range(1, LEVELS + 1)],
        "level": sentences.level_digits(level) if level is not None else "",
    }


def _step(step: int, level: float | None) -> str:
    """Return how a step is drawn: reached, half reached, or not."""
    if level is None or level <= step - 1:
        return ""
    return "on" if level >= step else "half"


def _has_more(view: ScreeningView) -> bool:
    """Whether the full form would ask anything more."""
    sector = view.levers[0].questions[0].sector
    return len(view.instrument.asked(sector)) > view.row.asked


def _next_step(view: ScreeningView, plan: PlanView | None) -> tuple[str, str]:
    """Return the one thing to do next, in words, and where."""
    row, where = view.row, [view.row.id]
    documents = reverse("screening:evidence", args=where)
    if not view.evidence_kinds and not row.answered:
        return _("Begynd med at lægge de første dokumenter ind."), documents
    unanswered = next((one for one in view.levers if one.answered < len(one.questions)), None)
    if unanswered is not None:
        address = reverse("screening:lever", args=[row.id, unanswered.number])
        return _("Svar på greb %(number)s: %(label)s.") % {
            "number": unanswered.number,
            "label": unanswered.label,
        }, address
    if not view.findings:
        return _("Skriv det første fund."), reverse("screening:add_finding", args=where)
    if not view.first_findings:
        return _("Sæt de vigtigste fund først."), reverse("screening:findings", args=where)
    if plan is not None and plan.done < len(plan.rows):
        return _("Se, om planen er nået."), reverse("screening:plan", args=where)
    return _("Læs rapporten igennem, og afslut foranalysen."), "#afslut"
