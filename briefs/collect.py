"""The fields of an object, each under the name that the translation knows it by."""

from __future__ import annotations

from briefs.aliases import TABLES
from briefs.located import Located
from briefs.report import Report
from briefs.spellings import Table

# By Entry.name; more than one where a field stands in several places or under several spellings.
Fields = dict[str, list[Located]]


def collect(section: Located, table: Table, report: Report) -> Fields:
    fields: Fields = {}
    _collect(section, table, report, fields, whole=section)
    return fields


def _collect(section: Located, table: Table, report: Report, fields: Fields, *, whole: Located) -> None:
    for key, found in section.fields():
        inner = table.section(key) if isinstance(found.value, dict) else None
        entry = table.entry(key)
        if key.startswith(("_", "//")):
            report.comment(found)
        elif inner:
            _collect(found, TABLES[inner], report, fields, whole=whole)
        elif entry:
            fields.setdefault(entry.name, []).append(found)
            if entry.name == entry.becomes and (section is not whole or key != entry.becomes) and not found.absent:
                report.note(found, f"read as {entry.becomes}")
        elif key != "$schema":
            report.stranger(found, key, table, whole)
