"""The JSON Schemas under docs/, and the API's document: `python -m docs.write_schemas` makes them from the models."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, cast

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

from services.api.app import make_app
from services.api.document import openapi
from services.api.stack_access import StackAccess
from shared.brief import Brief
from shared.events import EVENTS
from shared.manifest import Manifest

DOCS: Final = Path(__file__).parent
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_files() -> dict[str, str]:
    """Path below docs/ -> text of the file."""
    models: dict[str, tuple[type[BaseModel], JsonSchemaMode]] = {
        "schemas/brief.schema.json": (Brief, "validation"),
        "schemas/manifest.schema.json": (Manifest, "serialization"),
        **{f"events/{name}.schema.json": (event, "serialization") for name, event in EVENTS.items()},
    }
    schemas = {path: _text(model, mode) for path, (model, mode) in models.items()}
    return {**schemas, "api/openapi.json": openapi(make_app(cast("StackAccess", None)))}  # no call is answered here


def write(docs: Path = DOCS) -> list[Path]:
    written = []
    for name, text in schema_files().items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        written.append(path)
    return written


def _text(model: type[BaseModel], mode: JsonSchemaMode) -> str:
    schema: Any = model.model_json_schema(mode=mode)
    if mode == "serialization":
        schema = _open(schema)
    return json.dumps({"$schema": _DIALECT, **schema}, indent=2, ensure_ascii=False) + "\n"


def _open(schema: Any) -> Any:
    """Drops `additionalProperties: false`: what we publish may gain fields, and readers must not refuse them."""
    if isinstance(schema, dict):
        return {
            key: _open(value) for key, value in schema.items() if not (key == "additionalProperties" and value is False)
        }
    return [_open(item) for item in schema] if isinstance(schema, list) else schema


if __name__ == "__main__":
    for path in write():
        print(path.relative_to(DOCS.parent))
