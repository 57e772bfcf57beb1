"""The portal's settings with addresses that fail, for a real server: DJANGO_SETTINGS_MODULE names this module."""

from portal import settings

globals().update({name: value for name, value in vars(settings).items() if name.isupper()})

ROOT_URLCONF = "tests.portal.failing_urls"
