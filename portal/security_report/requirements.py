"""What is asked of such software, one row each: the rule, the setting, whether it is met, the tests that prove it.

A number of an article or clause stands only where its text was read; for the other rules the document alone.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

BY_LEVEL = "Nghị định 85/2016/NĐ-CP, Thông tư 12/2022/TT-BTTTT và TCVN 11930:2017, hệ thống cấp độ 2"
SOFTWARE = "Quyết định 742/QĐ-BTTTT năm 2022"  # basic requirements for software of state agencies, part II
ALWAYS = "luôn có"


@dataclass(frozen=True)
class Requirement:
    """What a rule asks for; `is_met` tells whether the settings in force are enough for level 2.

    `setting` is the name of the variable; without one it holds always, and nothing switches it off. `tests` are named
    as pytest names them: `path::name`.
    """

    asked: str
    rule: str
    tests: tuple[str, ...]
    setting: str = ""
    unit: str = ""
    is_met: Callable[[], bool] = lambda: True


REQUIREMENTS = [
    Requirement(
        "Mức an toàn chung, đặt sẵn các thiết lập dưới đây",
        BY_LEVEL,
        ("tests/security_report/test_level.py::test_level_gives_each_setting_its_value",),
        "SECURITY_LEVEL",
        is_met=lambda: settings.SECURITY_LEVEL >= 2,
    ),
    Requirement(
        "Phiên làm việc kết thúc sau thời gian định trước",
        f"{SOFTWARE}, mục II.4.1.a; {BY_LEVEL}",
        ("tests/accounts/test_session_limits.py::test_session_ends_at_its_time_whatever_is_done_in_it",),
        "SESSION_HOURS",
        "giờ",
        lambda: settings.SESSION_HOURS <= 8,
    ),
    Requirement(
        "Phiên làm việc kết thúc khi người dùng không thao tác",
        f"{SOFTWARE}, mục II.4.1.a; {BY_LEVEL}",
        (
            "tests/accounts/test_idle_end.py::test_session_in_which_nothing_is_done_ends",
            "tests/accounts/test_idle_end.py::test_what_pages_ask_for_by_themselves_is_no_act",
        ),
        "SESSION_IDLE_MINUTES",
        "phút",
        lambda: 0 < settings.SESSION_IDLE_MINUTES <= 60,
    ),
    Requirement(
        "Chỉ quản trị từ các địa chỉ mạng được phép",
        f"{SOFTWARE}, mục II.4.1.b; {BY_LEVEL}",
        (
            "tests/traffic/test_admin_networks.py::test_admin_is_closed_to_other_networks",
            "tests/traffic/test_admin_networks.py::test_neither_body_nor_database_is_asked",
        ),
        "ADMIN_NETWORKS",
        is_met=lambda: bool(settings.ADMIN_NETWORKS),
    ),
    Requirement(
        "Người đăng bài và quản trị phải xác thực hai lớp, không có thời gian chờ",
        BY_LEVEL,
        (
            "tests/accounts/test_second_factor_demanded.py::test_without_grace_it_is_demanded_at_once",
            "tests/accounts/test_second_factor_sign_in.py::test_password_alone_signs_nobody_in",
        ),
        "SECOND_FACTOR_GRACE_DAYS",
        "ngày",
        lambda: settings.SECOND_FACTOR_GRACE_DAYS == 0,
    ),
    Requirement(
        "Khóa tài khoản lâu ngày không đăng nhập",
        BY_LEVEL,
        (
            "tests/accounts/test_unused_accounts.py::test_account_unused_for_so_long_is_disabled",
            "tests/accounts/test_unused_accounts.py::test_last_administrator_stays",
        ),
        "DISABLE_UNUSED_DAYS",
        "ngày",
        lambda: 0 < settings.DISABLE_UNUSED_DAYS <= 45,
    ),
    Requirement(
        "Nhật ký thao tác được giữ đủ thời gian",
        BY_LEVEL,
        (
            "tests/publishing/test_audit_log.py::test_the_record_can_be_neither_changed_nor_erased",
            "tests/portal/test_verify_audit.py::test_young_entries_are_not_cut",
        ),
        "LOG_RETENTION_MONTHS",
        "tháng",
        lambda: settings.LOG_RETENTION_MONTHS >= 12,
    ),
    Requirement(
        "Cookie của phiên làm việc chỉ gửi qua kết nối mã hóa (SITE_URL là https)",
        BY_LEVEL,
        ("tests/portal/test_settings.py::test_deployed_as_the_compose_file_says_nothing_is_left_to_check",),
        "SESSION_COOKIE_SECURE",
        is_met=lambda: settings.SESSION_COOKIE_SECURE,
    ),
    Requirement(
        "Khóa đăng nhập 15 phút sau 5 lần sai mật khẩu",
        BY_LEVEL,
        ("tests/accounts/test_sign_in_lock.py::test_right_password_is_refused_unhashed_after_five_wrong_ones",),
    ),
    Requirement(
        "Mật khẩu từ 12 ký tự, không thuộc loại dễ đoán; chỉ lưu bản băm Argon2id",
        f"{SOFTWARE}, phụ lục, mục 1.2 và 1.3; {BY_LEVEL}",
        (
            "tests/accounts/test_password_policy.py::test_what_can_be_guessed_is_refused",
            "tests/accounts/test_password_policy.py::test_every_page_that_sets_a_password_says_what_to_do",
        ),
    ),
    Requirement(
        "Quyền tối thiểu theo vai trò",
        f"{SOFTWARE}, mục II.4.1.c và d; {BY_LEVEL}",
        ("tests/portal/test_permission_matrix.py::test_everybody_may_do_what_the_table_says_and_no_more",),
    ),
    Requirement(
        "Ghi nhật ký đăng nhập, thao tác, người làm, thời điểm và địa chỉ",
        BY_LEVEL,
        (
            "tests/accounts/test_audit_log.py::test_signing_in_and_out_are_recorded",
            "tests/accounts/test_audit_log.py::test_failing_to_sign_in_is_recorded_with_the_name_typed",
        ),
    ),
    Requirement(
        "Nhật ký được niêm phong: sửa, xóa hay chèn lùi ngày thẳng vào cơ sở dữ liệu đều bị phát hiện",
        BY_LEVEL,
        (
            "tests/publishing/test_audit_verification.py::test_altered_row_is_named",
            "tests/publishing/test_audit_verification.py::test_deleted_row_is_named",
            "tests/publishing/test_audit_verification.py::test_inserted_row_is_named",
        ),
    ),
]

# What the same rules name and the portal does not do, with the reason
_REASONS = {
    "hours": "Tòa soạn phải đăng tin khẩn, gỡ bài sai và đính chính vào ban đêm và ngày nghỉ; khóa giờ sẽ chặn đúng "
    "những việc ấy. Nơi nào vẫn cần thì đặt ở tường lửa hoặc nginx.",
    "renewal": "NIST SP 800-63B khuyên không buộc đổi khi không có dấu hiệu lộ: người dùng sẽ chọn mật khẩu dễ đoán và "
    "nối tiếp nhau. Thay vào đó mật khẩu phải dài, khó đoán, và đổi ngay khi nghi bị lộ.",
    "port": "Cổng mạng do nginx và tường lửa đặt; phần mềm này chặn /admin/ theo địa chỉ mạng bằng ADMIN_NETWORKS.",
}
NOT_BUILT = [
    ("Khóa trang quản trị ngoài giờ làm việc", f"{SOFTWARE}, mục II.4.1.f", _REASONS["hours"]),
    ("Buộc đổi mật khẩu theo định kỳ", f"{SOFTWARE}, phụ lục, mục 1.3.c và 1.3.d", _REASONS["renewal"]),
    ("Tách cổng quản trị khỏi cổng phục vụ bạn đọc", f"{SOFTWARE}, mục II.4.1.e", _REASONS["port"]),
]
