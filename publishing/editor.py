"""The editor of rich texts, isolated: docs/decisions/0001-ckeditor-fenced.md.

Everything that names CKEditor is in this module, `publishing.staticfiles` and `static/publishing/editor*`.
"""

from typing import NamedTuple

from ckeditor.widgets import CKEditorWidget
from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django import forms

from publishing.richtext_grammar import ATTRIBUTES, CLASSES, TAGS
from vietnamese.encodings import TCVN3, VNI

REMOVED_PLUGINS = """about bidi colorbutton colordialog copyformatting dialogadvtab div editorplaceholder elementspath
exportpdf filebrowser flash font forms iframe image indentblock language liststyle newpage pagebreak preview print save
scayt smiley templates uploadimage wysiwygarea""".split()

TOOLBAR = [
    ["Format", "Styles"],
    ["Bold", "Italic", "Underline", "Strike", "Subscript", "Superscript", "RemoveFormat"],
    ["BulletedList", "NumberedList", "Outdent", "Indent", "Blockquote"],
    ["JustifyCenter", "JustifyRight"],
    ["Link", "Unlink"],
    ["Table", "HorizontalRule", "SpecialChar"],
    ["PasteText", "PasteFromWord"],
    ["Undo", "Redo"],
    ["Find", "Replace"],
    ["ShowBlocks", "Source", "Maximize"],
]
STYLES = [
    {"name": "Khung thông tin", "element": "div", "attributes": {"class": "box"}},
    {"name": "Khung lưu ý", "element": "div", "attributes": {"class": "box-notice"}},
    {"name": "Trích dẫn nổi bật", "element": "blockquote", "attributes": {"class": "pull"}},
]


def _content_rule(tag):
    """The grammar's rule for a tag, in the syntax of CKEditor's filter: `th[colspan,scope](align-center)`."""
    names = [f"!{name}" if name in {"data-image", "lang"} else name for name in ATTRIBUTES.get(tag, ())]
    names += {"a": ["name"], "img": ["src"]}.get(tag, [])  # Word's footnotes; the editor's placeholder for a picture
    attributes = f"[{','.join(names)}]" if names else ""
    classes = f"({','.join(sorted(CLASSES[tag]))})" if tag in CLASSES else ""
    return tag + attributes + classes


CONFIG = {
    "customConfig": "",
    "versionCheck": False,  # it would request a foreign host, whose domain others own now
    "language": "vi",
    "defaultLanguage": "vi",
    "contentsLanguage": "vi",
    "entities": False,  # "chào" instead of "ch&agrave;o"
    "basicEntities": True,
    "extraPlugins": "divarea",  # no iframe, whose inline script the policy would have to allow
    "removePlugins": ",".join(REMOVED_PLUGINS),
    "contentsCss": [],
    "toolbar": TOOLBAR,
    "format_tags": "p;h2;h3",
    "stylesSet": STYLES,
    "justifyClasses": ["align-left", "align-center", "align-right", "align-justify"],
    "allowedContent": ";".join(map(_content_rule, sorted(TAGS))),
    "disallowedContent": "script; style; iframe; object; embed; form; *[on*]; *{*}",
    "linkShowAdvancedTab": False,
    "linkShowTargetTab": False,
    "linkDefaultProtocol": "https://",
    "disableNativeSpellChecker": False,
    "dialog_noConfirmCancel": True,
    "toolbarCanCollapse": False,
    "width": "100%",
    "height": 480,
    "legacyEncodings": {"tcvn3": TCVN3, "vni": VNI},
}


extensions: list["Extension"] = []  # added by higher floors, in portal/apps.py


class Extension(NamedTuple):
    """Plugins of the editor, each with a button of its name, in scripts (in this order) and a style sheet."""

    plugins: tuple[str, ...]
    scripts: tuple[str, ...]
    style: str


class EditorWidget(CKEditorWidget):
    """CKEditor over a textarea; without JavaScript the textarea remains and works."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plugins = [plugin for extension in extensions for plugin in extension.plugins]
        self.config = {
            **CONFIG,
            "extraPlugins": ",".join([CONFIG["extraPlugins"], *plugins]),
            "toolbar": [*CONFIG["toolbar"], plugins],
        }

    @property
    def media(self):
        words = ["ckeditor/ckeditor/lang/vi.js", "publishing/ckeditor_vi.js"]  # in this order, after ckeditor.js
        look = ["site/tokens.css", "site/body.css", "publishing/editor.css"]
        look += [extension.style for extension in extensions]
        scripts = ["publishing/editor.js", *(script for extension in extensions for script in extension.scripts)]
        return super().media + forms.Media(css={"all": look}, js=["ckeditor/ckeditor/ckeditor.js", *words, *scripts])

    def _set_config(self):
        """Leave the language alone: the package would ask Django for the active one, and fail when there is none."""


def editor_widget():
    """The widget of every rich text: the one place where an editor is chosen."""
    return EditorWidget()


# CKEditor's buttons have inline handlers and it writes inline styles: its pages alone may have them, and no nonce,
# which would make browsers ignore 'unsafe-inline'. Its icons are spacers in data: addresses.
editor_page = csp_update({"script-src-attr": [UNSAFE_INLINE], "style-src": [UNSAFE_INLINE], "img-src": ["data:"]})
