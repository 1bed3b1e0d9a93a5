"""Encodes the JPEG file: sRGB profile, where the picture comes from, and always the same bytes for the same pixels."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from xml.sax.saxutils import quoteattr

from PIL import Image, ImageCms

_QUALITY = 85
_SOURCE_TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"

_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
 rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:creative="urn:creative-automation:xmp:1.0"
 xmp:CreatorTool="Creative Automation" {properties}/></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class Origin:
    """What is marked in the file. `recipe` identifies a generated source picture; None for a supplied one."""

    campaign_id: str
    recipe: str | None
    ai_generated: bool


def encode(image: Image.Image, origin: Origin) -> bytes:
    """Baseline JPEG with full colour resolution: 4:2:0 would blur coloured type."""
    return _jpeg(image, icc_profile=_srgb(), xmp=_xmp(origin))


def as_jpeg_shows(image: Image.Image) -> Image.Image:
    shown = Image.open(io.BytesIO(_jpeg(image)), formats=("JPEG",))
    shown.load()
    return shown


def _jpeg(image: Image.Image, **marks: bytes) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY, subsampling=0, **marks)
    return buffer.getvalue()


def _xmp(origin: Origin) -> bytes:
    properties = {"creative:campaignId": origin.campaign_id}
    if origin.recipe:
        properties["creative:recipe"] = origin.recipe
    if origin.ai_generated:
        # IPTC: the picture is a composite (the message is ours) with elements that a model made.
        properties["Iptc4xmpExt:DigitalSourceType"] = _SOURCE_TYPES + "compositeWithTrainedAlgorithmicMedia"
    text = " ".join(f"{name}={quoteattr(value)}" for name, value in properties.items())
    return _XMP.format(properties=text).encode()


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # made "now": say 2000-01-01 instead
    return bytes(profile)
