"""How often a product may call the model without learning how the call ended: each of these may have to be paid.

    after the 1st    it calls again as soon as its message comes back
    after the 2nd    10 times the first delay of a retry later, then 80 times, 720 times: by default 5 minutes, 40
                     minutes, 6 hours, so that a model that is away for a morning costs four
    after the 5th    it fails; a redrive gives it five more

A model that refuses a call costs none of them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from shared.campaigns.records import ProductRecord
from shared.problems import GivenUp
from shared.trouble import Waiting

_WAITS = (0, 10, 80, 720)
_LONGEST = timedelta(hours=6)
CALLS = len(_WAITS) + 1


def check_turn(product: ProductRecord, at: datetime, first_delay: int) -> None:
    """Raises Waiting where it is too early for the product's next call, GivenUp where it has had all of them.

    `first_delay` of a retry, in seconds.
    """
    if product.unanswered >= CALLS:
        raise GivenUp(
            "no_answer",
            f"the image model was called {product.unanswered} times, and nobody knows how these calls ended (no answer "
            f"came, or the function died): {product.possibly_paid} USD are possibly paid, which AWS's bill tells. The "
            "platform team can see in AWS Health whether the model works again, or set another bedrockModelId",
            retryable=True,
        )
    if product.unanswered and product.called_at:
        wait = timedelta(seconds=_WAITS[product.unanswered - 1] * first_delay)
        turn = product.called_at + min(wait, _LONGEST)
        if at < turn:
            calls = f"{product.unanswered} calls of the image model without an answer"
            raise Waiting(f"{calls}: the next one is at {turn:%H:%M} UTC")


def given_up(product: ProductRecord) -> bool:
    """Whether the product has had all its calls, and nobody has asked for more since."""
    return product.failure is not None and product.failure.code == "no_answer" and product.image is None
