"""The editor speaks Vietnamese: every plugin that is in use, in its buttons and in its dialogs."""

import mimetypes
from urllib.parse import urlsplit

import pytest
from django import forms
from django.conf import settings

from publishing.richtext import RichTextField

pytestmark = pytest.mark.browser

EDITOR = "ckeditor/ckeditor"
# Beginning of an entry's name -> why it is the same in Vietnamese
SAME_IN_VIETNAMESE = {
    "common.keyboard.": "what is printed on the keys",
    "a11yhelp.f": "what is printed on the keys",
    "a11yhelp.numLock": "what is printed on the key",
    "a11yhelp.scrollLock": "what is printed on the key",
}
WORDS = """language => {
  const editor = Object.values(CKEDITOR.instances)[0];
  const words = {};
  for (const name of ["application", "editor", "editorPanel", "common", ...Object.keys(editor.plugins)]) {
    const dialogs = CKEDITOR.plugins.registered[name]?.langEntries?.[language] ?? {};
    const own = language === editor.langCode ? editor.lang[name] : CKEDITOR.lang[language][name];
    words[name] = typeof own === "string" ? own : {...dialogs, ...own};
  }
  return words;
}"""


def serve(route):
    """Answer a page's request for a static file with what was collected."""
    path = settings.STATIC_ROOT / urlsplit(route.request.url).path.removeprefix("/static/")
    if path.is_file():
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        route.fulfill(body=path.read_bytes(), content_type=f"{kind}; charset=utf-8")
    else:
        route.fulfill(status=404)


@pytest.fixture
def editor(page, static_files):
    """A page with nothing but the editor of a rich text field, ready to type in."""
    form = type("EditorForm", (forms.Form,), {"body": RichTextField("nội dung").formfield()})()
    html = f"<!doctype html><html lang='vi'><head>{form.media}</head><body>{form.as_p()}</body></html>"
    page.route("http://soan-thao/**", serve)
    page.route("http://soan-thao/", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
    page.goto("http://soan-thao/")
    page.wait_for_function("Object.values(window.CKEDITOR?.instances ?? {}).some(editor => editor.status === 'ready')")
    return page


def load_words(page):
    """Load what plugins fetch when a dialog is opened, and the English of all."""
    plugins = page.evaluate("Object.keys(Object.values(CKEDITOR.instances)[0].plugins)")
    folders = [f"{EDITOR}/plugins/{plugin}/{place}" for plugin in plugins for place in ("lang", "dialogs/lang")]
    for path in [f"{EDITOR}/lang/en.js", *(f"{folder}/{code}.js" for folder in folders for code in ("en", "vi"))]:
        if (settings.STATIC_ROOT / path).is_file():
            page.add_script_tag(url=f"/static/{path}")


def same_entries(ours, theirs, name):
    """Yield the names of the texts that are the same in both, or missing in ours."""
    if isinstance(theirs, str):
        if ours in {theirs, None} and any(letter.isalpha() for letter in theirs):
            yield name
        return
    for key, value in theirs.items() if isinstance(theirs, dict) else enumerate(theirs):
        found = ours[key] if isinstance(ours, list) and key < len(ours) else (ours or {}).get(key)
        yield from same_entries(found, value, f"{name}.{key}" if name else str(key))


def test_no_word_of_the_editor_is_left_english(editor):
    load_words(editor)

    same = list(same_entries(editor.evaluate(WORDS, "vi"), editor.evaluate(WORDS, "en"), ""))

    assert [name for name in same if not name.startswith(tuple(SAME_IN_VIETNAMESE))] == []


def test_editor_is_announced_in_vietnamese(editor):
    names = editor.locator("[role=application], [role=textbox], [role=toolbar], .cke_voice_label").all()

    heard = " ".join(f"{element.get_attribute('aria-label')} {element.text_content()}" for element in names)

    assert "Bộ soạn thảo" in heard
    assert "Rich Text" not in editor.content()


def test_help_dialog_has_our_words(editor):
    editor.evaluate("Object.values(CKEDITOR.instances)[0].execCommand('a11yHelp')")

    dialog = editor.get_by_role("dialog", name="Hướng dẫn trợ năng")
    dialog.wait_for()

    assert "Dán chỉ lấy chữ" in dialog.text_content()
