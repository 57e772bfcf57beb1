"""The editors' guide, docs/huong-dan-bien-tap.md, as a page of the desk.

It uses few of Markdown's forms, and those alone are read: headings, paragraphs, lists, tables, pictures, bold words and
names of files. What is written otherwise stands as it is.
"""

import re
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join

from vietnamese.slugs import slugify

DIRECTORY = settings.BASE_DIR / "docs"
FILE = DIRECTORY / "huong-dan-bien-tap.md"
PICTURE = re.compile(r"!\[(?P<alt>[^]]*)\]\((?P<path>pictures/[\w-]+\.webp)\)")
ITEM = re.compile(r"(-|[0-9]+\.) +")
INLINE = re.compile(r"(\*\*.+?\*\*|`.+?`)", re.DOTALL)


def guide_page(request):
    """The guide with a list of its chapters."""
    title, chapters, html = _guide()
    context = {**admin.site.each_context(request), "title": title, "chapters": chapters, "guide": html}
    return TemplateResponse(request, "portal/guide.html", context)


def picture(request, name):
    """A picture of the guide."""
    path = DIRECTORY / "pictures" / f"{name}.webp"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/webp")


@cache
def _guide():
    """`(title, [(id, heading), …], HTML)`; 404 where the file is not installed."""
    if not FILE.is_file():
        raise Http404("Bản hướng dẫn không được cài kèm.")
    return render(FILE.read_text())


def render(text):
    """A text as `(title, [(id, heading of a chapter), …], HTML)`."""
    title, chapters, parts = "", [], []
    for block in re.split(r"\n{2,}", text.strip()):
        if block.startswith("# "):
            title = block[2:]
        elif block.startswith("## "):
            chapters.append((slugify(block[3:]), block[3:]))
            parts.append(format_html('<h2 id="{}">{}</h2>', *chapters[-1]))
        else:
            parts.append(_block(block))
    return title, chapters, _joined("{}\n", parts)


def _block(block):
    if found := PICTURE.fullmatch(block):
        return format_html('<p><img src="{}" alt="{}" loading="lazy"></p>', found["path"], found["alt"])
    if block.startswith("|"):
        return _table(block.splitlines())
    if ITEM.match(block):
        items = [_inline(item) for item in re.split(rf"^{ITEM.pattern}", block, flags=re.MULTILINE)[2::2]]
        return format_html("<ul>{}</ul>" if block.startswith("-") else "<ol>{}</ol>", _joined("<li>{}</li>", items))
    return format_html("<p>{}</p>", _inline(block))


def _table(lines):
    head, _, *body = [[_inline(cell) for cell in line.strip("|").split("|")] for line in lines]
    rows = [_joined("<td>{}</td>", row) for row in body]
    return format_html(
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        _joined('<th scope="col">{}</th>', head),
        _joined("<tr>{}</tr>", rows),
    )


def _inline(text):
    """Bold words and names of files in a text of one block."""
    words = [part for part in INLINE.split(text.strip()) if part]
    return _joined("{}", [_marked(part) for part in words])


def _marked(part):
    if not INLINE.fullmatch(part):
        return part
    return (
        format_html("<strong>{}</strong>", part[2:-2]) if part[0] == "*" else format_html("<code>{}</code>", part[1:-1])
    )


def _joined(form, parts):
    return format_html_join("", form, ((part,) for part in parts))
