"""Which static files are collected: those of the editor that are in use."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage

# What the package ships and we leave out: test pages that point at foreign hosts, players of what browsers no longer
# play, and plugins that are switched off. docs/decisions/0001-ckeditor-fenced.md
PLUGINS = """about adobeair ajax autoembed bbcode codesnippet codesnippetgeshi colordialog copyformatting devtools
div docprops embed embedbase embedsemantic exportpdf flash forms iframe iframedialog image image2 language liststyle
mathjax newpage pagebreak placeholder preview print save scayt sharedspace smiley sourcedialog stylesheetparser
templates uicolor uploadimage uploadwidget wsc xml""".split()
OTHERS = """adapters/* samples/* skins/moono/* skins/*.md bender-runner.config.json build-config.js config.js
contents.css styles.js CHANGES.md README.md SECURITY.md""".split()
# all languages but Vietnamese and its fallback, English
LANGUAGES = ["*lang/[!ev]*.js", "*lang/e[!n]*.js", "*lang/en-*.js"]


class EditorStaticFilesConfig(StaticFilesConfig):
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{plugin}/*" for plugin in PLUGINS),
        *(f"ckeditor/ckeditor/{name}" for name in OTHERS + LANGUAGES),
        "ckeditor/file-icons/*",
        "ckeditor/galleriffic/*",
    ]


class CollectedStaticFilesStorage(ManifestStaticFilesStorage):
    """Files are named by their content, so that browsers may cache them; by their own names while none is collected."""

    def stored_name(self, name):
        return super().stored_name(name) if self.hashed_files else name
