from django import forms

from portal.links.models import Link


class Departure(forms.Form):
    """Which link of the directory a reader has chosen."""

    den = forms.ModelChoiceField(Link.objects.active())
