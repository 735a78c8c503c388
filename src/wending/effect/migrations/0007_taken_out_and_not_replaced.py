"""How many people were taken out of files; and triggers that refuse a row in the place of one that must stay.

SQLite removes the old row of `INSERT OR REPLACE` without setting off what refuses deletes and updates.
"""

import django.db.models.deletion
from django.db import migrations, models

# Table, and how to find the row there is that a new one may not stand in for, or before.
STAYS = {
    "effect_planversion": "SELECT 1 FROM effect_planversion"
    " WHERE id = NEW.id OR (study_id = NEW.study_id AND number >= NEW.number)",
    "effect_studyact": "SELECT 1 FROM effect_studyact"
    " WHERE id = NEW.id OR (study_id = NEW.study_id AND kind = NEW.kind AND kind <> 'published')"
    " OR (run_id = NEW.run_id AND kind = 'published')",
    "effect_study": "SELECT 1 FROM effect_study WHERE id = NEW.id OR slug = NEW.slug",
    "effect_run": "SELECT 1 FROM effect_run WHERE id = NEW.id AND state IN ('done', 'unanswerable')",
}
TOLD = "what is there stays: it is not replaced"


def refuse_replacing(apps, schema_editor):
    """Set the triggers."""
    for table, there in STAYS.items():
        name, when = f"{table}_no_replace", f"EXISTS ({there})"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {when} THEN RAISE EXCEPTION '{TOLD}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN NEW; END $$;"
                f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON {table} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END;"
            )


def allow_replacing(apps, schema_editor):
    """Take the triggers away."""
    for table in STAYS:
        name = f"{table}_no_replace"
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")
        else:
            schema_editor.execute(f"DROP TRIGGER {name};")


class Migration(migrations.Migration):
    dependencies = [("effect", "0006_frozen_figures")]

    operations = [
        migrations.CreateModel(
            name="TakenOut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("people", models.PositiveIntegerField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="taken_out", to="effect.study"
                    ),
                ),
            ],
        ),
        migrations.RunPython(refuse_replacing, allow_replacing),
    ]
