from django.views.defaults import page_not_found

from portal.legacy.addresses import old_address


def not_found(request, exception):
    return old_address(request) or page_not_found(request, exception)
