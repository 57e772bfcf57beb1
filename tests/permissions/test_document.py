from pathlib import Path

from portal.accounts.roles import ROLES
from publishing.workflow import MOVES
from tests.golden import assert_file
from tests.permissions.document import document
from tests.permissions.rights import acts

FILE = Path(__file__).parents[2] / "docs/quyen-han.md"


def test_document_says_what_the_code_grants():
    assert_file(FILE, document())


def test_document_names_every_role_and_every_act():
    text = document()

    assert [name for name in [*ROLES, *(act.label for act in acts().values())] if name not in text] == []
    assert set(MOVES) <= set(acts())
