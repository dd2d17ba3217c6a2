"""Evidence stands in rows of its own; the two fields it came from go."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("screening", "0003_keep_what_was_answered")]

    operations = [
        migrations.RemoveField(
            model_name="judgement",
            name="evidence",
        ),
        migrations.RemoveField(
            model_name="judgement",
            name="evidence_kind",
        ),
    ]
