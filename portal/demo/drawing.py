"""The sheet the demo's pictures are drawn on, its colours, and the shapes that several scenes share.

A sheet has 1600x900 units and is drawn at twice that size; reduced, its edges are smooth.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900
FINER = 2

INK, PAPER, SURFACE, SAND = "#1d1a16", "#fffdf9", "#f6f1e7", "#e3dac8"
RED, DEEP_RED, GOLD, STRAW = "#a8121c", "#7f0d15", "#d9a21b", "#f0c04d"
BRICK, TILE, WOOD, BARK = "#c98d6b", "#b4513c", "#7a5238", "#5d4637"
SKINS = ("#e2b58f", "#d3a077", "#c48e66", "#b37d58")
CLOTHES = ("#a8121c", "#3f6f7a", "#d9a21b", "#5e7d5a", "#8c5a74", "#c4694a", "#41566b", "#ece2cd")

Point = tuple[float, float]


@dataclass(frozen=True)
class Light:
    """The colours of an hour of the day, from the top of the sky down to the nearest ground."""

    sky: tuple[str, str]
    sun: str
    far: str
    middle: str
    near: str
    dark: str
    water: tuple[str, str]


LIGHTS = (
    Light(("#f6e2bd", "#fdf6e6"), "#efb64a", "#cdd0bb", "#9fb393", "#6f9168", "#3f614d", ("#e6e4cf", "#a9c4bd")),
    Light(("#cfe1e0", "#f6f3e6"), "#fdf3d0", "#b3c8c1", "#86a890", "#5d8863", "#35594a", ("#dbe8e4", "#8fb6bb")),
    Light(("#e8ab83", "#fae6c8"), "#d4573a", "#d3a48d", "#a77f70", "#7b6756", "#5c5640", ("#f6dbb8", "#c79078")),
    Light(("#d8dfd2", "#faf5e7"), "#f4d58a", "#c3cfbd", "#a3b887", "#7c9a5c", "#4a6645", ("#eae8d4", "#a6c0b0")),
)


@dataclass
class Scene:
    """A sheet being drawn on: positions and sizes are in units of 1600x900 whatever its fineness."""

    chance: Random
    light: Light
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), PAPER))

    def __post_init__(self):
        self.opaque = ImageDraw.Draw(self.image)
        self.glaze = ImageDraw.Draw(self.image, "RGBA")

    def pen(self, colour: str) -> ImageDraw.ImageDraw:
        """The quick pen, or for a colour with a part of transparency the one that mixes."""
        return self.glaze if len(colour) > len("#rrggbb") else self.opaque

    def polygon(self, points: Iterable[Point], colour: str) -> None:
        self.pen(colour).polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def box(self, left: float, top: float, right: float, bottom: float, colour: str, *, radius: float = 0) -> None:
        corners = [left * FINER, top * FINER, right * FINER, bottom * FINER]
        self.pen(colour).rounded_rectangle(corners, radius=radius * FINER, fill=colour)

    def oval(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        corners = [(x - across) * FINER, (y - down) * FINER, (x + across) * FINER, (y + down) * FINER]
        self.pen(colour).ellipse(corners, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.oval(x, y, radius, radius, colour)

    def ring(self, x: float, y: float, radius: float, width: float, colour: str) -> None:
        corners = [(x - radius) * FINER, (y - radius) * FINER, (x + radius) * FINER, (y + radius) * FINER]
        self.pen(colour).ellipse(corners, outline=colour, width=round(width * FINER))

    def stroke(self, points: Iterable[Point], width: float, colour: str) -> None:
        """A line with round ends and joints."""
        points = [(x * FINER, y * FINER) for x, y in points]
        self.pen(colour).line(points, fill=colour, width=max(1, round(width * FINER)), joint="curve")
        radius = width * FINER / 2
        for x, y in (points[0], points[-1]):
            self.pen(colour).ellipse([x - radius, y - radius, x + radius, y + radius], fill=colour)

    def shade(self, top: float, bottom: float, colours: tuple[str, str]) -> None:
        """Fill the sheet between two heights with a run from one colour to the other."""
        height = round((bottom - top) * FINER)
        band = Image.linear_gradient("L").resize((1, height))
        run = Image.composite(Image.new("RGB", band.size, colours[1]), Image.new("RGB", band.size, colours[0]), band)
        self.image.paste(run.resize((WIDTH * FINER, height), Image.Resampling.NEAREST), (0, round(top * FINER)))


# Shapes that several scenes use


def star(x, y, radius, *, points=5, inner=0.382):
    turns = (math.pi * step / points - math.pi / 2 for step in range(points * 2))
    radii = (radius if step % 2 == 0 else radius * inner for step in range(points * 2))
    return [(x + r * math.cos(turn), y + r * math.sin(turn)) for turn, r in zip(turns, radii, strict=True)]


def leaf(start, end, width):
    """A pointed oval from one point to the other."""
    (ax, ay), (bx, by) = start, end
    length = math.hypot(bx - ax, by - ay) or 1
    nx, ny = (ay - by) / length, (bx - ax) / length

    def edge(t, side):
        bulge = side * width * math.sin(math.pi * t)
        return ax + (bx - ax) * t + nx * bulge, ay + (by - ay) * t + ny * bulge

    steps = [step / 12 for step in range(13)]
    return [edge(t, 1) for t in steps] + [edge(t, -1) for t in reversed(steps)]


def sky(scene, horizon):
    scene.shade(0, horizon, scene.light.sky)
    x, y = scene.chance.randint(250, 1350), scene.chance.randint(130, max(160, int(horizon * 0.55)))
    radius = scene.chance.randint(62, 96)
    scene.disc(x, y, radius * 1.7, scene.light.sun + "26")
    scene.disc(x, y, radius, scene.light.sun)
    for _ in range(scene.chance.randint(2, 4)):
        _cloud(scene, scene.chance.randint(0, WIDTH), scene.chance.randint(60, int(horizon * 0.6)))


def _cloud(scene, x, y):
    for row, (shift, half) in enumerate(((0, 150), (40, 95), (-60, 70))):
        top = y + row * 20
        scene.box(x + shift - half, top, x + shift + half, top + 22, PAPER + "8c", radius=11)


def hills(scene, base, height, colour, *, length=420):
    """A range of soft hills, the sheet beneath them filled."""
    waves = [(share, pace, scene.chance.uniform(0, math.tau)) for share, pace in ((0.3, 1), (0.14, 2.3), (0.06, 5))]
    top = [
        (x, base - height * (0.5 + sum(share * math.sin(x / length * pace + phase) for share, pace, phase in waves)))
        for x in range(-10, WIDTH + 21, 10)
    ]
    scene.polygon([*top, (WIDTH + 20, HEIGHT), (-10, HEIGHT)], colour)


def peaks(scene, base, colour):
    """Steep limestone rocks, as they stand out of the plain."""
    x = scene.chance.randint(-150, 50)
    while x < WIDTH:
        wide, high = scene.chance.randint(170, 330), scene.chance.randint(120, 300)
        top = [
            (x + wide * t / 20, base - high * max(0.0, math.sin(math.pi * t / 20)) ** scene.chance.uniform(0.5, 0.62))
            for t in range(21)
        ]
        scene.polygon(top, colour)
        x += scene.chance.randint(120, 420)


def birds(scene, count, top, bottom, colour):
    for _ in range(count):
        x, y, size = scene.chance.randint(150, 1450), scene.chance.randint(top, bottom), scene.chance.uniform(13, 22)
        left = [(x - size * (1 - t), y - size * 0.45 * math.sin(math.pi * (1 - t) * 0.8)) for t in (0, 0.3, 0.6, 1)]
        right = [(x + size * t, y - size * 0.45 * math.sin(math.pi * t * 0.8)) for t in (0, 0.4, 0.7, 1)]
        scene.stroke(left + right, 3.4, colour)


def round_tree(scene, x, ground, height, colour):
    scene.stroke([(x, ground), (x, ground - height * 0.6)], height * 0.06, BARK)
    for dx, dy, size in ((-0.2, 0.6, 0.24), (0.2, 0.62, 0.23), (0, 0.82, 0.27), (0, 0.6, 0.25)):
        scene.disc(x + dx * height, ground - dy * height, size * height, colour)
    scene.disc(x - 0.08 * height, ground - 0.84 * height, 0.13 * height, "#ffffff1c")


def palm(scene, x, ground, height, colour):
    lean = scene.chance.uniform(-0.12, 0.12)
    top = (x + lean * height, ground - height)
    trunk = [(x + lean * height * t * t, ground - height * t) for t in (0, 0.25, 0.5, 0.75, 1)]
    scene.stroke(trunk, height * 0.045, BARK)
    for turn in range(9):
        angle = math.radians(200 - turn * 27.5)
        reach = height * 0.36
        tip = (top[0] + reach * math.cos(angle), top[1] - reach * 0.55 * math.sin(angle) + reach * 0.22)
        scene.polygon(leaf(top, tip, height * 0.045), colour)


def bamboo(scene, x, ground, height):
    for _ in range(9):
        foot, lean = x + scene.chance.randint(-60, 60), scene.chance.uniform(-0.3, 0.3)
        stem = [(foot + lean * height * t**2.2, ground - height * t) for t in (0, 0.3, 0.55, 0.8, 0.95, 1)]
        scene.stroke(stem, 8, scene.chance.choice(("#6f8a4a", "#819a58", "#5d7a45")))
        for t in (0.55, 0.7, 0.82, 0.94):
            at = (foot + lean * height * t**2.2, ground - height * t)
            for _ in range(3):
                turn = scene.chance.uniform(-0.4, 3.5)
                tip = (at[0] + 62 * math.cos(turn), at[1] + 24 + 22 * math.sin(turn))
                scene.polygon(leaf(at, tip, 8), scene.chance.choice(("#7f9a58", "#688750", "#93ab6b")))


def curved_roof(scene, x, y, half, height, colour):
    """A tiled roof with upturned corners; x, y is the middle of its eaves."""
    eaves = [(x + half * t, y - 34 * abs(t) ** 3.4 + 8) for t in (v / 10 for v in range(-10, 11))]
    ridge = [(x + half * 0.62 * t, y - height - 14 * abs(t) ** 4) for t in (v / 10 for v in range(10, -11, -1))]
    scene.polygon(eaves + ridge, colour)
    for step in range(-9, 10):
        foot = (x + half * step / 10, y - 34 * abs(step / 10) ** 3.4 + 4)
        scene.stroke([(x + half * 0.62 * step / 10, y - height), foot], 2.4, "#00000022")
    scene.stroke(ridge, 13, BARK)
    scene.stroke(eaves, 9, "#8f3d2d")
