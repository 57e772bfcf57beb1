"""Requests that no page of ours makes, for an address of the resolver: whatever it is, none may end in a fault."""

from itertools import product
from urllib.parse import urlencode

from django.contrib import admin
from django.db import transaction

from tests.desk.forms import Fields

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
LARGE = "9" * 30
VALUES = ["", "x", LARGE, "x\0", b"\xed\xa0\x80\xff"]
TYPED_IN_ONE = ["\0", LARGE, b"\xed\xa0\x80"]
NAMES = """id pk name title text at note state version next page action index _selected_action _move _popup _to_field
_saveasnew confirmed resolved gone anh upload offset size kept post""".split()
ROWS = [
    "form-TOTAL_FORMS=1&form-INITIAL_FORMS=0&form-0-title=x&form-0-alt=x&form-0-order=7&_save=1",
    "form-TOTAL_FORMS=1&form-INITIAL_FORMS=1&form-0-title=x&form-0-alt=x&form-0-order=7&_save=1",
    f"form-TOTAL_FORMS={LARGE}&form-INITIAL_FORMS=-1&form-0-id=999&_save=1",
    "form-TOTAL_FORMS=3&form-INITIAL_FORMS=3&form-0-id=999&form-1-id=999&_save=1",
    "form-TOTAL_FORMS=x&_save=1",
]
BODIES = [
    (b"\xff\xfe%%%=%00", FORM),
    (b'--x\r\nContent-Disposition: form-data; name="\xff"; filename="\0"\r\n\r\n\r\n--x--\r\n', MULTIPART),
    (b"a=1", f"{FORM}; charset=nope"),
]
ASKED = """q p o all e next version anh thang truoc sau trang-thai chu-thay-anh term app_label model_name field_name
title programme issue_month den xem loai chuyen-muc tu nhom ten ngay tu-ngay den-ngay""".split()
ASKED_OF_A_LIST = "q p o all index _to_field _popup _facets _changelist_filters id pk__gte".split()
ASKED_FOR = ["", "x", LARGE, "\0", b"\xed\xa0\x80"]
LOOKUPS = ["", "__exact", "__year", "__month", "__gte", "__lt", "__in", "__date", "__isnull", "__id__exact", "__x"]
MOMENTS = ["1", "0", "10000", "0001-01-01", "9999-12-31 23:59:59-14:00"]
DAYS = [
    ("1", None, None),
    ("9999", None, None),
    ("9999", "12", None),
    ("9999", "12", "31"),
    ("2026", "99", None),
    ("2026", None, "31"),
    (LARGE, None, None),
]


def posts(client, name, address):
    """`(body, media type)`: what is forged of the rows of a list, of every field at once, and of each in turn."""
    page = client.get(address)
    b"".join(page)
    opened = Fields(page.text).values if page.headers.get("Content-Type", "").startswith("text/html") else {}
    yield from BODIES
    yield from ((rows, FORM) for rows in ROWS)
    yield from ((urlencode(dict.fromkeys([*opened, *NAMES], value)), FORM) for value in VALUES)
    yield urlencode([*opened.items(), *opened.items(), ("khong-co", "x")], doseq=True), FORM
    for kept in (list(opened)[::2], list(opened)[1::2]):
        yield urlencode({field: opened[field] for field in kept}, doseq=True), FORM
    if name.endswith("_change"):
        for field, value in product(opened, TYPED_IN_ONE):
            yield urlencode({**opened, field: value}, doseq=True), FORM


def actions(model_admin):
    """Of a list: every action, on rows that are not there."""
    for name in dict.fromkeys(["delete_selected", "publish", "submit", *model_admin.actions]):
        chosen = {"action": name, "_selected_action": ["999", LARGE], "post": "yes", "index": "9"}
        yield urlencode(chosen, doseq=True), FORM
        yield urlencode({**chosen, "_selected_action": "999", "select_across": "1", "index": "0"}), FORM


def queries(name):
    """The query strings to ask an address with."""
    for value in [*ASKED_FOR, *MOMENTS]:
        yield urlencode(dict.fromkeys(ASKED, value))
    if model_admin := list_of(name):
        yield from (urlencode({asked: value}) for asked, value in product(ASKED_OF_A_LIST, ASKED_FOR))
        yield from _filters(model_admin)


def _filters(model_admin):
    columns = {field for field in model_admin.list_filter if isinstance(field, str)}
    day = model_admin.date_hierarchy
    for field, lookup, value in product(columns | ({day} if day else set()), LOOKUPS, [*ASKED_FOR, *MOMENTS]):
        yield urlencode({field + lookup: value})
    for numbers in DAYS if day else ():
        parts = zip(("year", "month", "day"), numbers, strict=True)
        yield urlencode({f"{day}__{part}": number for part, number in parts if number})


def list_of(name):
    """The admin whose list an address is, or None."""
    for model, model_admin in admin.site._registry.items():
        if name == f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist":
            return model_admin
    return None


def fault_of(client, method, address, **request):
    """What a request ends in where that is a fault; nothing it has done stays."""
    session = client.cookies["sessionid"].value if "sessionid" in client.cookies else ""
    with transaction.atomic():
        answer = client.generic(method, address, **request)
        if answer.streaming:
            b"".join(answer)
        transaction.set_rollback(True)
    client.cookies["sessionid"] = session
    return f"{answer.status_code} {getattr(answer, 'exc_info', [None] * 2)[1]!r}" if answer.status_code >= 500 else ""
