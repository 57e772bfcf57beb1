"""The steps of the editorial path, each done at the browsers of those whose step it is."""

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import expect

from news.models import Article


def picture(desk, name):
    """Keep what is in sight as a picture of the guide, when one is asked for."""
    if folder := os.environ.get("PICTURES"):
        shot = Image.open(io.BytesIO(desk.page.screenshot()))
        shot.resize((shot.width * 2 // 3, shot.height * 2 // 3)).save(
            Path(folder) / f"{name}.webp", quality=60, method=6
        )


def press(desk, name):
    desk.send(desk.page.get_by_role("button", name=name, exact=True))


def read(site, article):
    return site.get(article.get_absolute_url()).text


def written_and_submitted(reporter):
    reporter.open("news/article/add/")
    reporter.page.fill("#id_title", "Ngày hội đại đoàn kết ở khu dân cư")
    reporter.body.click()
    reporter.type("Ngày hội mở ra đúng ngày 18 tháng 11, có ba trăm người dự.")
    reporter.page.get_by_role("combobox", name="Chuyên mục").click()
    reporter.page.get_by_role("option", name="Tin tức").click()
    picture(reporter, "viet-bai")
    reporter.page.get_by_role("button", name="Lưu và gửi duyệt", exact=True).click()
    expect(reporter.page.get_by_role("dialog", name="Gửi duyệt")).to_contain_text("Chưa có tóm tắt")
    picture(reporter, "nen-xem-lai")
    press(reporter, "Vẫn gửi duyệt")
    return Article.objects.get(title__startswith="Ngày hội")


def returned_and_mended(reporter, editor, article):
    editor.open(f"news/article/{article.pk}/change/")
    editor.move("return", "Thiếu tên khu dân cư")
    reporter.open("")
    expect(reporter.page.locator("body")).to_contain_text("trả lại: Thiếu tên khu dân cư")
    reporter.open(f"news/article/{article.pk}/change/")
    expect(reporter.page.locator(".desk-note.asked")).to_contain_text("Trần Thị Mai (editor) đã trả lại")
    picture(reporter, "bi-tra-lai")
    reporter.page.fill("#id_title", "Ngày hội đại đoàn kết ở khu dân cư Đông Sơn")
    press(reporter, "Lưu và gửi duyệt")


def approved_scheduled_and_published(editor, secretary, article):
    editor.open(f"news/article/{article.pk}/change/")
    press(editor, "Lưu và duyệt")
    secretary.open(f"news/article/{article.pk}/change/")
    press(secretary, "Lưu và hẹn giờ đăng")
    secretary.page.locator("#id_at_0").fill("30/11/2099")
    secretary.page.locator("#id_at_1").fill("08:00")
    press(secretary, "Xem lại giờ đã chọn")
    picture(secretary, "hen-gio")
    press(secretary, "Đăng lúc 08:00 thứ Hai 30/11/2099")
    secretary.open("lich/?thang=2099-11")
    expect(secretary.page.locator(".month")).to_contain_text("08:00 lên Ngày hội")
    picture(secretary, "lich-len-trang")
    secretary.open(f"news/article/{article.pk}/change/")
    secretary.page.get_by_role("link", name="Hủy hẹn giờ").click()
    press(secretary, "Hủy hẹn giờ")
    secretary.move("publish")
    expect(secretary.page.locator(".messagelist")).to_contain_text("Đã làm “Đăng ngay”")


def changed_while_live(site, people, article):
    reporter, editor, secretary = people["reporter"], people["editor"], people["secretary"]
    reporter.open(f"news/article/{article.pk}/change/")
    editor.open(f"news/article/{article.pk}/change/")
    expect(reporter.page.locator("#presence")).to_contain_text("Trần Thị Mai (editor) cũng đang mở")
    reporter.body.click()
    reporter.press("Control+End")
    reporter.type(" Có cả đoàn của tỉnh.")
    reporter.page.get_by_label("Đính chính").fill("Bài trước viết thiếu đoàn của tỉnh.")
    reporter.save()
    press(reporter, "Lưu và gửi duyệt")
    assert "đoàn của tỉnh" not in read(site, article)
    saved_too_late(editor)
    expect(editor.page.get_by_role("button", name="Lưu và duyệt", exact=True)).to_have_count(0)
    secretary.open(f"news/article/{article.pk}/change/")
    press(secretary, "Lưu và duyệt")
    secretary.open(f"news/article/{article.pk}/change/")
    picture(secretary, "ban-sua")
    secretary.page.get_by_role("link", name="So với bản bạn đọc có").click()
    expect(secretary.page.locator("ins").last).to_contain_text("đoàn của tỉnh")
    picture(secretary, "so-sanh")
    secretary.page.get_by_role("link", name="Về bài đang soạn").click()
    secretary.move("publish")
    expect(secretary.page.locator(".messagelist")).to_contain_text("Đã làm “Đăng ngay”")


def saved_too_late(editor):
    """The editor saves over what the reporter has just saved: is warned, sees the difference, and saves again."""
    editor.page.fill("#id_summary", "Ba trăm người dự ngày hội.")
    press(editor, "Lưu")
    expect(editor.page.locator(".errornote.conflict")).to_contain_text("Nguyễn Văn An (reporter) đã gửi duyệt")
    expect(editor.page.locator(".beside")).to_contain_text("Ba trăm người dự ngày hội.")
    picture(editor, "hai-nguoi-cung-sua")
    editor.save()
    expect(editor.page.locator(".messagelist")).to_be_visible()


def withdrawn_and_restored(site, secretary, article):
    public = secretary.page.context.new_page()
    public.goto(f"{site.url}{article.get_absolute_url()}")
    expect(public.locator("article")).to_contain_text("Đính chính")
    expect(public.locator("article")).to_contain_text("đoàn của tỉnh")
    secretary.open(f"news/article/{article.pk}/change/")
    secretary.page.get_by_role("link", name="Gỡ", exact=True).click()
    secretary.page.get_by_label("Lý do").fill("Chờ xác minh số người dự")
    secretary.page.get_by_label("giữ trang kèm thông báo").check()
    picture(secretary, "go-bai")
    press(secretary, "Gỡ")
    public.wait_for_timeout(1500)
    public.reload()
    expect(public.locator("article > .notice:not(.correction)")).to_contain_text("Chờ xác minh số người dự")
    secretary.page.get_by_role("link", name="Đăng lại").click()
    press(secretary, "Đăng lại")
    public.wait_for_timeout(1500)
    public.reload()
    expect(public.locator("article > .notice:not(.correction)")).to_have_count(0)
