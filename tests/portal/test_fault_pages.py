import pytest
from django.db import OperationalError, connection

from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADMIN = ["/admin/", "/admin/news/article/", "/admin/news/article/add/", "/admin/password_change/", "/admin/khong-co/"]


def failing_with(error):
    """A database whose every statement ends so."""

    def execute(run, *arguments):
        raise error

    return connection.execute_wrapper(execute)


@pytest.fixture
def reader(client):
    client.raise_request_exception = False
    return client


def test_reader_is_asked_to_come_back_while_the_database_does_not_answer(reader):
    with failing_with(OperationalError("server closed the connection unexpectedly")):
        response = reader.get("/")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Trang tạm nghỉ ít phút" in response.content.decode()


def test_reader_gets_an_apology_for_a_fault_of_ours(reader):
    with failing_with(ValueError("a mistake")):
        response = reader.get("/")

    assert response.status_code == 500
    assert "Trang đang gặp trục trặc" in response.content.decode()
    assert "a mistake" not in response.content.decode()


@pytest.mark.parametrize("path", [*ADMIN, "/admin/login/", "/tim-kiem/?q=a"])
@pytest.mark.parametrize("answered", range(3))
def test_lost_database_is_one_line_for_a_request(answered, path, reader, caplog):
    def execute(run, *arguments, left=[answered]):  # noqa: B006 -- it counts down
        if not left[0]:
            raise OperationalError
        left[0] -= 1
        return run(*arguments)

    reader.force_login(make_user(is_staff=True, is_superuser=True))
    with connection.execute_wrapper(execute):
        response = reader.get(path)

    assert len(caplog.records) == (response.status_code == 503)
