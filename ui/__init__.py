"""The window: Qt Widgets and nothing else. No SQL, no files of the vault, no typesetting."""
