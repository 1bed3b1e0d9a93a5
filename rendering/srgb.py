"""Converts the file's own colours to sRGB."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image, ImageCms

_MODES = {"RGB": "RGB", "CMYK": "CMYK", "GRAY": "L"}  # of a profile's colour space
_ALIKE = 2  # 0..255: a profile that moves no colour further than this is sRGB, whatever its name


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """RGB, or RGBA where `image` (of any of working_size's modes) has an alpha channel, which stays as it is.

    A profile that is broken, or of another kind of colours than the picture's, is ignored: plain values are the
    best guess then. CMYK without one is converted as browsers do.
    """
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    if image.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _apply(_transform(lab, "LAB"), image)
    transform = _of_profile(profile, image.mode) if profile else None
    if transform is None:
        mode = "RGB" if alpha is None else "RGBA"
        return image if image.mode == mode else image.convert(mode)
    colours = _apply(transform, image.convert(transform.input_mode))
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _of_profile(data: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """The profile's conversion; None where there is nothing to convert."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(data))
        takes = _MODES.get(source.profile.xcolor_space.strip())
        suits = takes == mode or (takes == "RGB" and mode != "CMYK") or (takes == "L" and mode == "LA")
        transform = _transform(source, takes) if takes and suits else None
        return None if transform is None or _changes_nothing(transform) else transform
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None


def _transform(source: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    """A conversion as Photoshop makes it: relative colorimetric, black to black."""
    target = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
    return ImageCms.buildTransform(source, target, mode, "RGB", intent, flags)


def _apply(transform: ImageCms.ImageCmsTransform, image: Image.Image) -> Image.Image:
    converted = ImageCms.applyTransform(image, transform)
    assert converted is not None  # noqa: S101 - only with inPlace
    return converted


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    """Whether it moves no colour, tried on a grid: names lie, "Linear sRGB" is not sRGB, a camera's "c2" is."""
    if transform.input_mode != "RGB":
        return False
    levels = np.linspace(0, 255, 6).astype(np.uint8)
    colours = np.stack(np.meshgrid(levels, levels, levels), -1).reshape(6, 36, 3)
    converted = np.asarray(_apply(transform, Image.fromarray(colours)), np.int16)
    return bool(np.abs(converted - colours).max() <= _ALIKE)
