import pytest
from django.db import OperationalError, connection

pytestmark = pytest.mark.django_db


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
