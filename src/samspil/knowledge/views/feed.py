"""What readers' programs follow: the newest public texts."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import feedgenerator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.knowledge import selectors
from samspil.knowledge.selectors import PublicText
from samspil.letters.services import absolute_url

NEWEST = 40


@require_safe
@never_cache
def feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The newest public texts as Atom: the same for everybody, signed in or not."""
    made = feedgenerator.Atom1Feed(
        title=_("Samspil: ny viden"),
        link=absolute_url(reverse("knowledge:portal")),
        description=_("Nye tekster i vidensportalen, som alle må læse."),
        language="da",
        feed_url=absolute_url(reverse("knowledge:feed")),
    )
    for text in selectors.public_texts(limit=NEWEST):
        address = absolute_url(reverse("knowledge:case", args=[text.id, text.slug]))
        made.add_item(
            title=text.title,
            link=address,
            description=text.summary,
            author_name=_author(text),
            unique_id=absolute_url(reverse("knowledge:short", args=[text.id])),
            pubdate=text.published_at,
            updateddate=text.changed_at,
        )
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml")


def _author(text: PublicText) -> str:
    """Whose text it is; of a municipality that does not exist it says so."""
    if text.is_example:
        return _("%(name)s (eksempel: kommunen findes ikke)") % {"name": text.by}
    return text.by or "Samspil"
