"""A function for each kind of guard; read as text and executed by `test_switches.py`."""


def shouts(function):
    return lambda door: function(door) + "!"


@shouts
def decorator(door):
    return "Mời vào"


def has_permission(door):
    return door.user.has_perm("é")


def check(door):
    door.check(
        "é",
    )


def otherwise(door):
    try:
        return door.number[2]
    except IndexError:
        return "none"


def acts(door):
    said = "in"
    if door.is_full and door.number:
        said = "full"
    return said


def unless(door):
    if door.number == "1":
        said = "first"
    elif door.number == "é" or door.number in (
        "é",
        "è",
    ):
        return "accent"
    else:
        said = "other"
    return said


def leaves(door):
    for _ in door.number:
        raise ValueError("closed")


class Meta:
    constraints = [{"name": "a"}, {"name": "b"}]
