"""The kinds of pictures the demo has: each function draws one scene on a sheet."""

import math
from itertools import pairwise

from portal.demo.drawing import (
    BARK,
    BRICK,
    CLOTHES,
    DEEP_RED,
    GOLD,
    HEIGHT,
    INK,
    PAPER,
    RED,
    SAND,
    SKINS,
    STRAW,
    SURFACE,
    TILE,
    WIDTH,
    WOOD,
    bamboo,
    birds,
    curved_roof,
    hills,
    leaf,
    palm,
    peaks,
    round_tree,
    sky,
    star,
)


def drum(scene):
    """The face of a bronze drum seen from above."""
    ground, metal, bright = scene.chance.choice(
        ((RED, GOLD, STRAW), (DEEP_RED, "#c8963a", "#ecc873"), ("#23423c", "#c8963a", "#ecc873"))
    )
    scene.box(0, 0, WIDTH, HEIGHT, ground)
    x, y = scene.chance.choice(((800, 450), (520, 480), (1090, 470)))
    for radius, colour in ((640, "#00000014"), (610, "#00000014")):
        scene.disc(x, y, radius, colour)
    for radius, width in ((580, 10), (556, 4), (470, 4), (372, 5), (292, 4), (214, 6), (196, 3)):
        scene.ring(x, y, radius, width, metal)
    for step in range(72):
        _tooth(scene, (x, y), 488, 545, math.tau * step / 72, math.tau / 190, metal)
    for step in range(48):
        angle = math.tau * step / 48
        scene.ring(x + 243 * math.cos(angle), y + 243 * math.sin(angle), 12, 3.5, metal)
        scene.disc(x + 267 * math.cos(angle + 0.065), y + 267 * math.sin(angle + 0.065), 4, bright)
    for step in range(10):
        _crane(scene, (x, y), 418, math.tau * step / 10, bright)
    for step in range(44):
        _tooth(scene, (x, y), 306, 360, math.tau * step / 44, math.tau / 130, metal)
    scene.disc(x, y, 182, metal)
    scene.disc(x, y, 174, ground)
    scene.polygon(star(x, y, 166, points=14, inner=0.4), bright)
    scene.disc(x, y, 40, bright)


def _tooth(scene, centre, low, high, angle, half, colour):
    """A triangle that points outward, between two radii round the centre."""
    x, y = centre
    corners = ((low, angle - half), (high, angle), (low, angle + half))
    scene.polygon([(x + r * math.cos(turn), y + r * math.sin(turn)) for r, turn in corners], colour)


def _crane(scene, centre, radius, angle, colour):
    """A long-billed bird flying round the drum, against the clock."""
    x, y = centre

    def place(along, out):
        turn = angle - along / radius
        return x + (radius + out) * math.cos(turn), y + (radius + out) * math.sin(turn)

    scene.polygon(leaf(place(-58, -6), place(40, 0), 12), colour)
    scene.polygon([place(26, -6), place(44, 10), place(40, 22), place(14, 6)], colour)
    scene.disc(*place(44, 18), 9, colour)
    scene.polygon([place(46, 25), place(112, 14), place(46, 11)], colour)
    scene.polygon([place(42, 24), place(6, 40), place(34, 14)], colour)
    for feather in range(4):
        root, tip = place(20 - feather * 14, 4), place(-14 - feather * 24, 44 - feather * 7)
        scene.polygon(leaf(root, tip, 8), colour)
    for spread in (-30, -19, -8):
        scene.polygon(leaf(place(-44, -6), place(-108, spread), 6), colour)


def gate(scene):
    """The gate of a village with its tiled roofs, bamboo and a path."""
    sky(scene, 700)
    hills(scene, 640, 150, scene.light.far)
    hills(scene, 700, 110, scene.light.middle)
    scene.box(0, 690, WIDTH, HEIGHT, scene.light.near)
    x = scene.chance.choice((620, 800, 980))
    scene.polygon([(x - 92, 690), (x + 92, 690), (x + 330, HEIGHT), (x - 330, HEIGHT)], "#e8d3ae")
    scene.polygon([(x - 20, 690), (x + 20, 690), (x + 74, HEIGHT), (x - 74, HEIGHT)], "#dcc193")
    bamboo(scene, x - 430, 720, 470)
    bamboo(scene, x + 440, 720, 430)
    for side in (-1, 1):
        scene.box(min(x + side * 190, x + side * 1100), 590, max(x + side * 190, x + side * 1100), 720, "#d9b48f")
        scene.box(min(x + side * 190, x + side * 1100), 578, max(x + side * 190, x + side * 1100), 600, TILE)
        low, high = sorted((x + side * 118, x + side * 214))
        scene.box(low, 370, high, 740, BRICK)
        scene.box(low - 8, 700, high + 8, 740, "#a9714f")
        scene.box(low + 30, 450, high - 30, 650, DEEP_RED, radius=6)
        for mark in range(4):
            scene.disc((low + high) / 2, 480 + mark * 46, 9, STRAW)
    _arch(scene, x)
    curved_roof(scene, x, 350, 290, 74, TILE)
    scene.box(x - 128, 210, x + 128, 282, BRICK)
    for step in range(3):
        scene.box(x - 96 + step * 72, 226, x - 48 + step * 72, 272, DEEP_RED, radius=5)
    curved_roof(scene, x, 212, 190, 62, TILE)
    birds(scene, 4, 90, 200, scene.light.dark)


def _arch(scene, x):
    scene.box(x - 214, 340, x + 214, 400, BRICK)
    curve = [(x + 118 * math.cos(math.pi * t / 24), 520 - 126 * math.sin(math.pi * t / 24)) for t in range(25)]
    scene.polygon([(x + 120, 390), *curve, (x - 120, 390)], BRICK)
    scene.stroke(curve, 10, "#a9714f")


def fields(scene):
    """Rice fields running to the hills, with palms and egrets."""
    sky(scene, 520)
    peaks(scene, 500, scene.light.far)
    hills(scene, 530, 90, scene.light.middle)
    scene.box(0, 505, WIDTH, HEIGHT, scene.light.near)
    vanishing = scene.chance.randint(500, 1100)
    greens = scene.chance.choice(
        (("#d9b64e", "#e3c663", "#caa343", "#b9b357"), ("#86a552", "#9bb562", "#74954a", "#b4bf68"))
    )
    rows = [505, 528, 562, 612, 688, 792, 920]
    for top, bottom in pairwise(rows):
        cells = range(-9, 10)
        for cell in cells:
            spread_top, spread_bottom = 26 + (top - 505) * 1.15, 26 + (bottom - 505) * 1.15
            left, right = vanishing + cell * spread_top * 2.2, vanishing + cell * spread_bottom * 2.2
            corners = [(left, top + 3), (left + spread_top * 2.2 - 2, top + 3),
                       (right + spread_bottom * 2.2 - 4, bottom), (right, bottom)]  # fmt: skip
            scene.polygon(corners, scene.chance.choice(greens))
            _stalks(scene, corners, scene.chance.choice(("#ffffff26", "#00000014")))
    _village(scene, scene.chance.choice((120, 1130)), 512)
    palm(scene, scene.chance.randint(90, 330), 700, 400, scene.light.dark)
    palm(scene, scene.chance.randint(1250, 1500), 640, 300, scene.light.dark)
    birds(scene, 6, 220, 420, PAPER)


def _stalks(scene, corners, colour):
    (left, top), (right, _), (low_right, bottom), (low_left, _) = corners
    for step in range(1, 6):
        t = step / 6
        start, end = left + (right - left) * t, low_left + (low_right - low_left) * t
        scene.stroke([(start, top + 2), (end, bottom - 2)], max(1.2, (bottom - top) / 40), colour)


def _village(scene, x, ground):
    for step in range(6):
        at = x + step * 62
        round_tree(scene, at + 30, ground, scene.chance.randint(66, 100), scene.light.dark)
        high = scene.chance.randint(24, 34)
        scene.box(at - 26, ground - high, at + 26, ground + 6, SURFACE)
        scene.polygon([(at - 36, ground - high), (at, ground - high - 26), (at + 36, ground - high)], TILE)


def hands(scene):
    """Hands of many people laid together."""
    scene.box(0, 0, WIDTH, HEIGHT, scene.chance.choice(("#f1e3c6", "#e9e4d0", "#f3dfc8", "#dfe5d6")))
    x, y = 800, 450
    for radius, glow in ((520, "#ffffff40"), (400, "#ffffff4d"), (290, STRAW + "8c")):
        scene.disc(x, y, radius, glow)
    count = scene.chance.choice((7, 8, 9))
    turn = scene.chance.uniform(0, math.tau)
    clothes = scene.chance.sample(CLOTHES[:7], 7)
    for step in range(count):
        angle = turn + math.tau * step / count
        _arm(scene, (x, y), angle, clothes[step % 7], SKINS[step % len(SKINS)])
    scene.disc(x, y, 66, RED)
    scene.ring(x, y, 66, 5, GOLD)
    scene.polygon(star(x, y, 46), STRAW)


def _arm(scene, centre, angle, sleeve, skin):
    x, y = centre

    def at(out, aside):
        along, across = math.cos(angle), math.sin(angle)
        return x + out * along - aside * across, y + out * across + aside * along

    scene.stroke([at(330, 0), at(1200, 0)], 98, skin)
    scene.polygon([at(420, -66), at(420, 66), at(1300, 150), at(1300, -150)], sleeve)
    scene.polygon([at(420, -70), at(420, 70), at(452, 73), at(452, -73)], "#ffffff4d")
    scene.stroke([at(250, 0), at(300, 0)], 112, skin)
    for finger, (aside, reach) in enumerate(((-42, 148), (-15, 122), (14, 120), (41, 144))):
        scene.stroke([at(235, aside), at(reach, aside * 0.72)], 27, skin)
        if finger:
            scene.stroke([at(222, aside - 14), at(reach + 26, (aside - 14) * 0.76)], 2.6, "#7a4a2a59")
    scene.stroke([at(290, 44), at(225, 84)], 30, skin)


def lotus(scene):
    """Lotus flowers over still water."""
    scene.shade(0, HEIGHT, scene.light.water)
    scene.disc(scene.chance.randint(300, 1300), 210, 120, scene.light.sun + "b3")
    hills(scene, 400, 120, scene.light.far + "99")
    scene.shade(400, HEIGHT, scene.light.water)
    for step in range(16):
        y = 420 + step * 31
        x = scene.chance.randint(0, WIDTH)
        scene.box(x, y, x + scene.chance.randint(90, 340), y + 4, "#ffffff40", radius=2)
    for step in range(11):
        depth = step / 10
        x, y = scene.chance.randint(-40, 1640), 470 + 400 * depth
        pad(scene, x, y, 70 + 130 * depth)
    places = scene.chance.choice(((560, 1090, 250), (1020, 420, 1390), (800, 1260, 300)))
    for x, y, size in zip(places, (640, 520, 560), (235, 120, 140), strict=True):
        scene.stroke([(x, y), (x + size * 0.06, y + size * 1.9)], size * 0.06, "#55754f")
        flower(scene, x, y, size)


def pad(scene, x, y, size):
    green = scene.chance.choice(("#5f8a66", "#6f9a6f", "#4f7a5c"))
    scene.oval(x, y + size * 0.04, size, size * 0.3, "#00000018")
    scene.oval(x, y, size, size * 0.29, green)
    for turn in range(10):
        angle = math.tau * turn / 10 + 0.2
        tip = (x + size * 0.86 * math.cos(angle), y + size * 0.24 * math.sin(angle))
        scene.stroke([(x, y), tip], max(1.5, size * 0.014), "#ffffff30")


def flower(scene, x, y, size):
    tones = ("#d9808f", "#e59aa4", "#efb3b8", "#f7cfcf", "#fbe3df")
    rows = ((7, 82, 1.02), (6, 62, 1.04), (5, 44, 1.0), (4, 27, 0.92), (2, 9, 0.8))
    for row, (count, spread, reach) in enumerate(rows):
        for step in range(count):
            lean = math.radians(-spread + 2 * spread * step / (count - 1))
            rise = math.cos(lean) * (0.75 + 0.25 * math.cos(lean))
            tip = (x + size * reach * math.sin(lean), y - size * reach * rise)
            scene.polygon(leaf((x, y + size * 0.1), tip, size * 0.2), tones[row])
            scene.stroke([(x, y), (x + (tip[0] - x) * 0.75, y + (tip[1] - y) * 0.75)], size * 0.008, "#b8506426")
    for side in (-1, 1):
        scene.polygon(leaf((x, y + size * 0.12), (x + side * size * 0.95, y + size * 0.02), size * 0.13), "#f0b9bd")
    scene.polygon(leaf((x - size * 0.42, y + size * 0.1), (x + size * 0.42, y + size * 0.1), size * 0.09), "#e59aa4")


def hall(scene):
    """A meeting seen from the last rows: people, a stage with a curtain, flowers."""
    wall = scene.chance.choice(("#ead9bd", "#e4dcc6", "#e2d0bb"))
    scene.box(0, 0, WIDTH, HEIGHT, wall)
    scene.box(0, 0, WIDTH, 46, "#f5ecd9")
    for side in (0, 1):
        for step in range(2):
            left = 70 + step * 150 if side == 0 else 1300 + step * 150
            scene.box(left, 130, left + 84, 400, "#fbf4e4", radius=42)
            scene.box(left + 39, 130, left + 45, 400, wall)
    scene.box(380, 70, 1220, 520, RED)
    for fold in range(30):
        left = 380 + fold * 28
        scene.box(left, 70, left + 12, 520, "#7f0d1559")
    scene.box(360, 56, 1240, 96, DEEP_RED)
    scene.box(360, 94, 1240, 102, GOLD)
    scene.polygon(star(800, 220, 88), STRAW)
    scene.box(330, 500, 1270, 560, WOOD)
    scene.box(330, 500, 1270, 512, "#956a4b")
    _stage(scene, scene.chance.choice((470, 1130)))
    for row in range(4):
        _row_of_people(scene, row)


def _stage(scene, lectern):
    for step in range(5):
        x = 640 + step * 80
        _person(scene, x, 402, 30, CLOTHES[scene.chance.randrange(len(CLOTHES))], facing=True)
    scene.box(590, 448, 1010, 502, PAPER)
    scene.box(590, 448, 1010, 458, SAND)
    for x in range(650, 1000, 75):
        for dx, dy, colour in ((-12, -6, "#d9808f"), (0, -15, STRAW), (12, -7, "#c4694a"), (0, -2, "#7f9a58")):
            scene.disc(x + dx, 448 + dy, 9, colour)
    _person(scene, lectern, 366, 31, INK, facing=True)
    scene.polygon([(lectern - 44, 424), (lectern + 44, 424), (lectern + 34, 502), (lectern - 34, 502)], "#956a4b")
    scene.box(lectern - 50, 416, lectern + 50, 430, WOOD, radius=4)


def _row_of_people(scene, row):
    ground, size, gap = 610 + row * 96, 40 + row * 15, 108 + row * 34
    shift = scene.chance.randint(-40, 10) + (row % 2) * gap // 2
    for x in range(shift - gap, WIDTH + gap, gap):
        colour = CLOTHES[scene.chance.randrange(len(CLOTHES))]
        _person(scene, x + scene.chance.randint(-8, 8), ground, size, colour, facing=False)
    scene.box(0, ground + size * 1.55, WIDTH, ground + size * 1.55 + 16 + row * 5, WOOD)
    scene.box(0, ground + size * 1.55 + 16 + row * 5, WIDTH, HEIGHT * 2, BARK)


def _person(scene, x, y, size, colour, *, facing):
    scene.box(x - size, y + size * 0.62, x + size, y + size * 3, colour, radius=size * 0.62)
    scene.box(x - size * 0.2, y + size * 0.2, x + size * 0.2, y + size * 0.8, SKINS[1])
    scene.oval(x, y, size * 0.5, size * 0.58, scene.chance.choice(SKINS))
    hair = scene.chance.choice((INK, "#33291f", "#4a3b30", "#8d8780"))
    if facing:
        outline = ((-0.52, -0.05), (-0.4, -0.6), (0.4, -0.6), (0.52, -0.05), (0, -0.28))
        scene.polygon([(x + size * dx, y + size * dy) for dx, dy in outline], hair)
    else:
        scene.oval(x, y - size * 0.1, size * 0.54, size * 0.56, hair)


def flags(scene):
    """A street hung with the national flag."""
    sky(scene, HEIGHT)
    hills(scene, 760, 130, scene.light.far)
    _roofs(scene)
    first = scene.chance.randint(60, 140)
    for step in range(5):
        x = first + step * 320
        _flag(scene, x, 700 - step % 2 * 46, 300)
    birds(scene, 5, 60, 170, scene.light.dark)


def _roofs(scene):
    x = -60
    while x < WIDTH:
        wide, high = scene.chance.randint(170, 260), scene.chance.randint(150, 250)
        wall = scene.chance.choice(("#f0e2c4", "#ecd5b4", "#e6dcc5", "#efcfae"))
        top = HEIGHT - high
        scene.box(x, top, x + wide, HEIGHT, wall)
        scene.polygon([(x - 18, top), (x + 26, top - 62), (x + wide - 26, top - 62), (x + wide + 18, top)], TILE)
        for pane in range(x + 28, x + wide - 50, 66):
            glass = scene.chance.choice(("#7a9a98", "#5f7f80", "#8b6a4d"))
            scene.box(pane, top + 40, pane + 38, top + 104, glass, radius=4)
            scene.box(pane, top + 70, pane + 38, top + 74, wall)
        x += wide + 6


def _flag(scene, x, foot, wide):
    high, top = wide * 2 / 3, foot - 560
    scene.stroke([(x, top - 14), (x, HEIGHT)], 10, BARK)
    scene.disc(x, top - 20, 13, STRAW)
    swing, start = scene.chance.uniform(10, 17), scene.chance.uniform(0, 6)

    def wave(point):
        right, down = point
        return x + 5 + right, top + down + swing * (right / wide) * math.sin(start + right / 46) + right * 0.06

    edge = range(0, wide + 1, 6)
    scene.polygon([wave((right, 0)) for right in edge] + [wave((right, high)) for right in reversed(edge)], "#c8161d")
    for left in range(0, wide, 6):
        slope = math.cos(start + left / 46) * left / wide
        if abs(slope) > 0.25:
            tint = "#ffffff" if slope < 0 else "#000000"
            quad = [(left, 0), (left + 6, 0), (left + 6, high), (left, high)]
            scene.polygon([wave(point) for point in quad], f"{tint}{int(abs(slope) * 26):02x}")
    scene.polygon([wave(point) for point in star(wide / 2, high / 2, high * 0.3)], "#f9d423")


def bridge(scene):
    """A river with a bridge of arches and a boat."""
    sky(scene, 560)
    peaks(scene, 540, scene.light.far)
    hills(scene, 560, 110, scene.light.middle)
    scene.shade(540, HEIGHT, scene.light.water)
    for _ in range(34):
        x, y = scene.chance.randint(-60, WIDTH), scene.chance.randint(560, 890)
        scene.box(x, y, x + (y - 500) * 0.6, y + 3 + (y - 540) / 80, "#ffffff3d", radius=3)
    _spans(scene, scene.chance.choice(("#efe3cb", "#d9b48f", "#e9d8bb")))
    _banks(scene)
    for left in scene.chance.sample((380, 900), scene.chance.randint(1, 2)):
        boat(scene, scene.chance.randint(left, left + 250), scene.chance.randint(720, 790))
    birds(scene, 5, 120, 320, scene.light.dark)


def _spans(scene, stone):
    deck = [(x, 520 - 70 * math.sin(math.pi * x / WIDTH)) for x in range(-20, WIDTH + 21, 20)]
    scene.polygon([*deck, *[(x, y + 38) for x, y in reversed(deck)]], stone)
    for step in range(5):
        left, right = 60 + step * 300, 60 + (step + 1) * 300
        middle = (left + right) / 2
        rise = 520 - 70 * math.sin(math.pi * middle / WIDTH) + 36
        arch = [(middle + 128 * math.cos(math.pi * t / 20), 640 - (600 - rise) * math.sin(math.pi * t / 20))
                for t in range(21)]  # fmt: skip
        roof = [(x, 520 - 70 * math.sin(math.pi * x / WIDTH) + 30) for x in range(int(left), int(right) + 1, 20)]
        scene.polygon([(left, 660), *roof, (right, 660), (right - 22, 640), *arch, (left + 22, 640)], stone)
        scene.stroke(arch, 5, "#00000026")
    for x, y in deck[::2]:
        scene.stroke([(x, y), (x, y - 30)], 4, WOOD)
    scene.stroke([(x, y - 30) for x, y in deck], 6, WOOD)
    for x, y in deck[4::10]:
        scene.stroke([(x, y), (x, y - 92)], 5, BARK)
        scene.disc(x, y - 98, 13, STRAW)


def _banks(scene):
    for side in (-1, 1):
        edge = 0 if side < 0 else WIDTH
        shore = [(edge - side * 330 * (1 - t) ** 2, 560 + 340 * t) for t in (0, 0.15, 0.3, 0.5, 0.7, 1)]
        scene.polygon([(edge, 545), *shore, (edge, HEIGHT)], scene.light.near)
        for step in range(4):
            height = scene.chance.randint(120, 190)
            round_tree(scene, edge - side * (30 + step * 66), 590 + step * 8, height, scene.light.dark)


def boat(scene, x, y):
    scene.oval(x, y + 26, 150, 12, "#00000020")
    scene.polygon([(x - 160, y - 14), (x - 110, y + 24), (x + 110, y + 24), (x + 170, y - 18), (x, y - 2)], BARK)
    cabin = [(x - 70 + 140 * t / 12, y - 4 - 54 * math.sin(math.pi * t / 12) ** 0.6) for t in range(13)]
    scene.polygon(cabin, "#b98e56")
    scene.stroke([(x + 108, y), (x + 108, y - 64)], 16, CLOTHES[scene.chance.randrange(7)])
    scene.polygon([(x + 76, y - 72), (x + 108, y - 102), (x + 140, y - 72)], "#e5cf94")
    scene.stroke([(x + 122, y - 44), (x + 190, y + 30)], 5, WOOD)


def house(scene):
    """A new house with a tiled roof, a yard and a garden."""
    sky(scene, 640)
    hills(scene, 610, 170, scene.light.far)
    hills(scene, 650, 100, scene.light.middle)
    scene.box(0, 640, WIDTH, HEIGHT, scene.light.near)
    x = scene.chance.choice((760, 860, 700))
    wall = scene.chance.choice(("#f7ecd4", "#f0e0b6", "#dfe8dc"))
    round_tree(scene, x - 470, 700, 360, scene.light.dark)
    palm(scene, x + 640, 700, 400, scene.light.dark)
    scene.box(x - 330, 440, x + 330, 720, wall)
    scene.box(x - 330, 686, x + 330, 720, BRICK)
    scene.polygon([(x - 392, 450), (x - 250, 300), (x + 250, 300), (x + 392, 450)], TILE)
    for step in range(-9, 10):
        scene.stroke([(x + step * 27, 302), (x + step * 42, 446)], 2.6, "#00000022")
    scene.box(x - 262, 290, x + 262, 308, "#8f3d2d", radius=8)
    door = scene.chance.choice(("#3f6f7a", WOOD, "#5e7d5a"))
    scene.box(x - 62, 520, x + 62, 720, door, radius=6)
    scene.box(x - 3, 520, x + 3, 720, "#00000030")
    for left in (x - 260, x + 130):
        scene.box(left, 530, left + 130, 640, PAPER, radius=6)
        scene.box(left + 9, 539, left + 121, 631, "#9cbcc0", radius=3)
        scene.box(left + 61, 530, left + 69, 640, PAPER)
    for post in (-330, -110, 110, 330):
        scene.box(x + post - 9, 448, x + post + 9, 724, "#fffaf0")
    scene.polygon([(x - 400, 722), (x + 400, 722), (x + 620, HEIGHT), (x - 620, HEIGHT)], "#e2c9a4")
    _flag(scene, x + 418, 760, 132)
    _garden(scene, x)


def _garden(scene, x):
    for side in (-1, 1):
        for row in range(4):
            for step in range(7):
                at = x + side * (500 + row * 46 + step * 74)
                y = 760 + row * 40
                green = scene.chance.choice(("#5f8a4f", "#7ba25c", "#8fb36a"))
                scene.oval(at, y, 27, 13, green)
                if (step + row) % 3 == 0:
                    scene.disc(at, y - 8, 8, scene.chance.choice((STRAW, "#d9808f", "#c4694a", PAPER)))


def tea(scene):
    """Rows of tea over round hills, with a house on stilts."""
    sky(scene, 560)
    hills(scene, 480, 240, scene.light.far, length=300)
    hills(scene, 560, 200, scene.light.middle, length=360)
    greens = ("#7c9c56", "#6b8d4e", "#5b7e47", "#4c6f42")
    _stilt_house(scene, scene.chance.choice((330, 1180)), 520)
    for index, green in enumerate(greens):
        _tea_hill(scene, scene.chance.randint(100, 1500), 560 + index * 105, 620 - index * 30, green)
    for _ in range(3):
        x, y = scene.chance.randint(200, 1400), scene.chance.randint(660, 830)
        scene.box(x - 17, y - 4, x + 17, y + 52, CLOTHES[scene.chance.randrange(7)], radius=12)
        scene.polygon([(x - 38, y), (x, y - 34), (x + 38, y)], "#ead79f")


def _tea_hill(scene, x, top, half, green):
    for middle in (x - 1250, x, x + 1250):
        for row in range(16):
            rise, reach = top + row * 27, half * (0.35 + row * 0.13)
            line = [(middle + reach * math.cos(math.pi * t / 30), rise + 30 + row * 9 - (70 + row * 5)
                     * math.sin(math.pi * t / 30)) for t in range(31)]  # fmt: skip
            scene.polygon([*line, (middle - reach, HEIGHT), (middle + reach, HEIGHT)], green)
            scene.stroke(line, 5, "#ffffff2b" if row % 2 else "#0000001f")


def _stilt_house(scene, x, y):
    scene.oval(x, y + 190, 420, 130, scene.light.near)
    for step in range(-3, 4):
        scene.box(x + step * 46 - 5, y - 20, x + step * 46 + 5, y + 90, BARK)
    scene.box(x - 160, y - 100, x + 160, y - 6, WOOD)
    for step in range(-3, 4):
        pane = "#4a3729" if step % 2 else "#caa878"
        scene.box(x + step * 44 - 14, y - 80, x + step * 44 + 14, y - 30, pane, radius=3)
    scene.polygon([(x - 212, y - 92), (x - 120, y - 210), (x + 120, y - 210), (x + 212, y - 92)], "#9c7f56")
    scene.polygon([(x - 212, y - 92), (x - 206, y - 100), (x + 206, y - 100), (x + 212, y - 92)], "#6f5738")
    scene.stroke([(x - 150, y), (x - 205, y + 92)], 10, BARK)


def road(scene):
    """A village road between flowers, trees and fields."""
    sky(scene, 500)
    hills(scene, 470, 150, scene.light.far)
    hills(scene, 505, 80, scene.light.middle)
    scene.box(0, 490, WIDTH, HEIGHT, "#9db765")
    for step in range(9):
        top = 496 + step**2 * 5.4
        scene.box(0, top, WIDTH, top + 3 + step * 0.8, "#7f9c5240")
    far = scene.chance.randint(560, 1040)
    near = 800 + (far - 800) * 0.2
    scene.polygon([(far - 16, 490), (far + 16, 490), (near + 400, HEIGHT), (near - 400, HEIGHT)], "#ece0cb")
    for step in range(26):
        t = (step / 25) ** 2.2
        for side in (-1, 1):
            if step % 5 == 2:
                x, y = _along(far, near, t, side * 1.75)
                round_tree(scene, x, y, 60 + 560 * t, scene.light.dark)
            _flowers(scene, _along(far, near, t, side * 1.16), 5 + 62 * t)
    _cyclist(scene, *_along(far, near, 0.3, 0.3), 96)


def _along(far, near, t, aside):
    """A point of the road: t runs from the horizon to the reader, aside is in half widths."""
    half = 16 + 384 * t
    return far + (near - far) * t + aside * half, 490 + 410 * t


def _flowers(scene, at, size):
    for _ in range(12):
        x, y = at[0] + scene.chance.uniform(-1.1, 1.1) * size, at[1] - scene.chance.uniform(0, 0.9) * size
        scene.disc(x, y + size * 0.1, size * 0.24, scene.chance.choice(("#5f8a4f", "#4f7a48")))
    for _ in range(10):
        x, y = at[0] + scene.chance.uniform(-1, 1) * size, at[1] - scene.chance.uniform(0, 1) * size
        colour = scene.chance.choice((STRAW, "#d9808f", RED, PAPER, "#c4694a"))
        scene.disc(x, y, size * 0.13, colour)


def _cyclist(scene, x, y, size):
    for side in (-0.36, 0.36):
        scene.ring(x + side * size, y - size * 0.22, size * 0.24, 4.5, INK)
    scene.stroke([(x - 0.36 * size, y - 0.22 * size), (x, y - 0.5 * size), (x + 0.3 * size, y - 0.5 * size)], 4.5, INK)
    scene.stroke([(x + 0.36 * size, y - 0.22 * size), (x + 0.28 * size, y - 0.66 * size)], 4.5, INK)
    scene.stroke([(x - 0.06 * size, y - 0.6 * size), (x + 0.04 * size, y - 1.0 * size)], size * 0.2, PAPER)
    scene.stroke([(x - 0.05 * size, y - 0.56 * size), (x + 0.1 * size, y - 0.24 * size)], size * 0.12, INK)
    scene.stroke([(x + 0.04 * size, y - 0.94 * size), (x + 0.27 * size, y - 0.7 * size)], size * 0.07, PAPER)
    scene.disc(x + 0.07 * size, y - 1.22 * size, size * 0.12, SKINS[0])
    top = (x + 0.06 * size, y - 1.5 * size)
    scene.polygon([(x - 0.2 * size, y - 1.26 * size), top, (x + 0.32 * size, y - 1.26 * size)], "#e5cf94")


def banyan(scene):
    """An old banyan by the communal house, with people sitting together."""
    sky(scene, 660)
    hills(scene, 640, 140, scene.light.far)
    scene.box(0, 640, WIDTH, HEIGHT, "#dcc69a")
    hills(scene, 668, 40, scene.light.middle)
    scene.box(0, 662, WIDTH, HEIGHT, "#dfcaa0")
    side = scene.chance.choice((-1, 1))
    tree, home = 800 + side * 330, 800 - side * 400
    scene.box(home - 270, 470, home + 270, 690, "#e9d2ac")
    for step in range(-3, 4):
        scene.box(home + step * 84 - 11, 470, home + step * 84 + 11, 690, DEEP_RED)
    scene.box(home - 300, 684, home + 300, 712, "#b79a74")
    curved_roof(scene, home, 486, 360, 150, TILE)
    _old_tree(scene, tree)
    for step in range(5):
        _table(scene, 250 + step * 275 + scene.chance.randint(-20, 20), 770 + (step % 2) * 62)


def _old_tree(scene, x):
    for lean in (-58, -26, 10, 40, 70):
        trunk = [(x + lean * 1.5, 730), (x + lean * 0.6, 560), (x + lean * 1.1, 380)]
        scene.stroke(trunk, 46, BARK)
        scene.stroke([(px - 9, py) for px, py in trunk], 6, "#ffffff14")
    for _ in range(12):
        root = x + scene.chance.randint(-300, 300)
        scene.stroke([(root, 330), (root + scene.chance.randint(-8, 8), scene.chance.randint(460, 610))], 5, BARK)
    greens = (scene.light.dark, "#486f4b", "#5b8355", "#70965f")
    for row, green in enumerate(greens):
        for _ in range(15 - row * 2):
            angle, reach = scene.chance.uniform(0, math.tau), scene.chance.uniform(0.1, 0.8)
            at = (x + 400 * reach * math.cos(angle), 262 - row * 26 + 150 * reach * math.sin(angle))
            scene.disc(*at, 112 - row * 22, green)


def _table(scene, x, y):
    scene.oval(x, y + 44, 128, 20, "#00000018")
    seats = scene.chance.sample(CLOTHES, 4)
    for dx, colour in zip((-92, -32, 32, 92), seats, strict=True):
        _person(scene, x + dx, y - 58 - (abs(dx) < 50) * 12, 29, colour, facing=True)
    scene.oval(x, y + 10, 118, 34, WOOD)
    scene.oval(x, y + 3, 118, 34, "#b98e56")
    for dx, dy, colour in ((-60, 0, PAPER), (-20, -11, "#e7efe4"), (22, 12, PAPER), (62, -2, PAPER), (0, 0, TILE)):
        scene.oval(x + dx, y + dy, 19, 8, colour)


KINDS = {
    "drum": (drum, "Tranh vẽ mặt trống đồng với ngôi sao ở giữa và đàn chim bay vòng quanh"),
    "gate": (gate, "Tranh vẽ cổng làng mái ngói giữa hai bụi tre"),
    "fields": (fields, "Tranh vẽ cánh đồng lúa, hàng cọ và núi xa"),
    "hands": (hands, "Tranh vẽ nhiều bàn tay cùng đặt quanh một ngôi sao"),
    "lotus": (lotus, "Tranh vẽ hoa sen nở trên mặt hồ yên lặng"),
    "hall": (hall, "Tranh vẽ hội trường đông người nhìn về phía sân khấu"),
    "flags": (flags, "Tranh vẽ dãy phố treo cờ Tổ quốc"),
    "bridge": (bridge, "Tranh vẽ cây cầu nhiều nhịp bắc qua sông và chiếc thuyền nhỏ"),
    "house": (house, "Tranh vẽ ngôi nhà mới mái ngói, có sân và vườn rau"),
    "hills": (tea, "Tranh vẽ đồi chè xanh và ngôi nhà sàn"),
    "road": (road, "Tranh vẽ con đường làng nở hoa hai bên"),
    "banyan": (banyan, "Tranh vẽ cây đa trước đình làng, bà con ngồi quanh những chiếc bàn"),
}
