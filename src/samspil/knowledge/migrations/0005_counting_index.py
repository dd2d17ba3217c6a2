"""An index that alone tells who may read what, and how many of which kind there are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0004_portal")]
    operations = [
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
                ],
                name="case_circles",
            ),
        )
    ]
