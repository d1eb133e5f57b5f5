"""Paper: figures, reports, snapshots."""

from __future__ import annotations

import argparse
import json
from typing import Any

from commands import output
from commands.opening import opened
from locales import LANGUAGES, N_, _, current, known, ngettext, words
from models.errors import SetAside, WrongInput
from reports.figures import Figures, draw
from reports.kinds import KINDS, Report
from storage.workspace import Workspace

INTERNAL, MINISTRY, PUBLIC = "internal", "ministry", "public"
STRICTNESS = (INTERNAL, MINISTRY, PUBLIC)


def _report(code: str) -> Report:
    found = next((each for each in KINDS if each.code == code), None)
    if found is None:
        raise WrongInput(N_("There is no report “{kind}”; there are {kinds}."), kind=code[:40], kinds=", ".join(each.code for each in KINDS))
    return found


def _language(asked: argparse.Namespace) -> str:
    """The paper's language, which is chosen apart from the one people are spoken to in."""
    code = asked.paper_language or current().code
    if not known(code):
        raise WrongInput(N_("Raddir doesn't print in “{code}”; it prints in {languages}."), code=code[:20], languages=", ".join(LANGUAGES))
    return str(code)


def _drawn(workspace: Workspace, report: Report, asked: argparse.Namespace) -> Figures:
    wanted = asked.audience or report.audience
    if STRICTNESS.index(wanted) < STRICTNESS.index(report.audience):
        output.tell(_("This report is made for a stricter audience; its own rules are kept."))
        wanted = report.audience
    return draw(workspace.archive(), kind=report.code, lang=_language(asked), audience=wanted, first=asked.first, last=asked.last, where=asked.where)


def figures(asked: argparse.Namespace) -> int:
    """The figures a brief would print, suppressed and rounded as it would print them."""
    _language(asked)
    with opened(asked) as workspace:
        output.data(_drawn(workspace, KINDS[0], asked).as_json())
    return 0


def report(asked: argparse.Namespace) -> int:
    """Exit 0, or 5 when something was withheld and is listed; the PDF is there in both cases."""
    chosen = _report(asked.kind)
    language = _language(asked)
    with opened(asked) as workspace:
        drawn = _drawn(workspace, chosen, asked)
        document = chosen.make(drawn, workspace.association(), chosen.options(), words(language))
    from reports.child import write_once

    content = write_once(document)
    output.write_file(asked.out, content)
    if asked.figures:
        output.write_file(asked.figures, (json.dumps(drawn.as_json(), ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return _left_out(drawn.as_json()["left_out"])


def _left_out(left_out: list[dict[str, Any]]) -> int:
    for each in left_out:
        output.tell(_("Left out: {what} — {why}").format(what=each["what"], why=each["why"]))
    return SetAside.exit_code if left_out else 0


def snapshot(asked: argparse.Namespace) -> int:
    from storage.snapshots import draw as draw_snapshot

    with opened(asked) as workspace:
        drawing = draw_snapshot(workspace)
    if drawing.frozen is None:
        output.tell(_("Too few people have agreed to be counted; no figures are drawn for fewer than {wanted}.").format(wanted=drawing.wanted))
    elif drawing.drawn:
        output.tell(_("A figures snapshot was drawn, dated {day}.").format(day=drawing.frozen.date))
    else:
        few = ngettext("{n} person", "{n} people", drawing.wanted).format(n=drawing.wanted)
        output.tell(_("The snapshot of {day} is used until at least {few} were added, left or changed.").format(day=drawing.frozen.date, few=few))
    return 0
