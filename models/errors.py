"""Known troubles: what went wrong and what to do, in one sentence, and the exit code promised for it.

A trouble is something a person can act on. Whatever isn't one is a bug and becomes a report without personal data.
"""

from __future__ import annotations

from typing import ClassVar

from locales import Words, iso

__all__ = [
    "Broken", "Damaged", "InUse", "NoVault", "PlaceFailed", "SetAside", "TooNew", "Trouble", "WrongInput",
    "WrongSecret",
]


class Trouble(Exception):
    """One sentence made from a marked text and named values; it is translated when it is shown, not when it is raised.

        raise WrongInput(N_("There is already something at {place}; choose another name."), place=folder)
    """

    exit_code: ClassVar[int] = 2

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values

    def sentence(self, words: Words | None = None) -> str:
        """The sentence in a language; without one, in English."""
        if words is None:
            return self.text.format(**self.values)
        shown = {name: iso(value) if words.rtl else value for name, value in self.values.items()}
        return words.gettext(self.text).format(**shown)

    def __str__(self) -> str:
        return self.sentence()

    def __reduce__(self) -> tuple[object, ...]:
        """Troubles cross from child processes, so they travel as class, text and values."""
        return _again, (type(self), self.text, self.values)


def _again(kind: type[Trouble], text: str, values: dict[str, object]) -> Trouble:
    return kind(text, **values)


class Broken(Trouble):
    """This copy of Raddir itself is incomplete and must not go on (an encryption library without encryption)."""

    exit_code = 1


class WrongInput(Trouble):
    """The request or its input is wrong; nothing was changed."""

    exit_code = 2


class NoVault(WrongInput):
    """There is no vault at the path; nothing was made there."""


class WrongSecret(Trouble):
    """The passphrase or the recovery key doesn't open it."""

    exit_code = 3


class Damaged(Trouble):
    """The vault, a backup or a segment is damaged or forged; the file is left as it was."""

    exit_code = 4


class SetAside(Trouble):
    """Done, but something was refused or set aside, and it is listed."""

    exit_code = 5


class PlaceFailed(Trouble):
    """The place failed: disk full, no permission, read-only, no network. Nothing was lost."""

    exit_code = 6


class Unconfirmed(PlaceFailed):
    """The place failed after the change may have been written, and it couldn't be taken back: either may stand there."""


class InUse(Trouble):
    """Another process has the vault open."""

    exit_code = 7


class TooNew(Trouble):
    """Made by a newer Raddir; left untouched."""

    exit_code = 8
