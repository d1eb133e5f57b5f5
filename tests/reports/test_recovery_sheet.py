"""The recovery sheet: one page, the words in order and readable by eye, by copying and by a scanner, in every language."""

from __future__ import annotations

import datetime

import pypdfium2
import pytest
import zxingcpp

from locales import LANGUAGES, words
from reports import paper_key, pdf
from reports.kinds.recovery_sheet import groups, recovery_sheet
from storage import recovery_words
from tests.reports.reading import READERS, pages, places
from tests.reports.reading import words as words_in

KEY = recovery_words.to_words(bytes(range(3, 203, 10)))
DAY = datetime.date(2026, 11, 25)


@pytest.fixture(scope="module", params=LANGUAGES)
def sheet(request: pytest.FixtureRequest) -> bytes:
    return pdf.write(recovery_sheet(KEY, "Example Association (fictional)", DAY, words(request.param)))


def test_it_is_one_page_and_every_word_can_be_copied_from_it(sheet: bytes) -> None:
    for reader in READERS:
        (page,) = pages(sheet, reader)
        assert set(KEY) <= set(words_in(page))


def test_the_words_stand_in_order_from_left_to_right_group_by_group(sheet: bytes) -> None:
    document = pypdfium2.PdfDocument(sheet)
    width = document[0].get_width()
    before = None
    for group in groups(KEY):
        boxes = [places(sheet, 0, word)[0] for word in group]
        assert [box[0] for box in boxes] == sorted(box[0] for box in boxes) and boxes[0][0] < width / 2
        assert max(box[3] for box in boxes) - min(box[1] for box in boxes) < 20, "one line"
        assert before is None or boxes[0][3] < before
        before = boxes[0][1]


def test_a_scanner_reads_the_same_words(sheet: bytes) -> None:
    picture = pypdfium2.PdfDocument(sheet)[0].render(scale=3, grayscale=True).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == " ".join(KEY)
    assert recovery_words.from_words(found.text) == bytes(range(3, 203, 10))


def test_the_square_is_never_mirrored(sheet: bytes) -> None:
    picture = pypdfium2.PdfDocument(sheet)[0].render(scale=3, grayscale=True).to_pil()
    where = zxingcpp.read_barcodes(picture)[0].position
    dark = paper_key.modules(" ".join(KEY))
    size = len(dark)
    across, down = (where.top_right.x - where.top_left.x) / size, (where.bottom_left.y - where.top_left.y) / size
    seen = [[picture.getpixel((int(where.top_left.x + (x + 0.5) * across), int(where.top_left.y + (y + 0.5) * down))) < 128
             for x in range(size)] for y in range(size)]
    assert where.top_left.x < where.top_right.x and seen == dark
