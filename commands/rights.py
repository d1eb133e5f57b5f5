"""A person's rights: what is kept about them on paper, a copy of everything to take home, and a receipt of what they agreed to."""

from __future__ import annotations

import argparse

from commands import output
from commands.opening import opened
from exchange import access as copy
from locales import LANGUAGES, MEMBER_LANGUAGES, N_, _, current, known, words
from models.condition import parse_condition
from models.errors import WrongInput
from models.member import Member
from reports.kinds import RECEIPT
from reports.kinds import member as paper
from storage import files
from storage.dossier import content, gather


def access(asked: argparse.Namespace) -> int:
    """The right of access: a ZIP with the paper, everything as data, and the attachments. It needs no consent and is logged."""
    from reports.child import write_once

    if asked.out.is_dir():
        raise WrongInput(N_("{place} is a folder; name a file."), place=asked.out)
    with opened(asked) as workspace:
        dossier = gather(workspace, asked.member, "access")
        language = _own_language(dossier.member)
        pages = write_once(paper.make(dossier, [language]))
        with files.writing(asked.out) as stream:
            copy.pack(stream, dossier, pages, lambda each: content(workspace, each), words(language))
    output.tell(_("{place} holds everything about this person in the clear; give it to nobody else, and keep no copy.").format(place=asked.out))
    return 0


def report(asked: argparse.Namespace) -> int:
    """The paper of one person, in one language or in two."""
    if asked.first or asked.last or asked.audience or asked.figures:
        raise WrongInput(N_("A person's paper takes “--where id=ID” and “--lang”, and nothing else."))
    member_id = _whose(asked.where)
    named = [code for code in (asked.paper_language or "").split(",") if code]
    (_receipt if asked.kind == RECEIPT else _everything)(asked, member_id, named)
    return 0


def _everything(asked: argparse.Namespace, member_id: str, named: list[str]) -> None:
    from reports.child import write_once

    spoken = [_spoken(code) for code in named]
    with opened(asked) as workspace:
        dossier = gather(workspace, member_id, "report-member")
    output.write_file(asked.out, write_once(paper.make(dossier, spoken or [_own_language(dossier.member)])))
    output.tell(_("{place} holds everything about this person in the clear; give it to nobody else, and keep no copy.").format(place=asked.out))


def _receipt(asked: argparse.Namespace, member_id: str, named: list[str]) -> None:
    """The receipt, the member's language first. `--lang` names the volunteers', and after it the member's where it isn't the one in the record."""
    from reports.child import write_once
    from reports.kinds import receipt
    from storage import receipts

    volunteer = _spoken(named[0]) if named else current().code
    own = named[1] if len(named) > 1 else ""
    if len(named) > 2 or (own and own not in MEMBER_LANGUAGES):
        raise WrongInput(N_("A receipt is in the volunteers' language and in the member's, such as “--lang en,uk”; a member's may be {languages}."),
                         languages=", ".join(MEMBER_LANGUAGES))
    with opened(asked) as workspace:
        found = receipts.gather(workspace, member_id)
    output.write_file(asked.out, write_once(receipt.make(found, receipt.languages_of(found, volunteer, own))))


def referral(asked: argparse.Namespace) -> int:
    """The paper for a partner: one referral, in the partner's language or the one asked for. It is logged."""
    from reports.child import write_once
    from reports.kinds import referral as handed
    from storage import handover

    if asked.first or asked.last or asked.audience or asked.figures:
        raise WrongInput(N_("A referral’s paper takes “--where id=ID” and “--lang”, and nothing else."))
    wanted = _whose(asked.where)
    named = _spoken(asked.paper_language) if asked.paper_language else ""
    with opened(asked) as workspace:
        told = handover.gather(workspace, wanted)
    output.write_file(asked.out, write_once(handed.make(told, named or handed.language_of(told.partner, current().code))))
    output.tell(_("{place} tells about a person in the clear; give it to the partner it is for, and keep no copy.").format(place=asked.out))
    return 0


def _whose(where: list[str]) -> str:
    conditions = [parse_condition(each) for each in where]
    if len(conditions) != 1 or conditions[0].name != "id" or conditions[0].sign != "=":
        raise WrongInput(N_("A person's paper is of one person: “--where id=ID”."))
    return conditions[0].value


def _spoken(code: str) -> str:
    if not known(code):
        raise WrongInput(N_("Raddir doesn't print in “{code}”; it prints in {languages}."), code=code[:20], languages=", ".join(LANGUAGES))
    return code


def _own_language(member: Member) -> str:
    """The person's own language where Raddir speaks it, else the one people are spoken to in."""
    own = member.preferred_language
    return own if isinstance(own, str) and own in LANGUAGES else current().code
