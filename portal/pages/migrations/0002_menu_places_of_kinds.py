from django.db import migrations, models

import portal.pages.models.menu_item


class Migration(migrations.Migration):
    replaces = [("pages", "0052_menu_places_of_kinds")]
    dependencies = [("pages", "0001_squashed")]

    operations = [
        migrations.AlterField(
            model_name="menuitem",
            name="place",
            field=models.CharField(
                blank=True, choices=portal.pages.models.menu_item.places, max_length=20, verbose_name="nơi trên cổng"
            ),
        ),
    ]
