"""A page is the same under every name of ours, and nobody gets it under another."""

import pytest

from tests.traffic.urls import RenderCounter


@pytest.fixture(autouse=True)
def nothing_made():
    RenderCounter.count = 0


@pytest.mark.parametrize("host", ["a.vn", "b.vn:81", None])
def test_name_and_port_that_are_asked_make_no_other_page(door, settings, host):
    settings.ALLOWED_HOSTS = ["a.vn", "b.vn", "127.0.0.1"]
    door.get("/made/plainly/", host="a.vn:8000")

    assert door.get("/made/plainly/", host=host).text == "1 "


def test_names_that_anybody_can_make_up_do_not_fill_the_store(door, settings):
    settings.ALLOWED_HOSTS = ["*"]

    answers = [door.get("/made/plainly/", host=f"{number}.vn:{number}") for number in range(300)]

    assert {answer.text for answer in answers} == {"1 "}
    assert len(door.application.store) == 1


@pytest.mark.parametrize("host", ["not.ours", "", "a b", "127.0.0.1:8000:1", "127.0.0.1:x", "@127.0.0.1"])
def test_page_is_not_given_under_a_name_that_is_not_ours(door, host):
    door.get("/made/plainly/")

    assert door.get("/made/plainly/", host=host).status == 400
