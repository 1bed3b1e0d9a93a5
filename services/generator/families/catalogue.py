from __future__ import annotations

from services.generator.families.amazon import Amazon
from services.generator.families.family import Family
from services.generator.families.sdxl import Sdxl
from services.generator.families.stable_image import StableImage
from shared.image_models import ModelFamily

FAMILIES: dict[ModelFamily, Family] = {"stable-image": StableImage(), "sdxl": Sdxl(), "amazon": Amazon()}
