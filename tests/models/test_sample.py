"""Sample people: the same for the same seed, complete, valid and true in themselves."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import islice
from uuid import UUID

import pytest

from models.consent import ASKED_AT_INTAKE, CLOSING, FREE, GIVEN, KEEP, QUOTE, QUOTE_NAMED, limits_of, permits, standing, state
from models.fields import DECLINED, Kind
from models.member import CODE_LETTERS
from models.passage import is_in_place
from models.question import as_field
from models.record import Record, fields_of
from models.referral import check_sending
from models.registry import BY_TYPE
from models.sample import Person, association, partners, people, questions, volunteers
from models.sample.lives import lives
from models.sample.texts import COMPLETE, languages, paragraph, spoken
from models.values import options_of, parse, to_json
from models.vocabulary import region_of, vocabulary

TODAY = datetime.date(2026, 11, 24)
SCRIPTS = {"ar": "ARABIC", "fa": "ARABIC", "uk": "CYRILLIC"}
AWAY = {"pre-arrival", "reintegration"}
MOST_AGE = {"0-4": 4, "5-11": 11, "12-17": 17, "18-24": 24, "25-29": 29, "30-39": 39, "40-49": 49, "50-59": 59, "60-66": 66, "67+": 120}


@pytest.fixture(scope="module")
def sample() -> tuple[Person, ...]:
    return tuple(people(400, 7, TODAY))


def records(person: Person) -> Iterable[Record]:
    yield from person.records()


def pointers(found: Iterable[Record], name: str) -> set[object]:
    return {getattr(each, name) for each in found}


def given(values: Iterable[object]) -> list[str]:
    """The answers that were given, without the declined ones and those not asked."""
    return [value for value in values if isinstance(value, str)]


def test_the_same_seed_and_day_make_the_same_people() -> None:
    first, again = list(people(45, 3, TODAY)), list(people(45, 3, TODAY))
    assert first == again
    assert list(islice(people(200, 3, TODAY), 45)) == first
    assert (association(3), volunteers(3), partners(3), questions(3)) == (association(3), volunteers(3), partners(3), questions(3))


def test_another_seed_makes_other_people() -> None:
    ids = {person.member.id for person in people(40, 1, TODAY)}
    assert ids.isdisjoint({person.member.id for person in people(40, 2, TODAY)})
    assert association(1).id != association(2).id


def test_nobody_is_made_when_nobody_is_asked_for() -> None:
    assert list(people(0, 1, TODAY)) == []


def test_averages_are_as_promised(sample: tuple[Person, ...]) -> None:
    assert 2.3 <= sum(len(person.stories) for person in sample) / len(sample) <= 2.7
    assert 2.75 <= sum(len(person.needs) for person in sample) / len(sample) <= 3.25
    assert 1.8 <= sum(len(person.contributions) for person in sample) / len(sample) <= 2.2


def test_ids_are_random_uuids_and_never_repeat(sample: tuple[Person, ...]) -> None:
    ids = [each.id for person in sample for each in records(person)]
    ids += [association(7).id, *(each.id for made in (volunteers(7), partners(7), questions(7)) for each in made)]
    assert len(set(ids)) == len(ids)
    assert all(UUID(each).version == 4 and str(UUID(each)) == each for each in ids)


def test_records_point_to_records_that_exist(sample: tuple[Person, ...]) -> None:
    team = {each.id for each in volunteers(7)}
    for person in sample:
        sittings, stories = {each.id for each in person.conversations}, {each.id for each in person.stories}
        told = (*person.stories, *person.needs, *person.contributions)
        assert pointers((*person.conversations, *person.consents, *told), "member") == {person.member.id}
        assert pointers(told, "conversation") <= sittings
        assert pointers(person.consents, "conversation") <= sittings | {None}
        assert pointers((*person.quotes, *person.translations, *person.passages), "story") <= stories
        assert pointers(person.conversations, "volunteer") <= team
        assert pointers(person.consents, "recorded_by") <= team


def test_a_partner_is_told_only_what_the_person_agreed_to_on_the_day(sample: tuple[Person, ...]) -> None:
    by_id, states = {each.id: each for each in partners(7)}, Counter[str]()
    for person in sample:
        needs = {each.id: each for each in person.needs}
        for each in person.referrals:
            states[each.state or ""] += 1
            assert each.need in needs and each.member == person.member.id
            if each.state != "draft":
                assert check_sending(None, each, needs[each.need], by_id[each.partner or ""], person.consents, limits_of(person.member), TODAY)
        for follow in person.follow_ups:
            assert needs[follow.need or ""].status in ("active", "waiting")
            assert follow.referral is None or follow.referral in {each.id for each in person.referrals}
    assert {"draft", "sent", "accepted", "done"} <= set(states) and sum(len(each.follow_ups) for each in sample) > 50


def test_every_answer_is_one_its_field_takes(sample: tuple[Person, ...]) -> None:
    for person in sample:
        for record in records(person):
            for field in fields_of(type(record)):
                value = getattr(record, field.name)
                assert parse(field, to_json(field, value)) == value, (record.TYPE, field.name)
                if field.required:
                    assert value not in (None, DECLINED), (record.TYPE, field.name)


def test_what_is_around_them_is_valid_too() -> None:
    for record in (association(7), *volunteers(7), *partners(7), *questions(7)):
        assert BY_TYPE[record.TYPE] is type(record)
        for field in fields_of(type(record)):
            value = getattr(record, field.name)
            assert parse(field, to_json(field, value)) == value, (record.TYPE, field.name)
    assert len({each.code for each in partners(7)}) == len(partners(7))
    assert {language for each in questions(7) for language in each.labels or {}} == {"en", "ar", "is"}


def test_answers_to_own_questions_fit_the_questions(sample: tuple[Person, ...]) -> None:
    fields = {question.id: as_field(question) for question in questions(7)}
    answered = Counter(question for person in sample for question in person.member.answers)
    assert set(answered) == set(fields)
    assert all(0 < times < len(sample) for times in answered.values())
    for person in sample:
        for question, value in person.member.answers.items():
            assert parse(fields[question], to_json(fields[question], value)) == value
    heard = next(field for field in fields.values() if field.kind is Kind.CODE)
    chosen = {value for person in sample if isinstance(value := person.member.answers.get(heard.name), str)}
    codes = options_of(heard)
    assert codes is not None and chosen == {each.code for each in codes.codes}


def test_two_hundred_people_show_every_case() -> None:
    found = list(people(200, 11, TODAY))
    events = [(person, use, how) for person in found for use, how in standing(person.consents, TODAY).items()]
    needs = [need for person in found for need in person.needs]
    assert {person.member.stage for person in found} == {each.code for each in vocabulary("stage").choices()}
    assert {need.status for need in needs} == {each.code for each in vocabulary("need-status").choices()}
    assert set(given(need.urgency for need in needs)) == {each.code for each in vocabulary("urgency").choices()}
    assert {how for _person, _use, how in events} == {each.code for each in vocabulary("consent-value").choices()}
    assert {quote.state for person in found for quote in person.quotes} == {each.code for each in vocabulary("quote-state").choices()}
    assert {person.member.preferred_language for person in found} == {"en", "ar", "pl", "es", "lt", "uk", "is", "fa"}
    assert {story.language for person in found for story in person.stories} >= {"en", "ar", "pl", "uk", "fa", "is"}
    assert {person.member.region for person in found} >= {each.code for each in vocabulary("region").choices()} - {"northwest"}
    assert set(given(person.member.gender for person in found)) == {"woman", "man", "other"}


def test_consents_stand_in_realistic_shares(sample: tuple[Person, ...]) -> None:
    def share(use: str) -> float:
        return sum(permits(person.consents, use, TODAY, FREE) for person in sample) / len(sample)

    assert share(KEEP) == 1
    assert 0.78 <= share("statistics") <= 0.94
    assert 0.60 <= share(QUOTE) <= 0.82
    assert 0.5 <= share("contact") <= 0.8
    for use in ("quote-named", "publish", "media"):
        assert 0 < share(use) < 0.2, use
    shared = {event.use for person in sample for event in person.consents if (event.use or "").startswith("share:")}
    assert shared == {f"share:{partner.code}" for partner in partners(7)}


def test_every_use_has_been_refused_withdrawn_expired_and_never_asked_by_somebody(sample: tuple[Person, ...]) -> None:
    for use in set(ASKED_AT_INTAKE) - {KEEP}:
        assert {state(person.consents, use, TODAY) for person in sample} == {"given", "refused", "withdrawn", "expired", "not-asked"}, use


def test_a_grant_after_a_withdrawal_has_seen_it(sample: tuple[Person, ...]) -> None:
    again = 0
    for person in sample:
        for use in {event.use for event in person.consents}:
            events = [event for event in person.consents if event.use == use]
            closed = [event.id for event in events if event.value in CLOSING]
            after = [event for place, event in enumerate(events) if event.value == GIVEN and place and closed]
            assert all(event.seen == tuple(closed) for event in after)
            again += len(after)
    assert again


def test_declined_and_not_asked_are_different_and_both_there(sample: tuple[Person, ...]) -> None:
    for name in ("gender", "origin", "arrived", "household", "employment", "birth_year"):
        values = [getattr(person.member, name) for person in sample]
        assert DECLINED in values and None in values, name
        assert sum(value in (DECLINED, None) for value in values) < len(values) * 0.6, name


def test_every_label_says_in_its_language_that_it_is_invented(sample: tuple[Person, ...]) -> None:
    for person in sample:
        label, language = person.member.label or "", str(person.member.preferred_language)
        assert label.endswith(spoken(language)["mark"]), label
    assert len({spoken(language)["mark"] for language in languages()}) == len(languages())
    assert "fictional" in (association(7).name or "")
    assert all("(sample)" in str(name) for name in pointers((*volunteers(7), *partners(7)), "name"))


def test_no_telephone_can_be_called_and_codes_are_easy_to_read(sample: tuple[Person, ...]) -> None:
    contacts = given(person.member.contact for person in sample)
    assert contacts and all(re.search(r" 000 \d{4}$", each) for each in contacts)
    codes = [person.member.code or "" for person in sample]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(f"[{CODE_LETTERS}]{{4}}", code) for code in codes)


def test_nobody_came_before_birth_or_after_telling(sample: tuple[Person, ...]) -> None:
    for person in sample:
        member, first = person.member, person.conversations[0].date or ""
        if isinstance(member.arrived, str):
            assert member.arrived <= first
            if isinstance(member.birth_year, int):
                assert int(member.arrived[:4]) >= member.birth_year
        assert all("2024-01-01" <= (sitting.date or "") < TODAY.isoformat() for sitting in person.conversations)
        assert [each.date for each in person.conversations] == sorted(each.date or "" for each in person.conversations)


def test_age_fits_birth_and_work(sample: tuple[Person, ...]) -> None:
    for person in sample:
        member = person.member
        if isinstance(member.birth_year, int) and isinstance(member.age_band, str):
            assert TODAY.year - member.birth_year <= MOST_AGE[member.age_band]
        if member.age_band == "12-17":
            assert member.employment in ("studying", DECLINED, None)
            assert all(event.given_by == "guardian" and event.assent for event in person.consents)
        if isinstance(member.birth_year, int) and TODAY.year - member.birth_year < 16:
            assert member.occupation_now is None and member.occupation_before is None
        if member.age_band == "67+":
            assert member.employment in ("retired", DECLINED, None)


def test_only_people_in_work_have_an_occupation_now_or_give_paid_work(sample: tuple[Person, ...]) -> None:
    for person in sample:
        if person.member.employment in ("not-allowed", "unemployed", "studying", "caring", "retired", "unable"):
            assert person.member.occupation_now is None and person.member.sector is None
            assert not {each.type for each in person.contributions} & {"work", "business", "skill"}
        if person.member.residence_basis == "IS-APP":
            assert person.member.employment in ("not-allowed", DECLINED, None)


def test_basis_of_residence_fits_origin_and_time(sample: tuple[Person, ...]) -> None:
    for person in sample:
        member = person.member
        if member.residence_basis == "IS-EEA":
            assert member.origin in ("PL", "LT", "LV", "RO", "ES", DECLINED, None)
        if member.residence_basis == "IS-COL":
            assert member.origin in ("UA", DECLINED, None)
            assert not isinstance(member.arrived, str) or member.arrived >= "2022"
        if member.stage == "long-term" and isinstance(member.arrived, str):
            assert TODAY.year - int(member.arrived[:4]) >= 5
        if isinstance(member.municipality, str) and isinstance(member.region, str):
            assert region_of(member.municipality) == member.region


def test_return_and_arrival_stages_belong_to_their_lives(sample: tuple[Person, ...]) -> None:
    for person in sample:
        needs = {need.category for need in person.needs}
        if "return-advice" in needs:
            assert person.member.stage in ("return-preparation", "reintegration")
        if person.member.stage in AWAY:
            assert person.member.region is None and person.member.residence_basis is None
            assert person.member.municipality is None
        if person.member.stage == "pre-arrival":
            assert person.member.arrived is None
        if person.member.stage in ("reception", "protection-decision"):
            assert person.member.residence_basis in ("IS-APP", DECLINED, None)
    returning = [person for person in sample if person.member.stage in ("return-preparation", "reintegration")]
    assert any(need.category == "return-advice" for person in returning for need in person.needs)


def test_needs_run_forward_in_time(sample: tuple[Person, ...]) -> None:
    for person in sample:
        assert len({need.category for need in person.needs}) == len(person.needs) >= 1
        sittings = {each.id: each.date for each in person.conversations}
        for need in person.needs:
            assert need.opened == sittings[need.conversation or ""]
            assert (need.closed is None) == (need.status in ("new", "active", "waiting"))
            assert (need.closed is None) == (need.closed_why is None)
            assert need.closed is None or (need.opened or "") < need.closed <= TODAY.isoformat()
            assert need.due is None or (need.due > (need.opened or "") and need.urgency != "U4")
            assert need.member_view is None or need.closed is not None


def test_contributions_have_words_and_plausible_hours(sample: tuple[Person, ...]) -> None:
    for person in sample:
        whats = given(each.what for each in person.contributions)
        assert len(set(whats)) == len(whats)
        for each in person.contributions:
            assert each.hours is None or each.hours is DECLINED or 1 <= each.hours <= 220
            assert not isinstance(each.since, str) or each.since <= (person.conversations[0].date or "")
            assert each.until is None or str(each.until) <= TODAY.isoformat()


def test_stories_are_told_in_the_script_of_their_language(sample: tuple[Person, ...]) -> None:
    for person in sample:
        for story in person.stories:
            letters = Counter(unicodedata.name(letter, "").split()[0] for letter in story.text or "" if letter.isalpha())
            assert letters.most_common(1)[0][0] == SCRIPTS.get(story.language or "", "LATIN"), story.language
            assert story.language in (person.member.preferred_language, "en")
            assert not set("<>{}|[]") & set(story.text or "")


def test_members_do_not_read_as_copies(sample: tuple[Person, ...]) -> None:
    stories = [story.text for person in sample for story in person.stories]
    assert len(set(stories)) > 0.9 * len(stories)
    for person in sample:
        parts = [part for story in person.stories for part in (story.text or "").split("\n\n")]
        assert len(set(parts)) == len(parts)


def test_quotes_are_cleared_copies_of_the_story(sample: tuple[Person, ...]) -> None:
    quotes = [(story, quote) for person in sample for story in person.stories for quote in person.quotes if quote.story == story.id]
    assert len(quotes) > len(sample) / 2
    for story, quote in quotes:
        assert quote.language == story.language
        for kept in re.split(r"\[[^\]]*\]", quote.text or ""):
            assert kept in (story.text or "")
        for name in str(story.third_persons or "").split(", "):
            assert not name or name not in (quote.text or "")
        assert (quote.translation is None) == (quote.translation_language is None)
        assert quote.translation_language != quote.language


def test_passages_stand_where_they_say_and_translations_are_whole(sample: tuple[Person, ...]) -> None:
    passages = [(story, each) for person in sample for story in person.stories for each in person.passages if each.story == story.id]
    assert len(passages) > len(sample)
    assert all(is_in_place(each, story.text or "") for story, each in passages)
    for person in sample:
        for story in person.stories:
            for each in person.translations:
                if each.story == story.id:
                    assert each.language != story.language
                    assert (each.text or "").count("\n\n") == (story.text or "").count("\n\n")
    assert any(each.third_person for _story, each in passages) and any(each.memo for _story, each in passages)


def test_words_go_on_paper_only_where_the_member_agreed(sample: tuple[Person, ...]) -> None:
    for person in sample:
        for quote in person.quotes:
            if not permits(person.consents, QUOTE, TODAY, FREE):
                assert quote.state == "marked"
            if quote.name is not None:
                assert permits(person.consents, QUOTE_NAMED, TODAY, FREE)
    states = Counter(quote.state for person in sample for quote in person.quotes)
    assert states["approved"] > sum(states.values()) / 2


def test_every_life_can_be_told_in_the_languages_of_the_window() -> None:
    for life in set(lives()):
        shapes = []
        for language in COMPLETE:
            found = spoken(language)["lives"][life.name]
            shapes.append((len(found["opening"]), len(found["middle"]), len(found["closing"]), sorted(found["asked"])))
            assert set(life.common) <= set(spoken(language)["common"])
            assert set(life.needs) <= set(spoken(language)["asked"])
            assert {each.key for each in life.contributions} <= set(spoken(language)["contributions"])
        assert shapes[0] == shapes[1], life.name


@pytest.mark.parametrize("language", languages())
def test_a_file_of_words_is_whole(language: str) -> None:
    words = spoken(language)
    names = {life.name for life in lives()}
    assert set(words.get("lives", {})) <= names
    assert set(words.get("asked", {})) <= {each.code for each in vocabulary("need-category").choices()}
    assert all(len(each) == 3 for each in words.get("contributions", {}).values())
    assert "{number}" in words["phone"]
    for name, life in words.get("lives", {}).items():
        assert set(life.get("asked", {})) <= set(next(each for each in lives() if each.name == name).needs)
        for marked in life.get("middle", ()):
            made = paragraph(marked)
            assert marked.count("<<") == marked.count(">>") == 1 and made.quote
            assert not set("<>{}|") & set(made.words + made.quote)
        assert len(life.get("middle", (1,) * 4)) == 4


def test_a_paragraph_loses_its_marks_and_its_quote_loses_the_names() -> None:
    made = paragraph("At noon. <<I asked {Anna|[a friend]}, and she knew.>> So we went.")
    assert made.words == "At noon. I asked Anna, and she knew. So we went."
    assert made.quote == "I asked [a friend], and she knew."
    assert made.persons == ("Anna",)
