"""Errors as RFC 9457 has them: what happened and what would be right, in the reader's language."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspil.figures.api.bodies import Complaint, Problem
from samspil.people.tracing import current_request_id

TYPE = "application/problem+json"


class ProblemError(Exception):
    """An error to be told: status, and in one sentence what would be right."""

    def __init__(self, status: int, detail: str, errors: Sequence[Complaint] = ()) -> None:
        self.status = status
        self.detail = detail
        self.errors = list(errors)
        super().__init__(detail)


def titles() -> dict[int, str]:
    """Return what each status is called."""
    return {
        400: _("Adressen kan ikke besvares"),
        403: _("Ingen adgang"),
        404: _("Findes ikke"),
        405: _("Kun læsning"),
        429: _("For mange forespørgsler"),
        500: _("Noget gik galt hos os"),
    }


def problem(
    request: HttpRequest, status: int, detail: str, errors: Sequence[Complaint] = ()
) -> HttpResponse:
    """Return an error as problem+json."""
    body = Problem(
        type="about:blank",
        title=titles()[status],
        status=status,
        detail=detail,
        instance=request.path,
        request=current_request_id.get(),
        errors=list(errors),
    )
    return HttpResponse(body.model_dump_json(), status=status, content_type=TYPE)
