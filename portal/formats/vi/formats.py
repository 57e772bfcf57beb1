"""Vietnamese dates and numbers: day, month, year; 24 hours; weeks from Monday; 1.234,5.

The first input format is also the one forms print. Django's own `vi` reads 11/02/2020 as 2 November, refuses
25/12/2025 and begins weeks on Sunday.
"""

DATE_FORMAT = SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = SHORT_DATETIME_FORMAT = "d/m/Y H:i"
YEAR_MONTH_FORMAT = r"\t\há\n\g n/Y"
MONTH_DAY_FORMAT = "d/m"
FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y"]
_HOUR_WORDS = ["h", "g", " h", " g", " giờ", "giờ"]  # 17h30, 17g30, 17 giờ 30, 17 giờ 30 phút, 17h
TIME_INPUT_FORMATS = [
    *["%H:%M", "%H:%M:%S", "%H:%M:%S.%f"],
    *[f"%H{word}{minutes}" for word in _HOUR_WORDS for minutes in ("%M", " %M", " %M phút", "%M phút", "%Mp", "")],
]
DATETIME_INPUT_FORMATS = [
    f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS
] + DATE_INPUT_FORMATS

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
