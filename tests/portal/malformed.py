"""What no browser sends: kinds of bodies, bodies, and values of headers."""

URLENCODED, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"
CODECS = "latin-1 utf-7 utf-16 undefined base64 idna punycode unicode_escape no \xe9 \0".split(" ")
CHARSETS = [
    *(f"charset={name}" for name in CODECS),
    *("charset*=no''x", "charset*=undefined''%ff", "charset*0*=no''x", "charset=", "a" * 9_999, '"' + ";" * 9_999),
]
CONTENT_TYPES = [
    *(f"{kind}; {charset}" for kind in (URLENCODED, MULTIPART, "text/plain") for charset in CHARSETS),
    *(f"multipart/form-data; boundary{rest}" for rest in ("", "=", "=\xe9", "=" + "b" * 300, "*=no''b", "*=idna''%ff")),
    *("multipart/mixed; boundary=b", "multipart/form-data", "multipart/form-data; ;;=;", "/", ";", "\0", "\xe9"),
]

FIELD = 'Content-Disposition: form-data; name="a"'
PARTS = [
    *(f"Content-Disposition: form-data; name{rest}" for rest in ("*=no''a", "*=undefined''%ff", "=", "*='", "=\0")),
    *(
        f"{FIELD}; filename{rest}"
        for rest in ("*=no''a", "*=idna''%ff", "*=utf-16''%ff", "=..", "=\0", "=" + "a" * 999)
    ),
    *(f'{FIELD}; filename="a"\r\nContent-Type: a/b; {charset}' for charset in CHARSETS),
    *(f'{FIELD}; filename="a"\r\nContent-Transfer-Encoding: {name}' for name in ("base64", "no", "", "\xe9")),
    *(f"{FIELD}\r\nContent-Transfer-Encoding: base64", f'{FIELD}; filename="a"\r\nContent-Length: x'),
    *("Content-Disposition:", "Content-Disposition: attachment; name=a", ":", ""),
]
BODIES = [
    *(f"--b\r\n{part}\r\n\r\n\xff\xffa\r\n--b--\r\n".encode("latin-1") for part in PARTS),
    f"--b\r\n{FIELD}\r\n\r\na\r\n".encode() * 1_010,
    f"--b\r\n{FIELD}; filename=a\r\n\r\na\r\n".encode() * 110,
    *(b"--b", b"--b--", b"--b\r\n", b"\r\n" * 999, b"--b\r\n\r\n" * 2_000, b"\xff" * 99, b"a: b" * 9_999),
]
FORMS = [b"a=b&" * 1_010, b"=%ff&%00=%zz&\xff", *(b"csrfmiddlewaretoken=" + token for token in (b"\0", b"%ed%a0%80"))]

HEADERS = """accept accept_language accept_encoding range if_range if_match if_none_match if_modified_since
    if_unmodified_since cookie host origin referer user_agent x_forwarded_for x_forwarded_proto x_forwarded_host
    x_requested_with sec_fetch_site sec_purpose authorization transfer_encoding content_length expect
    x_csrftoken""".split()
VALUES = [
    *("", "\0", "\xff\xfe", ",;=,", "a" * 9_999, "-1", "9" * 5_000, '"', "[::1", "\x1b\r", "*/*;q=x", "=?;q=\xe9"),
    *("bytes=9-1,-,x-", "bytes=--1", "bytes=" + "9" * 5_000 + "-", "a;" * 999, '="', "staff=1:\xb2:x", "staff=\0"),
    *("Mon, 99 Foo 99999 99:99:99 GMT", "Mon, 01 Jan 0000 00:00:00 GMT", "Mon, 31 Feb 2026 25:00:00 GMT"),
    *("sessionid=\xff", "sessionid=" + "a" * 999, "messages=x:y", "csrftoken=\xe9"),
]
