"""Paper: figures, reports, snapshots."""

from __future__ import annotations

import argparse
import json
from typing import Any

from commands import output
from commands.opening import opened
from locales import LANGUAGES, N_, _, current, known, ngettext, words
from models.disclosure import stricter
from models.errors import SetAside, WrongInput
from reports.kinds import FORMS, MEMBER, REFERRAL, Kind, find


def _language(asked: argparse.Namespace) -> str:
    """The paper's language, which is chosen apart from the one people are spoken to in."""
    code = asked.paper_language or current().code
    if not known(code):
        raise WrongInput(N_("Raddir doesn't print in “{code}”; it prints in {languages}."), code=code[:20], languages=", ".join(LANGUAGES))
    return str(code)


def _options(chosen: Kind, asked: argparse.Namespace) -> Any:
    """The options of a kind of report as the command line gives them."""
    wanted = stricter(chosen.audience, asked.audience)
    if asked.audience and wanted != asked.audience:
        output.tell(_("This report is made for a stricter audience; its own rules are kept."))
    return chosen.options(lang=_language(asked), audience=wanted, first=asked.first, last=asked.last, where=tuple(asked.where))


def figures(asked: argparse.Namespace) -> int:
    """The figures a report would print, suppressed and rounded as it would print them; those of a brief where no kind is named."""
    chosen = find(asked.kind)
    options = _options(chosen, asked)
    with opened(asked) as workspace:
        output.data(chosen.figures(workspace.archive(), options).as_json())
    return 0


def report(asked: argparse.Namespace) -> int:
    """Exit 0, or 5 when something was withheld and is listed; the PDF is there in both cases. The paper of one person withholds nothing."""
    if asked.kind == MEMBER:
        from commands import rights

        return rights.report(asked)
    if asked.kind == REFERRAL:
        from commands import rights

        return rights.referral(asked)
    if asked.kind in FORMS:
        from commands import forms

        return forms.report(asked)
    chosen = find(asked.kind)
    options = _options(chosen, asked)
    with opened(asked) as workspace:
        drawn = chosen.figures(workspace.archive(), options)
        document = chosen.document(drawn, workspace.association(), options, words(options.lang))
    from reports.child import write_once

    output.write_file(asked.out, write_once(document))
    shown = drawn.as_json()
    if asked.figures:
        output.write_file(asked.figures, (json.dumps(shown, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))
    return _left_out(shown["left_out"])


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
