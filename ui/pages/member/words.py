"""The words for a person's consents and quotes, and the mark that says the same."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from locales import _, current, iso, member_words, script
from models.consent import EXPIRED, GIVEN, QUOTE, QUOTE_NAMED, REFUSED, SHARE, WITHDRAWN, Consent, Limits, permits, state
from models.quote import Quote
from ui.widgets import marks

CONSENT_MARKS = {GIVEN: marks.YES, REFUSED: marks.NO, WITHDRAWN: marks.BACK, EXPIRED: marks.PAST}
QUOTE_MARKS = {"approved": marks.YES, "void": marks.NO}
APPROVED = "approved"
NOBODY: Mapping[str, str] = MappingProxyType({})


def use_words(use: str, partners: Mapping[str, str] = NOBODY) -> str:
    """A use of consent in the member's own voice; sharing names the service, whose names by code are `partners`."""
    if use.startswith(SHARE):
        code = use.removeprefix(SHARE)
        return _("Tell {partner} about my need").format(partner=iso(partners.get(code, code)))
    return script.use_words(use, member_words(current().code)) or use


def consent_mark(state: str) -> str:
    return CONSENT_MARKS.get(state, marks.UNKNOWN)


def quote_mark(state: str | None) -> str:
    return QUOTE_MARKS.get(state or "", marks.STEP)


def printing(quote: Quote, consents: Sequence[Consent], day: datetime.date, limits: Limits) -> tuple[str, str]:
    """Whether a quote may stand on paper on a day, as a mark and a sentence that says why not."""
    if limits.restricted:
        return marks.NO, _("May not be printed: the use of this record is restricted.")
    named = bool(quote.name) and permits(consents, QUOTE_NAMED, day, limits)
    if not named and not permits(consents, QUOTE, day, limits):
        if state(consents, QUOTE, day) == EXPIRED or (quote.name and state(consents, QUOTE_NAMED, day) == EXPIRED):
            return marks.PAST, _("May not be printed: the consent has run out. Ask again.")
        return marks.NO, _("May not be printed: the person has not agreed to it.")
    if quote.state != APPROVED:
        return marks.NO, _("Not printed yet: the member has not approved it.")
    if named:
        return marks.YES, _("May be printed, with the name {name}.").format(name=iso(quote.name))
    return marks.YES, _("May be printed, without a name.")
