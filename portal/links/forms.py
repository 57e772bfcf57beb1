from django import forms

from portal.links.models import Link


class LinkChoiceForm(forms.Form):
    """The link of the directory that a reader has chosen."""

    den = forms.ModelChoiceField(Link.objects.active())
