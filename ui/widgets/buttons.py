"""Buttons by what they are for: the one that goes on, the quiet ones beside it, and chips that stay pressed."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton


def button(kind: str = "", name: str = "", *, enter: bool = True) -> QPushButton:
    """A button of a kind ("primary", "quiet", "danger" or plain) with an object name; `enter` lets Enter press it."""
    made = QPushButton(autoDefault=enter)
    made.setObjectName(name)
    if kind:
        made.setProperty("kind", kind)
    return made


def chip(name: str = "", *, stays: bool = True) -> QPushButton:
    """A small rounded answer; `stays` keeps it pressed."""
    made = QPushButton(autoDefault=False)
    made.setObjectName(name)
    made.setCheckable(stays)
    made.setProperty("chip", True)
    return made
