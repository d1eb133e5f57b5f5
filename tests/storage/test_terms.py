"""The association's own words: renamed, added, ordered and retired, merged into their groups on paper, and gone when the vault closes."""

from __future__ import annotations

import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from locales import words
from models.contribution import Contribution
from models.errors import WrongInput
from models.need import Need, is_sensitive, shown_kind
from models.operation import new_id
from models.term import Term, draw_term
from models.vocabulary import vocabulary
from reports.figures import Figures, draw
from storage.workspace import Workspace
from tests.people import PASSPHRASE, member

EN, AR, IS, UK = (words(each) for each in ("en", "ar", "is", "uk"))


def kinds() -> Any:
    return vocabulary("need-category")


def term(workspace: Workspace, **said: Any) -> str:
    made = {"id": new_id(), "vocabulary": "need-category", **said}
    workspace.save(Term(**made))
    return str(made["id"])


def added(workspace: Workspace, label: str = "School meals", group: str = "group-family", **labels: str) -> str:
    code = draw_term(())
    term(workspace, code=code, labels={"en": label, **labels}, group=group)
    return code


def needing(workspace: Workspace, count: int, category: str) -> list[str]:
    made = [member(f"{category} {number} (sample)") for number in range(count)]
    workspace.save_all([each for who, records in made for each in (*records, Need(member=who, category=category))])
    return [who for who, _ in made]


def brief(workspace: Workspace) -> Figures:
    return draw(workspace.archive(), kind="brief", lang="en")


def shown(figures: Figures, name: str = "needs") -> dict[str, int | None]:
    table = figures.table(name)
    return {code: table.safe.shown(code) for code in table.safe.dimensions[0].classes} if table else {}


def test_a_new_name_goes_first_in_its_language_and_raddirs_word_stands_in_the_others(workspace: Workspace) -> None:
    before = kinds().label("housing", IS)
    term(workspace, code="housing", labels={"en": "A roof over the head"})
    assert kinds().label("housing", EN) == "A roof over the head"
    assert kinds().label("housing", IS) == before != "A roof over the head"
    assert kinds().label("housing", UK) == "A roof over the head"  # a language without a catalog for the window
    assert kinds().find("N-HOU") == "housing"


def test_an_added_word_is_offered_found_and_read_in_english_until_it_is_translated(workspace: Workspace) -> None:
    code = added(workspace, ar="وجبات مدرسية")
    assert code in {each.code for each in kinds().choices()} and kinds().find(code) == code
    assert (kinds().label(code, EN), kinds().label(code, AR), kinds().label(code, IS)) == ("School meals", "وجبات مدرسية", "School meals")
    assert code in kinds().members("group-family") and kinds().group_of(code) == "group-family"


def test_retired_words_are_no_longer_offered_and_stay_readable(workspace: Workspace) -> None:
    code = added(workspace)
    needing(workspace, 1, code)
    kept = next(each for each in workspace.records("term"))
    changes = workspace.save(kept.with_values({"retired": True}))
    assert code not in {each.code for each in kinds().choices()} and kinds().label(code, EN) == "School meals"
    assert [each.category for each in workspace.records("need")] == [code]  # type: ignore[attr-defined]
    workspace.undo(changes)
    assert code in {each.code for each in kinds().choices()}


def test_an_undone_addition_is_offered_no_more_and_its_code_stays_readable(workspace: Workspace) -> None:
    code = draw_term(())
    changes = workspace.save(Term(vocabulary="need-category", code=code, labels={"en": "Bicycles"}, group="group-daily"))
    needing(workspace, 1, code)
    undone = workspace.undo(changes)
    assert code not in {each.code for each in kinds().choices()} and kinds().label(code, EN) == "Bicycles"
    workspace.undo(undone)
    assert code in {each.code for each in kinds().choices()}


def test_an_undone_name_gives_raddirs_word_back(workspace: Workspace) -> None:
    changes = workspace.save(Term(vocabulary="need-category", code="housing", labels={"en": "Roof"}, retired=True))
    assert kinds().label("housing", EN) == "Roof" and "housing" not in {each.code for each in kinds().choices()}
    workspace.undo(changes)
    assert kinds().label("housing", EN) == "Housing and homelessness" and "housing" in {each.code for each in kinds().choices()}


def test_closing_takes_the_words_away_and_opening_brings_them_back(tmp_path: Path) -> None:
    one, _ = Workspace.create(tmp_path / "one", PASSPHRASE, association="One (fictional)", kdf="test")
    term(one, code="housing", labels={"en": "Roofs of one"})
    one.close()
    assert kinds().label("housing", EN) == "Housing and homelessness"
    two, _ = Workspace.create(tmp_path / "two", PASSPHRASE, association="Two (fictional)", kdf="test")
    assert kinds().label("housing", EN) == "Housing and homelessness"
    again = Workspace.open(tmp_path / "one", passphrase=PASSPHRASE)
    assert kinds().label("housing", EN) == "Roofs of one"
    again.close()
    assert kinds().label("housing", EN) == "Housing and homelessness"
    two.close()


def test_what_fails_leaves_the_words_as_they_were(workspace: Workspace) -> None:
    with pytest.raises(RuntimeError), workspace.atomic():
        term(workspace, code="housing", labels={"en": "Never said"})
        raise RuntimeError
    assert kinds().label("housing", EN) == "Housing and homelessness"


def _in_a_child() -> str:
    return str(vocabulary("need-category").label("housing", words("en")))


def test_a_child_process_knows_nothing_of_them(workspace: Workspace) -> None:
    term(workspace, code="housing", labels={"en": "Our roofs"})
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(_in_a_child) == "Housing and homelessness"


def test_an_own_kind_of_few_people_merges_into_its_group_and_stands_nowhere_by_itself(workspace: Workspace) -> None:
    """Three people have the own need: under five it is counted with its group, which it brings over the threshold."""
    code = added(workspace)
    few = needing(workspace, 3, code)
    needing(workspace, 4, "children")
    needing(workspace, 20, "housing")
    needing(workspace, 15, "language")
    found = brief(workspace)
    assert set(shown(found)) == {"group-housing", "group-language", "group-family"}
    assert shown(found)["group-family"] in (5, 10)
    assert code not in str(found.as_json()) and "School meals" not in str(found.as_json()) and few[0] not in str(found.as_json())


def test_an_own_kind_of_enough_people_is_printed_by_its_own_word(workspace: Workspace) -> None:
    code = added(workspace)
    for kind, count in {code: 12, "children": 12, "housing": 20, "language": 15, "income": 15}.items():
        needing(workspace, count, kind)
    found = brief(workspace)
    table = found.table("needs")
    assert table is not None and table.labels["category"][code] == "School meals" and shown(found)[code] in (10, 15)


def test_an_own_contribution_of_few_people_stands_among_the_others(workspace: Workspace) -> None:
    """No groups there: four people who bake are among the other contributions, or nowhere."""
    code = draw_term(())
    term(workspace, vocabulary="contribution-type", code=code, labels={"en": "Baking for all"})
    for kind, count in {code: 4, "care": 12, "volunteering": 15, "culture": 3}.items():
        made = [member(f"{kind} {number} (sample)") for number in range(count)]
        workspace.save_all([each for who, records in made for each in (*records, Contribution(member=who, type=kind))])
    found = brief(workspace)
    assert set(shown(found, "contributions")) == {"care", "volunteering", "merged"}
    assert code not in str(found.as_json()) and "Baking" not in str(found.as_json())
    assert not draw(workspace.archive(), kind="brief", lang="en", where=[f"type={code}"]).tables


def test_an_own_kind_among_the_protected_ones_is_counted_by_their_rule(workspace: Workspace) -> None:
    """Nine people: enough for a ministry's list of needs, not for what may harm them."""
    code = added(workspace, "Forced marriage", "group-safety")
    assert is_sensitive(code) is True and shown_kind(code, opened=False) == "group-safety"
    needing(workspace, 9, code)
    for kind, count in {"housing": 20, "language": 15, "income": 15, "children": 12, "transport": 12}.items():
        needing(workspace, count, kind)
    found = brief(workspace)
    assert code not in str(found.as_json()) and "Forced marriage" not in str(found.as_json())
    with_filter = draw(workspace.archive(), kind="brief", lang="en", where=[f"category={code}"])
    assert with_filter.rule.threshold == 10 and with_filter.people is None and not with_filter.tables


def test_a_kind_whose_group_is_unknown_here_is_counted_with_the_others(workspace: Workspace) -> None:
    """Written by another release, past the door: what can't be placed never stands alone."""
    code = added(workspace)
    workspace._connection.execute("UPDATE term SET \"group\" = 'group-of-tomorrow'")
    workspace._speak_our_words()
    assert kinds().group_of(code) == "group-daily"


def test_moving_a_word_makes_no_other_table_of_the_same_people(workspace: Workspace) -> None:
    """Six kinds of equally many people: which five are listed must not hang on an order that can be changed."""
    for kind in ("housing", "language", "income", "children", "transport", "digital"):
        needing(workspace, 10, kind)
    first = set(shown(draw(workspace.archive(), kind="brief", lang="en", audience="ministry")))
    term(workspace, code="digital", place=-1000)
    assert next(each.code for each in kinds().choices()) == "digital"
    assert set(shown(draw(workspace.archive(), kind="brief", lang="en", audience="public"))) == first


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"code": "own-k7rm2x", "labels": {"en": "Meals"}}, "Choose the group"),
        ({"code": "own-k7rm2x", "labels": {"en": "Meals"}, "group": "group-nowhere"}, "Choose the group"),
        ({"code": "own-k7rm2x", "group": "group-daily"}, "in at least one language"),
        ({"code": "own-k7rm2x", "labels": {"en": "  "}, "group": "group-daily"}, "in at least one language"),
        ({"code": "own-k7rm2x", "labels": {"en": "HOUSING and homelessness"}, "group": "group-daily"}, "is there already"),
        ({"code": "mine", "labels": {"en": "Meals"}, "group": "group-daily"}, "begins with “own-”"),
        ({"vocabulary": "consent-value", "code": "given", "labels": {"en": "Perhaps"}}, "can be changed; the lists are"),
        ({"vocabulary": "nothing", "code": "given", "labels": {"en": "Perhaps"}}, "can be changed; the lists are"),
    ],
)
def test_what_would_make_words_unclear_is_refused_with_one_sentence(workspace: Workspace, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(WrongInput) as refused:
        term(workspace, **said)
    assert sentence in refused.value.sentence(EN)
    assert not workspace.records("term") and kinds().label("housing", EN) == "Housing and homelessness"


def test_a_word_keeps_its_group_and_a_used_one_cannot_be_deleted(workspace: Workspace) -> None:
    code = added(workspace)
    kept = workspace.records("term")[0]
    with pytest.raises(WrongInput, match="keeps its code"):
        workspace.save(kept.with_values({"group": "group-daily"}))
    needing(workspace, 1, code)
    with pytest.raises(WrongInput, match="in use"):
        workspace.save(kept.with_values({"archived": True}))
    assert kinds().group_of(code) == "group-family"


def test_the_last_word_of_a_list_stays(workspace: Workspace) -> None:
    listed = [each.code for each in vocabulary("beneficiaries").choices()]
    for each in listed[:-1]:
        term(workspace, vocabulary="beneficiaries", code=each, retired=True)
    with pytest.raises(WrongInput, match="last word"):
        term(workspace, vocabulary="beneficiaries", code=listed[-1], retired=True)


def test_two_laptops_that_said_different_things_of_one_word_lose_neither(workspace: Workspace) -> None:
    term(workspace, code="housing", labels={"en": "Roofs"}, place=5)
    term(workspace, code="housing", labels={"is": "Þak yfir höfuðið"}, place=9)
    assert (kinds().label("housing", EN), kinds().label("housing", IS)) == ("Roofs", "Þak yfir höfuðið")


def test_words_stand_in_journal_digest_and_canonical_export(workspace: Workspace) -> None:
    before = workspace.digest()
    added(workspace)
    assert workspace.digest() != before and workspace.check() == []
    assert any("School meals" in line for line in workspace.canonical_lines())
