"""The roles of the editorial office, as data: written into Django's groups by `sync_roles`.

Each names permissions as `app.codename`; a role below another in the office adds to what that one may do.
"""


def _all(*models):
    return [
        f"{model.split('.')[0]}.{act}_{model.split('.')[1]}" for model in models for act in ("view", "add", "change")
    ]


_READING = [
    f"{app}.view_{model}"
    for app, models in {
        "news": ["article", "category", "tag", "author", "source"],
        "media_library": ["image", "attachment", "programme", "video", "album"],
        "pages": ["page"],
    }.items()
    for model in models
]
_WRITING = [
    *_READING,
    *_all("news.article", "pages.page"),
    *_all("media_library.video", "media_library.album", "media_library.image", "media_library.attachment"),
    "news.add_tag",
    "news.delete_article",
    "media_library.delete_video",
    "media_library.delete_album",
    "pages.delete_page",
    "publishing.submit",
]
_EDITING = [
    *_WRITING,
    *_all("news.tag", "news.author", "news.source", "news.highlight"),
    "news.delete_highlight",
    "publishing.review",
    "search.view_asked",
]
_PUBLISHING = [
    *_EDITING,
    *_all("news.category", "media_library.programme"),
    "publishing.publish",
    "publishing.force",
]
_ADMINISTERING = [
    *_all("accounts.user", "links.linkgroup", "links.link", "pages.menuitem", "pages.announcement"),
    "links.delete_linkgroup",
    "links.delete_link",
    "pages.delete_menuitem",
    "pages.delete_announcement",
    "pages.view_sitesettings",
    "pages.change_sitesettings",
    "media_library.view_image",
    "media_library.add_image",
    "accounts.assign_roles",
    "publishing.view_event",
    "search.view_asked",
]

ROLES = {
    "Phóng viên": _WRITING,
    "Biên tập viên": _EDITING,
    "Thư ký tòa soạn": _PUBLISHING,
    "Quản trị": _ADMINISTERING,
}
