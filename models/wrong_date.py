"""What there is to say of a computer's date that can't be right."""

from __future__ import annotations

import datetime

from locales import _, current, iso

__all__ = ["behind", "beyond"]


def beyond() -> str:
    """Of a date that is far beyond the last opening."""
    return _("This computer says that today is {date}, long after the vault was last opened. Until somebody says that this is "
             "right, nothing is removed because of its age.").format(date=_today())


def behind() -> str:
    """Of a date before the last opening."""
    return _("This computer says that today is {date}, but the vault was opened after that. Set the right date: until then people "
             "and consents that came later don’t show.").format(date=_today())


def _today() -> str:
    return iso(current().date(datetime.date.today().isoformat()))
