"""No modules import each other in a circle, also not by imports inside functions."""

from pathlib import Path

from tests.test_floors import MODULES, ROOT, imports


def module_name(path):
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def import_graph(sources):
    """`{module: modules among these that it imports}` for `{path: source}`; a package is its `__init__.py`."""
    names = {module_name(path) for path in sources}
    graph = {}
    for path, source in sources.items():
        found = {name if name in names else name.rpartition(".")[0] for name in imports(source, path)}
        graph[module_name(path)] = (found & names) - {module_name(path)}
    return graph


def reachable(graph, module):
    """Whatever is imported by a module, or by what it imports."""
    found, todo = set(), [module]
    while todo:
        new = graph[todo.pop()] - found
        found |= new
        todo += new
    return found


def import_circles(graph):
    """The modules that import each other, directly or through others: a sorted list for each circle."""
    reached = {module: reachable(graph, module) for module in graph}
    circles = {frozenset({one, *(other for other in reached[one] if one in reached[other])}) for one in graph}
    return sorted(sorted(circle) for circle in circles if len(circle) > 1)


def test_no_modules_import_each_other_in_a_circle():
    assert import_circles(import_graph({path: (ROOT / path).read_text() for path in MODULES})) == []


def test_circles_are_found_through_several_modules_and_late_imports():
    sources = {
        Path("news/models.py"): "def save():\n    from news import moves\n",
        Path("news/moves.py"): "from news.states import DRAFT\n",
        Path("news/states.py"): "import news.models\n",
        Path("news/views.py"): "from news.models import Article\n",
    }

    assert import_circles(import_graph(sources)) == [["news.models", "news.moves", "news.states"]]
