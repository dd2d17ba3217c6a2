"""Terms by what a slip of spelling finds them by, and words that were looked for in vain."""

from django.db import migrations, models

_TABLE = "knowledge_searchentry"
# PostgreSQL's index does not know in which part of a text a word stands, and would look it up in
# every text that has the word; so title, and title with summary, have columns of their own.
_VECTORS = {"title_vector": "title_terms", "head_vector": "title_terms || ' ' || summary_terms"}


def vectors(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for name, words in _VECTORS.items():
        schema_editor.execute(
            f"ALTER TABLE {_TABLE} ADD COLUMN {name} tsvector"
            f" GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, {words})) STORED"
        )
        schema_editor.execute(f"CREATE INDEX {_TABLE}_{name} ON {_TABLE} USING gin ({name})")


def no_vectors(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for name in _VECTORS:
            schema_editor.execute(f"ALTER TABLE {_TABLE} DROP COLUMN {name}")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_search_index")]
    operations = [
        migrations.RunPython(vectors, no_vectors),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=120)),
                ("day", models.DateField(db_index=True)),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("words", "day"), name="search_miss_counts_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="search_miss_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="search_miss_happened"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SearchSpelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("word", models.CharField(db_index=True, max_length=200)),
                ("term", models.CharField(db_index=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "word"), name="search_word_has_a_key_once"
                    )
                ]
            },
        ),
    ]
