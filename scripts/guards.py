"""The guards in Python code, each with a switch that takes it out while the code runs.

A guard is an `if` or `except` that ends in raise, return, continue or break; a raise of its own; a question for a
permission; a call that checks; a decorator that restricts; an entry of `constraints`, `validators` or `permissions`.
Of the kind `acts` is an `if` that only lets something happen.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("if", "except", "raise", "permission", "check", "decorator", "entry", "acts")
LEAVES = (ast.Raise, ast.Return, ast.Continue, ast.Break)
PERMISSION = re.compile(r"has_(\w+_)?perm(ission)?s?")
CHECK = re.compile(r"_?(check|clean|full_clean|validate|refuse|require|forbid|ensure)(_|$)")
ENTRIES = {"constraints", "validators", "permissions"}
UNRESTRICTING = re.compile(
    r"(csrf_exempt|property|cached_property|\w*cache|staticmethod|classmethod|dataclass|wraps|contextmanager|register[.\w]*"
    r"|admin\.(display|register|action)|transaction\.atomic|\w+\.setter)(\(|$)"
)
IMPORT = "from scripts.guard_switches import _guard, _guarded_by\n"


@dataclass(frozen=True)
class Guard:
    """One guard: `name` is its own in its file, whatever its line; `start` and `end` are bytes.

    What is put `before` and `after` it makes it a guard that can be switched off (`guard_switches`), by a number. One
    that is part of a table cannot, and has none: it is left out of the source instead.
    """

    path: str
    kind: str
    name: str
    line: int
    start: int
    end: int
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        return f"{self.path}: {self.name}"


class Finder(ast.NodeVisitor):
    """Collects the guards of one file."""

    def __init__(self, path: str, source: str):
        self.path, self.found, self.names, self.scope = path, [], Counter(), []
        self.in_an_if = set()  # raises that go with it
        self.starts = [0]
        for line in source.encode().splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.visit(ast.parse(source))

    def add(self, kind, node, text, before="", after=""):
        start = self.starts[node.lineno - 1] + node.col_offset
        end = self.starts[node.end_lineno - 1] + node.end_col_offset
        name = ": ".join([*filter(None, [".".join(self.scope)]), text.partition("\n")[0][:150]])
        self.names[name] += 1
        name += f" ({self.names[name]})" if self.names[name] > 1 else ""
        self.found.append(Guard(self.path, kind, name, node.lineno, start, end, before, after))

    def add_permission(self, kind, node, text):
        """A question that is always answered by yes when it is taken out."""
        self.add(kind, node, text, "(not _guard({}, not (", ")))")

    def visit_ClassDef(self, node):
        self.scope.append(node.name)
        self.generic_visit(node)
        self.scope.pop()

    def visit_FunctionDef(self, node):
        self.scope.append(node.name)
        for decorator in node.decorator_list:
            if not UNRESTRICTING.match(text := ast.unparse(decorator)):
                self.add("decorator", decorator, f"@{text}", "_guarded_by({}, ", ")")
        self.generic_visit(node)
        self.scope.pop()

    def visit_If(self, node):
        test, last = ast.unparse(node.test), node.body[-1]
        if isinstance(last, LEAVES):
            self.in_an_if.add(last)
            text = f"if {test}: {type(last).__name__.lower()}"
            self.add("if", node.test, text, "_guard({}, ", ")")
        elif not node.orelse:
            self.add_permission("acts", node.test, f"if {test}")
        self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        first, last = node.body[0], node.body[-1]
        if isinstance(last, LEAVES) and not isinstance(last, ast.Raise):
            text = f"except {ast.unparse(node.type) if node.type else ''}: {type(last).__name__.lower()}"
            before = "if not _guard({}, 1): raise\n" + " " * first.col_offset
            self.add("except", first, text, before)
        self.generic_visit(node)

    def visit_Raise(self, node):
        if node not in self.in_an_if:
            self.add("raise", node, ast.unparse(node), "if _guard({}, 1): ")

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Call) and CHECK.match(called(node.value)):
            self.add("check", node, ast.unparse(node), "if _guard({}, 1): ")
        self.generic_visit(node)

    def visit_Return(self, node):
        if self.scope and PERMISSION.fullmatch(self.scope[-1]) and ast.unparse(node) != "return True":
            self.add_permission("permission", node.value, ast.unparse(node))
        self.generic_visit(node)

    def visit_Call(self, node):
        if PERMISSION.fullmatch(called(node)) and not (self.scope and PERMISSION.fullmatch(self.scope[-1])):
            self.add_permission("permission", node, ast.unparse(node))
        self.generic_visit(node)

    def visit_Assign(self, node):
        self.entries(getattr(node.targets[0], "id", ""), node.value)
        self.generic_visit(node)

    def visit_keyword(self, node):
        self.entries(node.arg, node.value)
        self.generic_visit(node)

    def entries(self, name, several):
        for entry in several.elts if name in ENTRIES and isinstance(several, ast.List) else ():
            self.add("entry", entry, f"{name} {ast.unparse(entry)}")


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def find(source: str, path: str) -> list[Guard]:
    """The guards of a file, in the order in which they stand there."""
    return sorted(Finder(path, source).found, key=lambda guard: (guard.start, -guard.end))


def without(source: str, entry: Guard) -> str:
    """The source in which this entry of a table is left out."""
    text = source.encode()
    return b"".join([text[: entry.start], b"*()", text[entry.end :]]).decode()


def switched(source: str, numbered: Iterable[tuple[int, Guard]]) -> str:
    """The source in which each of these guards can be switched off by its number."""
    first = next(one for one in ast.parse(source).body if not is_preamble(one))
    line = min([first.lineno, *(one.lineno for one in getattr(first, "decorator_list", []))])
    place = len("".join(source.splitlines(keepends=True)[: line - 1]).encode())
    insertions = [(place, 1, -len(source), 0, IMPORT)]  # at one position the ends come first, the inner ones before
    for number, guard in numbered:
        insertions.append((guard.start, 1, -guard.end, number, guard.before.format(number)))
        insertions.append((guard.end, 0, -guard.start, -number, guard.after))
    text, at, pieces = source.encode(), 0, []
    for position, _, _, _, insertion in sorted(insertions):
        pieces += [text[at:position], insertion.encode()]
        at = position
    return b"".join([*pieces, text[at:]]).decode()


def is_preamble(statement: ast.stmt) -> bool:
    """Whether it has to stand before any import of ours: the docstring and what comes from the future."""
    is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
    return is_docstring or (isinstance(statement, ast.ImportFrom) and statement.module == "__future__")
