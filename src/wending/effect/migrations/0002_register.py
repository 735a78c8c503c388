"""The register of studies: moments that stay, and triggers by which the database itself refuses silent changes.

A study that is erased with its organisation says so first (`erased`); then its plans and moments may go with it.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NOT_ERASED = "NOT EXISTS (SELECT 1 FROM effect_study WHERE id = OLD.study_id AND erased IS NOT NULL)"
IN_STUDY = "EXISTS (SELECT 1 FROM effect_study WHERE id = NEW.study_id AND {} IS NOT NULL)"


def _moved(column):
    """Say in SQL that a moment that was set is no longer the same."""
    return f"(OLD.{column} IS NOT NULL AND (NEW.{column} IS NULL OR NEW.{column} <> OLD.{column}))"


# Name, what sets it off, the table, when it refuses, and what it says. `made_by` may be emptied when somebody is erased.
REFUSALS = [
    (
        "effect_plan_no_update",
        'UPDATE OF id, study_id, number, plan, digest, "before", reason, was_registered, was_opened, made',
        "effect_planversion",
        "1 = 1",
        "a version of a plan is never changed: write a new one",
    ),
    (
        "effect_plan_no_other_author",
        "UPDATE OF made_by_id",
        "effect_planversion",
        "NEW.made_by_id IS NOT NULL",
        "a version of a plan is never changed: write a new one",
    ),
    ("effect_plan_no_delete", "DELETE", "effect_planversion", NOT_ERASED, "a version of a plan is never removed"),
    (
        "effect_plan_not_silent",
        "INSERT",
        "effect_planversion",
        # The first version is there before anything can be registered.
        f"NEW.number > 1 AND ((NOT NEW.was_registered AND {IN_STUDY.format('registered')})"
        f" OR (NOT NEW.was_opened AND {IN_STUDY.format('opened')}))",
        "a version after registration or opening says so",
    ),
    (
        "effect_act_no_update",
        "UPDATE OF id, study_id, kind, at, reason, data_set_id, run_id, digest, count",
        "effect_studyact",
        "1 = 1",
        "a moment of a study is never changed",
    ),
    (
        "effect_act_no_other_author",
        "UPDATE OF made_by_id",
        "effect_studyact",
        "NEW.made_by_id IS NOT NULL",
        "a moment of a study is never changed",
    ),
    ("effect_act_no_delete", "DELETE", "effect_studyact", NOT_ERASED, "a moment of a study is never removed"),
    (
        "effect_study_moments_stay",
        "UPDATE OF registered, opened, published, withdrawn, erased",
        "effect_study",
        " OR ".join(_moved(name) for name in ("registered", "opened", "published", "withdrawn", "erased")),
        "a moment of a study is set once",
    ),
    (
        "effect_answer_stays",
        "UPDATE OF study_id, plan_id, data_set_id, state, answer, findings",
        "effect_run",
        "OLD.state IN ('done', 'unanswerable')",
        "an answer is never changed: ask a new run",
    ),
]


def refuse_changes(apps, schema_editor):
    """Set the triggers."""
    for name, event, table, when, told in REFUSALS:
        if schema_editor.connection.vendor == "postgresql":
            row = "OLD" if event == "DELETE" else "NEW"
            schema_editor.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF {when} THEN RAISE EXCEPTION '{told}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN {row}; END $$;"
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}();"
            )
        else:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, '{told}'); END;"
            )


def allow_changes(apps, schema_editor):
    """Take the triggers away."""
    for name, _, table, *_ in REFUSALS:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();")
        else:
            schema_editor.execute(f"DROP TRIGGER {name};")


class Migration(migrations.Migration):
    dependencies = [
        ("effect", "0001_studies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StudyAct",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("registered", "registered"),
                            ("frozen", "frozen"),
                            ("opened", "opened"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=20,
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("reason", models.TextField(blank=True)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("count", models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                "ordering": ["at"],
            },
        ),
        migrations.AddField(
            model_name="study",
            name="erased",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("was_registered", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="effect_registered_change_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="studyact",
            name="data_set",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="effect.dataset",
            ),
        ),
        migrations.AddField(
            model_name="studyact",
            name="made_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="studyact",
            name="run",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="effect.run"
            ),
        ),
        migrations.AddField(
            model_name="studyact",
            name="study",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="acts", to="effect.study"
            ),
        ),
        migrations.AddConstraint(
            model_name="studyact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "published"), _negated=True),
                fields=("study", "kind"),
                name="effect_act_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="studyact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "published")), fields=("run",), name="effect_run_published_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="studyact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "withdrawn"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="effect_withdrawn_with_reason",
            ),
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
