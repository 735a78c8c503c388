from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("effect", "0007_taken_out_and_not_replaced"),
    ]

    operations = [
        migrations.AlterField(
            model_name="evidence",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("in_work", "in_work"),
                    ("days_until_work", "days_until_work"),
                    ("hours", "hours"),
                    ("wage", "wage"),
                    ("earnings", "earnings"),
                    ("level_match", "level_match"),
                    ("field_match", "field_match"),
                    ("in_education", "in_education"),
                    ("drop_out", "drop_out"),
                    ("moved_within_sector", "moved_within_sector"),
                    ("moved_between_sectors", "moved_between_sectors"),
                    ("career_competences", "career_competences"),
                    ("satisfaction", "satisfaction"),
                    ("absence", "absence"),
                    ("vacancies_filled", "vacancies_filled"),
                    ("retention", "retention"),
                    ("training_spend", "training_spend"),
                ],
                max_length=40,
            ),
        ),
    ]
