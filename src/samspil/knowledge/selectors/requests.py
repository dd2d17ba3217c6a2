"""An editor's question about a wider circle, as those who speak for the municipality answer it."""

from dataclasses import dataclass

from django.db.models import Q

from samspil.knowledge import rules, sentences
from samspil.knowledge.models import ConsentRequest, Status
from samspil.knowledge.selectors.cases import CaseRow, row_of, rows_of
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class RequestView:
    """The question: about which text, from which circle to which, in whose words."""

    id: int
    row: CaseRow
    now_name: str
    wanted: str
    wanted_name: str
    word: str
    asked_by: str
    answer: str


def consent_request(viewer: Viewer, request: int) -> RequestView | None:
    """The question, for those who may answer it; None for others, and once it is withdrawn."""
    asked = ConsentRequest.objects.select_related("asked_by").filter(pk=request).first()
    found = rows_of(Q(pk=asked.case_id)).first() if asked else None
    if asked is None or found is None or not rules.may_speak_for(viewer, found):
        return None
    if found.status not in (Status.SUBMITTED, Status.PUBLISHED):
        return None
    return RequestView(
        id=asked.pk,
        row=row_of(found),
        now_name=str(sentences.SCOPES[found.consent_scope]),
        wanted=asked.scope,
        wanted_name=str(sentences.SCOPES[asked.scope]),
        word=asked.word,
        asked_by=str(asked.asked_by),
        answer=asked.answer,
    )
