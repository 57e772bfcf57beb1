"""Which passwords are refused as easy to guess, and which are not."""

import random
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from portal.accounts.password_links import give_link
from portal.demo.loading import new_password
from tests.factories import PASSWORD, make_settings, make_user

pytestmark = pytest.mark.django_db

# Each may be guessed by who knows the office, the country or the lists
REFUSED = """
mattran2026|mttqvinhphuc|daidoanket2025|mattranvinhphuc2026|2026mattranvinhphuc|MatTran@2026!!|M4ttr4n2026!!
Mặt trận 2026|đạiđoànkết2025|Đại Đoàn Kết 2025!|mặt trận tổ quốc|UBMTTQ@2026xx|ubmttqvinhphuc2026
!!Mttq_Vinh-Phuc_2026!!
m.a.t.t.r.a.n.2026|mattranmattran|Mattran2026Vinhphuc2026|d@id0@nk3t2025|MTTQ tỉnh Vĩnh Phúc 2026|ubmttq tinh phu tho
matkhau123456|m@tkh@u123456|d4ngnhap123456|mat khau cua toi|Matkhau@2026!|Abc@123456|Abc@1234567890|vietnam12345
v1etn4m12345|Vietnam@12345!|iloveyou|iloveyou1234|1l0v3y0u2026|anhyeuem|anhyeuem123456|Anh Yêu Em 2026|khongbiet
khongbiet1234|xinchao123456|toiyeuvietnam|hochiminh1975!|HaNoi@19542026|tphcm123456789|nguyenvana1234|tran12345678
Quantri@123456|Admin@123456789|P@ssw0rd123456|Password2026!!|qwertyuiop123|1qaz2wsx3edc|1q2w3e4r5t6y|a1b2c3d4e5f6
zxcvbnm,./123|asdfghjkl;'12|abcd1234abcd|abc123abc123|aaaaaaaaaaaa|hoahoahoahoa|11111111111a|123456789012|0912345678ab
Mattran２０２６!!|songhong2026!!|SongHong@2026|gocda20262026|ubmttqvntsh2026|Đoàn Kết, Gốc Đa 1
tranthibinh19|cổng Sông Hồng
PhamThiHuong@90|vuthithuy1988|bachochi minh|Thang11nam2026|thanhlap1930@|NgayHoi18thang11|Hoa.Sen.2026!!
Daihoi2024-2029|daihoidang14@|daihoimattran11|chaomung2026@@|CachMangThang8|tetnguyendan2026|khongthe hack
toiyeucongviec|lambaotrongcovan|tamdao@vinhphuc|yenlac@123456|lapthach@2025|Lê Ngọc Ánh 1985|buivanmanh@77
dangquanghuy2001|Hoàng Thị Mai Lan 79|dothuhang0912|caominhtuan!!!|đại hội đảng 14|Quốc khánh 2-9-1945|tháng tám 2026
20thang10nam2026|xuân Bính Ngọ 2026|Vĩnh Tường 2026|Sapa@2026sapa|hoahong.hoamai|hoasen12345678|mungdangmungxuan
cà pháo 1234567|ngày 5823 tháng 6174 năm
"""
ACCEPTED = """
con mèo nhảy qua bờ rào tre|bốn chiếc thuyền giấy màu tím|xe đạp cũ leo dốc sương mù|cái ấm trà nứt bên cửa sổ
tôi thích ăn bún chả chiều thứ bảy|nhà tôi có ba con vịt què|mưa rơi trên mái tôn đỏ|correct horse battery staple
mattran lá bàng rơi ngõ nhỏ|mùa đông ở Vĩnh Phúc nấu cháo lươn|kQ7vRz2mTbXw9pLd|Gx7-plm2-wq9t-bz|Tr0ub4dor&3xyzq
chị Hoa trồng ngô cạnh suối|ngày mưa tôi quên mũ trên đò|tháng này gà mái đẻ bảy trứng|ông Nam câu được cá chép vàng
nồi đồng treo ngược cành ổi|đèn dầu sáng hơn trăng khuyết|mười hai quả mít rụng sau giếng|bánh đa nướng giòn vỡ đôi
thằng cu tí sợ ngỗng trời|dép lê rách gót phơi nắng|cầu khỉ rung trâu không qua|lọ mực đổ lên bản đồ
7f3a9c1e5b2d|8f3k29x71b6z
"""


def listed(table):
    return [password for line in table.strip().splitlines() for password in line.split("|")]


@pytest.fixture(autouse=True)
def site_settings():
    return make_settings(
        organisation="Ủy ban Mặt trận Tổ quốc Việt Nam",
        province="tỉnh Sông Hồng",
        responsible_person="Bà Trần Thị Bình",
        address_line="Số 1 đường Đoàn Kết, phường Gốc Đa, tỉnh Sông Hồng",
    )


def is_refused(password):
    try:
        validate_password(password)
    except ValidationError:
        return True
    return False


def test_what_can_be_guessed_is_refused():
    assert [password for password in listed(REFUSED) if not is_refused(password)] == []


def test_most_of_it_is_refused_for_its_words_and_not_for_its_length():
    by_words = []
    for password in listed(REFUSED):
        with pytest.raises(ValidationError) as refusal:
            validate_password(f"{password}{'#' * 12}")
        by_words += [error for error in refusal.value.error_list if error.code == "password_too_known"]

    assert len(by_words) == len(listed(REFUSED))


def test_sentences_and_random_letters_are_taken():
    assert [password for password in listed(ACCEPTED) if is_refused(password)] == []


def test_passwords_of_the_demo_are_taken(monkeypatch):
    monkeypatch.setattr("django.utils.crypto.secrets.choice", random.Random(1).choice)

    assert [password for password in (new_password() for _ in range(100)) if is_refused(password)] == []


@pytest.mark.parametrize("length", [11, 12])
def test_twelve_characters_are_enough(length):
    assert is_refused("vịt què ngỗng điếc"[:length]) == (length < 12)


@pytest.mark.parametrize("password", ["DaiDoanKet@2025!", "Sông Hồng 2026"])
def test_every_page_that_sets_a_password_says_what_to_do(client, password):
    user = make_user(is_superuser=True)
    typed = {"new_password1": password, "new_password2": password}

    client.get("/admin/dat-mat-khau/?" + urlsplit(give_link(make_user(), by=user)).query)
    given = client.post("/admin/dat-mat-khau/", typed)
    client.force_login(user)
    changed = client.post("/admin/password_change/", {"old_password": PASSWORD, **typed})

    for answer in (given, changed):
        assert answer.status_code == 200
        assert "Mật khẩu này dễ đoán" in answer.text
        assert "Hãy đặt một câu dài của riêng bạn" in answer.text


def test_page_speaks_of_ones_own_data(client):
    client.force_login(make_user())

    assert "quá giống với thông tin cá nhân của bạn" in client.get("/admin/password_change/").text
