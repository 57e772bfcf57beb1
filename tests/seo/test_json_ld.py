import json

import pytest

from portal.seo.structured_data import json_ld_script
from tests.factories import make_article
from tests.seo.page_head import head_of

HOSTILE = '</script><!--<script>alert("1")&amp;\u2028\u2029\\'


def test_nothing_in_a_data_block_can_end_it_or_begin_another():
    block = json_ld_script({"name": HOSTILE})

    begin, end = '<script type="application/ld+json">', "</script>"
    inside = block.removeprefix(begin).removesuffix(end)
    assert len(begin) + len(inside) + len(end) == len(block)
    assert not set("<>&\u2028\u2029") & set(inside)
    assert json.loads(inside)["name"] == HOSTILE


@pytest.mark.django_db
def test_title_arrives_in_structured_data_as_it_was_written(client):
    article = make_article(title="</script><script>alert(1)</script> & “hết”")

    assert head_of(client, article.get_absolute_url()).block("NewsArticle")["headline"] == article.title
