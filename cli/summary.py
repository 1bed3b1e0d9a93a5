"""The essentials of a campaign, for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from cli.check_report import counted
from cli.terminal import say
from operations.listing import ListedStatus
from shared.campaigns.brief_rows import BriefRow
from shared.events import Rejection
from shared.manifest import Manifest, ManifestProduct

STATUS_WORDS: dict[ListedStatus, str] = {
    "submitted": "submitted",
    "rejected": "rejected",
    "processing": "processing",
    "completed": "completed",
    "completed_with_errors": "completed with errors",
    "failed": "failed",
}
STATUS_STYLES: dict[ListedStatus, str] = {
    "submitted": "yellow",
    "rejected": "bold red",
    "processing": "yellow",
    "completed": "bold green",
    "completed_with_errors": "bold red",
    "failed": "bold red",
}
_ON_THEIR_WAY = {"pending": "no picture yet", "image_ready": "has its picture, variants to come"}
_NOTES = 12
_EARLIER = 4  # renditions, in one line


def say_manifest(manifest: Manifest) -> None:
    """Status, products, costs, missed checks and notes."""
    began = max([manifest.created_at, *(each.asked.requested_at for each in manifest.products if each.asked)])
    seconds = (manifest.updated_at - began).total_seconds()
    took = "" if manifest.status == "processing" else f" in {seconds:.1f} s"
    words = outcome(manifest.status, cancelled=manifest.cancelled)
    say(f"{manifest.campaign_id}: {words}{took}", STATUS_STYLES[manifest.status])
    failed = manifest.failed_count - manifest.cancelled_count
    told = counts(
        manifest.product_count, manifest.ready_count, failed, manifest.pending_count, manifest.cancelled_count
    )
    say(f"  products  {told}")
    say(f"  variants  {sum(len(product.variants) for product in manifest.products)}")
    say(f"  cost      {manifest.cost:.2f} USD charged (estimate {manifest.estimated_cost:.2f})")
    say(f"            {manifest.model_cost:.2f} USD at the model's list price")
    if manifest.possibly_paid:
        say(f"            {manifest.possibly_paid:.2f} USD more, possibly: for calls whose answer was lost", "yellow")
    say_products(manifest.products)
    say_notes(manifest)


def say_rejected(rejected: Rejection, tell: Callable[[str], None] = lambda text: say(text, "red")) -> None:
    """`tell` prints a line: to stdout where the command was asked for it, to stderr where it is why it fails."""
    tell(f"{rejected.campaign_id}: rejected")
    tell(f"  brief     {rejected.brief.key}")
    for problem in rejected.problems:
        tell(f"  {problem}")


def say_row(row: BriefRow) -> None:
    """Of a brief that is not read yet, or of what is deleted."""
    if row.deleted:
        say(row.told, "bold red")
        return
    say(f"{row.campaign_id}: submitted", STATUS_STYLES["submitted"])
    say(f"  brief     {row.brief.key}")
    say(f"  waiting   since {row.created_at:%Y-%m-%d %H:%M} UTC to be read, which takes seconds if nothing is wrong")


def outcome(status: ListedStatus, *, cancelled: bool) -> str:
    return "cancelled" if cancelled else STATUS_WORDS[status]


def counts(products: int, ready: int, failed: int, pending: int, cancelled: int = 0) -> str:
    """As in `3: 2 ready, 1 failed`."""
    parts = {"ready": ready, "failed": failed, "cancelled": cancelled, "on their way": pending}
    return f"{products}: " + ", ".join(f"{count} {word}" for word, count in parts.items() if count)


def say_products(products: tuple[ManifestProduct, ...]) -> None:
    for product in products:
        if product.status in _ON_THEIR_WAY:
            say(f"  waiting   {product.name}: {_ON_THEIR_WAY[product.status]}{_money(product)}", "yellow")
        if product.image and product.image.instead_of:
            image = product.image
            say(f"  note      {product.name}: {image.model_id} stood in for {image.instead_of}", "dim")
        if product.failure and product.cancelled:
            say(f"  cancelled {product.name}: {product.failure.reason}", "yellow")
        elif product.failure:
            redrive = "; a redrive can heal it" if product.failure.retryable else ""
            say(f"  failed    {product.name}: {product.failure.reason} ({product.failure.code}{redrive})", "red")
        if product.earlier:
            say(
                f"  rendition {product.name}: {product.rendition}{_otherwise(product)}; before it {_earlier(product)}",
                "dim",
            )
    for missed in _missed(products):
        say(f"  missed    {missed}", "yellow")


def _missed(products: tuple[ManifestProduct, ...]) -> Iterator[str]:
    """What every variant of the campaign misses, such as a broken logo, in one line; else each by itself."""
    variants = sum(len(product.variants) for product in products)
    checks = Counter(_check(missed) for product in products for missed in product.missed_checks)
    everywhere = [check for check, count in checks.items() if count == variants > 1]
    yield from (f"{check} in all {variants} variants" for check in everywhere)
    for product in products:
        yield from (f"{product.name}: {missed}" for missed in product.missed_checks if _check(missed) not in everywhere)


def _otherwise(product: ManifestProduct) -> str:
    if not product.asked:
        return ""
    off: set[str] = {taken.text for taken in product.asked.taken_off if taken.locale is None}
    told: dict[str, list[str]] = {
        "with another": [name for name in product.asked.changes if name not in off],
        "without": sorted(off),
    }
    return "".join(f", {how} {', '.join(names)}" for how, names in told.items() if names)


def _earlier(product: ManifestProduct) -> str:
    """The last of them: each with what became of it."""
    told = [f"{each.rendition} ({each.status}, {counted(each.variants, 'picture')})" for each in product.earlier]
    return ", ".join(["…", *told[-_EARLIER:]] if len(told) > _EARLIER else told)


def _check(missed: str) -> str:
    """The name of the check, behind format and language."""
    return missed.rpartition(": ")[2]


def _money(product: ManifestProduct) -> str:
    until = product.waits_until
    return f"; the day's budget for pictures is spent, it goes on at {until:%Y-%m-%d %H:%M} UTC" if until else ""


def say_notes(manifest: Manifest) -> None:
    for note in manifest.notes[:_NOTES]:
        say(f"  note      {note}", "dim")
    if len(manifest.notes) > _NOTES:
        say(f"  note      and {len(manifest.notes) - _NOTES} more in the manifest", "dim")
