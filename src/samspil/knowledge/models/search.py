"""The words that texts are found by, how they are found when misspelled, and what is missing."""

from django.db import models
from django.db.models import Q

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


class SearchSpelling(models.Model):
    """A word that some published text has, by a key under which a slip finds it.

    See ``methods.danish_spelling``. ``term`` is what the index has it by. It says nothing of who
    may read the text: whoever suggests a word asks that first.
    """

    key = models.CharField(max_length=80)
    word = models.CharField(max_length=200, db_index=True)
    term = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "word"], name="search_word_has_a_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"


class SearchMiss(models.Model):
    """Words that were looked for in vain, how often on one day. Nothing says by whom."""

    words = models.CharField(max_length=120)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["words", "day"], name="search_miss_counts_once_a_day"),
            models.CheckConstraint(condition=~Q(words=""), name="search_miss_has_words"),
            models.CheckConstraint(condition=Q(count__gte=1), name="search_miss_happened"),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.words} ({self.count})"
