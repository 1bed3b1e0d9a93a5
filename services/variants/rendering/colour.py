"""From any colour mode and profile to 8-bit sRGB."""

from __future__ import annotations

import io
from typing import cast

import numpy as np
from PIL import Image, ImageCms

_SRGB_NAMES = ("sRGB", "IEC 61966-2-1", "IEC61966-2.1")


def to_srgb(image: Image.Image) -> Image.Image:
    """RGB, or RGBA where the mode or the file has transparency. Transparent pixels keep the colours they have."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        image = _to_8_bit(image)
    if image.mode == "LAB":
        return _converted(image, ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")), "RGB")
    transparent = image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info
    if profile and image.mode in ("RGB", "CMYK", "RGBA", "L"):
        image = _through_profile(image, profile)
    return image.convert("RGBA" if transparent else "RGB")


def _through_profile(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        name = ImageCms.getProfileDescription(source)
        if any(known in name for known in _SRGB_NAMES):
            return image
        if image.mode != "RGBA":
            return _converted(image, source, "RGB")
        colours = _converted(image.convert("RGB"), source, "RGB")
        colours.putalpha(image.getchannel("A"))
        return colours
    except (ImageCms.PyCMSError, OSError):
        return image  # a broken or foreign profile: the plain values are the best guess


def _converted(image: Image.Image, source: ImageCms.ImageCmsProfile, mode: str) -> Image.Image:
    target = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return cast("Image.Image", ImageCms.profileToProfile(image, source, target, outputMode=mode))


def _to_8_bit(image: Image.Image) -> Image.Image:
    """16-bit grey, where Pillow's own conversion clips to white; wider values and floats by their own range."""
    values = np.asarray(image).astype(np.float32)
    if image.mode == "F" or values.max(initial=0) > 65535:
        low, high = float(values.min()), float(values.max())
    else:
        low, high = 0.0, 65535.0 if values.max(initial=0) > 255 else 255.0
    scaled = (values - low) * (255 / max(high - low, 1e-9))
    return Image.fromarray(scaled.clip(0, 255).round().astype(np.uint8))
