from django.contrib.auth.views import PasswordChangeView

from portal.accounts.forms import OwnPasswordForm
from traffic.limits import client_network


class OwnPasswordView(PasswordChangeView):
    form_class = OwnPasswordForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "address": client_network(self.request.META)}
