from tests.accounts.sign_ins import hashes  # noqa: F401 -- a fixture
