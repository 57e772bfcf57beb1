"""Who may open and post to what; see tests/portal/test_permission_matrix.py for how it is read.

What the pages of a model's rows take (list, add, change, history, delete) follows from the rights of the roles; every
other address stands here, with the right that it takes and the status then, `right:status`, for GET and POST, or once
for each where they differ. After a slash stands the status of who lacks the right, where that is not 403. A right is a
permission, of an address of a kind the act alone (`view`), `content` (to see things of any kind), or `staff` (everybody
who has signed in to the desk). The words at the end are for docs/quyen-han.md.
"""

from functools import partial

from django.contrib import admin
from django.urls import get_resolver, reverse
from django.utils import timezone

from portal.accounts.roles import ROLES
from portal.pages.models import SiteSettings
from portal.seo.page_meta import card_address, cover_address
from portal.seo.sitemaps import IDS_A_PAGE
from publishing import share_links
from publishing.kinds import all_collections, all_descriptions, all_kinds
from publishing.models import Revision
from tests.factories import (
    make_article,
    make_attachment,
    make_image,
    make_link,
    make_programme,
    make_user,
    make_video,
)
from tests.kinds import admin_name, factory_of, show
from tests.permissions.rights import holds, permissions_of

COLUMNS = ["anonymous", "disabled", *ROLES]

# Pages for readers: the same for everybody, only read.
PUBLIC = """
home latest_rss latest_atom archive_year archive_month archive_day category category_rss category_atom author author_rss
author_atom source source_rss source_atom tag tag_rss tag_atom programme programme_rss programme_atom programme_year
media attachment links link_departure shared_preview site_map robots security manifest search search_suggestions
sitemap_index sitemap_lists sitemap_news sitemap card site_card cover captions chapters
"""

# For everybody, with or without an account: name, method, status without one, status with one that has signed in
SIGNING_IN = """
favicon       GET  302 302
favicon       POST 405 405
admin:login   GET  200 302
admin:login   POST 200 200
admin:sign_in_code GET  in in
admin:sign_in_code POST in in
admin:logout  GET  302 405
admin:logout  POST 302 200
admin:forgotten_password       GET  200 200
admin:forgotten_password       POST 200 200
admin:forgotten_password_sent  GET  200 200
admin:forgotten_password_sent  POST 405 405
admin:new_password             GET  410 410
admin:new_password             POST 410 410
admin:new_password_set         GET  200 200
admin:new_password_set         POST 405 405
"""

# Of every model in the admin, {} its name there, where the resolver has such an address
ROW_TABLE = """
admin:{}_changelist  view:200
admin:{}_add         add:200
admin:{}_change      view:200 change:200
admin:{}_history     view:200
admin:{}_delete      delete:200
"""

# Of the desk of each kind of content
KIND_TABLE = """
admin:{}_notes                         staff:405 change:302 Ghi chú cho nhau bên cạnh bài
admin:{}_duplicate                     staff:405 add:302 Nhân bản thành một bản nháp của mình
admin:{}_move                          view:200 Trang hỏi lý do, thời điểm của một bước duyệt
admin:{}_checklist                     staff:405 change:200 Điều nên sửa trong phần đang viết
admin:{}_add_checklist                 staff:405 add:200 Điều nên sửa trong bài đang soạn mới
admin:{}_suggestions                   publishing.publish:200 Gợi ý nội dung để gộp vào
admin:{}_filters                       staff:405 view:302 Bộ lọc của mình trên danh sách
admin:{}_compare                       view:200 So sánh hai bản
admin:{}_take_up                       view:404 view:302 Khôi phục một bản lưu cũ
admin:{}_presence                      view:405 view:200 Thấy ai đang mở cùng bài
admin:{}_add_preview                   staff:405 add:200 Xem trước bài mới
admin:{}_preview                       view:200 Xem trước bản đang soạn
admin:{}_share_links                   staff:405 change:200 Tạo liên kết xem trước
admin:{}_revoke_share                  staff:405 change:302 Thu hồi liên kết xem trước
admin:{}_unsaved_new                   staff:405 add:400 Giữ tạm phần đang viết của mình
admin:{}_unsaved                       staff:405 change:400
"""

TABLE = """
admin:index                            staff:200                                  Trang đầu của Bàn làm việc
admin:app_list                         staff:200                                  Danh sách các mục của một nhóm
admin:reauthenticate                   staff:200                                  Nhập lại mật khẩu trước việc hệ trọng
admin:second_factor                    staff:200                                  Xác thực hai lớp của mình
admin:second_factor_reset              accounts.change_user:200 accounts.change_user:302 Đặt lại lớp thứ hai
admin:sign_in_locks                    accounts.change_user:200 accounts.change_user:302 Mở khóa đăng nhập
admin:password_change                  staff:200                                  Đổi mật khẩu của mình
admin:password_change_done             staff:200 staff:405
admin:jsi18n                           staff:200 staff:405
admin:(?P<url>.*)$                     staff:404
admin:<path:object_id>/                staff:302
admin:autocomplete                     news.view_author:200 staff:405 Gợi ý khi chọn (thứ được xem)
admin:news_tag_similar                 publishing.publish:200 staff:405           Thẻ có thể trùng tên
admin:news_author_similar              publishing.publish:200 staff:405           Tác giả có thể trùng tên
admin:news_source_similar              publishing.publish:200 staff:405           Nguồn có thể trùng tên
admin:news_tag_add_by_name             staff:405 news.add_tag:400                 Thêm thẻ khi đang viết bài
admin:news_author_add_by_name          staff:405 news.add_author:400              Thêm tác giả khi đang viết bài
admin:news_source_add_by_name          staff:405 news.add_source:400              Thêm nguồn khi đang viết bài
admin:media_library_album_choose       media_library.view_album:200               Chọn album cho bài
admin:media_library_video_upload       media_library.add_video:200 media_library.add_video:400 Tải phim lên
admin:media_library_video_upload_part  media_library.add_video:404                Tải từng phần của phim
admin:media_library_video_issues       media_library.view_video:200               Số tiếp theo của chuyên đề
admin:media_library_image_upload       media_library.add_image:200                Đưa ảnh lên thư viện
admin:media_library_image_describe     media_library.change_image:200             Mô tả nhiều ảnh một lúc
admin:media_library_image_choose       media_library.view_image:200               Chọn ảnh trong thư viện
admin:media_library_image_preview      media_library.view_image:302               Xem ảnh trong thư viện
admin:media_library_attachment_preview media_library.view_attachment:200          Xem tệp trong thư viện
admin:pages_sitesettings_changelist    pages.view_sitesettings:302                Cài đặt của cổng
admin:publishing_event_export          publishing.view_event:200                  Xuất nhật ký
admin:session_time_left                staff:200                                  Làm việc tiếp trước khi phiên hết
admin:own_sessions                           staff:200 staff:302 Xem và kết thúc phiên đăng nhập của mình
admin:accounts_user_review             accounts.assign_roles:200 accounts.assign_roles:404 Rà soát quyền hằng năm
admin:accounts_user_sign_in            accounts.change_user:200 Tạo liên kết đặt mật khẩu cho người khác
desk_search                            content:200                                Tìm trong mọi nội dung
desk_guide                             staff:200                                  Hướng dẫn biên tập
desk_guide_picture                     staff:200
notifications                          staff:200 staff:302                        Thông báo cho mình, thư báo việc
desk_calendar                          content:200                                Lịch lên trang
desk_trash                             content:200                                Thùng rác
desk_take_back                         staff:404 content:302/404 Lấy lại từ thùng rác
"""


def table():
    """Rows `(name, {method: (right, status, status without the right)}, words)` of all addresses of the desk."""
    by_hand = [*TABLE.strip().splitlines(), *(line for kind in all_kinds() for line in kind_table(kind))]
    known = {line.split()[0] for line in by_hand}
    of_rows = [line for model in admin.site._registry for line in _lines(ROW_TABLE, model)]
    installed = set(names_of(get_resolver()))
    return [_parsed(line) for line in [*by_hand, *of_rows] if line in by_hand or line.split()[0] in installed - known]


def signing_in():
    return SIGNING_IN.strip().splitlines()


def kind_table(kind):
    return _lines(KIND_TABLE, kind.model)


def _lines(text, model):
    """The lines of a table of one model, with its permissions spelled out."""
    app, name = model._meta.app_label, model._meta.model_name
    for act in ("view", "add", "change", "delete"):
        text = text.replace(f" {act}:", f" {app}.{act}_{name}:")
    return text.replace("{}", f"{app}_{name}").strip().splitlines()


def _parsed(line):
    name, *said = line.split()
    cells = [_cell(one) for one in said[:2] if ":" in one]
    return name, {"GET": cells[0], "POST": cells[-1]}, " ".join(said[len(cells) :])


def _cell(text):
    right, _, statuses = text.partition(":")
    allowed, _, refused = statuses.partition("/")
    return right, allowed, refused or (allowed if right == "staff" else "403")


def rows():
    """`(name, method, column, status expected)` of every address, whoever asks."""
    for name, cells, _ in table():
        for method, (right, allowed, refused) in cells.items():
            for column in COLUMNS:
                may = column in ROLES and holds(permissions_of(column), right)
                yield name, method, column, ("in" if column not in ROLES else allowed if may else refused)
    for line in signing_in():
        name, method, outside, inside = line.split()
        for column in COLUMNS:
            yield name, method, column, inside if column in ROLES else outside
    for name in public_names():
        for column in COLUMNS:
            yield name, "GET", column, "200"
            yield name, "POST", column, "405"


def names_of(resolver, prefix=""):
    """All names of the resolver, with their namespaces; an address without a name by its pattern."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names_of(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield prefix + (pattern.name or str(pattern.pattern))


def public_names():
    """The names of the addresses for readers, with those of each kind."""
    return [*PUBLIC.split(), *(name for kind in all_kinds() for name in kind_names(kind))]


def kind_names(kind):
    """The page of one, and where there is a list, that and its feeds."""
    feed = kind.feed_name or kind.list_name
    return [kind.name, *([kind.list_name, f"{feed}_rss", f"{feed}_atom"] if kind.list_name else [])]


def _detail(make, feed=""):
    return show(make()).get_absolute_url() + feed


def _shared_preview():
    _, token = share_links.make(make_article(state="draft"), by=make_user(is_superuser=True))
    return reverse("shared_preview", args=[token])


def _take_up(make):
    thing = make(state="draft")
    revision = Revision.objects.of(thing).get()
    names = thing._meta
    return reverse(f"admin:{names.app_label}_{names.model_name}_take_up", args=[thing.pk, revision.pk])


# Addresses that `reverse` cannot make from the name and one row of the admin's model.
ADDRESSES = {
    "archive_year": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y}/",
    "archive_month": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y/%m}/",
    "archive_day": lambda: make_article() and f"/tin-tuc/{timezone.localdate():%Y/%m/%d}/",
    "captions": lambda: f"/video/phu-de-{make_video(captions='WEBVTT').pk}.vtt",
    "chapters": lambda: f"/video/chuong-{make_video(chapters='0:00 Lời chào').pk}.vtt",
    "programme_year": lambda: (
        make_video(programme=make_programme(slug="x"), issue_month="2020-09-01") and "/chuyen-de/x/2020/"
    ),
    "media": lambda: make_image().file.url,
    "attachment": lambda: make_video(attachments=[make_attachment()]).attachments.get().get_absolute_url(),
    "sitemap": lambda: f"/sitemap-bai-viet-{make_article().pk // IDS_A_PAGE}.xml",
    "card": lambda: card_address(SiteSettings.current(), make_article()),
    "cover": lambda: cover_address(SiteSettings.current(), make_programme()),
    "site_card": lambda: card_address(SiteSettings.current()),
    "shared_preview": _shared_preview,
    "link_departure": lambda: f"/lien-ket/di/?den={make_link().pk}",
    "admin:autocomplete": lambda: "/admin/autocomplete/?app_label=news&model_name=article&field_name=authors&term=an",
    "admin:app_list": lambda: "/admin/news/",
    "admin:(?P<url>.*)$": lambda: "/admin/khong-co/",
    "admin:<path:object_id>/": lambda: f"/admin/news/article/{make_article().pk}/",
    "admin:second_factor_reset": lambda: f"/admin/accounts/user/{make_user().pk}/hai-lop/",
    "desk_guide_picture": lambda: reverse("desk_guide_picture", args=["viet-bai"]),
    "desk_take_back": lambda: reverse("desk_take_back", args=["news.article", make_article(state="draft").pk]),
    **{each.name: partial(_detail, factory_of(each)) for each in all_descriptions()},
    **{
        f"{each.name}_{feed}": partial(_detail, factory_of(each), f"{feed}/")
        for each in all_collections()
        for feed in ("rss", "atom")
    },
    **{f"admin:{admin_name(kind)}_take_up": partial(_take_up, factory_of(kind)) for kind in all_kinds()},
}
