import pytest

from tests.factories import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def meant(client):
    """What the page asks whether it was meant: `meant("dai doam")`."""
    return lambda words: client.get("/tim-kiem/", {"q": words}).context["meant"]


@pytest.mark.parametrize(
    "typed",
    ["dai doan jet", "dai doam ket", "dai doaan ket", "dai doan kett", "dai daon ket", "Đại đoàn két", "đại đoàm kết"],
)
def test_slip_of_one_letter_is_asked_about_in_the_words_of_a_title(meant, typed):
    make_article(title="Ngày hội Đại đoàn kết toàn dân tộc"), make_article(title="Dài dòng")

    assert meant(typed) == ("" if typed == "Đại đoàn két" else "Đại đoàn kết")


def test_several_words_may_slip(meant):
    make_article(title="Giám sát và phản biện xã hội")

    assert meant("phna bien xaa hoi") == "phản biện xã hội"


def test_title_that_is_meant_most_often_is_chosen(meant):
    make_article(title="Cây lúa"), make_article(title="Cây lúa nước"), make_article(title="Cây lúc")

    assert meant("cây lút") == "Cây lúa"


def test_words_of_a_title_are_no_slip(meant):
    make_article(title="Cây lúa"), make_article(title="Cây lua")

    assert meant("cay lua") == meant("lúa cây") == ""


@pytest.mark.parametrize("typed", ["qwrtz", "x" * 200, "cây " * 13, "88", "!?", "(cây* NEAR lú:"])
def test_nothing_near_is_not_asked_about(meant, typed):
    make_article(title="Bàn ghế")

    assert not client_meant(meant, typed)


def client_meant(meant, typed):
    try:
        return meant(typed)
    except KeyError:  # no question at all
        return ""


def test_suggestion_stands_beside_the_results(client):
    make_article(title="Bàn ghế", body="<p>Dai doam ket</p>"), make_article(title="Đại đoàn kết")

    page = client.get("/tim-kiem/?q=dai+doam+ket").content.decode()

    assert "Bàn ghế</a>" in page
    assert (
        'Có phải bạn tìm <a href="/tim-kiem/?q=%C4%90%E1%BA%A1i%20%C4%91o%C3%A0n%20k%E1%BA%BFt">Đại đoàn kết</a>?'
        in page
    )


def test_words_that_many_texts_have_are_no_slip(meant, monkeypatch):
    make_article(title="Đại đoàn kết"), make_article(body="<p>Dai doam ket</p>")
    assert meant("dai doam ket") == "Đại đoàn kết"

    monkeypatch.setattr("portal.search.results.MANY_RESULTS", 0)

    assert meant("dai doam ket") == ""
