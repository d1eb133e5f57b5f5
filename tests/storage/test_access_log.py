"""The access log: local, twelve months, and gone with the person."""

from __future__ import annotations

import pytest

from storage.workspace import Workspace
from tests.people import PASSPHRASE, member


def test_a_line_says_who_looked_at_whom_and_why(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    code = workspace.get(who).code  # type: ignore[attr-defined]
    workspace.log_access("opened-sensitive", who, "helping")
    workspace.log_access("backup", None)
    newest, first = workspace.access_lines()
    assert (first.what, first.subject, first.code, first.reason) == ("opened-sensitive", who, code, "helping")
    assert first.who == "Example Association (fictional)" and first.at.startswith("20")
    assert (newest.what, newest.subject, newest.code) == ("backup", "", "")
    assert [each.what for each in workspace.access_lines(who)] == ["opened-sensitive"]


def test_the_log_is_no_part_of_the_archive(workspace: Workspace) -> None:
    who, records = member()
    workspace.save_all(records)
    before, history = workspace.digest(), workspace.history(who)
    workspace.log_access("report-member", who)
    assert (workspace.digest(), workspace.history(who), workspace.check()) == (before, history, [])


def test_a_kind_of_access_that_nobody_declared_is_refused(workspace: Workspace) -> None:
    with pytest.raises(ValueError, match="kind of access"):
        workspace.log_access("browsed", None)


def test_lines_about_a_person_go_with_the_person(workspace: Workspace) -> None:
    who, records = member()
    other, more = member("Tom (sample)")
    workspace.save_all([*records, *more])
    for each in (who, other):
        workspace.log_access("opened-sensitive", each, "a word that only stands here: xylophone")
    workspace.erase(who)
    assert [line.subject for line in workspace.access_lines() if line.what == "opened-sensitive"] == [other]


def test_a_line_is_kept_for_twelve_months(workspace: Workspace) -> None:
    workspace.log_access("backup", None)
    workspace.log_access("restore", None)
    with workspace.atomic():
        workspace._connection.execute("UPDATE access SET at = '2020-01-01T00:00:00+00:00' WHERE what = 'backup'")
    folder = workspace.vault.folder
    workspace.close()
    again = Workspace.open(folder, passphrase=PASSPHRASE)
    assert [line.what for line in again.access_lines()] == ["restore"]
    again.close()
