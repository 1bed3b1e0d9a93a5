from __future__ import annotations

import gzip

from infra.console_files import FILES, console_files

MOST_BYTES = 120_000


def test_the_whole_page_is_small_on_the_wire() -> None:
    """Compressed as CloudFront does it at least, each file by itself; it may use brotli, which is smaller still."""
    page, files = console_files(FILES)
    assert sum(len(gzip.compress(str(file.content).encode())) for file in (page, *files)) < MOST_BYTES


def test_no_file_names_an_address_elsewhere() -> None:
    """But for the namespace of SVG, which nobody fetches."""
    page, files = console_files(FILES)
    for file in (page, *files):
        text = str(file.content).replace("http://www.w3.org/2000/svg", "").replace("https://www.w3.org/TR/", "")
        assert "http://" not in text, file.name
        assert "https://" not in text, file.name
