"""The window: Qt Widgets and nothing else. No SQL, no files of the vault, no typesetting."""

from ui.steady import hold_constants

hold_constants()
