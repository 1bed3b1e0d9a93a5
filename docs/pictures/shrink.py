"""Makes the README's picture out of a contact sheet, after `make demo`:

python docs/pictures/shrink.py demo-output/CAMPAIGN_ID/contact-sheet.jpg docs/pictures/demo.jpg
"""

from __future__ import annotations

import sys

from PIL import Image

WIDTH = 1400

if __name__ == "__main__":
    with Image.open(sys.argv[1]) as sheet:
        height = round(sheet.height * WIDTH / sheet.width)
        small = sheet.resize((WIDTH, height), Image.Resampling.LANCZOS)
    small.save(sys.argv[2], quality=85, optimize=True, progressive=True)
