"""How much lighter a rendition is in AVIF and WebP than in JPEG at equal SSIM: `python -m benchmarks.picture_weight`.

Five pictures of the demo with the grain of a camera over them at twice the size, then 1280 points wide. JPEG is
encoded as the portal does; the others at the lowest quality whose SSIM (Wang et al. 2004; luminance, blocks of
8 x 8) is no worse. Pictures named on the command line are measured instead. Prints a table in Markdown.
"""

import sys
from io import BytesIO
from pathlib import Path

import PIL.Image
from PIL import ImageChops, ImageMath

from media_library.image_decoder import ENCODER_OPTIONS
from portal.demo import texts

PICTURES = sorted(texts.PICTURES.glob("*-1.webp"))[:5]
GRAINS = [2, 6, 10, 14, 18]  # standard deviation, of 255
BLOCK = 8
C1, C2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def photograph(path, grain):
    """A picture of the demo as a camera in poor light would have it."""
    picture = PIL.Image.open(path).resize((2560, 1440), PIL.Image.Resampling.LANCZOS)
    noise = PIL.Image.effect_noise(picture.size, grain).convert("RGB")
    return ImageChops.add(picture, noise, scale=1, offset=-128).resize((1280, 720), PIL.Image.Resampling.LANCZOS)


def ssim(one, other):
    """The mean structural similarity of two pictures of one size, 1 for equal ones."""
    x, y = (picture.convert("L").convert("F") for picture in (one, other))
    products = [ImageMath.lambda_eval(lambda v: v["a"] * v["b"], a=a, b=b) for a, b in ((x, x), (y, y), (x, y))]
    means = [picture.reduce(BLOCK).get_flattened_data() for picture in (x, y, *products)]
    likeness = [
        ((2 * mx * my + C1) * (2 * (xy - mx * my) + C2))
        / ((mx * mx + my * my + C1) * (xx - mx * mx + yy - my * my + C2))
        for mx, my, xx, yy, xy in zip(*means, strict=True)
    ]
    return sum(likeness) / len(likeness)


def encoded(picture, kind, **options):
    file = BytesIO()
    picture.save(file, {"jpg": "JPEG"}.get(kind, kind.upper()), **{**ENCODER_OPTIONS[kind], **options})
    return file.getvalue()


def lightest(picture, kind, wanted):
    """The bytes of the lowest quality that is as good as wanted."""
    low, high = 1, 99
    while low < high:
        middle = (low + high) // 2
        good = ssim(picture, PIL.Image.open(BytesIO(encoded(picture, kind, quality=middle)))) >= wanted
        low, high = (low, middle) if good else (middle + 1, high)
    return low, len(encoded(picture, kind, quality=low))


def main():
    out = sys.stdout.write
    out("| picture | grain | JPEG kB | SSIM | AVIF kB | lighter | WebP kB | lighter |\n")
    out("| --- | --- | --- | --- | --- | --- | --- | --- |\n")
    given = [(Path(name).stem, 0, PIL.Image.open(name).convert("RGB")) for name in sys.argv[1:]]
    grainy = ((path.stem, grain, photograph(path, grain)) for path, grain in zip(PICTURES, GRAINS, strict=True))
    for name, grain, picture in given or grainy:
        jpeg = encoded(picture, "jpg")
        wanted = ssim(picture, PIL.Image.open(BytesIO(jpeg)))
        cells = []
        for other in ("avif", "webp"):
            quality, size = lightest(picture, other, wanted)
            cells.append(f"{size / 1000:.1f} (q {quality}) | {100 - 100 * size / len(jpeg):.0f} %")
        out(f"| {name} | {grain} | {len(jpeg) / 1000:.1f} | {wanted:.4f} | {' | '.join(cells)} |\n")


if __name__ == "__main__":
    main()
