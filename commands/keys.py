"""Keys: passphrases, the recovery sheet, a new data key, and who may open the vault."""

from __future__ import annotations

import argparse

from commands import output, secrets
from commands.opening import opened
from locales import N_, _, current
from models.errors import SetAside, Trouble, Unconfirmed, WrongInput
from models.vocabulary import vocabulary
from storage import keys, recovery_words
from storage.keys import Holder
from storage.workspace import Workspace


def passwd(asked: argparse.Namespace) -> int:
    """A new passphrase for oneself, or with --sign for somebody else; the old one no longer opens."""
    with opened(asked) as workspace:
        who = _whose(workspace, asked.sign)
        keys.give_passphrase(workspace, who, secrets.new_passphrase(asked))
    output.tell(_("The passphrase was changed. Backups made before still open with the old one; if somebody else may know it, run “rekey” too."))
    return 0


def _whose(workspace: Workspace, sign: str | None) -> Holder:
    """Whose passphrase is meant: that of a sign, one's own, or after the recovery words the only one there is."""
    everybody = [each for each in keys.holders(workspace) if each.slot]
    if sign:
        return _only([each for each in everybody if each.sign == sign])
    mine = [each for each in everybody if each.me]
    if not mine and len(everybody) > 1:
        raise WrongInput(N_("Say whose passphrase is meant with --sign; the signs are {signs}."), signs=", ".join(each.sign for each in everybody))
    return _only(mine or everybody)


def _only(found: list[Holder]) -> Holder:
    """The one person that is meant. Raises WrongInput for nobody and for several."""
    if not found:
        raise WrongInput(N_("Nobody here is called so or has this sign; “volunteer list” shows everybody."))
    if len(found) > 1:
        raise WrongInput(N_("Several people are called so; say who is meant with --sign."))
    return found[0]


def rekey(asked: argparse.Namespace) -> int:
    """A new data key for everything, and with --new-passphrase-file a new passphrase too."""
    with opened(asked) as workspace:
        passphrase = None
        if asked.new_passphrase_file:
            passphrase = secrets.new_passphrase(asked)
            keys.check_strength(workspace, passphrase)
        without_backup = keys.rekey(workspace, passphrase)
    output.tell(_("Everything is under a new key. Copies made before, on a stick or anywhere else, open as they did; destroy those you can reach."))
    if without_backup is None:
        return 0
    output.tell(_("No new backup could be made, so those from before are still there:"))
    output.tell(without_backup.sentence(current()))
    return SetAside.exit_code


def recovery(asked: argparse.Namespace) -> int:
    """New recovery words on a sheet; the old paper stops opening once the new one is safely written."""
    from reports.child import write_once
    from reports.kinds.recovery_sheet import recovery_sheet

    if asked.out.exists():  # were it written over and the change then failed, no paper might be left that opens the vault
        raise WrongInput(N_("{place} is there already and may be the sheet that opens the vault; give the new sheet another name."),
                         place=asked.out)
    with opened(asked) as workspace:
        keys.only_coordinators(workspace)
        words = recovery_words.to_words(recovery_words.draw())
        sheet = recovery_sheet(words, workspace.association().name or "", workspace.today(), current())
        output.write_file(asked.out, write_once(sheet))
        try:
            keys.replace_recovery(workspace, words)
        except Unconfirmed:
            raise  # these words may be the ones that open it
        except Trouble:
            asked.out.unlink(missing_ok=True)  # it would open nothing
            raise
    output.tell(_("{place} holds the new recovery words and the old ones no longer open the vault. Print it, then delete the file.").format(
        place=asked.out))
    return 0


def volunteer(asked: argparse.Namespace) -> int:
    """Who may open the vault: list, add, remove."""
    act = {"list": _list, "add": _add, "remove": _remove}[asked.act]
    if asked.act != "list" and not (asked.name or asked.sign):
        raise WrongInput(N_("Name the volunteer: “volunteer VAULT {act} NAME”."), act=asked.act)
    with opened(asked) as workspace:
        act(workspace, asked)
    return 0


def _list(workspace: Workspace, _asked: argparse.Namespace) -> None:
    for each in keys.holders(workspace):
        output.data({
            "id": each.id or None, "name": each.name, "sign": each.sign or None, "coordinator": each.coordinator, "opens": bool(each.slot),
            "me": each.me,
        })


def _add(workspace: Workspace, asked: argparse.Namespace) -> None:
    signs = vocabulary("sign").by_code
    if asked.sign and asked.sign not in signs:
        raise WrongInput(N_("There is no sign “{sign}”; the signs are {signs}."), sign=asked.sign[:40], signs=", ".join(signs))
    sign = asked.sign or next(iter(keys.free_signs(workspace)), "")
    made = keys.add(workspace, asked.name or "", sign, secrets.new_passphrase(asked), coordinator=asked.coordinator)
    output.acknowledge(made.ids[0])
    output.tell(_("{name} opens the vault with a passphrase of their own; their sign is “{sign}”.").format(name=asked.name.strip(), sign=sign))


def _remove(workspace: Workspace, asked: argparse.Namespace) -> None:
    everybody = keys.holders(workspace)
    who = _only([each for each in everybody if asked.name in (None, each.name) and asked.sign in (None, each.sign)])
    keys.remove(workspace, who)
    output.tell(_("Their passphrase no longer opens the vault; what they wrote stays theirs. If they may have a copy, run “rekey” too."))
