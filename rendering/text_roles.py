"""The kinds of text around the message, as data: how large each is, where it stands, what lies behind it.

Sizes are px per em on a canvas 1080 wide, rounded down to whole ones: of 32, a phone shows at least LEGIBLE, of 24 at
least SMALL_PRINT.
"""

from __future__ import annotations

from dataclasses import dataclass

from rendering.text import faces

PHONE = 390  # px: how wide a phone shows every format
LEGIBLE, SMALL_PRINT = 11.0, 8.0  # px per em there


@dataclass(frozen=True, slots=True)
class Plate:
    """A filled shape behind a label: `x`, `y` em of air around it, corners of at most `most_round` px.

    `accent`: in a brand colour that stands out from ground and message, where there is one; else as the message.
    """

    x: float
    y: float
    most_round: int
    accent: bool


@dataclass(frozen=True, slots=True)
class Role:
    """How one kind of text is set: from `least` to `most`, in between as a `share` of the message's size.

    `gap` is the air towards the message, in em of its own and of the message: the larger one counts. `second`: in
    another brand colour than the message, where one can be read. `joins`: stands beside the text before it, where
    both find room on one line. `is_copy`: a sentence; it breaks words that are too long and never stands larger than
    the message. A label shrinks to keep its words whole. `legible`: px per em that it needs on a phone.
    """

    name: str
    weight: int
    least: float
    most: float
    share: float
    gap: tuple[float, float]
    second: bool = False
    plate: Plate | None = None
    joins: bool = False
    is_copy: bool = False
    legible: float = LEGIBLE


_PILL = Plate(x=1.0, y=0.58, most_round=60, accent=True)
_TAG = Plate(x=0.62, y=0.42, most_round=8, accent=False)

NAME = Role("name", faces.MEDIUM, least=32, most=44, share=0.38, gap=(0.6, 0.38), second=True)
# Over a message that is copy to read, the product's name is the headline.
NAME_OVER_COPY = Role("name", faces.BOLD, least=32, most=135, share=1.3, gap=(0.6, 0.38), second=True)
SUBLINE = Role("subline", faces.MEDIUM, least=32, most=50, share=0.44, gap=(0.6, 0.42), is_copy=True)
OFFER = Role("offer", faces.BOLD, least=32, most=50, share=0.44, gap=(0.6, 0.45), plate=_TAG, joins=True)
CALL_TO_ACTION = Role("call_to_action", faces.BOLD, least=32, most=50, share=0.42, gap=(0.9, 0.55), plate=_PILL)
DISCLAIMER = Role(
    "disclaimer", faces.MEDIUM, least=24, most=26, share=0.2, gap=(0.9, 0.42), is_copy=True, legible=SMALL_PRINT
)

ABOVE_MESSAGE = (OFFER,)  # after the name
BELOW_MESSAGE = (SUBLINE, CALL_TO_ACTION, DISCLAIMER)
# What gives way, in this order, where not even the smallest type has room for all.
LEFT_OUT_FIRST = (DISCLAIMER, SUBLINE, OFFER)
