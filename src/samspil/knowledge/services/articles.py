"""Loading the texts that come with Samspil."""

from django.db import transaction
from django.utils import timezone

from samspil.definitions import Definition
from samspil.knowledge import articles, rules
from samspil.knowledge.articles import Article
from samspil.knowledge.models import Case, CaseLever, Scope, Status
from samspil.knowledge.services import index
from samspil.knowledge.services.cases import keep_version, set_themes
from samspil.people import services as people
from samspil.people.viewer import Viewer


@transaction.atomic
def load_articles(*, actor: Viewer) -> int:
    """Publish the shipped articles; returns how many changed. Again changes nothing.

    One that an editor has withdrawn stays withdrawn, and one that is no longer shipped is
    withdrawn. Raises NotAllowedError, and DefinitionError for a file that cannot be used.
    """
    if not rules.may_load(actor):
        raise people.NotAllowedError
    shipped = articles.load_articles()
    changed = sum(_load(actor, definition) for definition in shipped.values())
    gone = Case.objects.exclude(article="").exclude(article__in=list(shipped))
    for case in gone.exclude(status=Status.WITHDRAWN):
        case.status, case.withdrawn_at = Status.WITHDRAWN, timezone.now()
        case.save(update_fields=["status", "withdrawn_at"])
        index.put(case)
        changed += 1
    if changed:
        people.record(actor=actor, action="knowledge.articles_loaded", details={"number": changed})
    return changed


def _load(actor: Viewer, definition: Definition[Article]) -> bool:
    """Publish one article; returns whether anything changed."""
    standing = Case.objects.filter(article=definition.id).first()
    if standing is not None and (
        standing.status == Status.WITHDRAWN or standing.article_version == definition.version
    ):
        return False
    case = standing or Case(article=definition.id, published_at=timezone.now())
    _write(case, definition)
    case.save()
    case.levers.all().delete()
    CaseLever.objects.bulk_create(
        CaseLever(case=case, lever=lever) for lever in definition.content.levers
    )
    set_themes(case, definition.content.themes)
    keep_version(actor, case)
    index.put(case)
    return True


def _write(case: Case, definition: Definition[Article]) -> None:
    article = definition.content
    for name in ("title", "summary", "body", "uncertain"):
        text = getattr(article, name)
        setattr(case, name, text.da)
        setattr(case, f"{name}_en", text.en)
    case.kind, case.sector, case.scope = article.kind, article.sector, Scope.PUBLIC
    case.transition = article.transition
    case.status, case.changed_at = Status.PUBLISHED, timezone.now()
    case.sources = [source.model_dump() for source in article.sources]
    case.article_version = definition.version
