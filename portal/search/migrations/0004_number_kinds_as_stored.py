from django.db import migrations

# Until now a kind's number was its place among the installed models; stored keys bear these.
NUMBERS = {
    "links.link": 0,
    "pages.page": 1,
    "news.category": 2,
    "news.tag": 3,
    "news.author": 4,
    "news.source": 5,
    "news.article": 6,
    "media_library.album": 7,
    "media_library.programme": 8,
    "media_library.video": 9,
}


def number_kinds(apps, schema_editor):
    kind_number = apps.get_model("search", "KindNumber")
    kind_number.objects.bulk_create(kind_number(kind=kind, number=number) for kind, number in NUMBERS.items())


class Migration(migrations.Migration):
    replaces = [("search", "0006_number_kinds_as_stored")]
    dependencies = [
        ("search", "0003_kind_number"),
    ]

    operations = [migrations.RunPython(number_kinds, migrations.RunPython.noop)]
