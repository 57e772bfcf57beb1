"""`manage.py`: Django's commands and ours, and one Vietnamese sentence for arguments that a command does not accept."""

import re
import sys
from argparse import ArgumentTypeError
from difflib import get_close_matches
from pathlib import Path

from django.conf import settings
from django.core.management import ManagementUtility, get_commands
from django.utils.log import configure_logging

from portal.management.commands import serve
from portal.unhandled_errors import log_unhandled_errors

# Messages of argparse, which are in English alone, and our translations
ARGPARSE_MESSAGES = [
    (r"the following arguments are required: (.*)", r"còn thiếu \1"),
    (r"one of the arguments (.*) is required", r"còn thiếu một trong \1"),
    (r"unrecognized arguments: (.*)", r"không nhận “\1”"),
    (r"ambiguous option: (\S*) could match (.*)", r"“\1” có thể là \2"),
    (r"argument (.+?): (chưa ghi .*)", r"\1: \2"),  # of `path_argument` below
    (r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 không nhận “\2” mà chỉ nhận \3"),
    (r"argument (\S+): invalid \S+ value: '(.*)'", r"\1 không nhận “\2”"),
    (r"argument (\S+): expected .*", r"\1 cần có giá trị đi kèm"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 không dùng cùng \2 được"),
]


class CommandLine(ManagementUtility):
    """Each command refuses wrong arguments with a sentence and status 2; `--help` lists them."""

    def execute(self):
        if self.argv[1:2] == ["serve"]:  # it needs the settings alone, and loading the apps takes half a second
            configure_logging(settings.LOGGING_CONFIG, settings.LOGGING)
            with_refusals(serve.Command()).run_from_argv(self.argv)
        else:
            super().execute()

    def fetch_command(self, subcommand):
        if subcommand not in (commands := get_commands()):
            alike = get_close_matches(subcommand, commands, n=1)
            meant = f" (có phải “{alike[0]}” không?)" if alike else ""
            sys.stderr.write(
                f"Không có lệnh “{subcommand}”{meant}; hãy xem tên các lệnh bằng “manage.py help --commands”.\n"
            )
            sys.exit(2)
        return with_refusals(super().fetch_command(subcommand))


def with_refusals(command):
    """The command, refusing wrong arguments as `refuse` does."""
    create = command.create_parser

    def create_parser(prog_name, subcommand, **options):
        parser = create(prog_name, subcommand, **options)
        parser.error = lambda message: refuse(subcommand, message)
        return parser

    command.create_parser = create_parser
    return command


def path_argument(text: str) -> Path:
    """The type of an argument that names a file or a directory.

    An empty one comes from an unset variable, and is not the current directory, as which `Path` reads it.
    """
    if not text.strip():
        raise ArgumentTypeError("chưa ghi tên tệp hay thư mục (biến trong câu lệnh có lẽ còn trống)")
    return Path(text)


def refuse(subcommand, message):
    """End the process with the sentence for a message of argparse."""
    said = next((re.sub(known, ours, message) for known, ours in ARGPARSE_MESSAGES if re.fullmatch(known, message)), "")
    sys.stderr.write(
        f"Lệnh “{subcommand}”: {said or 'không hiểu những gì đã ghi'}; "
        f"hãy xem cách dùng bằng “manage.py {subcommand} --help”.\n"
    )
    sys.exit(2)


def execute(argv):
    log_unhandled_errors()
    CommandLine(argv).execute()
