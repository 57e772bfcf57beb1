"""The program that decodes pictures, run in a process of its own with limits on memory and time.

    python image_decoder.py reencode SOURCE DIRECTORY X Y   the re-encoded picture, and its renditions
    python image_decoder.py render_all PICTURE DIRECTORY X Y     the renditions of a picture that was re-encoded before
    python image_decoder.py render_cropped PICTURE DIRECTORY X Y    only the cropped renditions

X and Y are the focal point, in percent of width and height. The files are written to DIRECTORY, and one line
of JSON to standard output: {"size": [width, height], "extension": "jpg", "shapes": {shape: [[width, height],
…]}, "taken": "2026:11:25 08:30:00" or ""}, or {"refused": "unknown" | "broken" | "large"}. A hostile
file that crashes or exhausts the decoder ends only this process. Imports nothing of Django or of the portal, so that
it starts quickly.
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
MAX_PIXELS = 40_000_000  # as stated in the header, before a byte is decoded
MAX_SIDE_PIXELS = 30_000  # JPEG's own limit is not much higher, and browsers fail above it
MAX_MEMORY_BYTES = 1 * 2**30  # 40 million pixels, rotated and colour-converted, use 350 MB of it
MAX_CPU_SECONDS = 60  # a transparent picture of 40 million pixels of noise takes 28
MAX_FILE_BYTES = 200 * 2**20
MAX_DRAWING_COLOURS = 4096  # a chart, a map or a screenshot has fewer; a photograph never


class Shape(NamedTuple):
    """How a picture is cropped: its ratio (None: not at all), and the widths of its renditions in pixels."""

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
ENCODER_OPTIONS = {
    "avif": {"quality": 62, "speed": 8, "max_threads": 1, "advanced": {"tune": "ssim"}},
    "webp": {"quality": 74, "method": 3},
    "jpg": {"quality": 76, "progressive": True, "optimize": True},
    "png": {},
}
ORIGINAL_OPTIONS = {"jpg": {"quality": 90}, "png": {}}


class Refused(Exception):
    """The message is one word: the reason."""


def reencode(source: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Re-encode the picture as `original.jpg` or `.png`, upright, in sRGB, its first frame alone; make renditions.

    JPEG, but lossless PNG for what JPEG would spoil: transparent pictures and drawings.
    """
    image = PIL.Image.open(source, formats=FORMATS)
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE_PIXELS:
        raise Refused("large")
    is_photograph = image.format in {"JPEG", "MPO"}
    image.load()
    taken = _date_taken(image)
    ImageOps.exif_transpose(image, in_place=True)
    image = _in_eight_bits(image)
    image = _in_srgb(image)
    image.info = {}
    is_drawn = image.mode == "RGBA" or not (is_photograph or image.getcolors(MAX_DRAWING_COLOURS) is None)
    extension = "png" if is_drawn else "jpg"
    image.save(directory / f"original.{extension}", **ORIGINAL_OPTIONS[extension])
    return {**_render(image, directory, focus, extension), "taken": taken}


def render_all(picture: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Make the renditions of a picture that `reencode` once made."""
    image = PIL.Image.open(picture, formats=FORMATS)
    return _render(_in_eight_bits(image), directory, focus, picture.suffix[1:])


def render_cropped(picture: Path, directory: Path, focus: tuple[int, int]) -> dict:
    """Make only the renditions that depend on the focal point."""
    image = PIL.Image.open(picture, formats=FORMATS)
    cropped_shapes = {name: shape for name, shape in SHAPES.items() if shape.ratio}
    return _render(_in_eight_bits(image), directory, focus, picture.suffix[1:], cropped_shapes)


def crop_box(size: tuple[int, int], ratio: tuple[int, int] | None, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest crop of that ratio around the focal point: left, top, width, height."""
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
    cuts = {name: crop_box(size, shape.ratio, focus) for name, shape in wanted.items()}
    smaller = max(min(wide // SHAPES[name].widths[-1] for name, (_, _, wide, _) in cuts.items()), 1)
    image = image.reduce(smaller)  # a fast first step; the result is still larger than every rendition
    with ThreadPoolExecutor(2) as pool:  # Pillow releases the interpreter lock while it encodes
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
        made.save(directory / f"{shape}-{size[0]}.{kind}", **ENCODER_OPTIONS[kind])


def _date_taken(image):
    """When the picture was taken, as the camera wrote it (Exif 2.3, tag 0x9003); nothing else of EXIF is kept."""
    try:
        written = image.getexif().get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal, "")
    except Exception:  # noqa: BLE001 -- broken EXIF raises any exception, and the picture may still be good
        return ""
    return str(written)[: len("2026:11:25 08:30:00")]


def _in_eight_bits(image):
    """Convert palettes to colours and scale 16-bit greys (Pillow would clip them at 255)."""
    if image.mode.startswith("I"):
        image.info.pop("transparency", None)
        image = image.point(lambda grey: grey * (1 / 257) + 0).convert("L")
    if image.has_transparency_data:
        return _in_mode("RGBA", image)
    return image if image.mode == "CMYK" else _in_mode("RGB", image)


def _in_srgb(image):
    """Convert to sRGB, which browsers assume, since the profile is removed with the rest of the metadata."""
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    try:
        profile = BytesIO(image.info["icc_profile"])
        image = ImageCms.profileToProfile(image, profile, ImageCms.createProfile("sRGB"), outputMode=target)
    except (KeyError, TypeError, ImageCms.PyCMSError):  # no profile, a broken one, or one for another colour model
        image = _in_mode(target, image)
    is_opaque = image.mode == "RGB" or image.getextrema()[3][0] == 255
    return _in_mode("RGB", image) if is_opaque else image


def _in_mode(mode, image):
    return image if image.mode == mode else image.convert(mode)


def _limit_resources():
    for what, limit in (
        (resource.RLIMIT_AS, MAX_MEMORY_BYTES),
        (resource.RLIMIT_CPU, MAX_CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def main(act: str, source: str, directory: str, x: str, y: str) -> dict:
    acts = {"reencode": reencode, "render_all": render_all, "render_cropped": render_cropped}
    try:
        return acts[act](Path(source), Path(directory), (int(x), int(y)))
    except Refused as refusal:
        return {"refused": str(refusal)}
    except PIL.UnidentifiedImageError:
        return {"refused": "unknown"}
    except (MemoryError, PIL.Image.DecompressionBombError):
        return {"refused": "large"}
    except Exception:  # noqa: BLE001 -- a decoder given hostile bytes raises any exception
        return {"refused": "broken"}


if __name__ == "__main__":
    _limit_resources()
    PIL.Image.MAX_IMAGE_PIXELS = None  # the limit is MAX_PIXELS
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
