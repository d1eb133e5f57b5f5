"""Coding in the vault: passages stay with their words, the codebook needs no record, quotes are checked by four eyes, nothing is left behind."""

from __future__ import annotations

from typing import cast

import pytest

from models import codebook
from models.codebook import starter_id
from models.errors import WrongInput
from models.operation import new_id
from models.passage import Passage, is_in_place
from models.quote import ALONE_MS, Quote, may_check, replacements
from models.story import Story
from models.theme import Theme
from models.translation import Translation
from storage import binned, four_eyes, stories
from storage.workspace import Workspace
from tests.people import member

HOME, WAITING = starter_id("home"), starter_id("procedures")
TOLD = "We waited 😢 six months for the letter. Then my cousin found us a room."


def told(workspace: Workspace, text: str = TOLD, uses: tuple[str, ...] = ("keep", "quote-anonymous"), **fields: object) -> Story:
    who, records = member("Rósa (sample)", uses=uses, **fields)
    story = Story(id=new_id(), member=who, text=text, language="en")
    workspace.save_all([*records, story])
    return story


def coded(workspace: Workspace, story: Story, words: str, theme: str = WAITING, **more: object) -> Passage:
    each = Passage(id=new_id(), story=story.id, theme=theme, words=words, **more)  # type: ignore[arg-type]
    workspace.save(each)
    return cast(Passage, workspace.get(each.id))


def test_a_passage_is_placed_by_its_words_and_the_starter_theme_becomes_a_record(workspace: Workspace) -> None:
    story = told(workspace)
    assert workspace.records("theme") == []
    each = coded(workspace, story, "six months")
    assert TOLD[each.start : each.end] == "six months"
    assert {theme.id for theme in workspace.records("theme")} == {WAITING, starter_id("experience")}
    assert workspace.check() == []
    for wrong in ({"words": "no such words"}, {"start": 3, "end": 3}, {"start": 0, "end": 2, "words": "xx"}):
        with pytest.raises(WrongInput, match="do not stand there"):
            workspace.save(Passage(story=story.id, theme=WAITING, **wrong))  # type: ignore[arg-type]
    with pytest.raises(WrongInput, match="either a theme"):
        workspace.save(Passage(story=story.id, words="six months"))


def test_an_edit_of_the_story_moves_passages_and_lists_the_lost_and_is_undone_whole(workspace: Workspace) -> None:
    story = told(workspace)
    kept, lost = coded(workspace, story, "six months"), coded(workspace, story, "my cousin found us a room", HOME)
    before = workspace.digest()
    act = workspace.save(story.with_values({"text": "😢😢 At first: We waited 😢 six months for the letter."}))
    now = cast(Story, workspace.get(story.id)).text or ""
    found = {each.id: each for each in (stories.opened(workspace, story.id) or pytest.fail()).passages}
    assert is_in_place(found[kept.id], now) and found[kept.id].start != kept.start
    assert not is_in_place(found[lost.id], now) and found[lost.id].words == lost.words
    assert workspace.check() == []
    workspace.undo(act)
    assert workspace.digest() == before
    assert all(is_in_place(each, TOLD) for each in (stories.opened(workspace, story.id) or pytest.fail()).passages)


def test_passages_of_a_translation_lie_in_it_and_an_edit_unchecks_it(workspace: Workspace) -> None:
    story = told(workspace)
    me = workspace.volunteers()[0].id
    other = Translation(id=new_id(), story=story.id, language="is", text="Við biðum í sex mánuði.", translator="Anna", checked_by=me)
    workspace.save(other)
    each = coded(workspace, story, "sex mánuði", translation=other.id)
    workspace.save(other.with_values({"text": "Já, við biðum í sex mánuði."}))
    after = cast(Passage, workspace.get(each.id))
    assert after.start == (each.start or 0) + 4
    assert cast(Translation, workspace.get(other.id)).checked_by is None and workspace.check() == []


def test_the_codebook_follows_language_merging_and_retiring(workspace: Workspace) -> None:
    story = told(workspace)
    own = Theme(id=new_id(), labels={"en": "Letters"}, parent=starter_id("experience"), position=5)
    workspace.save(own)
    coded(workspace, story, "the letter", own.id)
    coded(workspace, story, "six months")
    book = stories.codebook(workspace)
    assert own.id in [each.id for each in book.shown()] and len(book.shown()) == len(codebook.starters()) + 1
    assert stories.people_by_theme(workspace, book) == {own.id: 1, WAITING: 1}
    workspace.save(own.with_values({"merged_into": WAITING}))
    book = stories.codebook(workspace)
    assert own.id not in [each.id for each in book.shown()]
    assert stories.people_by_theme(workspace, book) == {WAITING: 1}, "people are counted, not passages"
    assert [line.id for line in stories.lines(workspace, stories.Wanted(themes=book.merged_ids(WAITING)))] == [story.id]


def test_a_starter_theme_that_was_undone_can_be_used_again(workspace: Workspace) -> None:
    story = told(workspace)
    act = workspace.save(Passage(id=new_id(), story=story.id, theme=WAITING, words="six months"))
    workspace.undo(act)
    assert stories.people_by_theme(workspace, stories.codebook(workspace)) == {}
    binned.empty(workspace)
    coded(workspace, story, "six months")
    assert stories.people_by_theme(workspace, stories.codebook(workspace)) == {WAITING: 1} and workspace.check() == []


def test_lists_are_paged_filtered_and_found(workspace: Workspace) -> None:
    some = [told(workspace, f"Words of number {number}, harbour.", ("keep",), region="east" if number % 2 else "south") for number in range(7)]
    quotable = told(workspace)
    coded(workspace, some[3], "harbour", HOME)
    first = stories.lines(workspace, stories.Wanted(), 5)
    rest = stories.lines(workspace, stories.Wanted(), 5, first[-1].place)
    assert [each.id for each in (*first, *rest)] == [quotable.id, *(each.id for each in reversed(some))]
    found = stories.lines(workspace, stories.Wanted(typed="harb"), 4)
    assert [each.id for each in found] == [each.id for each in reversed(some)][:4]
    assert len(stories.lines(workspace, stories.Wanted(typed="harb"), 9, found[-1].place)) == 3
    assert [each.id for each in stories.lines(workspace, stories.Wanted(quotable=True))] == [quotable.id]
    assert [each.id for each in stories.lines(workspace, stories.Wanted(region="east"))] == [some[5].id, some[3].id, some[1].id]
    assert [each.id for each in stories.lines(workspace, stories.Wanted(themes=(HOME,), typed="words"))] == [some[3].id]
    workspace.add_consent(cast(Story, workspace.get(quotable.id)).member or "", "quote-anonymous", "withdrawn")
    assert stories.lines(workspace, stories.Wanted(quotable=True)) == []


def quote_of(workspace: Workspace) -> Quote:
    quote = Quote(id=new_id(), story=told(workspace).id, text="my cousin found us a room", language="en")
    workspace.save(quote)
    workspace.save(cast(Quote, workspace.get(quote.id)).with_values({"text": "[a relative] found us a room", "state": "cleared"}))
    return cast(Quote, workspace.get(quote.id))


def test_the_words_as_told_stay_beside_the_cleared_copy(workspace: Workspace) -> None:
    quote = quote_of(workspace)
    assert (quote.told, quote.text, quote.state) == ("my cousin found us a room", "[a relative] found us a room", "cleared")
    assert quote.replaced == "my cousin → [a relative]" and workspace.check() == []
    assert replacements("قال أحمد نعم", "قال [صديق] نعم") == "أحمد → [صديق]"


def test_who_cleared_a_quote_waits_a_day_and_anybody_else_does_not(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    quote = quote_of(workspace)
    for state in ("checked", "approved"):
        with pytest.raises(WrongInput, match="cleared this quote yourself"):
            workspace.save(quote.with_values({"state": state}))
    assert cast(Quote, workspace.get(quote.id)).state == "cleared"
    me = workspace._journal.author
    workspace._journal.author = new_id()
    act = workspace.save(quote.with_values({"state": "checked"}))
    workspace._journal.author = me
    workspace.undo(act)
    now = four_eyes.now_ms()
    monkeypatch.setattr(four_eyes, "now_ms", lambda: now + ALONE_MS + 60_000)
    workspace.save(quote.with_values({"state": "checked"}))
    assert cast(Quote, workspace.get(quote.id)).state == "checked" and workspace.check() == []


@pytest.mark.parametrize(("author", "who", "waited", "may"), [
    ("a", "b", 0, True), ("a", "a", 0, False), ("a", "a", ALONE_MS - 1, False), ("a", "a", ALONE_MS, True), ("a", "b", -ALONE_MS, True),
    ("a", "a", -5 * ALONE_MS, False), ("", "", 0, False), ("", "b", 0, False), ("a", "", 0, False), ("", "", ALONE_MS, True),
])
def test_the_rule_of_four_eyes(author: str, who: str, waited: int, may: bool) -> None:
    from models.quote import Cleared

    assert may_check(Cleared(author, 10**12), who, 10**12 + waited) is may
    assert not may_check(None, who, 10**12)


def test_erasing_and_binning_take_along_all_that_belongs_to_a_story(workspace: Workspace) -> None:
    quote = quote_of(workspace)
    story = cast(Story, workspace.get(quote.story or ""))
    other = Translation(id=new_id(), story=story.id, language="is", text="zztrans", translator="Anna")
    workspace.save(other)
    coded(workspace, story, "six months", memo="zzmemo")
    coded(workspace, story, "zztrans", translation=other.id)
    assert workspace.search("zzmemo") and workspace.search("zztrans")
    workspace.save(story.with_values({"archived": True}))
    assert not workspace.search("zzmemo") and not workspace.search("zztrans") and stories.opened(workspace, story.id) is None
    binned.restore(workspace, story.id)
    assert len((stories.opened(workspace, story.id) or pytest.fail()).passages) == 2
    workspace.erase(story.member or "")
    for kind in ("story", "translation", "passage", "quote"):
        assert workspace._rows(f"SELECT 1 FROM {kind}") == []
    assert workspace.check() == [] and workspace.records("theme")


def test_a_story_removed_for_good_leaves_nothing_that_belongs_to_it(workspace: Workspace) -> None:
    quote = quote_of(workspace)
    story = cast(Story, workspace.get(quote.story or ""))
    other = Translation(id=new_id(), story=story.id, language="is", text="sex mánuðir")
    workspace.save(other)
    coded(workspace, story, "sex mánuðir", translation=other.id)
    workspace.save(other.with_values({"archived": True}))
    assert (stories.opened(workspace, story.id) or pytest.fail()).passages == ()
    binned.empty(workspace)
    assert workspace._rows("SELECT 1 FROM passage") == [] and workspace.check() == []
    workspace.save(story.with_values({"archived": True}))
    binned.empty(workspace)
    assert workspace._rows("SELECT 1 FROM quote") == [] and workspace.check() == []
