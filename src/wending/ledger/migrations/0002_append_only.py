"""Makes the database itself refuse a change of an entry. Removal is left to the retention term, and shows in the chain."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an entry of the ledger is never changed'; END $$;
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
"""
SQLITE = """
CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'an entry of the ledger is never changed'); END;
"""


def refuse_changes(apps, schema_editor):
    """Set the trigger."""
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def allow_changes(apps, schema_editor):
    """Take the trigger away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER ledger_entry_no_update ON ledger_entry; DROP FUNCTION ledger_refuse();")
    else:
        schema_editor.execute("DROP TRIGGER ledger_entry_no_update;")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries")]
    operations = [migrations.RunPython(refuse_changes, allow_changes)]
