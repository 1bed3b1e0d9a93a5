"""`creative preview`: what a brief would become, made on this machine alone."""

from __future__ import annotations

import io
import socket
from pathlib import Path

import boto3
import numpy as np
import pytest
from PIL import Image

from rendering.placeholder import placeholder
from rendering.render import Branding, Origin, open_picture, render
from shared.formats import FORMATS
from shared.texts import Texts
from tests.cli.conftest import Ran, Run, write_brief
from tests.pipeline.briefs import product_picture

SQUARE = "instagram-square"


@pytest.fixture(autouse=True)
def no_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither credentials, nor a client, nor any connection."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL"):
        monkeypatch.delenv(name, raising=False)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the preview went online")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(boto3.Session, "client", refuse)


def _picture(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(product_picture())


def _preview(run: Run, folder: Path, *arguments: str, **fields: object) -> Ran:
    return run("preview", str(write_brief(folder, "summer.json", formats=[SQUARE], **fields)), *arguments)


def _rendered(picture: bytes, message: str, product: str) -> Image.Image:
    look, origin = Branding((), product, None, None), Origin("any", None, ai_generated=False)
    [made] = render(open_picture(picture), Texts(message=message), None, [FORMATS[SQUARE]], look, origin)
    return Image.open(io.BytesIO(made.jpeg))


def test_a_picture_beside_the_brief_is_rendered_as_the_campaign_would_render_it(run: Run, tmp_path: Path) -> None:
    _picture(tmp_path / "riesling.png")
    result = _preview(run, tmp_path, products=[{"name": "Riesling", "image": "./riesling.png"}])
    assert result.code == 0, result.err
    assert "0.06 USD" in result.out
    assert "Riesling: riesling.png" in result.out
    shown = Image.open(tmp_path / f"summer-preview/variants/riesling-0-{SQUARE}.jpg")
    assert shown.tobytes() == _rendered(product_picture(), "Stay cool", "Riesling").tobytes()


def test_a_picture_that_would_be_generated_is_a_placeholder_that_says_so(run: Run, tmp_path: Path) -> None:
    result = _preview(run, tmp_path)
    assert result.code == 0, result.err
    assert "0.36 USD" in result.out
    assert "Bottle: a picture would be generated; a placeholder stands in for it" in result.out
    path = tmp_path / f"summer-preview/variants/bottle-0-{SQUARE}.jpg"
    shown = Image.open(path)
    assert shown.tobytes() == _rendered(placeholder("Bottle", "picture to come"), "Stay cool", "Bottle").tobytes()
    assert b"trainedAlgorithmicMedia" not in path.read_bytes()


def test_the_page_shows_every_variant_and_never_says_that_something_was_charged(run: Run, tmp_path: Path) -> None:
    _picture(tmp_path / "cap.png")
    products: list[object] = [{"name": "Bottle"}, {"name": "Cap", "image": "cap.png"}]
    _preview(run, tmp_path, "--to", "looks", products=products, messages={"de": "Bleib kühl"})
    page = (tmp_path / "looks/index.html").read_text()
    pictures = list((tmp_path / "looks").rglob("*.jpg"))
    assert len(pictures) == 4
    assert all(f'src="{path.relative_to(tmp_path / "looks").as_posix()}"' in page for path in pictures)
    assert "Preview, nothing was spent" in page
    assert "estimate 0.42 USD" in page
    assert "placeholder for a picture that would be generated · 0.36 USD" in page
    assert "your picture · 0.06 USD" in page
    assert "charged" not in page


def test_pictures_lie_beside_the_brief_or_below_the_folder_of_assets(run: Run, tmp_path: Path) -> None:
    _picture(tmp_path / "mirror/acme/bottle/product.png")
    _picture(tmp_path / "mirror/acme/bottle/back.png")
    _picture(tmp_path / "existing-assets/acme/cap.png")
    products = [{"name": "Bottle", "existing_assets": "acme/bottle/"}, {"name": "Cap", "image": "acme/cap.png"}]
    result = _preview(run, tmp_path, "--assets", "mirror", products=products)
    assert "Bottle: acme/bottle/product.png" in result.out
    assert "Cap: acme/cap.png" in result.out
    assert "0.12 USD" in result.out


def test_a_picture_that_is_not_on_this_machine_is_named(run: Run, tmp_path: Path) -> None:
    """By case, too, whatever the file system: S3 tells Bottle.png from bottle.png."""
    _picture(tmp_path / "Bottle.png")
    result = _preview(run, tmp_path, logo="acme/logo.png", products=[{"name": "Bottle", "image": "bottle.png"}])
    assert result.code == 0
    assert "Bottle: bottle.png not found on this machine" in result.out
    assert "logo: acme/logo.png not found on this machine" in result.out
    assert "0.36 USD" in result.out


def test_a_folder_with_several_pictures_is_refused_as_the_parser_would(run: Run, tmp_path: Path) -> None:
    _picture(tmp_path / "acme/a.png")
    _picture(tmp_path / "acme/b.png")
    result = _preview(run, tmp_path, products=[{"name": "Bottle", "image": "acme/"}])
    assert "/products/0/image: found the folder acme/ with a.png, b.png" in result.complaint


def test_a_logo_beside_the_brief_is_on_the_pictures(run: Run, tmp_path: Path) -> None:
    mark = Image.new("RGBA", (400, 120))
    mark.paste((200, 0, 60, 255), (20, 20, 380, 100))
    mark.save(tmp_path / "logo.png")
    assert _preview(run, tmp_path, logo="logo.png").code == 0
    shown = Image.open(tmp_path / f"summer-preview/variants/bottle-0-{SQUARE}.jpg").convert("RGB")
    red, green, _ = (np.asarray(channel) for channel in shown.split())
    assert ((red > 180) & (green < 30)).any()


def test_a_picture_that_can_not_be_read_fails_its_product_and_shows_the_others(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bottle.png").write_bytes(b"%PDF-1.7 no picture")
    products = [{"name": "Bottle", "image": "bottle.png"}, {"name": "Cap"}]
    result = _preview(run, tmp_path, products=products)
    assert result.code == 1
    assert "failed    Bottle: The file is a PDF document" in result.out
    assert [path.name for path in (tmp_path / "summer-preview").rglob("*.jpg")] == [f"cap-1-{SQUARE}.jpg"]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"brand_colors": ["greenish"]}, "/brand_colors/0: found"),
        (
            {"max_cost": 0.2},
            "/max_cost: found 0.2 USD, but 1 product ",
        ),
    ],
)
def test_a_brief_that_would_be_refused_makes_nothing(
    run: Run, tmp_path: Path, fields: dict[str, object], reason: str
) -> None:
    assert reason in _preview(run, tmp_path, **fields).complaint
    assert not (tmp_path / "summer-preview").exists()


def test_what_is_wrong_with_a_folder_is_said_in_one_line(run: Run, tmp_path: Path) -> None:
    assert _preview(run, tmp_path, "--assets", "nowhere").complaint == "--assets nowhere: no such folder"
    (tmp_path / "file").write_bytes(b"")
    assert "file" in _preview(run, tmp_path, "--to", "file").complaint


def test_a_bars_miss_is_told(run: Run, tmp_path: Path) -> None:
    small = Image.new("RGB", (60, 60), (240, 240, 240))
    small.paste((20, 60, 160), (20, 12, 40, 50))
    small.save(tmp_path / "icon.png")
    result = _preview(run, tmp_path, products=[{"name": "Bottle", "image": "icon.png"}])
    assert result.code == 0
    assert f"missed    Bottle: {SQUARE}: resolution" in result.out
