"""Opens the pictures that are about to be uploaded: what the renderer could not read is not sent, nor paid for."""

from __future__ import annotations

from collections.abc import Iterator

from cli.files import read_file, readable
from operations.check import Checked
from rendering.decode import decode
from rendering.refused_files import check_file_size
from shared.problems import GivenUp


def unreadable(checked: Checked) -> Iterator[str]:
    """One line for each product's picture and the logo. Raises CommandFailed for a file that is gone meanwhile."""
    for picture in checked.pictures:
        if file := checked.uploads.get(picture.key or ""):
            try:
                check_file_size(readable(file), file.stat().st_size)
                decode(read_file(file))
            except GivenUp as given_up:
                yield f"{picture.owner}: {readable(file)}: {given_up.reason}"
