"""What is told of a picture: the one that the image model made, and those that are made of it."""

from __future__ import annotations

from shared.frozen import Frozen, Usd


class GeneratedImage(Frozen):
    """`model_cost` is the model's list price in USD: 0 where the picture came from the cache.

    `instead_of` is the model of first choice, where `model_id` stood in for it. `version_id` names the very bytes at
    `key` that the variants are made of; None in a bucket that keeps no versions, and before 2026-11-26.
    """

    key: str
    model_id: str
    recipe: str
    seed: int
    width: int
    height: int
    cached: bool
    model_cost: Usd
    instead_of: str | None = None
    version_id: str | None = None


class Check(Frozen):
    """One measurement on a variant's own pixels, against its bar, e.g. value 7.2, bar ">= 4.5"."""

    value: float
    bar: str
    passed: bool


class Variant(Frozen):
    """One finished picture. `locale` is None for the default message; `evidence` maps a check's name to its result.

    `version_id` names the very bytes that were measured: a later version at the same key may be another's.
    """

    format: str
    locale: str | None
    key: str
    width: int
    height: int
    bytes: int
    evidence: dict[str, Check]
    version_id: str | None = None
