from django.db import migrations, models


def has_file(model, message):
    condition = ~models.Q(file="")
    name = f"media_library_{model}_has_file"
    constraint = models.CheckConstraint(condition=condition, name=name, violation_error_message=message)
    return migrations.AddConstraint(model_name=model, constraint=constraint)


class Migration(migrations.Migration):
    replaces = [("media_library", "0083_require_files")]
    dependencies = [("media_library", "0002_name_files_that_are_missing")]

    operations = [has_file("image", "Chọn tệp ảnh."), has_file("attachment", "Chọn tệp đính kèm.")]
