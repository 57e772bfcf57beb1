"""The frames of `clip.webm`, the short silent film that stands in every video segment of the demo.

The film is kept ready-made, since nothing the portal depends on writes videos. Made anew with ffmpeg:

    python -m portal.demo.clip | ffmpeg -f image2pipe -framerate 12 -i - -an -c:v libvpx-vp9 -b:v 0 -crf 34 \
        -row-mt 1 -g 240 -pix_fmt yuv420p -y portal/demo/clip.webm
"""

import math
import sys
from random import Random

from PIL import Image

from portal.demo.drawing import HEIGHT, LIGHTS, PAPER, WIDTH, Scene, hills, peaks, sky
from portal.demo.scenes import boat, flower, pad

SECONDS, FRAMES_A_SECOND = 20, 12
SIZE = (768, 432)


def frame(number: int) -> Image.Image:
    """A river with a boat that crosses it once from the first frame to the last."""
    gone = number / (SECONDS * FRAMES_A_SECOND)
    scene = Scene(Random(18_11), LIGHTS[0])
    sky(scene, 520)
    peaks(scene, 500, scene.light.far)
    hills(scene, 525, 110, scene.light.middle)
    scene.shade(505, HEIGHT, scene.light.water)
    for glint in range(26):
        y = 530 + glint * 14
        x = (glint * 397 + 240 * math.sin(math.tau * gone * 2 + glint)) % (WIDTH + 300) - 300
        scene.box(x, y, x + 90 + glint * 7, y + 4, "#ffffff40", radius=2)
    for bird in range(5):
        beat = math.sin(math.tau * (gone * 40 + bird / 5))
        _bird(scene, 1500 - bird * 70 - 900 * gone, 170 + abs(bird - 2) * 34, beat)
    scene.chance.seed(2)
    boat(scene, -240 + (WIDTH + 480) * gone, 640 + 5 * math.sin(math.tau * gone * 10))
    for step, (x, y, size) in enumerate(((140, 860, 190), (430, 890, 150), (1180, 880, 170), (1480, 850, 210))):
        pad(scene, x + 6 * math.sin(math.tau * gone * 4 + step), y, size)
    for step, (x, size) in enumerate(((230, 150), (1360, 175))):
        flower(scene, x + 7 * math.sin(math.tau * gone * 3 + step * 2), 800, size)
    return scene.image.resize(SIZE, Image.Resampling.BOX)


def _bird(scene, x, y, beat):
    for side in (-1, 1):
        wing = [(x, y), (x + side * 16, y - 10 * beat - 3), (x + side * 32, y + 5 - 9 * beat)]
        scene.stroke(wing, 4, PAPER)


if __name__ == "__main__":
    for number in range(SECONDS * FRAMES_A_SECOND):
        frame(number).save(sys.stdout.buffer, "PPM")
