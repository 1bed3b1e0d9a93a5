"""Where the second finder saw a product is kept by the picture, and is not asked for again."""

from __future__ import annotations

import hashlib
import io

from PIL import Image, ImageDraw

from rendering.source_picture import open_picture
from services.variants.masks import Masks
from tests.render.pictures import file, pale_jar
from tests.render.second_finder import needs_second_finder
from tests.unit.conftest import BUCKET, Account


def _key(data: bytes) -> str:
    return f"cache/masks/{hashlib.sha256(data).hexdigest()}.png"


def _stored(account: Account, key: str) -> Image.Image:
    return Image.open(io.BytesIO(account.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()))


@needs_second_finder
def test_the_answer_is_kept_by_the_pictures_own_bytes(account: Account) -> None:
    data = pale_jar()
    subject = open_picture(data, Masks(account.s3, BUCKET)).subject
    assert (subject.kind, subject.finders) == ("uniform", 2)
    assert subject.box[3] > 0.72
    mask = _stored(account, _key(data))
    assert (mask.format, mask.mode) == ("PNG", "L")
    assert open_picture(data, Masks(account.s3, BUCKET)).subject == subject


def test_a_kept_answer_counts_instead_of_a_new_one(account: Account) -> None:
    """An answer that no network would give: the product is elsewhere, so the finders disagree."""
    data = pale_jar()
    elsewhere = Image.new("L", (320, 320))
    elsewhere.paste(255, (20, 20, 60, 60))
    account.s3.put_object(Bucket=BUCKET, Key=_key(data), Body=file(elsewhere))
    assert open_picture(data, Masks(account.s3, BUCKET)).subject.kind == "textured"


@needs_second_finder
def test_a_damaged_answer_is_made_again(account: Account) -> None:
    data = pale_jar()
    account.s3.put_object(Bucket=BUCKET, Key=_key(data), Body=b"no PNG")
    assert open_picture(data, Masks(account.s3, BUCKET)).subject.finders == 2
    assert _stored(account, _key(data)).mode == "L"


def test_a_product_that_arithmetic_is_certain_of_costs_no_request(account: Account) -> None:
    picture = Image.new("RGB", (600, 600), (250, 250, 250))
    ImageDraw.Draw(picture).rectangle((200, 200, 400, 400), (60, 60, 66))
    assert open_picture(file(picture), Masks(account.s3, "no-such-bucket")).subject.finders == 1
