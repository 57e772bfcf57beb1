"""The roles of the editorial office, as data: written into Django's groups by `sync_roles`.

What a role may do with each kind and collection stands in the description of that (`rights`, see publishing/kinds.py);
everything else stands here. Permissions are named `app.codename`.
"""

import hashlib
from dataclasses import dataclass

from publishing.kinds import all_descriptions


@dataclass(frozen=True)
class Role:
    """What a role may do: what comes with a level, and `permissions` besides.

    A role is its name. One that is given another has the old one in `formerly`: `sync_roles` moves its people.
    `summary` tells whoever gives the role what it is.
    """

    summary: str
    level: str = ""
    permissions: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


def _all(*models):
    return [
        f"{model.split('.')[0]}.{act}_{model.split('.')[1]}" for model in models for act in ("view", "add", "change")
    ]


# Permissions of publishing, each of which includes those before it, with what a role that has it may do besides
LEVELS = {
    "submit": _all("media_library.image", "media_library.attachment"),
    "review": [*_all("news.highlight"), "news.delete_highlight", "search.view_asked"],
    "publish": [
        "publishing.force",
        "watch.view_finding",
        "media_library.delete_image",  # unused ones: publishing.unused_deletion
        "media_library.delete_attachment",
    ],
}
_ADMINISTERING = (
    *_all("accounts.user", "links.linkgroup", "links.link", "pages.menuitem", "pages.announcement"),
    "links.delete_linkgroup",
    "links.delete_link",
    "pages.delete_menuitem",
    "pages.delete_announcement",
    "pages.view_sitesettings",
    "pages.change_sitesettings",
    "media_library.view_image",
    "media_library.add_image",
    "news.view_category",  # to be assigned to people
    "accounts.assign_roles",
    "outbox.view_letter",
    "publishing.view_event",
    "search.view_asked",
    "watch.view_finding",
)

ROLES = {
    "Phóng viên": Role("viết, sửa bản nháp, gửi duyệt", "submit"),
    "Biên tập viên": Role("sửa, trả lại, duyệt; chọn tin nổi bật", "review"),
    "Thư ký tòa soạn": Role("đăng, hẹn giờ, gỡ; chuyên mục, chuyên đề; xóa thứ không dùng", "publish"),
    "Quản trị": Role("người dùng, trình đơn, thông báo, liên kết, thông tin cơ quan", "", _ADMINISTERING),
}


def permissions_by_role():
    """The permissions of each role, `{name: sorted names}`; to be asked once all kinds are registered."""
    by_level, so_far = {"": []}, []
    for level, permissions in LEVELS.items():
        so_far = by_level[level] = [*so_far, f"publishing.{level}", *permissions, *_rights(level)]
    return {name: sorted({*by_level[role.level], *role.permissions}) for name, role in ROLES.items()}


def _rights(level):
    for description in all_descriptions():
        meta = description.model._meta
        yield from (f"{meta.app_label}.{act}_{meta.model_name}" for act in description.rights.get(level, ()))


def fingerprint():
    """What `sync_roles` writes; when it changes, `prepare` writes it anew."""
    return hashlib.sha256(repr((ROLES, permissions_by_role())).encode()).hexdigest()
