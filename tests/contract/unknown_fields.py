"""What another version's fields look like to one that does not know them."""

from __future__ import annotations

from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

UNKNOWN = {"from_another_version": {"said": ["something", 1]}}
_MAPS = ("messages", "translations", "evidence")  # whose keys are data, no fields


def with_more(plain: Any, *, is_map: bool = False) -> Any:
    """JSON with one unknown field more in every object."""
    if isinstance(plain, list):
        return [with_more(item) for item in plain]
    if not isinstance(plain, dict):
        return plain
    fields = {name: with_more(value, is_map=name in _MAPS) for name, value in plain.items()}
    return fields if is_map else {**fields, **UNKNOWN}


def row_with_more(item: dict[str, Any]) -> dict[str, Any]:
    """A DynamoDB item with an attribute more, and with an entry more in every map of fields."""
    plain = {name: TypeDeserializer().deserialize(attribute) for name, attribute in item.items()}
    return {name: TypeSerializer().serialize(value) for name, value in with_more(plain).items()}
