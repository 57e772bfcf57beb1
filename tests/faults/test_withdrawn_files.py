"""A running site moves aside the files of what is withdrawn; those of what is published are never missing."""

import time

import pytest

from publishing import workflow
from tests.factories import make_article, make_image, make_user
from tests.faults.concurrent_readers import until
from tests.media_library.files_seen import names_of

pytestmark = pytest.mark.faults


def statuses(site, names):
    return {site.get(f"/media/{name}").status for name in names}


def test_pictures_are_gone_after_their_article_and_there_before_it(site, outcome):
    image = make_image()
    article, chief, names = make_article(lead_image=image), make_user("publishing.publish"), names_of(image)
    assert statuses(site, names) == {200}

    workflow.make_move("withdraw", article, by=chief, note="Sai ảnh")
    gone = until(lambda: site.get(f"/media/{names[0]}").status == 404, 5)
    until(lambda: statuses(site, names) == {404}, 5)
    workflow.make_move("restore", article, by=chief)
    for _ in range(20):  # the check that follows takes nothing away
        assert statuses(site, names) == {200}
        time.sleep(0.1)

    remark = "seconds until the pictures of what was withdrawn are gone"
    outcome("picture withdrawn", requests=len(names), errors=0, recovered=gone, remark=remark)
