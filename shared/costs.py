"""What a campaign is charged: rates per product, by what was done for it."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from shared.frozen import Frozen, Usd

ImageSource = Literal["generate", "existing"]


class Rates(Frozen):
    """USD per product. Without defaults: rates that nobody has named would charge something else than agreed."""

    generation: Usd
    processing: Usd
    variants: Usd

    def product(self, *, generated: bool, rendered: bool) -> Decimal:
        """The charge for one accepted product, given how far it came."""
        charge = self.processing
        if generated:
            charge += self.generation
        if rendered:
            charge += self.variants
        return charge

    def estimate(self, sources: list[ImageSource]) -> Decimal:
        """The charge for a whole campaign, if every product succeeds."""
        return sum((self.product(generated=s == "generate", rendered=True) for s in sources), Decimal(0))


# What a stack charges unless its settings say otherwise.
DEFAULT_RATES = Rates(generation=Decimal("0.30"), processing=Decimal("0.01"), variants=Decimal("0.05"))
