"""What somebody asks of a settled campaign: to render products again, or a new picture of one.

Each request makes the campaign's next rendition. It is kept with the campaign as the current one, and each product that
it means takes it over when its first stage acts on it (opening.py).
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from shared.events import Rendition
from shared.frozen import Frozen, Timestamp
from shared.pictures import GeneratedImage
from shared.texts import OptionalText, OwnTexts

RequestKind = Literal["render", "image"]

# Of one campaign: what is told of earlier ones has room in a product's row.
MAX_RENDITIONS = 99


class Source(Frozen):
    """A picture that variants are made from: a generated one, or the S3 key and version of an existing one."""

    image: GeneratedImage | None = None
    asset_key: str | None = None
    asset_version: str | None = None

    @property
    def key(self) -> str | None:
        return self.image.key if self.image else self.asset_key


class TakenOff(Frozen):
    """A text that is not shown any more in a language (null: the default one)."""

    locale: str | None
    text: OptionalText


class Asked(Frozen):
    """What a product keeps of the request that its rendition comes from; `requested_by` is a user, or an ARN.

    `changes` names what is otherwise than before. `formats` and `locales` (None: the default texts) are those that are
    made anew, empty: all of them; and in any case those in `texts_in`, whose texts change. `taken_off` are texts that
    are not shown any more. `seed` is None where the rendition decides it.
    """

    request_id: str
    kind: RequestKind
    requested_by: str | None = None
    requested_at: Timestamp
    changes: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    locales: tuple[str | None, ...] = ()
    texts_in: tuple[str | None, ...] = ()
    taken_off: tuple[TakenOff, ...] = ()
    seed: int | None = None


class Request(Asked):
    """`products` are the indexes of those that are meant. The texts are theirs alone: the campaign's are its context.

    `description` and `picture` are None where they stay as they are.
    """

    rendition: Rendition
    products: tuple[int, ...]
    texts: OwnTexts = OwnTexts()
    translations: dict[str, OwnTexts] = Field(default_factory=dict)
    description: str | None = None
    picture: Source | None = None

    @property
    def texts_are_own(self) -> bool:
        return self.texts != OwnTexts() or bool(self.translations)

    @property
    def asked(self) -> Asked:
        return Asked(**{name: getattr(self, name) for name in Asked.model_fields})


class EarlierRendition(Frozen):
    """What is told of a rendition that another one came after; `at` is when it was settled.

    `asked` is None for the first. `variants` counts its pictures; their keys are in the table's row of it.
    """

    rendition: Rendition
    status: Literal["ready", "failed"]
    at: Timestamp | None
    asked: Asked | None
    source_key: str | None
    variants: int
