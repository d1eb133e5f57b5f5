"""The contract of the command line: shapes, exit codes, one sentence for every trouble, and nothing changed by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from locales import strip_iso
from tests.commands.conftest import Terminal


def test_what_is_added_is_listed_shown_and_found(terminal: Terminal) -> None:
    who = terminal.member("Þórunn (sample)", birth_year=1990, preferred_language="pl", nationality="PL", contact="phone 000 7391")
    story = terminal("add", "story", given=[{"member": who, "text": "Ég vann í frystihúsi.", "language": "is"}]).out.strip()
    room = {"member": who, "category": "N-HOU", "asked": "a warm room", "urgency": "U2", "opened": "2026-02"}
    need = terminal("add", "need", given=[room]).out.strip()
    gift = terminal("add", "contribution", given=[{"member": who, "type": "volunteering", "hours": 2.5}]).out.strip()
    rows = terminal("list", "need", "--where", "category=housing", "--where", "member.nationality=PL", "--where", "opened>=2026-01-01").rows
    assert [(row["id"], row["category"], row["status"], row["opened"]) for row in rows] == [(need, "housing", "new", "2026-02")]
    assert terminal("list", "contribution").rows[0]["hours"] == 2.5 and gift
    shown = terminal("show", who).rows[0]
    assert shown["labels"]["nationality"]["value"] == "Poland"
    assert [(each["use"], each["value"], each["word"]) for each in shown["consents"]] == [("keep", "given", "Yes"), ("statistics", "given", "Yes")]
    assert shown["history"][0]["change"] == "create" and shown["standing"]["statistics"] == "given"
    assert [hit["id"] for hit in terminal("search", "thorunn").rows] == [who]
    assert [hit["id"] for hit in terminal("search", "frystihus").rows] == [story]
    assert terminal("check").code == 0


@pytest.mark.parametrize(("language", "words", "complaint"), [
    ("is", ["--frob"], "Skipunin er ekki rétt: þetta er óþekkt: --frob."),
    ("is", ["--limit"], "Skipunin er ekki rétt: --limit: hér þarf eitt gildi."),
    ("ar", ["--frob"], "ما يلي غير معروف: --frob"), ("en", ["--frob"], "The command isn't right: unrecognized arguments: --frob."),
])
def test_python_complains_of_a_command_in_the_same_language(terminal: Terminal, language: str, words: list[str], complaint: str) -> None:
    said = terminal("search", "--lang", language, "fish", *words)
    assert said.code == 2
    assert complaint in strip_iso(said.err)


def test_labels_come_in_the_language_that_is_asked_for(terminal: Terminal) -> None:
    who = terminal.member(nationality="PL")
    assert terminal("show", who, "--lang", "ar").rows[0]["labels"]["nationality"]["value"] == "بولندا"


def test_a_search_without_a_hit_is_no_fault(terminal: Terminal) -> None:
    said = terminal("search", "nobody")
    assert (said.code, said.out) == (0, "")


def test_change_sets_clears_and_declines(terminal: Terminal) -> None:
    who = terminal.member(region="capital", gender="woman")
    said = terminal("change", given=[{"id": who, "region": None, "gender": {"declined": True}, "household": "alone"}])
    assert (said.code, said.out.strip()) == (0, who)
    row = terminal("list", "member").rows[0]
    assert (row["region"], row["gender"], row["household"]) == (None, {"declined": True}, "alone")


def test_approving_a_quote_records_every_step(terminal: Terminal) -> None:
    who = terminal.member()
    story = terminal("add", "story", given=[{"member": who, "text": "I sing."}]).out.strip()
    quote = terminal("add", "quote", given=[{"story": story, "text": "I sing.", "language": "en", "state": "marked"}]).out.strip()
    assert terminal("change", given=[{"id": quote, "state": "approved"}]).code == 0
    steps = [each["values"]["state"] for each in terminal("show", quote).rows[0]["history"] if "state" in each["values"]]
    assert steps == ["marked", "cleared", "checked", "approved"]
    approved = terminal("add", "quote", given=[{"story": story, "text": "I sing.", "language": "en", "state": "approved"}]).out.strip()
    assert [each["values"]["state"] for each in terminal("show", approved).rows[0]["history"]] == steps


def test_an_own_question_is_asked_answered_found_and_shown(terminal: Terminal) -> None:
    question = terminal("add", "question", given=[{
        "record_type": "member", "kind": "code", "sensitivity": "ordinary",
        "labels": {"en": "Do you have a bank account?", "ar": "هل لديك حساب مصرفي؟"},
        "options": {"yes": {"en": "Yes, one", "ar": "نعم"}, "no": {"en": "Not yet"}},
    }]).out.strip()
    who, other = terminal.member(answers={question: "yes"}), terminal.member("Leo (sample)")
    assert terminal("change", given=[{"id": other, "answers": {question: "no"}}]).code == 0
    assert [row["id"] for row in terminal("list", "member", "--where", f"{question}=yes").rows] == [who]
    assert terminal("show", who).rows[0]["labels"][question] == {"label": "Do you have a bank account?", "value": "Yes, one"}
    assert terminal("change", given=[{"id": who, "answers": {question: "perhaps"}}]).code == 2
    assert terminal("check").code == 0


@pytest.mark.parametrize(("verb", "words", "given"), [
    ("add", ["member"], '{"label": "A"}'), ("add", ["member"], '{"label": "A", "consents": []}'),
    ("add", ["member"], '{"label": "A", "consents": [{"use": "statistics", "value": "given"}]}'),
    ("add", ["member"], '{"label": "A", "consents": [{"use": "everything", "value": "given"}, {"use": "keep"}]}'),
    ("add", ["member"], '{"consents": [{"use": "keep", "value": "given", "date": "2026-01-05"}]}'),
    ("add", ["member"], '{"label": "A", "consents": "keep"}'), ("add", ["castle"], "{}"), ("add", ["snapshot"], '{"date": "2026-01-01"}'),
    ("add", ["association"], '{"name": "Another"}'),
    ("add", ["need"], "not json"), ("add", ["need"], "[1]"), ("add", ["need"], '{"a": NaN}'),
    ("add", ["need"], "[" * 50_000), ("add", ["need"], b"\xff\xfe{}"),
    ("add", ["need"], '{"category": "housing"}'), ("add", ["need"], '{"member": "nobody", "category": "housing"}'),
    ("add", ["partner"], '{"code": "x", "languages": ["klingon"]}'), ("add", ["partner"], '{"code": "x", "colour": "blue"}'),
    ("add", ["partner"], '{"code": "good"}\n{"code": 7}'), ("add", ["partner"], '{"id": "mine", "code": "x"}'),
    ("change", [], '{"id": "nobody", "label": "A"}'), ("change", [], '{"label": "A"}'), ("show", ["nobody"], ""), ("list", ["castle"], ""),
    ("list", ["member", "--where", "colour=blue"], ""), ("list", ["member", "--where", "region"], ""),
    ("list", ["need", "--where", "opened>=2026-02-30"], ""),
    ("consent", ["nobody", "statistics", "withdraw"], ""), ("consent", ["WHO", "share:", "grant"], ""), ("consent", ["WHO", "dance", "grant"], ""),
    ("consent", ["WHO", "statistics", "grant", "--on", "2026-02-30"], ""), ("consent", ["WHO", "statistics", "perhaps"], ""),
    ("consent", ["WHO", "statistics", "grant", "--language", "klingon"], ""), ("erase", ["nobody"], ""), ("list", ["member", "--lang", "tlh"], ""),
    ("search", ["x", "--limit", "many"], ""), ("report", ["novel", "out.pdf"], ""), ("report", ["brief", "out.pdf", "--lang", "tlh"], ""),
    ("figures", ["--where", "colour=blue"], ""), ("figures", ["--from", "soon"], ""), ("export", ["out.jsonl"], ""), ("dance", [], ""),
])
def test_a_wrong_request_is_one_sentence_exit_2_and_nothing_changed(terminal: Terminal, verb: str, words: list[str], given: str | bytes) -> None:
    who = terminal.member("Zqx (sample)")
    before = terminal("digest").out
    said = terminal(verb, *[who if word == "WHO" else word for word in words], given=given)
    assert (said.code, said.out) == (2, ""), said
    assert len(said.err.strip().splitlines()) == 1 and "Traceback" not in said.err and "Zqx" not in said.err
    assert terminal("digest").out == before and terminal("check").code == 0


def test_one_wrong_line_keeps_none_of_the_others(terminal: Terminal) -> None:
    lines = [{"code": "one"}, {"code": "two"}, {"code": "three", "languages": ["xx-none"]}]
    said = terminal("add", "partner", given=lines)
    assert said.code == 2 and "Line 3" in said.err and terminal("list", "partner").rows == []


@pytest.mark.parametrize("label", ["\u0301\u0308", "\u202eevil", "a\u0000b", "🧕🏽", "ﷺ", "x" * 1999, "‏‏", "A\u2066B"])
def test_any_name_is_kept_as_it_was_given_but_for_what_is_unseen(terminal: Terminal, label: str) -> None:
    who = terminal.member(label)
    assert terminal("list", "member").rows[0]["label"] == label.translate(dict.fromkeys((0, 0x202E, 0x2066))) and terminal("search", "x").code == 0
    assert terminal("show", who).code == 0 and terminal("check").code == 0


def test_a_story_of_a_megabyte_is_kept_whole(terminal: Terminal) -> None:
    who = terminal.member()
    text = "orð um vetur " * 80_000
    assert terminal("add", "story", given=[{"member": who, "text": text}]).code == 0
    assert terminal("list", "story").rows[0]["text"] == text and len(terminal("search", "vetur").rows) == 1 and terminal("check").code == 0


def test_taking_a_consent_back_is_in_force_at_once(terminal: Terminal) -> None:
    who = terminal.member()
    assert terminal("consent", who, "statistics", "withdraw").code == 0
    assert terminal("show", who).rows[0]["standing"]["statistics"] == "withdrawn"
    assert terminal("consent", who, "statistics", "grant", "--on", "2026-01-01").code == 0
    assert terminal("show", who).rows[0]["standing"]["statistics"] == "given"
    assert terminal("consent", who, "keep", "withdraw").code == 0
    assert terminal("list", "member").rows == [] and terminal("show", who).code == 2
    assert terminal("check").code == 0


def test_erasing_leaves_no_word(terminal: Terminal, tmp_path: Path) -> None:
    who = terminal.member("Quetzalcoatlus (sample)")
    assert terminal("erase", who).code == 0 and terminal("erase", who).code == 2 and terminal("show", who).code == 2
    assert terminal("export", str(tmp_path / "state.jsonl"), "--canonical").code == 0
    lines = [json.loads(line) for line in (tmp_path / "state.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines if line["type"] == "erased"] == [who]
    assert "Quetzal" not in (tmp_path / "state.jsonl").read_text("utf-8")


def test_the_canonical_state_is_what_the_digest_sums(terminal: Terminal, tmp_path: Path) -> None:
    import hashlib

    terminal.member()
    terminal("export", str(tmp_path / "state.jsonl"), "--canonical")
    assert hashlib.sha256((tmp_path / "state.jsonl").read_bytes()).hexdigest() == terminal("digest").out.strip()


def test_secrets(terminal: Terminal, tmp_path: Path) -> None:
    wrong, missing = tmp_path / "wrong", tmp_path / "missing"
    wrong.write_text("ladder dial gorilla \n", "utf-8")
    assert [terminal("check", secret=each).code for each in (wrong, missing)] == [3, 2]
    assert terminal("check", vault=tmp_path / "nothing").code == 2 and not (tmp_path / "nothing").exists()
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "vault.json").write_text("{}", "utf-8")
    assert terminal("check", vault=foreign).code == 4


def test_create_never_touches_what_is_there(terminal: Terminal) -> None:
    before = {each.name: each.read_bytes() for each in terminal.vault.iterdir() if each.is_file()}
    assert terminal("create").code == 2
    assert {each.name: each.read_bytes() for each in terminal.vault.iterdir() if each.is_file()} == before


def test_the_recovery_words_open_the_vault(tmp_path: Path, terminal: Terminal) -> None:
    said = terminal("create", "--kdf", "test", vault=tmp_path / "second")
    words = " ".join(line.strip() for line in said.err.splitlines()[1:])
    paper = tmp_path / "paper"
    paper.write_text(words + "\n", "utf-8")
    assert terminal("digest", "--recovery-key-file", str(paper), vault=tmp_path / "second").code == 0
    paper.write_text(" ".join(reversed(words.split())), "utf-8")
    assert terminal("digest", "--recovery-key-file", str(paper), vault=tmp_path / "second").code == 3


def test_kinds_name_every_field_and_code(terminal: Terminal) -> None:
    kinds = {each["kind"]: each for each in terminal("kinds").rows[0]["kinds"]}
    assert set(kinds) >= {
        "member", "story", "quote", "need", "contribution", "partner", "question", "consent", "conversation", "association", "volunteer"
    }
    need = {each["name"]: each for each in kinds["need"]["fields"]}
    assert "housing" in need["category"]["codes"] and "housing" in need["category"]["groups"]["group-housing"]


def test_a_fault_in_the_program_says_where_and_nothing_personal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.workspace import Workspace

    def fail(self: Workspace, *_: object) -> None:
        raise ValueError("Þórunn Jónsdóttir")

    monkeypatch.setattr(Workspace, "digest", fail)
    said = terminal("digest")
    assert said.code == 1 and "ValueError" in said.err and "Þórunn" not in said.err and len(said.err.splitlines()) == 1
