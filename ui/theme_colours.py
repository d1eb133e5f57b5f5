"""The colours of themes in a story, in both looks: a strong one for stripes and swatches, and a pale one behind the words.

Computed like the rest of `theme.py`: stripes 3:1 on the paper, text 4.5:1 on the pale ones. Colour is never alone: a number, a name on the
passage under the cursor, or a tip says the same.
"""

from __future__ import annotations

from ui import theme

_LIGHT = {"blue": "#0b5cad", "orange": "#a64b00", "green": "#1a7f37", "red": "#b42318", "purple": "#6f42c1", "brown": "#7a5230", "pink": "#b0307f",
          "teal": "#0f766e"}
_DARK = {"blue": "#7ab7ff", "orange": "#ffab5e", "green": "#6fdd8b", "red": "#ff9a8f", "purple": "#c9a7ff", "brown": "#d9b08c", "pink": "#ff9fd6",
         "teal": "#5fd4c8"}
SHARE = 0.18
"""How much of the strong colour the pale one has."""


def strong(colour: str | None, look: theme.Tokens | None = None) -> str:
    """The colour of a theme's stripe; without a colour, that of a border."""
    look = look or theme.tokens()
    return (_DARK if look is theme.DARK else _LIGHT).get(colour or "", look.border)


def pale(colour: str | None, look: theme.Tokens | None = None) -> str:
    """The colour behind the words of a theme."""
    look = look or theme.tokens()
    return "#" + "".join(
        f"{round(SHARE * int(strong(colour, look)[at : at + 2], 16) + (1 - SHARE) * int(look.base[at : at + 2], 16)):02x}" for at in (1, 3, 5)
    )
