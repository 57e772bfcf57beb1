"""What readers get of a rich text: pictures and videos of the library, wide tables that scroll."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from publishing import richtext
from publishing.richtext import clean_html, is_blank, plain_text, render
from tests.factories import make_image, make_video


def rendered(html):
    return Template("{% load rich_text %}{% rich_text html %}").render(Context({"html": html}))


def test_shown_text_is_safe_and_clean_whatever_the_database_holds():
    text = render("<p>a</p><script>x()</script>")

    assert isinstance(text, SafeString)
    assert text == "<p>a</p>"


def test_memory_of_clean_texts_is_bounded(monkeypatch):
    monkeypatch.setattr(richtext, "MAX_KNOWN_TEXTS", 10)

    for number in range(30):
        clean_html(f"<p>{number}</p>")

    assert len(richtext._known_clean) <= 10


@pytest.mark.django_db
def test_reader_gets_all_pictures_in_one_query(django_assert_num_queries):
    flag, hall = make_image(alt="Cờ"), make_image(caption="Hội trường & khách", credit="Lê Nga")
    body = f'<p>a <img data-image="{flag.pk}"> b</p><figure><img data-image="{hall.pk}" alt="Hội trường"></figure>'

    with django_assert_num_queries(1):
        html = rendered(body)

    assert f'<img src="{flag.responsive("full").fallback}"' in html
    assert 'alt="Cờ" width="64" height="36" loading="lazy"></picture>' in html
    assert 'alt="Hội trường"' in html
    assert '<figcaption>Hội trường &amp; khách <span class="credit">Ảnh: Lê Nga</span></figcaption>' in html


@pytest.mark.django_db
def test_caption_of_the_body_stands_before_that_of_the_library():
    image = make_image(caption="của thư viện")

    html = rendered(f'<figure><img data-image="{image.pk}"><figcaption>của bài</figcaption></figure>')

    assert "của bài" in html
    assert "của thư viện" not in html


@pytest.mark.django_db
def test_lost_picture_takes_its_figure_with_it():
    image = make_image()
    gallery = '<div class="gallery"><figure><img data-image="{}"></figure><figure><img data-image="999"></figure></div>'

    assert rendered('<figure><img data-image="999"><figcaption>b</figcaption></figure><p>a</p>').strip() == "<p>a</p>"
    assert rendered('<p><a href="/x"><img data-image="999"></a> a</p>') == "<p> a</p>"
    assert rendered(gallery.format(998)) == ""
    assert rendered(gallery.format(image.pk)).count("<figure>") == 1


@pytest.mark.django_db
def test_video_is_a_link_while_it_is_out():
    video, draft = make_video(title="Ngày hội"), make_video(state="draft")
    figure = '<figure class="video" data-video="{}"><figcaption>Phóng sự</figcaption></figure>'

    assert f'<a href="{video.get_absolute_url()}"' in rendered(figure.format(video.pk))
    assert rendered(figure.format(draft.pk)) == ""
    assert "youtube.com/watch?v=dQw4w9WgXcQ" in rendered('<figure data-youtube="dQw4w9WgXcQ"></figure>')


def test_table_scrolls_in_a_region_of_its_own():
    html = render("<table><tr><td>1<td>2</table>")

    assert html.startswith('<div class="table" role="region" aria-label="Bảng 1" tabindex="0"><table>')


def test_plain_text_has_a_line_a_block_and_no_footnote_numbers():
    html = '<h2>Mục</h2><p>Một <b>hai</b><sup><a href="#fn-1">1</a></sup><br>ba</p><ul><li>bốn<li>năm</ul>'

    assert plain_text(html) == "Mục\nMột hai\nba\nbốn\nnăm"


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("", True),
        ("<p>&nbsp;<br></p><table><tr><td> </table>", True),
        ("<p>a</p>", False),
        ("<img data-image=1>", False),
    ],
)
def test_blank_is_what_shows_nothing(html, blank):
    assert is_blank(html) is blank
