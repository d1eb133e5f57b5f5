"""How long nobody has to touch the keyboard before Raddir covers the screen and locks."""

from __future__ import annotations

__all__ = ["CHOICES", "DEFAULT", "LISTENING", "WARNING"]

CHOICES = (1, 3, 5, 10, 15)
"""Minutes an association may choose from."""
DEFAULT = 5
LISTENING = 20
"""Minutes until the lock in a conversation, where somebody may talk for long and nobody types: after the minutes above the screen is
covered only."""
WARNING = 30
"""Seconds before either in which a line says so."""
