"""`python -m tests.render.golden`: the golden pictures against what the renderer makes now.

For each case that differs, a sheet "old | new | difference" is written. With --update all new ones become golden.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.render.golden import store
from tests.render.golden.cases import CASES
from tests.render.golden.compare import TOLERANCE, difference
from tests.render.golden.strip import beside, render_case, strip


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.render.golden", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)} (default: all)")
    parser.add_argument("--update", action="store_true", help="the new pictures become golden")
    parser.add_argument("--show", type=Path, metavar="DIR", help="where the sheets go (default: a temporary folder)")
    parser.add_argument("--all", action="store_true", help="sheets for the cases that do not differ, too")
    parser.add_argument("--phone", action="store_true", help="also every format as wide as a phone shows it")
    wanted = parser.parse_args()
    if unknown := set(wanted.cases) - CASES.keys():
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    folder: Path = wanted.show or Path(tempfile.gettempdir()) / "golden"
    folder.mkdir(parents=True, exist_ok=True)
    differing = [case for case in wanted.cases or CASES if _look_at(case, wanted, folder)]
    print(f"differing: {', '.join(differing)}" if differing else "no case differs")
    return 1 if differing and not wanted.update else 0


def _look_at(case: str, wanted: argparse.Namespace, folder: Path) -> bool:
    """Compares one case, writes its sheets and golden picture where that is wanted. Whether it differs."""
    rendered = render_case(CASES[case])
    new, old = strip(rendered), store.load(case)
    if wanted.phone:
        strip(rendered, phone=True).save(folder / f"{case}-phone.jpg", quality=90)
    found = difference(old, new) if old else None
    differs = found is None or found.seen
    shown = ""
    if (differs or wanted.all) and old and found:
        sheet = folder / f"{case}.jpg"
        beside([old, new, found.picture()]).save(sheet, quality=90)
        shown = f"  {sheet}"
    measured = f"{found.worst:6.2f}" if found else "   new"
    print(f"{case:18}{measured}  {'differs' if differs else 'same'} (tolerance {TOLERANCE:g}){shown}", flush=True)
    if wanted.update:
        store.save(case, new)
    return differs


if __name__ == "__main__":
    sys.exit(main())
