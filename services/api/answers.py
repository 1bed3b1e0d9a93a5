"""What the API takes and answers about campaigns. Fields may be added; none changes its meaning."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from operations.delete import STAYS, STAYS_IN_DETAIL
from operations.kept import Kept
from operations.listing import ListedStatus
from operations.render import RenderOrder
from operations.repaint import PictureOrder
from shared.campaigns.records import Cancellation, Failure, ProductStatus
from shared.campaigns.requests import Asked, EarlierRendition, TakenOff
from shared.context import ProductReference
from shared.costs import ImageSource
from shared.events import Rejection, Rendition
from shared.findings import Finding
from shared.frozen import Frozen, Timestamp, Usd
from shared.manifest import ManifestSummary
from shared.pictures import Check
from shared.texts import OwnTexts

SignedUrl = Annotated[str, Field(description="Shows the picture for 15 minutes, without a token.")]
Key = Annotated[
    str,
    Field(description="Its path at the console's host, for a browser with the cookies of POST /session."),
]
Cursor = Annotated[str | None, Field(description="Where the next page begins; null on the last one.")]


class Health(Frozen):
    status: Literal["ok"] = "ok"


class ListedCampaign(Frozen):
    """A brief that is `submitted` (not read yet) or `rejected` counts no products; its name may be its file's.

    `thumbnail` shows all variants of the first product side by side, null until they are ready. `cancelled`: what it
    lacks is not made because somebody stopped it. `charged` is null while that may change, and where only the campaign
    itself tells it (`cost`): it is then less than `estimated_cost`, or as much.
    """

    campaign_id: str
    name: str
    status: ListedStatus
    created_at: Timestamp
    pending_count: int
    ready_count: int
    failed_count: int
    estimated_cost: Usd | None
    charged: Usd | None = None
    thumbnail: SignedUrl | None
    thumbnail_key: Key | None
    cancelled: bool = False


class CampaignPage(Frozen):
    campaigns: tuple[ListedCampaign, ...]
    next: Cursor


class CampaignAnswer(Frozen):
    """A campaign as it stands, or why its brief was refused: one of the two is null.

    Both are while the brief is `submitted`: stored, and not read yet. `contact_sheet` and `table` (CSV, a row for each
    picture) are drawn some seconds after a campaign has settled, and null before that or where it has no pictures. So
    is the page at `page_key`, which shows all pictures by their places beside it: by a signed URL, it would show none.
    """

    status: ListedStatus
    campaign: ManifestSummary | None
    rejection: Rejection | None
    contact_sheet: SignedUrl | None = None
    table: SignedUrl | None = None
    contact_sheet_key: Key | None = None
    table_key: Key | None = None
    page_key: Key | None = None


class Cancelled(Frozen):
    """What is stopped, or would be: `unmade` products, of which `pictures` have their picture, that stays paid.

    `cost` was charged until then, in USD, `possibly_paid` are calls of the image model without an answer. Pictures that
    are being made or asked for at that moment are kept and charged: `being_made` are now, and others may be until it
    takes effect. `cancellation` is null on a dry run.
    """

    campaign_id: str
    unmade: int
    pictures: int
    being_made: int
    ready: int
    cost: Usd
    possibly_paid: Usd
    cancellation: Cancellation | None


class Deleted(Frozen):
    """What goes, or would go: `objects` of so many `bytes`, and their old versions, within minutes. See `stays`.

    `pictures` of them are those with texts; `charged` was paid for all of it, in USD, and is not given back.
    `deleted_at` and `deleted_by` are null on a dry run.
    """

    campaign_id: str
    name: str
    created_at: Timestamp
    products: int
    objects: int
    pictures: int
    bytes: int
    charged: Usd
    stays: str = STAYS
    stays_in_detail: str = STAYS_IN_DETAIL
    deleted_at: Timestamp | None
    deleted_by: str | None


class ProductRedriven(ProductReference):
    """`needs_picture`: one is asked for, which comes from the cache where it was paid for."""

    needs_picture: bool


class ProductLeftAlone(ProductReference):
    """`remedy` says what would help."""

    remedy: str


class Redriven(Frozen):
    """`charge` in USD is the most that it may cost, where all of it succeeds. `done` is false on a dry run."""

    campaign_id: str
    charge: Usd
    new_pictures: int
    again: tuple[ProductRedriven, ...]
    left_alone: tuple[ProductLeftAlone, ...]
    done: bool


class VariantAnswer(Frozen):
    """`evidence` maps a check's name to what was measured on the picture's own pixels; `findings` say it in words."""

    format: str
    locale: str | None
    width: int
    height: int
    bytes: int
    url: SignedUrl
    key: Key
    evidence: dict[str, Check]
    findings: tuple[Finding, ...]


class EarlierAnswer(EarlierRendition):
    """`picture` is what its variants were made from."""

    picture: SignedUrl | None
    picture_key: Key | None


class ProductAnswer(ProductReference):
    """`picture` is what the variants are made from, null until there is one. Costs in USD; `possibly_paid` are
    calls of the image model without an answer. `waits_until`: until then the day's budget has no room for its picture.
    `cancelled`: it failed because somebody stopped the campaign, and nothing heals it.

    `variants` are those of `variants_rendition`, which is less than `rendition` until that is ready, and where it
    failed; `earlier` are those that it came after. `texts` and `translations` are its own, before the campaign's.
    """

    status: ProductStatus
    image_source: ImageSource
    picture: SignedUrl | None
    picture_key: Key | None
    variants: tuple[VariantAnswer, ...]
    missed_checks: tuple[str, ...]
    failure: Failure | None
    cancelled: bool = False
    cost: Usd
    model_cost: Usd
    possibly_paid: Usd
    waits_until: Timestamp | None
    rendition: Rendition
    variants_rendition: Rendition
    asked: Asked | None
    earlier: tuple[EarlierAnswer, ...]
    texts: OwnTexts
    translations: dict[str, OwnTexts]


class ProductPage(Frozen):
    products: tuple[ProductAnswer, ...]
    next: Annotated[int | None, Field(description="`after` of the next page; null on the last one.")]


class Bounded(Frozen):
    """`at_most`: what costs more, in USD, is refused. `dry_run`: only say what would be made and cost."""

    at_most: Usd | None = None
    dry_run: StrictBool = False


class RenderToMake(RenderOrder, Bounded):
    pass


class PictureToMake(PictureOrder, Bounded):
    pass


class RequestTaken(Frozen):
    """What is made anew, and what it costs in USD; `taken` unless it was only to be said. The same for the same key.

    `formats` and `locales` (null: the default texts) are those that are made anew, empty: all of them; so are the
    languages `texts_in`, whose texts change. `products` are indexes, `taken_off` texts that are not shown any more.
    Of what is not meant, a dry run tells products without a picture (`left_out`, names), and texts that stay (`kept`).
    """

    campaign_id: str
    taken: bool
    cost: Usd
    rendition: Rendition
    products: tuple[int, ...]
    formats: tuple[str, ...]
    locales: tuple[str | None, ...]
    texts_in: tuple[str | None, ...]
    changes: tuple[str, ...]
    taken_off: tuple[TakenOff, ...]
    left_out: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
