"""Makes the table of the shared cache, in which tries at signing in are counted."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """Make it where it is not there."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def remove_table(apps, schema_editor):
    """Take it away."""
    schema_editor.execute("DROP TABLE IF EXISTS cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_ask_and_erase")]
    operations = [migrations.RunPython(make_table, remove_table)]
