"""Every command of the project as an operator starts it: a process, with and without words."""

import subprocess
import sys

import pytest
from django.conf import settings

from portal.command_line import refuse
from tests.factories import make_article
from tests.portal.commands import TRIALS, names, run

TAKEN = [(name, *words) for name, trial in TRIALS.items() for words in trial.takes]
REFUSED = [(name, *words) for name, trial in TRIALS.items() for words in trial.refuses]


@pytest.fixture
def called(transactional_db, tmp_path):
    """`called("media", "check")`: the ended process, on a database that holds an article."""
    make_article()
    return lambda *words: run(tmp_path, *words)


def test_every_command_is_tried_alone_and_with_words():
    assert names() == set(TRIALS)
    assert [name for name, trial in TRIALS.items() if () not in trial.takes + trial.refuses] == []
    assert [name for name, trial in TRIALS.items() if not any(trial.takes + trial.refuses)] == []


@pytest.mark.parametrize("words", TAKEN, ids=" ".join)
def test_command_runs(called, words):
    process = called(*words)

    assert "Traceback" not in process.complained
    assert process.returncode == 0, process.complained


@pytest.mark.sqlite  # words are refused alike, whatever the database
@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_command_refuses_with_one_sentence(called, words):
    process = called(*words)

    assert process.returncode not in (0, None)
    assert "Traceback" not in process.complained
    assert "usage:" not in process.complained
    assert "hãy " in process.complained or "xem lý do ở trên" in process.complained


@pytest.mark.parametrize("words", [("bakup",), ("help", "bakup"), ("--bakup",)])
def test_name_of_no_command_is_refused_with_one_sentence(tmp_path, words):
    process = run(tmp_path, *words)

    [line] = process.complained.splitlines()
    assert (process.returncode, process.said) == (2, "")
    assert line.startswith("Không có lệnh “")
    assert "có phải “backup” không?" in line


def test_server_starts_without_loading_the_apps():
    tell = "import atexit, sys; atexit.register(lambda: print('news.models' in sys.modules))"
    code = f"{tell}; from portal.command_line import execute; execute(['manage.py', 'serve', 'x'])"

    process = subprocess.run([sys.executable, "-c", code], cwd=settings.BASE_DIR, capture_output=True, check=False)

    assert (process.returncode, process.stdout) == (2, b"False\n")


def test_what_few_processes_need_is_loaded_in_those_alone(tmp_path):
    """The parsers of documents where one is scanned, redis where CACHE_URL names one."""
    asked = "import sys; print({'pikepdf', 'olefile', 'redis'} & sys.modules.keys())"

    assert run(tmp_path, "shell", "--no-imports", "--command", asked).said == "set()\n"


def test_every_sentence_of_argparse_that_our_commands_can_meet_is_ours(capsys):
    for message in ["one of the arguments --a --b is required", "ambiguous option: --re could match --remove, --reset"]:
        with pytest.raises(SystemExit):
            refuse("demo", message)

    assert "còn thiếu một trong --a --b" in (said := capsys.readouterr().err)
    assert "“--re” có thể là --remove, --reset" in said
