"""A list as a CSV file: UTF-8 with a mark that spreadsheets know it by, one row a record, no cell that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from locales import strip_iso

__all__ = ["safe_cell", "sheet"]

CARRIED_OUT = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with: a spreadsheet would take it for a formula. Source: OWASP, "CSV Injection"."""


def safe_cell(text: str) -> str:
    """A cell that is read and never carried out.

        safe_cell("+354 555 0142") == "'+354 555 0142"
    """
    plain = strip_iso(text)
    return f"'{plain}" if plain.startswith(CARRIED_OUT) else plain


def sheet(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The whole file."""
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (heads, *rows):
        writer.writerow([safe_cell(each) for each in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")
