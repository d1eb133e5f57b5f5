"""PDFs are made in a child process: the same bytes, and a clear trouble when the child dies."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from models.errors import Trouble
from reports import pdf
from reports.blocks import Document, Paragraph, plain
from reports.child import PaperCancelled, PaperFailed, PdfWorker, write_once

SMALL = Document("أصوات", "", "ar", "Bridges", date(2026, 11, 24), (Paragraph(plain("شكرًا لكم في Reykjavík")),))
HUGE = Document(
    "Long", "", "en", "Bridges", date(2026, 11, 24), tuple(Paragraph(plain(f"word {n} " * 300)) for n in range(4000))
)


@pytest.fixture(scope="module")
def worker() -> Iterator[PdfWorker]:
    worker = PdfWorker()
    worker.warm()
    yield worker
    worker.close()


def children() -> list[multiprocessing.process.BaseProcess]:
    return [each for each in multiprocessing.active_children() if each.name == "paper"]


def interrupted(worker: PdfWorker, how: Callable[[], object]) -> Trouble | None:
    """What ``write`` raises when something happens to it in the middle of a long document."""
    raised: list[Trouble] = []

    def ask() -> None:
        try:
            worker.write(HUGE)
        except Trouble as error:
            raised.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    while not worker.working:
        thread.join(0.005)
    how()
    thread.join()
    return raised[0] if raised else None


def test_the_child_makes_the_same_bytes(worker: PdfWorker) -> None:
    assert worker.write(SMALL) == pdf.write(SMALL)
    assert worker.write(SMALL) == pdf.write(SMALL)


def test_one_child_serves_many_documents(worker: PdfWorker) -> None:
    worker.write(SMALL)
    before = [child.pid for child in children()]
    worker.write(SMALL)
    assert [child.pid for child in children()] == before


def test_a_killed_child_is_a_clear_trouble_and_the_next_document_is_made(worker: PdfWorker) -> None:
    error = interrupted(worker, lambda: [child.kill() for child in children()])
    assert isinstance(error, PaperFailed)
    assert "could not be made" in error.sentence()
    assert worker.write(SMALL) == pdf.write(SMALL)


def test_a_child_that_died_while_idle_is_replaced_silently(worker: PdfWorker) -> None:
    worker.warm()
    for child in children():
        child.kill()
        child.join()
    assert worker.write(SMALL).startswith(b"%PDF")


def test_cancel_stops_the_document_being_made(worker: PdfWorker) -> None:
    assert isinstance(interrupted(worker, worker.cancel), PaperCancelled)
    assert worker.write(SMALL).startswith(b"%PDF")


def test_cancel_with_nothing_to_do_harms_nothing(worker: PdfWorker) -> None:
    worker.cancel()
    assert worker.write(SMALL).startswith(b"%PDF")


def test_a_document_that_takes_too_long_is_given_up() -> None:
    impatient = PdfWorker(longest=0.001)
    with pytest.raises(PaperFailed) as caught:
        impatient.write(HUGE)
    assert caught.value.reason == "too slow"
    impatient.close()


def test_troubles_in_the_child_tell_nothing_of_the_document(
    worker: PdfWorker, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = Document("Secret title", "", "en", "Bridges", date(2026, 11, 24), (), page_label="Hidden words {nothing}")
    with pytest.raises(PaperFailed) as caught:
        worker.write(broken)
    assert caught.value.reason == "KeyError"
    seen = f"{caught.value!r} {caught.value} {capfd.readouterr()}"
    assert not any(word in seen for word in ("Secret", "Hidden", "nothing"))
    assert worker.write(SMALL).startswith(b"%PDF")


def test_write_once_leaves_no_child_behind() -> None:
    before = {child.pid for child in children()}
    assert write_once(SMALL) == pdf.write(SMALL)
    assert {child.pid for child in children()} == before


def test_the_child_imports_nothing_but_what_sets_pages() -> None:
    code = "import reports.press, reports.pdf, sys, json; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    roots = {name.split(".")[0] for name in json.loads(run.stdout)}
    unwanted = {
        "PySide6",
        "sqlcipher3",
        "sqlite_utils",
        "storage",
        "models",
        "ui",
        "exchange",
        "fpdf",
        "fontTools",
        "babel",
    }
    assert roots & unwanted == set()
