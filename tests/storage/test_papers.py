"""The register of papers: it keeps the paper's line and forgets the person."""

from __future__ import annotations

from models.operation import new_id
from models.quote import Quote
from models.report import Report
from models.story import Story
from storage import papers
from storage.papers import Words
from storage.workspace import Workspace
from tests.people import member


def quoted(workspace: Workspace, label: str) -> tuple[str, Words]:
    who, records = member(label, uses=("keep", "quote-anonymous"))
    story, quote = new_id(), new_id()
    workspace.save_all([*records, Story(id=story, member=who, text="Sample words.", language="en"),
                        Quote(id=quote, story=story, text="Sample words.", language="en", state="approved")])
    return who, Words(quote, who)


def test_erasing_somebody_takes_the_link_and_leaves_the_paper(workspace: Workspace) -> None:
    mia, hers = quoted(workspace, "Mía (sample)")
    tom, his = quoted(workspace, "Tom (sample)")
    workspace_day = workspace.today().isoformat()
    papers.register(workspace, Report(kind="brief", for_whom="Ministry (sample)", language="en", way="saved"), [hers, his])
    assert [each.for_whom for each in papers.where_quoted(workspace, mia)] == ["Ministry (sample)"]
    workspace.erase(mia)
    line = papers.listing(workspace)[0]
    assert (line.for_whom, line.quotes, line.date) == ("Ministry (sample)", 2, workspace_day)
    assert [each.member for each in workspace.records("quoted")] == [tom]  # type: ignore[attr-defined]
    left = workspace._rows("SELECT vals FROM operation WHERE type IN ('report', 'quoted')")
    assert mia not in str(left) and hers.quote not in str(left)
    assert workspace.check() == []


def test_somebody_hidden_while_the_paper_was_made_has_no_link_and_the_paper_counts_the_words(workspace: Workspace) -> None:
    mia, hers = quoted(workspace, "Mía (sample)")
    workspace.add_consent(mia, "keep", "withdrawn")
    papers.register(workspace, Report(kind="brief", language="en", way="saved"), [hers])
    assert papers.listing(workspace)[0].quotes == 1 and workspace.records("quoted") == []
    assert workspace.check() == []


def test_a_quote_that_left_the_bin_for_good_leaves_the_register_whole(workspace: Workspace) -> None:
    mia, hers = quoted(workspace, "Mía (sample)")
    papers.register(workspace, Report(kind="brief", language="en", way="saved"), [hers])
    with workspace.atomic():
        from storage import erasure

        erasure.purge(workspace._connection, Quote, [hers.quote])
    assert len(papers.where_quoted(workspace, mia)) == 1 and workspace.check() == []
