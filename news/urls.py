from django.urls import path, register_converter
from django.urls.converters import IntConverter

from news import views


class FourDigits(IntConverter):
    regex = "[0-9]{4}"


class TwoDigits(IntConverter):
    regex = "0[1-9]|[1-3][0-9]"

    def to_url(self, value):
        return f"{value:02}"


register_converter(FourDigits, "yyyy")
register_converter(TwoDigits, "nn")

urlpatterns = [
    path("tin-tuc/<yyyy:year>/", views.archive_page, name="archive_year"),
    path("tin-tuc/<yyyy:year>/<nn:month>/", views.archive_page, name="archive_month"),
    path("tin-tuc/<yyyy:year>/<nn:month>/<nn:day>/", views.archive_page, name="archive_day"),
    path("chuyen-muc/<slug:slug>/", views.category_page, name="category"),
    path("tac-gia/<slug:slug>/", views.author_page, name="author"),
    path("nguon/<slug:slug>/", views.source_page, name="source"),
    path("the/<slug:slug>/", views.tag_page, name="tag"),
]
