"""Looks at cleaned HTML as a stranger would and fails for whatever the body grammar has not."""

from html.parser import HTMLParser

from publishing.richtext_grammar import ATTRIBUTES, CLASSES, TAGS


class Judge(HTMLParser):
    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        for name, value in attrs:
            allowed = CLASSES.get(tag, set()) if name == "class" else ATTRIBUTES[tag][name]
            assert value in allowed if name == "class" else allowed.fullmatch(value)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def judge(html):
    parser = Judge()
    parser.feed(html)
    parser.close()
