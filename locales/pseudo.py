"""The pseudo-language of the tests: every translated text comes back accented, longer and in ⟦brackets⟧."""

from __future__ import annotations

import gettext
import re

_ACCENTS = str.maketrans("aeiouyAEIOUYcnszdlgrt", "åéîøûýÅÉÎØÛÝçñšžđłğřŧ")
_FIELD = re.compile(r"(\{[^}]*\}|&(?=\w)|%n)")


def pseudo(message: str) -> str:
    """Accents and forty per cent more length; named placeholders and keyboard marks stay as they are."""
    parts = _FIELD.split(message)
    shown = "".join(part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(parts))
    return f"⟦{shown}{'·' * max(1, len(message) * 2 // 5)}⟧"


class PseudoTranslations(gettext.NullTranslations):
    """A catalog that has a translation for everything."""

    def gettext(self, message: str) -> str:
        return pseudo(message) if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return pseudo(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return self.gettext(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)
