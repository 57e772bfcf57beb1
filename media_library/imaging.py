"""The program that decodes pictures, run in a process of its own with bounds on its memory and time.

    python imaging.py develop SOURCE DIRECTORY X Y   the picture made anew, and its renditions
    python imaging.py crop PICTURE DIRECTORY X Y     the renditions of a picture made here before
    python imaging.py recut PICTURE DIRECTORY X Y    those alone that are cut

X and Y are the point of interest, in percent of width and height. The files go into DIRECTORY, and one line
of JSON to standard output: {"size": [width, height], "extension": "jpg", "shapes": {shape: [[width, height],
…]}, "taken": "2026:11:25 08:30:00" or ""}, or {"refused": "unknown" | "broken" | "large"}. A decoder that a
hostile file drives mad takes only this process with it. Imports nothing of Django or of the portal, so that it
starts quickly.
"""

import json
import resource
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import PIL.Image
from PIL import ExifTags, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000  # counted in the header, before a byte is decoded
MAX_SIDE = 30_000  # beyond it JPEG cannot go much further, and browsers give up
MAX_ADDRESS_SPACE = 1 * 2**30  # bytes; 40 million points upright and in their colours touch 350 MB of it
MAX_CPU_SECONDS = 60  # a see-through picture of 40 million points of noise takes 28
MAX_FILE_BYTES = 200 * 2**20
DRAWN_COLOURS = 4096  # a chart, a map or a screenshot has fewer; a photograph never


class Shape(NamedTuple):
    """How a picture is cut: its ratio (None: not at all), and how wide it is made, in points."""

    ratio: tuple[int, int] | None
    widths: tuple[int, ...]
    formats: tuple[str, ...] = ("avif", "webp")  # besides the picture's own


SHAPES = {
    "full": Shape(None, (360, 720, 1080, 1600)),
    "lead": Shape((16, 9), (240, 480, 720, 1280)),
    "card": Shape((3, 2), (240, 480, 720)),
    "square": Shape((1, 1), (96, 192)),
    "social": Shape((191, 100), (1200,), ()),
}
ENCODERS = {
    "avif": {"quality": 62, "speed": 8, "max_threads": 1, "advanced": {"tune": "ssim"}},
    "webp": {"quality": 74, "method": 3},
    "jpg": {"quality": 76, "progressive": True, "optimize": True},
    "png": {},
}
ORIGINAL = {"jpg": {"quality": 90}, "png": {}}


class Refused(Exception):
    """The one word says why."""


def develop(source: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Make the picture anew as `original.jpg` or `.png`, upright, in sRGB, its first frame alone, and its renditions.

    JPEG, but lossless PNG for what JPEG would spoil: see-through pictures and drawings.
    """
    image = PIL.Image.open(source, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise Refused("large")
    is_photograph = image.format in {"JPEG", "MPO"}
    image.load()
    taken = _date_taken(image)
    ImageOps.exif_transpose(image, in_place=True)
    image = _in_eight_bits(image)
    image = _in_srgb(image)
    image.info = {}
    is_drawn = image.mode == "RGBA" or not (is_photograph or image.getcolors(DRAWN_COLOURS) is None)
    extension = "png" if is_drawn else "jpg"
    image.save(directory / f"original.{extension}", **ORIGINAL[extension])
    return {**_render(image, directory, focus, extension), "taken": taken}


def crop(picture: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Make the renditions of a picture that `develop` once made."""
    image = PIL.Image.open(picture, formats=FORMATS)
    return _render(_in_eight_bits(image), directory, focus, picture.suffix[1:])


def recut(picture: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Make those renditions that look otherwise around another point."""
    image = PIL.Image.open(picture, formats=FORMATS)
    cut_alone = {name: shape for name, shape in SHAPES.items() if shape.ratio}
    return _render(_in_eight_bits(image), directory, focus, picture.suffix[1:], cut_alone)


def cut(size: tuple[int, int], ratio: tuple[int, int] | None, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest part of that ratio around the point of interest: left, top, width, height."""
    width, height = size
    if ratio is None:
        return 0, 0, width, height
    wide = min(width, max(height * ratio[0] // ratio[1], 1))
    high = min(height, max(width * ratio[1] // ratio[0], 1))
    left = min(max(width * focus[0] // 100 - wide // 2, 0), width - wide)
    top = min(max(height * focus[1] // 100 - high // 2, 0), height - high)
    return left, top, wide, high


def _render(image, directory, focus, extension, wanted=SHAPES):
    size, shapes = image.size, {}
    cuts = {name: cut(size, shape.ratio, focus) for name, shape in wanted.items()}
    smaller = max(min(wide // SHAPES[name].widths[-1] for name, (_, _, wide, _) in cuts.items()), 1)
    image = image.reduce(smaller)  # a quick first step; what is cut from is still larger than anything made of it
    with ThreadPoolExecutor(2) as pool:  # Pillow lets go of the interpreter while it encodes
        for name, (left, top, wide, high) in cuts.items():
            edges = zip((left, top, left + wide, top + high), image.size * 2, strict=True)
            part = image, [min(edge / smaller, side) for edge, side in edges]
            widths = [width for width in SHAPES[name].widths if width <= wide] or [wide]
            shapes[name] = [(width, max(round(width * high / wide), 1)) for width in widths]
            list(pool.map(partial(_save, part, directory, name, extension), shapes[name]))
    return {"size": size, "extension": extension, "shapes": shapes}


def _save(part, directory, shape, extension, size):
    image, box = part
    made = image.resize(size, PIL.Image.Resampling.LANCZOS, box)
    for kind in (*SHAPES[shape].formats, extension):
        made.save(directory / f"{shape}-{size[0]}.{kind}", **ENCODERS[kind])


def _date_taken(image):
    """When the picture was taken, as the camera wrote it (Exif 2.3, tag 0x9003); nothing else of EXIF is kept."""
    try:
        written = image.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
    except Exception:  # noqa: BLE001 -- broken EXIF raises anything at all, and the picture may be whole
        return ""
    return str(written)[: len("2026:11:25 08:30:00")]


def _in_eight_bits(image):
    """Palettes unrolled, 16-bit greys scaled (Pillow would cut them off at 255)."""
    if image.mode.startswith("I"):
        image.info.pop("transparency", None)
        image = image.point(lambda grey: grey * (1 / 257) + 0).convert("L")
    if image.has_transparency_data:
        return _as("RGBA", image)
    return image if image.mode == "CMYK" else _as("RGB", image)


def _in_srgb(image):
    """The colours browsers take for granted, since the profile goes with the rest of the metadata."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        profile = BytesIO(image.info["icc_profile"])
        image = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=target)
    except (KeyError, TypeError, ImageCms.PyCMSError):  # none, a broken one, or one for another kind of colour
        image = _as(target, image)
    is_opaque = image.mode == "RGB" or image.getextrema()[3][0] == 255
    return _as("RGB", image) if is_opaque else image


def _as(mode, image):
    return image if image.mode == mode else image.convert(mode)


def _bound():
    for what, limit in (
        (resource.RLIMIT_AS, MAX_ADDRESS_SPACE),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def main(act: str, source: str, directory: str, x: str, y: str) -> dict:
    acts = {"develop": develop, "crop": crop, "recut": recut}
    try:
        return acts[act](Path(source), Path(directory), (int(x), int(y)))
    except Refused as refusal:
        return {"refused": str(refusal)}
    except PIL.UnidentifiedImageError:
        return {"refused": "unknown"}
    except (MemoryError, PIL.Image.DecompressionBombError):
        return {"refused": "large"}
    except Exception:  # noqa: BLE001 -- a decoder given hostile bytes raises anything at all
        return {"refused": "broken"}


if __name__ == "__main__":
    _bound()
    PIL.Image.MAX_IMAGE_PIXELS = None  # the bound is ours, above
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
