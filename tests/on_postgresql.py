"""A plugin, `-p tests.on_postgresql`: the run's own PostgreSQL, unless DATABASE_URL names one.

It is started once, by the process that starts the others; they find its address in the environment.
"""

import atexit
import os

from tests import isolated_environment
from tests.postgresql import PostgreSQL, own_folder

if not os.environ["DATABASE_URL"]:
    server = PostgreSQL(own_folder())
    atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.url
    os.environ["SECRET_KEY"] = isolated_environment.SECRET_KEY
