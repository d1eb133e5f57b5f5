"""The association's own words at the command line: added as records, listed by `kinds`, used, filtered by, shown and retired."""

from __future__ import annotations

from typing import Any

MEALS = {"vocabulary": "need-category", "code": "own-k7rm2x", "labels": {"en": "School meals", "ar": "وجبات مدرسية"}, "group": "group-family"}


def category(terminal: Any, *more: str) -> dict[str, Any]:
    need = next(each for each in terminal("kinds", str(terminal.vault), "--passphrase-file", str(terminal.secret), *more).rows[0]["kinds"]
                if each["kind"] == "need")
    return next(each for each in need["fields"] if each["name"] == "category")  # type: ignore[no-any-return]


def test_an_own_kind_of_need_is_used_found_by_its_code_its_words_and_its_group_and_stays_when_it_is_retired(terminal: Any) -> None:
    term = terminal("add", "term", given=[MEALS])
    assert term.code == 0, term.err
    assert category(terminal)["own_words"] == {"own-k7rm2x": "School meals"} and "own-k7rm2x" in category(terminal)["codes"]
    assert "own-k7rm2x" in category(terminal)["groups"]["group-family"]
    assert category(terminal, "--lang", "ar")["own_words"] == {"own-k7rm2x": "وجبات مدرسية"}
    who = terminal.member()
    need = terminal("add", "need", given=[{"member": who, "category": "School meals"}]).out.strip()
    for where in ("category=own-k7rm2x", "category=school meals", "category=وجبات مدرسية", "category=group-family", "category=family"):
        assert [each["id"] for each in terminal("list", "need", "--where", where).rows] == [need], where
    assert terminal("list", "need", "--where", "category!=own-k7rm2x").rows == []
    assert terminal("show", need).rows[0]["labels"]["category"]["value"] == "School meals"
    assert terminal("change", given=[{"id": term.out.strip(), "retired": True}]).code == 0
    assert "own-k7rm2x" not in category(terminal)["codes"]
    assert [each["category"] for each in terminal("list", "need", "--where", "category=own-k7rm2x").rows] == ["own-k7rm2x"]
    assert terminal("check").code == 0


def test_words_of_a_vault_are_unknown_without_it(terminal: Any) -> None:
    assert terminal("add", "term", given=[MEALS]).code == 0
    assert "School meals" not in terminal("kinds").out and "own-k7rm2x" not in terminal("kinds").out


def test_what_would_make_words_unclear_is_refused_and_nothing_is_kept(terminal: Any) -> None:
    for wrong, sentence in (
        ({**MEALS, "group": "group-of-nobody"}, "Choose the group"),
        ({**MEALS, "labels": {"en": "Housing and homelessness"}}, "is there already"),
        ({**MEALS, "vocabulary": "urgency"}, "can be changed; the lists are"),
        ({**MEALS, "labels": {}}, "words by language"),
    ):
        said = terminal("add", "term", given=[wrong])
        assert said.code == 2 and sentence in said.err, said.err
    assert terminal("list", "term").rows == []


def test_a_filter_by_a_word_nobody_has_is_one_sentence(terminal: Any) -> None:
    said = terminal("list", "need", "--where", "category=own-nothing")
    assert said.code == 2 and "“own-nothing” is not a code" in said.err


def test_an_own_question_stands_among_the_fields_of_its_vault(terminal: Any) -> None:
    question = {"record_type": "need", "kind": "yes-no", "labels": {"en": "Since the winter?"}}
    asked = terminal("add", "question", given=[question]).out.strip()
    need = next(each for each in terminal("kinds", str(terminal.vault), "--passphrase-file", str(terminal.secret)).rows[0]["kinds"]
                if each["kind"] == "need")
    assert next(each for each in need["fields"] if each["name"] == asked)["label"] == "Since the winter?"
