"""The styles that pages of campaigns may have: by their hashes, CloudFront's policy tells a browser which to take.

They are told apart from what a brief says by nothing else. A page that was written before an update keeps its look only
while the hash of its style stands here: add the new one, and take one away once no page has it any more, after 90 days.
"""

from __future__ import annotations

from typing import Final

# sha256 in base64, the newest first; tests/render/test_campaign_page.py says what is missing.
PAGE_STYLES: Final = (
    "ZxpCVI7lGVHZTupEY+8g+QfAukYbYLYboiJME2lwTGs=",
    "hOueMIYfaAe8+EVFBG7XLqLp+Xobp0BRMLfCoB4V1jk=",
)
