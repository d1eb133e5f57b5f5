"""Every screen of the window in every state one can bring it to: the places, what opens in them, the doors. `TOUR` is walked by the audits."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from models.codebook import starter_id
from models.contribution import Contribution
from models.follow_up import FollowUp
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.passage import Passage
from models.question import Question
from models.quote import Quote
from models.referral import Referral
from models.story import Story
from models.translation import Translation
from storage.workspace import Workspace
from tests.people import member
from tests.ui.robots import Volunteer
from ui.pages.settings import SECTIONS
from ui.places import PLACES

TOLD = "We waited six months for the letter. My cousin Zenobia found us a room in Akureyri."
FORMS = {"people": ("add", "paper"), "words": ("need-category", "need-category/new")}
"""Forms of a section of the settings that come up by name."""


class Ids(NamedTuple):
    """What the tour opens."""

    member: str
    need: str
    story: str
    marked: str
    cleared: str
    checked: str


def fill(workspace: Workspace) -> Ids:
    """A vault in which every list has something: what is due, a referral, a coded story with quotes at every step, a question, a draft, the bin."""
    today = datetime.date.today()
    person, records = member("Salóme (sample)", uses=("keep", "statistics", "quote-anonymous", "contact"), preferred_language="en")
    other, others = member("فاطمة (sample)", preferred_language="ar")
    ids = Ids(person, *(new_id() for _each in range(5)))
    shelter = Partner(id=new_id(), code="SHELTER", name="Shelter (sample)", contact="000 0000", urgent=True)
    story = Story(id=ids.story, member=person, text=TOLD, language="en", told_on="2026-03-01", third_persons="Zenobia")
    binned = Need(id=new_id(), member=other, category="documents")
    late = (today - datetime.timedelta(days=3)).isoformat()
    workspace.save_all([
        shelter, *records, *others, story,
        Question(id=new_id(), record_type="member", kind="text", labels={"en": "Which club do you belong to?"}, sensitivity="ordinary"),
        Need(id=ids.need, member=person, category="housing", urgency="U2", due=late, opened="2026-03-01", asked="A flat for three"), binned,
        Need(id=new_id(), member=other, category="language", status="active", opened="2026-05-01", due=today.isoformat()),
        Referral(id=new_id(), member=person, need=ids.need, partner=shelter.id),
        FollowUp(id=new_id(), member=person, need=ids.need, due=late, contact="Shelter (sample) 000 0000"),
        Contribution(id=new_id(), member=person, type="interpreting", what="At the clinic", hours=Decimal(12), since="2026-04"),
        Passage(id=new_id(), story=story.id, theme=starter_id("home"), words="found us a room"),
        Translation(id=new_id(), story=story.id, language="is", text="Við biðum í hálft ár eftir bréfinu."),
        Quote(id=ids.marked, story=story.id, text="My cousin Zenobia found us a room in Akureyri.", language="en", state="marked"),
        Quote(id=ids.cleared, story=story.id, text="We waited six months", language="en", state="cleared"),
        Quote(id=ids.checked, story=story.id, text="We waited six months for the letter.", language="en", state="checked"),
        Quote(id=new_id(), story=story.id, text="We waited", language="en", state="approved"),
    ])
    workspace.save(workspace.get(binned.id).with_values({"archived": True}))
    workspace.drafts.keep(new_id(), {"intake": {}, "step": "story", "open": ""}, "story", person)
    return ids


class Guide:
    """Brings a volunteer from screen to screen of an open vault."""

    def __init__(self, anna: Volunteer, ids: Ids) -> None:
        self.anna, self.ids = anna, ids

    def at(self, place: str, argument: object = None) -> Any:
        self.anna.window.go(place, argument)
        self.anna.waits()
        return self.anna.page()

    def then(self, *acts: Callable[[], object]) -> None:
        for act in acts:
            act()
            self.anna.waits()

    # Stories

    def story(self, quote: str = "") -> Any:
        page = self.at("stories", {"story": self.ids.story, "quote": quote})
        page.to_reading()
        self.anna.waits(lambda: page.contents is not None)
        return page

    def quote(self, state: str) -> None:
        page = self.story()
        self.then(page.cards.cards[getattr(self.ids, state)].next_button.click)

    # A conversation

    def talk(self, step: str, *acts: Callable[[Any], object]) -> None:
        page = self.at("conversation")
        page.steps["consent"].all_said()
        page.steps["consent"].uses["keep"].answer.pick("given")
        page.show_step(step)
        self.anna.waits()
        self.then(*(lambda act=act: act(page) for act in acts))

    def stops(self) -> None:
        page = self.at("conversation")
        page.steps["consent"].uses["keep"].answer.pick("refused")
        self.anna.waits()

    # A member

    def person(self, *keys: str) -> Any:
        page = self.at("member", self.ids.member)
        self.then(page.to_overview, *(lambda key=key: self.anna.presses(key) for key in keys))
        return page

    def opens(self, attribute: str) -> None:
        page = self.person()
        self.then(getattr(page.overview, attribute).add.emit)


Bring = Callable[[Guide], object]


def _need(guide: Guide) -> Any:
    return guide.at("needs", {"need": guide.ids.need})


def _refer(guide: Guide) -> None:
    view = _need(guide).view
    guide.then(view.referrals.add_button.click)


def _translate(guide: Guide) -> None:
    page = guide.story()
    guide.then(lambda: page._wanted("translate", None))


def _finished(page: Any) -> None:
    page.steps["about"].rows["label"].editor.set_raw("Testa (sample)")
    page.save()


TOUR: dict[str, Bring] = {
    **{each.name: (lambda guide, name=each.name: guide.at(name, guide.ids.member if name == "member" else None)) for each in PLACES},
    **{f"settings: {each.name}": (lambda guide, name=each.name: guide.at("settings", name)) for each in SECTIONS},
    **{f"settings: {name}: {form}": (lambda guide, name=name, form=form: guide.at("settings", f"{name}: {form}"))
       for name, forms in FORMS.items() for form in forms},
    "people: nobody found": lambda guide: guide.at("people", "zzz"),
    "member: record": lambda guide: guide.person("Ctrl+E"),
    "member: consents": lambda guide: guide.person("F4"),
    "member: rights": lambda guide: guide.person("F7"),
    "member: history": lambda guide: guide.person("Ctrl+H"),
    "member: need": lambda guide: guide.opens("needs"),
    "member: gives": lambda guide: guide.opens("gives"),
    "member: story": lambda guide: guide.person().open_record("story", guide.ids.story),
    "needs: table": lambda guide: guide.at("needs").browse.choose_view("table"),
    "needs: board": lambda guide: guide.at("needs").browse.choose_view("board"),
    "needs: one": _need,
    "needs: referring": _refer,
    "needs: fields": lambda guide: guide.then(_need(guide).edit),
    "needs: nothing found": lambda guide: guide.at("needs").browse.filters.box.setText("zzz"),
    "stories: one": lambda guide: guide.story(),
    "stories: translating": _translate,
    "stories: clearing": lambda guide: guide.quote("marked"),
    "stories: checking": lambda guide: guide.quote("cleared"),
    "stories: asking": lambda guide: guide.quote("checked"),
    "stories: theme": lambda guide: guide.story().new_theme(),
    "questions: form": lambda guide: guide.at("questions").new(),
    "conversation: stopped": lambda guide: guide.stops(),
    "conversation: about": lambda guide: guide.talk("about"),
    "conversation: about, all": lambda guide: guide.talk("about", lambda page: page.steps["about"].more.click()),
    "conversation: story": lambda guide: guide.talk("story"),
    "conversation: needs": lambda guide: guide.talk("needs"),
    "conversation: gives": lambda guide: guide.talk("gives"),
    "conversation: review": lambda guide: guide.talk("review"),
    "conversation: problems": lambda guide: guide.talk("review", lambda page: page.save()),
    "conversation: finished": lambda guide: guide.talk("about", _finished),
    "conversation: turned": lambda guide: guide.talk("story", lambda page: page.turn_screen()),
    "danger": lambda guide: guide.anna.window.danger(),
    "handbook": lambda guide: guide.anna.window.help(),
    "protection": lambda guide: guide.anna.window.leaf("protection"),
    "lost": lambda guide: guide.anna.window.leaf("lost"),
}
"""By name. Each begins at home, with nothing standing before the page."""


def back_home(guide: Guide) -> None:
    """Whatever is open is left: forms thrown away, the screen turned back, leaves closed."""
    page = guide.anna.page()
    if page is not None and guide.anna.window.here == "conversation" and page.intake is not None:  # type: ignore[attr-defined]
        page._turn_back()  # type: ignore[attr-defined]
        page.throw_away()  # type: ignore[attr-defined]
    if page is not None and guide.anna.window.here in ("member", "questions", "stories", "needs"):
        getattr(page, "to_overview", getattr(page, "to_list", lambda: None))()
        if hasattr(page, "drop_work"):
            page.drop_work()
        if hasattr(page, "browse"):
            page.browse.filters.box.clear()
            page.forms.form.close_record()
    guide.at("home")
