"""Screenings made before keep all they said: evidence as rows, the instrument in its new shape.

The first instrument had one question a lever and no roles; each becomes a lever with that one
question, asked in the short form.
"""

from django.db import migrations

ROLES = [
    ("chief", "management", "Direktør eller chef", "Director or chief"),
    ("leader", "management", "Leder", "Leader"),
    ("staff", "front_line", "Lærer eller pædagog", "Teacher or pedagogue"),
    ("ppr", "front_line", "PPR", "PPR"),
]


def reshape(apps, schema_editor):
    """Write each screening's instrument with a list of questions, and roles to talk with."""
    for screening in apps.get_model("screening", "Screening").objects.all():
        content = screening.content
        content.setdefault(
            "informants",
            [
                {"id": name, "side": side, "name": {"da": da, "en": en}}
                for name, side, da, en in ROLES
            ],
        )
        content["levers"] = [lever_of_one_question(lever) for lever in content["levers"]]
        screening.save(update_fields=["content"])


def lever_of_one_question(lever):
    """Return a lever whose one question stands in a list, answered by the lever's levels."""
    if "question" not in lever:
        return lever
    rest = {name: value for name, value in lever.items() if name != "question"}
    asked = {
        "id": f"{lever['number']}.1",
        "short": True,
        "levels": [level["text"] for level in lever["levels"]],
    }
    return rest | {"questions": [asked | lever["question"]]}


def keep_evidence(apps, schema_editor):
    """Make a source of what each judgement rested on, and tie it to its question."""
    evidence = apps.get_model("screening", "Evidence")
    use = apps.get_model("screening", "EvidenceUse")
    for one in apps.get_model("screening", "Judgement").objects.exclude(evidence="").order_by("pk"):
        kind = one.evidence_kind
        source = evidence.objects.create(
            screening_id=one.screening_id,
            kind="document" if kind == "figure" else kind,
            title=one.evidence.split("\n")[0][:200],
            added_by_id=one.judged_by_id,
            added_at=one.judged_at,
        )
        use.objects.create(
            evidence=source, question=one.question, text=one.evidence, added_at=one.judged_at
        )


class Migration(migrations.Migration):
    dependencies = [("screening", "0002_evidence_plan_sharing")]

    operations = [
        migrations.RunPython(reshape, migrations.RunPython.noop),
        migrations.RunPython(keep_evidence, migrations.RunPython.noop),
    ]
