"""Tables of the body grammar; handlers as in `richtext_blocks`."""

from dataclasses import replace
from itertools import groupby

from publishing.html_tree import Node
from publishing.richtext_blocks import as_blocks, unwrapped
from publishing.richtext_grammar import ROW_GROUPS, is_empty, tag_of


def _cell(node, align):
    node.children = unwrapped(node.children)
    if len(node.children) == 1 and tag_of(node.children[0]) == "p":
        node.attributes.update(node.children[0].attributes)
        node.children = node.children[0].children
    if is_empty(node.children):  # an empty heading
        node.tag = "td"
        node.attributes.pop("scope", None)
    return [node]


def _row(node, align):
    cells = []
    for is_cell, group in groupby(node.children, key=lambda child: tag_of(child) in {"td", "th"}):
        run = list(group)
        if is_cell:
            cells += run
        elif any(not isinstance(child, str) or child.strip() for child in run):
            cells += _cell(Node("td", {}, run), None)
    return [replace(node, children=cells)] if cells else []


def _rows(node, align):
    rows = []
    for kind, group in groupby(node.children, key=tag_of):
        rows += group if kind == "tr" else _row(Node("tr", {}, list(group)), None)
    return [replace(node, children=rows)] if rows else []


def _table(node, align):
    captions = [child for child in node.children if tag_of(child) == "caption"]
    others = [child for child in node.children if tag_of(child) != "caption"]
    groups = []
    for is_group, run in groupby(others, key=lambda child: tag_of(child) in ROW_GROUPS):
        groups += run if is_group else _rows(Node("tbody", {}, list(run)), None)
    cells = [cell for group in groups for row in group.children for cell in row.children]
    if len(cells) < 2:  # a table used for a frame or for layout
        return as_blocks(captions) + [
            block for cell in cells for block in as_blocks(cell.children, cell.attributes.get("class"))
        ]
    for cell in (cell for group in groups if group.tag == "thead" for row in group.children for cell in row.children):
        if not is_empty(cell.children):
            cell.tag = "th"
            cell.attributes.setdefault("scope", "col")
    return [replace(node, children=captions[:1] + groups)]


HANDLERS = {
    **dict.fromkeys(ROW_GROUPS, _rows),
    **dict.fromkeys(["td", "th"], _cell),
    "tr": _row,
    "table": _table,
}
