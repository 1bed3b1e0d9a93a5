"""A brief, checked as the parser would, before anything is uploaded."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import APIGatewayHttpResolver

from briefs.assets import AssetFinder
from briefs.plan import outlined
from briefs.read import read_brief
from services.api.brief_answers import BriefChecked, BriefChoices, BriefToCheck, Estimate, OfferedFormat
from services.api.stack_access import StackAccess
from shared.formats import DEFAULT_FORMATS, FORMATS, Format
from shared.problems import BriefRefused
from shared.texts import Texts
from shared.typefaces import TYPEFACES


def add_routes(app: APIGatewayHttpResolver, stack: StackAccess) -> None:
    @app.post("/briefs/check", summary="What a brief would make and cost, and what is wrong with it: nothing is stored")
    def check(brief: BriefToCheck) -> BriefChecked:
        return checked(brief.text, brief.name, stack)

    @app.get("/briefs/choices", summary="The formats and typefaces that a brief may name")
    def choices() -> BriefChoices:
        return BriefChoices(formats=tuple(map(_offered, FORMATS.values())), typefaces=TYPEFACES, texts=_longest_texts())


def _longest_texts() -> dict[str, int]:
    fields = Texts.model_json_schema()["properties"]
    return {name: fields[name]["anyOf"][0]["maxLength"] for name in Texts.model_fields}


def _offered(entry: Format) -> OfferedFormat:
    zone = entry.safe_zone
    return OfferedFormat(
        name=entry.name,
        used_for=entry.used_for,
        width=entry.width,
        height=entry.height,
        covered_top=zone.top,
        covered_bottom=zone.bottom,
        covered_sides=zone.sides,
        default=entry.name in DEFAULT_FORMATS,
    )


def checked(text: str, filename: str, stack: StackAccess) -> BriefChecked:
    """Pictures are looked for in the bucket, as they lie there now."""
    try:
        read = read_brief(text.encode(), filename)
    except BriefRefused as refused:
        return BriefChecked(accepted=False, brief=None, notes=refused.notes, problems=refused.problems, estimate=None)
    made, problems = outlined(read, AssetFinder(stack.s3, stack.bucket), stack.rates)
    reused = sum(product.image_source == "existing" for product in made.products)
    estimate = Estimate(
        cost=made.estimated_cost,
        new_pictures=len(made.products) - reused,
        reused_pictures=reused,
        variants=len(made.products) * len(read.brief.formats) * len(read.brief.locales),
    )
    return BriefChecked(
        accepted=not problems,
        brief=None if problems else read.brief,
        notes=(*read.notes, *made.notes),
        problems=tuple(problems),
        estimate=estimate,
    )
