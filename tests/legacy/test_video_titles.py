"""Old video titles: one programme however it is spelt, and what is none."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from media_library.models import Programme, Video
from portal.legacy.video_titles import OldVideo, look_like_titles, read_titles
from tests.factories import make_programme

TITLES = [
    "CM đại đoàn kết tháng 7 2020",
    "Chuyên mục Đại Đoàn kết tháng 9 2020",
    "Huyện Sông Lô phát động phong trào Sáng xanh sạch đẹp",
    "Chuyên mục đại đoàn kết tháng 5 2020",
]
NAME = "Chuyên mục Đại Đoàn kết"


def month(number):
    return dt.date(2020, number, 1)


def test_three_spellings_are_one_programme_and_the_fourth_title_stands_alone():
    assert read_titles(TITLES) == [
        OldVideo(TITLES[0], NAME, month(7)),
        OldVideo(TITLES[1], NAME, month(9)),
        OldVideo(TITLES[2]),
        OldVideo(TITLES[3], NAME, month(5)),
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Chuyên mục Đại Đoàn kết tháng 9/2020",
        "CHUYÊN MỤC ĐẠI ĐOÀN KẾT THÁNG 09-2020",
        "CM: Đại Đoàn kết, tháng 9 năm 2020",
        "CM dai doan ket thang 9.2020",
    ],
)
def test_month_is_read_however_it_is_written(title):
    assert read_titles([NAME + " tháng 8 2020", title])[1] == OldVideo(title, NAME, month(9))


def test_shortened_word_is_completed_where_nobody_wrote_it_out():
    assert read_titles([TITLES[0]])[0].programme == "Chuyên mục đại đoàn kết"


@pytest.mark.parametrize("title", ["CM tháng 7 2020", "Đại đoàn kết tháng 7 2020", "CM đoàn kết tháng 13 2020", "CMT"])
def test_what_says_no_programme_or_no_month_stands_alone(title):
    assert read_titles([title]) == [OldVideo(title)]


@pytest.mark.django_db
def test_command_makes_drafts_once(tmp_path, capsys):
    programme = make_programme(name=NAME)
    file = tmp_path / "video.txt"
    file.write_text("\n\n".join(TITLES), encoding="utf-8")

    call_command("import_videos", file)
    call_command("import_videos", file)

    assert set(programme.videos.values_list("title", "issue_month", "state")) == {
        (TITLES[0], month(7), "draft"), (TITLES[1], month(9), "draft"), (TITLES[3], month(5), "draft"),
    }  # fmt: skip
    assert (Video.objects.count(), Programme.objects.count()) == (4, 1)
    assert capsys.readouterr().out.splitlines()[1] == "Đã tạo 0 bản nháp, 4 video đã có từ trước."


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "words"), [(b"\xff\xff", "UTF-8"), ("ă".encode() * 301, "rút gọn")])
def test_command_refuses_a_list_it_cannot_use(tmp_path, content, words):
    file = tmp_path / "video.txt"
    file.write_bytes(content)

    with pytest.raises(CommandError, match=words):
        call_command("import_videos", file)
    assert not Video.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "root:x:0:0:root:/root:/bin/bash\ngames:x:5:60:games player:/usr/games:/usr/sbin/nologin",
        "#!/bin/sh\n# Sao lưu mỗi đêm\nset -e\nexec manage.py backup /srv/backup",
        '{\n"title": "Đại hội",\n"month": 7,\n"year": 2020\n}',
        "<p>Đại hội Mặt trận</p>\n<p>Ngày hội Đại đoàn kết</p>",
        "Đại hội Mặt trận\nNgày đăng: 11/02/2020 - Lượt xem: 194\nNgày hội Đại đoàn kết",
        "",
        " \n…\n",
    ],
)
@pytest.mark.django_db
def test_file_that_is_no_list_of_titles_is_refused(tmp_path, text):
    file = tmp_path / "tep.txt"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match="không phải danh sách tiêu đề"):
        call_command("import_videos", file)
    assert not Video.objects.exists()


@pytest.mark.parametrize("path", ["/dev/zero", "/"])
def test_what_is_no_file_is_not_read(path):
    with pytest.raises(CommandError, match="không phải tệp thường"):
        call_command("import_videos", path)


def test_some_titles_without_accents_are_a_list_nevertheless():
    assert look_like_titles(
        ["CM dai doan ket thang 9.2020", "CM dai doan ket thang 8 2020", "Festival 2020", "Đại hội"]
    )
