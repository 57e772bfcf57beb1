"""The site as a whole: settings, addresses, the chrome of every page, and the small apps."""

import sys

# Python's own SQLite may be old enough (before 3.51.3) to corrupt a WAL database under several
# writers; the wheel contains a current one. It must be in place before Django looks for sqlite3.
try:
    import pysqlite3
except ImportError:  # no wheel outside Linux; the system's SQLite is used there
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
