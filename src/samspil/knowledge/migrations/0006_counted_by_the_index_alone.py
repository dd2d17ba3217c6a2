"""The index that tells who may read what knows the texts by number too.

What a query finds can then be counted by it, where PostgreSQL had to read every readable text.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0005_counting_index")]
    operations = [
        migrations.RemoveIndex(model_name="case", name="case_circles"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=[
                    "status",
                    "scope",
                    "edition",
                    "sector",
                    "municipality",
                    "kind",
                    "transition",
                    "id",
                ],
                name="case_circles",
            ),
        ),
    ]
