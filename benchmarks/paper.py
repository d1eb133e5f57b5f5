"""The brief as PDF, child process warm, against bare reportlab setting the same words on as many pages in this process."""

from __future__ import annotations

import io
import statistics
import time
from pathlib import Path

from locales import words
from reports.blocks import Document, to_json
from reports.child import PdfWorker
from reports.kinds import BRIEF
from storage.workspace import Workspace

ROUNDS = 15


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []


def _bare(lines: list[str]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    made = io.BytesIO()
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(made, pagesize=A4).build([Paragraph(line.replace("&", "&amp;").replace("<", "&lt;"), style) for line in lines])
    return made.getvalue()


def _document(workspace: Workspace, lang: str) -> tuple[float, Document]:
    began = time.perf_counter()
    options = BRIEF.options(lang=lang)
    figures = BRIEF.figures(workspace.archive(), options)
    document = BRIEF.make(figures, workspace.association(), options, words(lang))
    return time.perf_counter() - began, document


def run(folder: Path) -> list[tuple[str, float, float]]:
    import json

    workspace = Workspace.open(folder / "vault", passphrase="benchmark")
    worker, rows = PdfWorker(), list[tuple[str, float, float]]()
    try:
        for lang in ("en", "ar"):
            _document(workspace, lang)
            figures, document = _document(workspace, lang)
            lines = [text for text in _texts(json.loads(to_json(document))["blocks"]) if len(text) > 3]
            worker.write(document), _bare(lines)
            ours, plain = [], []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                worker.write(document)
                ours.append(time.perf_counter() - began)
                began = time.perf_counter()
                _bare(lines)
                plain.append(time.perf_counter() - began)
            what = f"brief in PDF ({lang}), child process warm / bare reportlab, the same words"
            rows.append((what, statistics.median(ours), statistics.median(plain)))
            rows.append((f"figures and blocks of the brief ({lang})", figures, 0.0))
    finally:
        worker.close()
        workspace.close()
    return rows
