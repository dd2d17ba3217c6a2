"""The plan of a screening: by kind, with who and when."""

from typing import Any

from samspil.screening import sentences
from samspil.screening.forms.planning import ItemForm, PlanForm
from samspil.screening.selectors import PlanView, ScreeningView


def plan_page(
    view: ScreeningView, plan: PlanView, form: PlanForm, *, edits: bool
) -> dict[str, Any]:
    """Return the plan with a small form for each item that is not done."""
    groups = [
        (
            name,
            [
                (row, ItemForm(item=row.id, initial={"who": row.who, "due": row.due}))
                for row in plan.of_kind(kind)
            ],
        )
        for kind, name in sentences.PLAN_KINDS.items()
    ]
    return {
        "screening": view,
        "plan": plan,
        "groups": [(name, rows) for name, rows in groups if rows],
        "form": form,
        "may_edit": edits,
    }
