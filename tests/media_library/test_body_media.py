"""Pictures and videos of a body as readers get them."""

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template

from tests.factories import make_image, make_video
from tests.media_library import samples

pytestmark = pytest.mark.django_db


def rendered(html):
    return Template("{% load rich_text %}{% rich_text html %}").render(Context({"html": html}))


def figure(image, caption):
    return f'<figure><img data-image="{image.pk}"><figcaption>{caption}</figcaption></figure>'


def test_caption_of_the_body_is_followed_by_the_credit_of_the_library():
    html = rendered(figure(make_image(credit="Lê <Nga>", caption="của thư viện"), "Trồng <em>cây</em>"))

    assert '<figcaption>Trồng <em>cây</em> <span class="credit">Ảnh: Lê &lt;Nga&gt;</span>' in html
    assert "của thư viện" not in html


def test_credit_is_not_said_twice():
    html = rendered(figure(make_image(credit="Lê Nga"), "Trồng cây. Ảnh: Lê Nga"))

    assert html.count("Lê Nga") == 1


def test_lost_picture_leaves_no_caption_behind():
    image = make_image(credit="Lê Nga")
    html = figure(image, "Trồng cây")
    image.delete()

    assert rendered(html) == ""


def test_gallery_is_a_group():
    images = [make_image(), make_image()]
    figures = "".join(f'<figure><img data-image="{image.pk}"></figure>' for image in images)

    assert '<div class="gallery" role="group" aria-label="Bộ ảnh">' in rendered(f'<div class="gallery">{figures}</div>')


def test_segment_of_ours_plays_where_it_stands_and_leads_to_its_page(media_root):
    poster = make_image()
    video = make_video(title="Ngày hội", file=ContentFile(samples.mp4(), name="phim.mp4"), poster=poster)

    html = rendered(f'<figure class="video" data-video="{video.pk}"><figcaption>Phóng sự</figcaption></figure>')

    player = html[html.index("<video") : html.index("</video>")]
    assert 'controls preload="none"' in player
    assert f'src="{video.file.url}"' in player
    assert f'poster="{poster.responsive("lead").address(720, "webp")}"' in player
    assert f'<a href="{video.get_absolute_url()}">Video: Ngày hội</a>' in html
    assert html.endswith("<figcaption>Phóng sự</figcaption></figure>")


@pytest.mark.parametrize("is_of_library", [True, False])
def test_nothing_of_youtube_loads_before_a_click(is_of_library):
    video = make_video(youtube_id="dQw4w9WgXcQ", poster=make_image())
    named = f'data-video="{video.pk}"' if is_of_library else 'data-youtube="dQw4w9WgXcQ"'

    html = rendered(f'<figure class="video" {named}></figure>')

    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ" rel="external noopener"' in html
    assert (video.poster.responsive("lead").fallback in html) is is_of_library
    assert 'src="http' not in html
    assert "<iframe" not in html


def test_body_is_read_once(monkeypatch):
    from publishing import richtext

    parse_html, sources = richtext.parse_html, []
    body = "<h2>Một</h2>\n<p>Hai</p>"
    richtext.clean_html(body)
    monkeypatch.setattr(richtext, "parse_html", lambda source: sources.append(source) or parse_html(source))

    rendered(body)

    assert sources == [body]
