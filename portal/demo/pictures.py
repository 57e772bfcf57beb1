"""Calm flat pictures for the demo, drawn with Pillow when it is loaded.

The same kind and seed give the same picture.
"""

import io
import math
from random import Random

from PIL import Image

from portal.demo.drawing import GOLD, HEIGHT, LIGHTS, RED, STRAW, WIDTH, Scene, leaf, star
from portal.demo.scenes import KINDS

SIZE = (960, 540)  # wide enough for any page, quick enough for a first start
EMBLEM = 400  # its width and height


def draw(kind: str, seed: int) -> bytes:
    """Draw one of KINDS as a JPEG of 960x540; each seed gives another picture of that kind."""
    chance = Random(f"{kind} {seed}")
    scene = Scene(chance, LIGHTS[seed % len(LIGHTS)])
    KINDS[kind][0](scene)
    return _jpeg(scene.image.resize(SIZE, reducing_gap=2))


def describe(kind: str) -> str:
    """Say in Vietnamese what a kind of picture shows, for those who cannot see it."""
    return KINDS[kind][1]


def poster(kind: str, seed: int) -> bytes:
    """Draw the poster of a video segment: a scene in a red frame with a golden rule, as a JPEG of 960x540."""
    scene = Scene(Random(f"{kind} poster {seed}"), LIGHTS[seed % len(LIGHTS)])
    KINDS[kind][0](scene)
    scene.box(0, HEIGHT - 96, WIDTH, HEIGHT, RED)
    scene.box(0, HEIGHT - 104, WIDTH, HEIGHT - 96, GOLD)
    for step in range(15):
        scene.polygon(star(800 + (step - 7) * 108, HEIGHT - 48, 15), STRAW if step == 7 else "#f0c04d55")
    return _jpeg(scene.image.resize(SIZE, reducing_gap=2))


def emblem() -> bytes:
    """Draw the round emblem of the demo's province, a star over ears of rice, as a square PNG."""
    scene = Scene(Random(0), LIGHTS[0], Image.new("RGBA", (EMBLEM * 4, EMBLEM * 4), (0, 0, 0, 0)))
    scene.disc(400, 400, 392, GOLD)
    scene.disc(400, 400, 372, RED)
    scene.ring(400, 400, 344, 6, STRAW)
    for side in (-1, 1):
        _ear_of_rice(scene, 400, 400, side)
    scene.polygon(star(400, 350, 178), STRAW)
    scene.box(352, 640, 448, 668, STRAW, radius=14)
    for wave in range(3):
        line = [(x, 575 + wave * 20 + 7 * math.sin(x / 24)) for x in range(318 - wave * 8, 483 + wave * 8, 4)]
        scene.stroke(line, 7, STRAW)
    file = io.BytesIO()
    scene.image.reduce(4).save(file, "PNG", optimize=True)
    return file.getvalue()


def _ear_of_rice(scene, x, y, side):
    for step in range(13):
        angle = math.radians(90 - side * (22 + step * 9.5))
        stem = (x + 270 * math.cos(angle), y + 270 * math.sin(angle))
        for lean, reach in ((0.55, 40), (-0.35, 36)):
            along = angle - side * (math.pi / 2) + side * lean
            tip = (stem[0] + reach * math.cos(along), stem[1] + reach * math.sin(along))
            scene.polygon(leaf(stem, tip, 12), STRAW)
    curve = [math.radians(90 - side * (10 + step * 3)) for step in range(42)]
    scene.stroke([(x + 270 * math.cos(a), y + 270 * math.sin(a)) for a in curve], 6, GOLD)


def _jpeg(image):
    file = io.BytesIO()
    image.save(file, "JPEG", quality=86)
    return file.getvalue()
