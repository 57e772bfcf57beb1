"""Rename modules and names mechanically, and show of a commit that it did nothing else.

    python scripts/rename.py MAP             apply a map to the checkout
    python scripts/rename.py --check COMMIT  apply the map in the commit's message to its parent and compare the trees

A map has one directive a line: `mv OLD NEW` (a file or folder), `id OLD NEW [@ GLOB …]` (an identifier in Python files,
with the comments and docstrings that name it) and `str OLD NEW @ GLOB …` (a whole word in strings, comments, templates
and other text). Globs name files by the paths they have before the change; all directives apply at once.
"""

import ast
import io
import re
import subprocess
import sys
import tempfile
import tokenize
from fnmatch import fnmatch
from pathlib import Path

TEXT_SUFFIXES = {".py", ".html", ".txt", ".xml", ".md", ".toml", ".js", ".css", ".yml", ".ini", ".cfg", ".example", ""}
FROZEN = ("CHANGELOG.md", "requirements*.txt", "locale/*", "scripts/rename.py", "*.svg", "*.woff2")
DIRECTIVE = re.compile(r"^(mv|id|str)\s+(\S+)\s+(\S+)(?:\s+@\s+(.+))?$", re.MULTILINE)


class Map:
    """The directives of one map: `moves` {old path: new path}, `names` and `words` [(old, new, globs)]."""

    def __init__(self, text):
        self.moves, self.names, self.words = {}, [], []
        for kind, old, new, globs in DIRECTIVE.findall(text):
            if kind == "mv":
                self.moves[old.rstrip("/")] = new.rstrip("/")
            else:
                (self.names if kind == "id" else self.words).append((old, new, globs.split()))

    def moved(self, path):
        """Where the file of this path goes: the longest directive that names it or a folder above it decides."""
        for old in sorted(self.moves, key=len, reverse=True):
            if path == old or path.startswith(old + "/"):
                return self.moves[old] + path[len(old) :]
        return path

    def modules(self):
        """{old dotted module: new dotted module}, longest first."""
        pairs = {without_suffix(old): without_suffix(new) for old, new in self.moves.items() if is_python(old)}
        return {o.replace("/", "."): pairs[o].replace("/", ".") for o in sorted(pairs, key=len, reverse=True)}

    def texts(self):
        """[(pattern, replacement)] of what names a moved file in a text: dotted, as a path, as a template."""
        found = [(old, new) for old, new in self.modules().items() if "." in old]
        found += self.moves.items()
        found += [
            (o.split("/", 1)[1], n.split("/", 1)[1])
            for o, n in self.moves.items()
            if o.startswith(("templates/", "static/"))
        ]
        found.sort(key=lambda pair: -len(pair[0]))
        return [(re.compile(rf"(?<![\w./-]){re.escape(old)}(?![\w-])"), new) for old, new in found]

    def tag_libraries(self):
        """{old name: new name} of moved modules of template tags, as `{% load %}` names them."""
        return {
            Path(old).stem: Path(new).stem for old, new in self.moves.items() if Path(old).parent.name == "templatetags"
        }

    def of(self, path, directives):
        return {old: new for old, new, globs in directives if not globs or any(fnmatch(path, glob) for glob in globs)}


def is_python(path):
    return path.endswith(".py") or ("." not in Path(path).name and not path.startswith(("templates", "static")))


def without_suffix(path):
    return path.removesuffix(".py").removesuffix("/__init__")


def distinctive(name):
    return "_" in name.strip("_") or bool(re.search(r"[a-z][A-Z]|^_?[A-Z][A-Z]", name)) or name.startswith("_")


def replaced(text, words):
    if not words:
        return text
    pattern = re.compile(r"(?<![\w])(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?![\w])")
    return pattern.sub(lambda match: words[match[1]], text)


def module_of(dotted, modules):
    for old, new in modules.items():
        if dotted == old or dotted.startswith(old + "."):
            return new + dotted[len(old) :]
    return dotted


def rewritten_imports(source, modules):
    """The source with its imports of moved modules rewritten, and {old name: new name} of what they bind."""
    bound, lines, edits = {}, source.splitlines(keepends=True), []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        statements = renamed_import(node, modules, bound)
        if statements is None:
            continue
        first, last = node.lineno - 1, node.end_lineno
        indent = lines[first][: node.col_offset]
        comment = "".join(re.findall(r"  #.*$", "".join(lines[first:last]).rstrip(), re.MULTILINE)[:1])
        edits.append((first, last, "".join(f"{indent}{each}{comment}\n" for each in statements)))
    for first, last, text in sorted(edits, reverse=True):
        lines[first:last] = [text]
    return "".join(lines), bound


def renamed_import(node, modules, bound):
    if isinstance(node, ast.Import):
        names = [(module_of(each.name, modules), each) for each in node.names]
        if all(new == each.name for new, each in names):
            return None
        return [f"import {new}" + (f" as {each.asname}" if each.asname else "") for new, each in names]
    home, groups, changed = node.module or "", {}, False
    for each in node.names:
        full = f"{home}.{each.name}"
        new = module_of(full, modules)
        parent, name = new.rsplit(".", 1)
        changed = changed or new != full
        if name != each.name and not each.asname:
            bound[each.name] = name
        groups.setdefault(parent, []).append(name + (f" as {each.asname}" if each.asname else ""))
    return [f"from {parent} import {', '.join(names)}" for parent, names in groups.items()] if changed else None


def python(source, path, rename, texts):
    """A Python file's text with the map applied."""
    names, words = rename.of(path, rename.names), rename.of(path, rename.words)
    spoken = {old: new for old, new in names.items() if distinctive(old)}
    source, bound = rewritten_imports(source, rename.modules())
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    edits, previous = [], None
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        new = token.string
        if token.type == tokenize.NAME:
            new = names.get(new, new if previous and previous.string == "." else bound.get(new, new))
        elif token.type == tokenize.COMMENT:
            new = replaced(elsewhere(new, texts), {**spoken, **words})
        elif token.type == tokenize.STRING:
            new = string(token, previous, texts, {**names, **bound}, words, spoken)
        (row, column), length = token.start, len(token.string)
        edits += [(starts[row - 1] + column, length, new)] if new != token.string else []
        previous = previous if token.type in (tokenize.NL, tokenize.COMMENT) else token
    for start, length, new in reversed(edits):
        source = source[:start] + new + source[start + length :]
    return source


def string(token, previous, texts, names, words, spoken):
    text = elsewhere(token.string, texts)
    if re.match(r"(?i)(rf|fr|f)['\"]", text):
        text = re.sub(r"\{[^{}]*\}", lambda match: replaced(match[0], names), text)
    statement = previous is None or previous.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
    return replaced(text, {**spoken, **words} if statement else words)


def elsewhere(text, texts):
    for pattern, new in texts:
        text = pattern.sub(new, text)
    return text


def apply(root, rename):
    """Change the checkout at `root`: contents first, then the moves, then the order of imports and the format."""

    def git(*arguments):
        return subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True, text=True).stdout

    texts, libraries = rename.texts(), rename.tag_libraries()
    for path in git("ls-files").splitlines():
        file = root / path
        if any(fnmatch(path, frozen) for frozen in FROZEN) or file.suffix not in TEXT_SUFFIXES or not file.is_file():
            continue
        old = file.read_text()
        if file.suffix == ".py":
            new = python(old, path, rename, texts)
        else:
            spoken = (
                {o: n for o, n, globs in rename.names if not globs and distinctive(o)} if file.suffix == ".md" else {}
            )
            new = replaced(elsewhere(old, texts), {**spoken, **rename.of(path, rename.words)})
            new = re.sub(r"\{% load [^%]*%\}", lambda match: replaced(match[0], libraries), new)
        if new != old:
            file.write_text(new)
    for path in git("ls-files").splitlines():
        if (new := rename.moved(path)) != path:
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            git("mv", path, new)
    ruff = Path(sys.executable).with_name("ruff")
    subprocess.run([ruff, "check", "--quiet", "--select", "I", "--fix", "."], cwd=root, check=True)
    subprocess.run([ruff, "format", "--quiet", "."], cwd=root, check=True)
    git("add", "--all")


def check(commit):
    """Exit with 0 when the commit's tree is its parent's with the map of its message applied, and say so."""
    body = subprocess.run(
        ["git", "log", "-1", "--format=%b", commit], check=True, capture_output=True, text=True
    ).stdout
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", folder, f"{commit}^"], check=True)
        try:
            apply(Path(folder), Map(body))
            different = subprocess.run(
                ["git", "diff", "--cached", "--stat", commit], cwd=folder, check=True, capture_output=True, text=True
            ).stdout
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", folder], check=True)
    print(different or f"{commit}: equal but for the mapped names")
    return bool(different)


if __name__ == "__main__":
    if sys.argv[1] == "--check":
        sys.exit(any([check(commit) for commit in sys.argv[2:]]))  # noqa: C419 -- each is told
    apply(Path.cwd(), Map(Path(sys.argv[1]).read_text()))
