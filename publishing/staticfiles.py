"""Which static files are collected: those of the editor that are in use."""

from django.contrib.staticfiles.apps import StaticFilesConfig

# What the package ships and we leave out: test pages that point at foreign hosts, players of what browsers no longer
# play, and plugins that are switched off. docs/decisions/0001-ckeditor-fenced.md
PLUGINS = """about adobeair ajax autoembed bbcode codesnippet codesnippetgeshi colordialog copyformatting devtools
div docprops embed embedbase embedsemantic exportpdf flash forms iframe iframedialog image image2 language liststyle
mathjax newpage pagebreak placeholder preview print save scayt sharedspace smiley sourcedialog stylesheetparser
templates uicolor uploadimage uploadwidget wsc xml""".split()
OTHERS = """adapters/* samples/* skins/moono/* bender-runner.config.json build-config.js config.js contents.css
styles.js CHANGES.md README.md SECURITY.md""".split()


class EditorStaticFilesConfig(StaticFilesConfig):
    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(f"ckeditor/ckeditor/plugins/{plugin}/*" for plugin in PLUGINS),
        *(f"ckeditor/ckeditor/{name}" for name in OTHERS),
        "ckeditor/file-icons/*",
        "ckeditor/galleriffic/*",
    ]
