from django.views.defaults import page_not_found

from portal.legacy.redirects import legacy_redirect


def not_found(request, exception):
    return legacy_redirect(request) or page_not_found(request, exception)
