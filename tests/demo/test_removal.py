from django.conf import settings

from media_library.models import Album, Attachment, Image, Programme, Video
from news.models import Article, Author, Category, Source, Tag
from portal.accounts.models import User
from portal.links.models import Link, LinkGroup
from portal.pages.models import Announcement, MenuItem, Page, SiteSettings
from publishing import workflow
from publishing.models import Event, Revision
from tests.factories import make_article, make_image, make_menu_item, make_page, make_user
from traffic.models import ViewTotal

ORDERED = (Category, Tag, Author, Source, Programme, LinkGroup, Link, SiteSettings, User)
FILLED = (Article, Video, Album, Page, MenuItem, Announcement, Image, Attachment, Revision, ViewTotal, *ORDERED)


def test_removal_takes_everything_out(demo, demo_command):
    said = demo_command("--remove")

    assert "Giữ lại" not in said
    assert [model for model in FILLED if model.objects.exists()] == []


def test_removal_deletes_the_files_once_it_is_certain(demo, demo_command, django_capture_on_commit_callbacks):
    files = [settings.MEDIA_ROOT / name for name in Image.objects.values_list("file", flat=True)]
    files += [settings.MEDIA_ROOT / name for name in Video.objects.values_list("file", flat=True)]
    files += [settings.MEDIA_ROOT / name for name in Attachment.objects.values_list("file", flat=True)]

    with django_capture_on_commit_callbacks(execute=True):
        demo_command("--remove")

    assert len(files) == 56 + 24 + 1
    assert not any(file.exists() for file in files)


def test_removal_keeps_what_staff_added_and_what_it_rests_on(demo, demo_command):
    category, tag, picture = (
        Category.objects.get(name="Công tác Mặt trận cơ sở"),
        Tag.objects.first(),
        Image.objects.last(),
    )
    own = make_article(category=category, tags=[tag], body=f'<figure><img data-image="{picture.pk}"></figure>')
    own_image = make_image()

    demo_command("--remove")

    assert list(Article.objects.all()) == [own]
    assert set(Category.objects.values_list("name", flat=True)) == {"Công tác Mặt trận cơ sở", "Tin tức"}
    assert list(Tag.objects.all()) == [tag]
    assert set(Image.objects.all()) == {picture, own_image}


def test_removal_keeps_an_album_that_a_text_of_staff_names(demo, demo_command):
    album = Album.objects.first()
    make_article(body=f'<figure class="album" data-album="{album.pk}"></figure>')

    demo_command("--remove")

    assert list(Album.objects.all()) == [album]
    assert set(Image.objects.all()) == set(album.pictures.all())


def test_removal_keeps_an_article_that_an_editor_moved(demo, demo_command):
    article = Article.objects.get(title="Thư cảm ơn")
    editor = make_user("publishing.publish")
    workflow.make_move("withdraw", article, by=editor, note="Cần đối chiếu lại số liệu.")

    said = demo_command("--remove")

    assert list(Article.objects.all()) == [article]
    assert article.authors.exists()
    assert article.lead_image in Image.objects.all()
    assert "1 bài viết" in said


def test_account_that_the_record_names_is_disabled_not_deleted(demo, demo_command):
    user = User.objects.get(username="bientap")
    workflow.make_move("withdraw", Article.objects.get(title="Thư cảm ơn"), by=user, note="Thử gỡ bài.")

    demo_command("--remove")

    user.refresh_from_db()
    assert not user.is_active
    assert Event.objects.filter(by=user).exists()


def test_removal_twice_says_that_nothing_is_left(demo, demo_command):
    demo_command("--remove")

    assert "Không có nội dung mẫu nào" in demo_command("--remove")


def test_removal_keeps_a_link_that_an_administrator_edited(demo, demo_command, client):
    link = Link.objects.get(title="Báo Nhân Dân")
    client.force_login(make_user(is_superuser=True))
    form = {"title": "Báo Nhân Dân điện tử", "url": link.url, "group": link.group_id, "order": 0, "is_active": "on"}
    client.post(f"/admin/links/link/{link.pk}/change/", form)

    demo_command("--remove")

    assert [link.title for link in Link.objects.all()] == ["Báo Nhân Dân điện tử"]
    assert [group.name for group in LinkGroup.objects.all()] == ["Báo chí"]


def test_removal_keeps_pages_and_items_that_those_of_staff_are_below(demo, demo_command):
    own_page = make_page(parent=Page.objects.get(title="Cơ cấu tổ chức"))
    own_item = make_menu_item(parent=MenuItem.objects.get(title="Lĩnh vực công tác"))

    demo_command("--remove")

    assert [page.title for page in Page.objects.all()] == ["Giới thiệu", "Cơ cấu tổ chức", own_page.title]
    assert [str(item) for item in MenuItem.objects.in_tree_order()] == ["Lĩnh vực công tác", str(own_item)]
