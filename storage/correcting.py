"""Correcting a consent: events are append-only, so what was written down wrongly is answered by a new event and never changed.

A grant is taken back as a mistake and given once more, with the right details: so an expiry that was too late, or a date too early, opens
nothing any more. A refusal or withdrawal is written once more; only the last word about a use can be corrected, since an older one
written anew would close what was given after it.
"""

from __future__ import annotations

from locales import N_
from models.consent import CLOSING, GIVEN, WITHDRAWN, Consent
from models.errors import WrongInput
from models.record import declared_fields
from storage.changes import Changes
from storage.undo_consent import MISTAKE
from storage.workspace import Workspace

OWN = frozenset({"member", "use", "value", "seen", "recorded_by", "archived"})
"""What isn't a detail: it follows from what is corrected."""


def correct_consent(workspace: Workspace, told: Consent) -> Changes:
    """Write the last answer of a person about a use once more, with the details of `told`. Raises WrongInput where it isn't the last."""
    details = {each.name: value for each in declared_fields(Consent) if each.name not in OWN and (value := getattr(told, each.name)) is not None}
    member, use = told.member or "", told.use or ""
    with workspace.atomic():
        last = next((each for each in reversed(workspace.consents(member)) if each.use == use), None)
        if last is None or last.value != told.value or told.value not in (GIVEN, *CLOSING):
            raise WrongInput(N_("The person was asked again since; only the last answer can be corrected."))
        parts = []
        if told.value == GIVEN:
            parts.append(workspace.add_consent(member, use, WITHDRAWN, reason=MISTAKE))
        parts.append(workspace.add_consent(member, use, told.value, **details))
    return Changes(parts[0].kinds, parts[-1].ids, tuple(each for part in parts for each in part.operations))
