"""The portal's settings with one line more in INSTALLED_APPS, and a test database of their own."""

from portal import settings

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})

INSTALLED_APPS = [*settings.INSTALLED_APPS, "tests.sample_kind"]
settings.DATABASES["default"]["TEST"] = {"NAME": "test_new_kind"}  # the outer run has its own on the same server
