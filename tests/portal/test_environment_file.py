import pytest

from portal import environment


def test_file_of_variables_gives_way_to_the_shell(tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("\ufeffPORT=8001\nHOST='::1'\n")
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.delenv("HOST", raising=False)

    environment.read_file(tmp_path / ".env")

    assert (environment.text("PORT"), environment.text("HOST")) == ("9000", "::1")


@pytest.mark.parametrize("content", [b"PORT=8000 # \xff", None], ids=["not UTF-8", "a directory"])
def test_file_of_variables_that_cannot_be_read_stops_with_a_sentence(tmp_path, content):
    (tmp_path / ".env").mkdir() if content is None else (tmp_path / ".env").write_bytes(content)

    with pytest.raises(SystemExit, match=r"^Tệp \.env: .*, hãy "):
        environment.read_file(tmp_path / ".env")
