"""The words that texts are found by."""

from django.db import models

from samspil.knowledge.models.cases import Case


class SearchEntry(models.Model):
    """The index terms of a published text (``methods.danish``); the databases' indexes follow it.

    SQLite keeps an FTS5 table in step by triggers, PostgreSQL a generated column with a GIN index.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True)
    title_terms = models.TextField(blank=True)
    summary_terms = models.TextField(blank=True)
    body_terms = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.title_terms}"
