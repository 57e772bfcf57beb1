"""docs/quyen-han.md: on one page, for the people who assign the roles, what the matrix of tests holds the pages to."""

from django.contrib import admin
from django.utils.text import capfirst

from portal.accounts.roles import ROLES
from publishing.kinds import all_kinds
from publishing.live_rows import LiveRowAdmin
from tests.permissions.rights import (
    SITUATIONS,
    WHOSE,
    acts,
    allowed,
    holds,
    is_bound_to_categories,
    permission_of,
    permissions_of,
)
from tests.portal.permission_table import table

YES, NO, EVERYWHERE = "được", "–", "được, mọi chuyên mục"
ROW_ACTS = {"view": "xem", "add": "thêm", "change": "sửa", "delete": "xóa"}
DONE = {"200", "302"}  # an address that answers otherwise, to who has the right, is no page

TEMPLATE = """# Ai được làm gì

Bảng này do `make matrix` đối chiếu với từng địa chỉ của cổng và được viết ra từ chính các vai trò
(`portal/accounts/roles.py`), các loại nội dung và quy trình duyệt: đừng sửa bằng tay. Người có nhiều vai trò được làm
mọi việc của từng vai trò.

- Bạn đọc (không đăng nhập): chỉ xem nội dung đang đăng, không thấy chữ nào của bản nháp, bản sửa chưa đăng, nội dung
  đã gỡ hay trong thùng rác. Mọi địa chỉ của Bàn làm việc đưa họ đến trang đăng nhập.
- Người đã bị khóa tài khoản: như bạn đọc, ngay từ lần bấm tiếp theo, dù đang đăng nhập.
- Người vừa bị rút hay đổi vai trò: theo vai trò mới ngay từ lần bấm tiếp theo. Không còn vai trò nào thì chỉ vào được
  trang đầu, đổi mật khẩu của mình và đăng xuất.
- Người được đăng bài hay quản trị mà hết hạn vẫn chưa bật xác thực hai lớp: chỉ bật được hai lớp, đổi mật khẩu của mình
  và đăng xuất. Người mới nhập mật khẩu, chưa nhập mã: như bạn đọc.
- Người được giao một số chuyên mục: chỉ làm được những việc dưới đây trong các chuyên mục ấy (cả chuyên mục con), trừ
  việc ghi “mọi chuyên mục”. Không giao chuyên mục nào là được làm ở mọi chuyên mục.
- Không thuộc chuyên mục nào: {unbound}.
- Không ai tự duyệt, tự đăng nội dung do chính mình viết hay sửa, trừ “{force}”, có ghi lý do.

## Nội dung: {kinds}

{content}

## Danh mục, thư viện và cài đặt

{rows}

(*) Mục đang hiện trên trang công khai thì chỉ người được đăng nội dung ấy mới sửa được; mục dùng trong cài đặt của cổng
thì chỉ người được đổi cài đặt ấy.

## Các trang khác của Bàn làm việc

{pages}
"""


def document():
    kinds = all_kinds()
    unbound = [kind.model._meta.verbose_name for kind in kinds if not is_bound_to_categories(kind)]
    return TEMPLATE.format(
        kinds=", ".join(str(kind.model._meta.verbose_name) for kind in kinds),
        unbound=", ".join(map(str, unbound)),
        force=acts()["force"].label,
        content=_table(["Việc", "Nội dung đang là", *ROLES], _act_rows(kinds)),
        rows=_table(["Mục", *ROLES], _model_rows({kind.model for kind in kinds})),
        pages=_table(["Trang", *ROLES], _page_rows()),
    )


def _table(titles, rows):
    lines = [titles, ["---"] * len(titles), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _act_rows(kinds):
    """A row for each act, and where what it takes differs from state to state, for each of these."""
    for name, act in acts().items():
        by_cells = {}
        for situation in act.open_in or ["draft"]:
            cells = tuple(_act_cell(name, role, kinds, situation) for role in ROLES)
            by_cells.setdefault(cells, []).append(SITUATIONS[situation].label)
        for cells, labels in by_cells.items():
            told = "mọi trạng thái" if len(labels) == len(SITUATIONS) else "; ".join(labels)
            yield [act.label, told if act.open_in else NO, *cells]


def _act_cell(name, role, kinds, situation):
    """What a role may do, which is the same for all kinds that belong to categories, and for those that do not."""
    permissions, said = permissions_of(role), set()
    for kind in kinds:
        may = [whose for whose in WHOSE if allowed(name, permissions, kind, situation=situation, whose=whose)]
        if "elsewhere" in may and not is_bound_to_categories(kind) and acts()[name].is_bound:
            may.remove("elsewhere")
        said.add(
            {(): NO, ("others",): WHOSE["others"], ("mine",): WHOSE["mine"], ("mine", "others"): YES}.get(
                tuple(may), EVERYWHERE
            )
        )
    [cell] = said
    return cell


def _model_rows(kinds):
    for model, model_admin in admin.site._registry.items():
        if model in kinds:
            continue
        star = "*" if isinstance(model_admin, LiveRowAdmin) else ""
        acts_of = {act: words + (star if act == "change" else "") for act, words in ROW_ACTS.items()}
        cells = [
            ", ".join(words for act, words in acts_of.items() if holds(permissions_of(role), permission_of(model, act)))
            for role in ROLES
        ]
        yield [capfirst(model._meta.verbose_name), *(cell or NO for cell in cells)]


def _page_rows():
    seen = {}
    for _, cells, words in table():
        if words:
            right = next((right for right, status, _ in cells.values() if status in DONE), cells["GET"][0])
            seen.setdefault(words, [YES if holds(permissions_of(role), right) else NO for role in ROLES])
    return [[words, *cells] for words, cells in seen.items()]
