import pytest
from django.template import Template, TemplateSyntaxError


@pytest.mark.parametrize("words", ["", "'chân' 300 400"], ids=["none", "three"])
def test_tag_says_how_it_is_written(words):
    with pytest.raises(TemplateSyntaxError, match="cached"):
        Template(f"{{% load fragment_cache %}}{{% cached {words} %}}{{% endcached %}}")
