#!/usr/bin/env python3
import os
import sys


def main():
    os.umask(0o077)  # what commands and the server write is for their own user; what nginx may read says so itself
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from portal.command_line import execute

    execute(sys.argv)


if __name__ == "__main__":
    main()
