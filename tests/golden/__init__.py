"""Outputs as they are to stay, as text: `assert_golden("roles", text)` compares with `tests/golden/roles.txt`.

To take a wanted change over, delete the file and run the test twice: the first run writes what it finds, and fails.
"""

from pathlib import Path

FOLDER = Path(__file__).parent


def assert_golden(name, text):
    assert_file(FOLDER / f"{name}.txt", text)


def assert_file(file, text):
    is_new = not file.exists()
    if is_new:
        file.write_text(text)
    assert not is_new, f"{file.name} is written; read it, and run again"
    assert text == file.read_text()
