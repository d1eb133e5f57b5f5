"""Settings, people and passphrases: what a coordinator does there, what others see, and what no lock and no failure may leave behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtWidgets import QLineEdit

from models.errors import PlaceFailed
from storage import vault
from tests.ui.journeys.test_departed_volunteer import at_the_list
from tests.ui.keyholders import BORIS, FRESH, locks, opens, two_people
from tests.ui.robots import PASSPHRASE, Volunteer
from ui.pages.settings.people import PeopleSection
from ui.pages.settings.people_forms import AddForm, GiveForm, OwnForm, PaperForm
from ui.widgets import recovery_paper
from ui.widgets.paper_proof import PaperProof

Sit = Callable[..., Volunteer]


@pytest.fixture
def anna(volunteer: Sit, tmp_path: Path) -> tuple[Volunteer, PeopleSection]:
    """A coordinator before the list of people."""
    two_people(tmp_path / "vault")
    sits = volunteer(tmp_path / "vault")
    return sits, at_the_list(sits)


def types_twice(who: Volunteer, first: QLineEdit, second: QLineEdit, passphrase: str) -> None:
    for edit in (first, second):
        who.tabs_to(edit)
        who.types(passphrase)


def asks_for_paper(who: Volunteer, section: PeopleSection) -> PaperForm:
    """Have a new recovery sheet made; gives the form once its words are drawn."""
    who.tabs_to(section.paper_button)
    who.presses("Space")
    form = section.form
    assert isinstance(form, PaperForm)
    who.waits(lambda: bool(form.paper.words()))
    return form


def test_a_volunteer_is_added_with_a_passphrase_of_their_own(anna: tuple[Volunteer, PeopleSection], tmp_path: Path) -> None:
    sits, section = anna
    sits.tabs_to(section.add_button)
    sits.presses("Space")
    form = section.form
    assert isinstance(form, AddForm) and form.name.hasFocus() and not form.do_button.isEnabled()
    sits.types("Amal (sample)")
    types_twice(sits, form.secret.first.edit, form.secret.second.edit, FRESH)
    sign = form.signs.sign()
    sits.tabs_to(form.do_button)
    sits.presses("Space")
    sits.waits(lambda: section.form is None)
    assert [(row.who.name, row.who.sign, row.who.coordinator) for row in section.rows][2:] == [("Amal (sample)", sign, False)]
    assert sign not in ("boat", "owl")
    sits.window.close()
    assert all(opens(tmp_path / "vault", passphrase=each) for each in (PASSPHRASE, BORIS, FRESH))


def test_ones_own_passphrase_is_changed_by_routine(anna: tuple[Volunteer, PeopleSection], tmp_path: Path) -> None:
    sits, section = anna
    changes(sits, section, known=False)
    sits.window.close()
    assert opens(tmp_path / "vault", passphrase=FRESH) and not opens(tmp_path / "vault", passphrase=PASSPHRASE)


def changes(sits: Volunteer, section: PeopleSection, *, known: bool) -> None:
    """Change one's own passphrase, and say why."""
    sits.tabs_to(section.own_button)
    sits.presses("Space")
    form = section.form
    assert isinstance(form, OwnForm)
    types_twice(sits, form.secret.first.edit, form.secret.second.edit, FRESH)
    assert not form.do_button.isEnabled(), "why it is changed is asked"
    sits.tabs_to(form.routine)
    sits.presses("Space", *(("Down",) if known else ()))
    assert form.known.isChecked() is known
    sits.tabs_to(form.do_button)
    sits.presses("Space")
    sits.waits(lambda: section.form is None or form.problem.isVisible())


def test_a_passphrase_that_may_be_known_takes_a_new_key_while_lists_go_on(
    anna: tuple[Volunteer, PeopleSection], tmp_path: Path,
) -> None:
    sits, section = anna
    jobs = sits.window.session.jobs
    jobs.read(lambda library: library.count("member"), lambda _count: None)  # a list that was being read
    sits.waits()
    before = (tmp_path / "vault" / "vault.json").read_bytes()
    changes(sits, section, known=True)
    seen: list[int] = []
    jobs.read(lambda library: library.count("member"), seen.append)
    sits.waits()
    assert seen == [1], "what looks things up has opened another connection"
    sits.window.close()
    assert opens(tmp_path / "vault", passphrase=FRESH) and opens(tmp_path / "vault", passphrase=BORIS)
    now = (tmp_path / "vault" / "vault.json").read_bytes()
    (tmp_path / "vault" / "vault.json").write_bytes(before)
    assert not opens(tmp_path / "vault", passphrase=PASSPHRASE), "the key of before leads nowhere"
    (tmp_path / "vault" / "vault.json").write_bytes(now)


def test_a_disk_that_fails_under_a_new_key_locks_the_window_and_says_so(
    anna: tuple[Volunteer, PeopleSection], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    sits, section = anna

    def full(self: vault.Vault, _connection: object) -> None:
        raise PlaceFailed("There is no room left.")

    with monkeypatch.context() as patch:
        patch.setattr(vault.Vault, "_turn_store", full)
        sits.tabs_to(section.rekey_button)
        sits.presses("Space")
        assert section.form is not None
        sits.tabs_to(section.form.do_button)
        sits.presses("Space")
        sits.waits(sits.is_locked)
    sits.waits(lambda: not sits.window.session.jobs.is_open())
    assert "everything is as it was" in sits.reads() and "mistake" not in sits.reads()
    sits.unlocks()
    sits.waits(lambda: not sits.is_locked())
    sits.window.close()
    assert opens(tmp_path / "vault", passphrase=PASSPHRASE)


def test_a_coordinator_gives_somebody_a_new_passphrase(anna: tuple[Volunteer, PeopleSection], tmp_path: Path) -> None:
    sits, section = anna
    sits.tabs_to(section.rows[1].give_button)
    sits.presses("Space")
    form = section.form
    assert isinstance(form, GiveForm) and not form.signs.isVisible()
    types_twice(sits, form.secret.first.edit, form.secret.second.edit, FRESH)
    sits.presses("Return")
    sits.waits(lambda: section.form is None)
    sits.window.close()
    assert opens(tmp_path / "vault", passphrase=FRESH) and not opens(tmp_path / "vault", passphrase=BORIS)


def test_a_role_is_given_taken_back_and_never_the_last(anna: tuple[Volunteer, PeopleSection]) -> None:
    sits, section = anna
    sits.tabs_to(section.rows[1].role_button)
    sits.presses("Space")
    assert section.rows[1].who.coordinator
    sits.presses("Ctrl+Z")
    assert not section.rows[1].who.coordinator
    sits.tabs_to(section.rows[0].role_button)
    sits.presses("Space")
    assert section.rows[0].who.coordinator and "only coordinator" in sits.reads()


def test_who_is_no_coordinator_sees_why_and_changes_their_own_only(volunteer: Sit, tmp_path: Path) -> None:
    two_people(tmp_path / "vault")
    boris = volunteer(tmp_path / "vault")
    section = at_the_list(boris, BORIS)
    shown = boris.reads(section)
    assert "Only a coordinator" in shown and "Anna" in shown and "not of encryption" in shown
    assert not section.add_button.isVisible() and not any(row.buttons for row in section.rows)
    changes(boris, section, known=True)
    boris.window.close()
    assert opens(tmp_path / "vault", passphrase=FRESH) and not opens(tmp_path / "vault", passphrase=BORIS)


def test_a_new_sheet_takes_the_place_of_the_old_once_two_groups_are_typed_back(
    anna: tuple[Volunteer, PeopleSection], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:
    sits, section = anna
    monkeypatch.setattr(recovery_paper, "ask_save", lambda _parent, _title, _name, _filters, chosen: chosen(tmp_path / "sheet.pdf"))
    form = asks_for_paper(sits, section)
    words = form.paper.words()
    sits.tabs_to(form.paper.save_button)
    sits.presses("Space")
    sits.waits(lambda: (tmp_path / "sheet.pdf").exists() and form.paper.saved.isVisible())
    picture = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")[0].render(scale=3, grayscale=True).to_pil()
    assert zxingcpp.read_barcodes(picture)[0].text == " ".join(words)
    sits.tabs_to(form.paper.ready_button)
    sits.presses("Space")
    assert words[0] not in sits.reads(section), "what is typed back comes from the paper"
    for number, edit in zip(form.paper.proof.asked(), form.paper.proof.edits, strict=True):
        sits.tabs_to(edit)
        sits.types(" ".join(words[3 * number - 3 : 3 * number]))
    sits.waits(lambda: section.form is None)
    assert sits.window.session.jobs.write_now(lambda workspace: workspace.paper_proved())
    sits.window.close()
    assert opens(tmp_path / "vault", recovery_words=" ".join(words))


def test_a_sheet_that_was_not_shown_to_be_there_leaves_the_old_one(volunteer: Sit, tmp_path: Path) -> None:
    old = two_people(tmp_path / "vault")
    sits = volunteer(tmp_path / "vault")
    section = at_the_list(sits)
    form = asks_for_paper(sits, section)
    words = form.paper.words()
    locks(sits)
    assert sits.is_locked() and words[0] not in sits.reads()
    sits.window.close()
    assert opens(tmp_path / "vault", recovery_words=" ".join(old)) and not opens(tmp_path / "vault", recovery_words=" ".join(words))


def test_half_typed_secrets_go_with_the_lock(anna: tuple[Volunteer, PeopleSection]) -> None:
    sits, section = anna
    sits.tabs_to(section.own_button)
    sits.presses("Space")
    sits.types("half a new passphrase")
    form = section.form
    assert isinstance(form, OwnForm)
    edit = form.secret.first.edit
    section.leave()
    assert edit.text() == "" and section.form is None
    locks(sits)
    assert sits.is_locked()


def test_tab_goes_out_of_a_form_with_passphrases_and_comes_around(anna: tuple[Volunteer, PeopleSection]) -> None:
    sits, section = anna
    for opener in (section.add_button, section.own_button):
        sits.tabs_to(opener)
        sits.presses("Space")
        assert sits.window.frame is not None
        sits.tabs_to(sits.window.frame.sidebar.lock_button)
        assert section.form is not None
        sits.tabs_to(section.form.first_focus())
        sits.presses("Escape") if section.form is None else section.leave()


def test_a_half_written_volunteer_waits_behind_the_lock_without_the_passphrase(anna: tuple[Volunteer, PeopleSection]) -> None:
    sits, section = anna
    sits.tabs_to(section.add_button)
    sits.presses("Space")
    sits.types("Halfway Halla (sample)")
    assert isinstance(section.form, AddForm)
    section.form.secret.first.edit.setText("five words nobody may see")
    locks(sits)
    sits.unlocks(PASSPHRASE)
    page = sits.page()
    again = page.sections["people"]  # type: ignore[attr-defined]
    sits.waits(lambda: again.form is not None)
    assert isinstance(again.form, AddForm) and again.form.name.text() == "Halfway Halla (sample)"
    assert again.form.secret.first.text() == ""


def test_home_leads_to_the_sheet_itself(anna: tuple[Volunteer, PeopleSection]) -> None:
    sits, section = anna
    sits.presses("Ctrl+1")
    sits.waits()
    sits.tabs_to(sits.page().notes.paper_button)  # type: ignore[attr-defined]
    sits.presses("Space")
    sits.waits(lambda: section.form is not None)
    assert isinstance(section.form, PaperForm)


WORDS = ("abandon", "ability", "able", "about", "above", "absent", "absorb", "abstract", "absurd", "abuse", "access", "accident", "account",
         "accuse", "achieve")


@pytest.fixture
def proof(qtbot: object) -> PaperProof:
    made = PaperProof()
    made.ask(WORDS)
    return made


def told(proof: PaperProof) -> list[bool]:
    heard: list[bool] = []
    proof.proved.connect(lambda: heard.append(True))
    return heard


@pytest.mark.parametrize("spell", [str.upper, lambda text: " ".join(word[:4] for word in text.split()), lambda text: f" 1. {text},"])
def test_two_groups_typed_as_they_stand_on_the_sheet_prove_it(proof: PaperProof, spell: Callable[[str], str]) -> None:
    heard = told(proof)
    first, second = proof.asked()
    assert 1 <= first < second <= 5
    for number, edit in zip((first, second), proof.edits, strict=True):
        assert heard == []
        edit.setText(spell(" ".join(WORDS[3 * number - 3 : 3 * number])))
    assert heard == [True] and proof.is_proved()
    proof.forget()
    assert [edit.text() for edit in proof.edits] == ["", ""] and proof.asked() == ()


def test_another_group_or_another_order_proves_nothing(proof: PaperProof) -> None:
    heard = told(proof)
    first, second = proof.asked()
    texts = [" ".join(WORDS[3 * number - 3 : 3 * number]) for number in (first, second)]
    for typed in (texts[::-1], [texts[0], " ".join(reversed(texts[1].split()))], [texts[0], ""], [texts[0], texts[1] + " about"]):
        for edit, text in zip(proof.edits, typed, strict=True):
            edit.setText(text)
            edit.editingFinished.emit()
    assert heard == [] and proof.result.text()


def test_which_groups_are_asked_for_is_left_to_chance(proof: PaperProof) -> None:
    drawn = set()
    for _each in range(60):
        proof.ask(WORDS)
        drawn.add(proof.asked())
    assert len(drawn) > 5
