"""A vault with four plainly fictional people for the tests of the pages, and a session that has it open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from models.consent import Consent
from models.contribution import Contribution
from models.conversation import Conversation
from models.member import Member
from models.need import Need
from models.operation import new_id
from models.partner import Partner
from models.quote import Quote
from models.record import Record
from models.story import Story
from storage.workspace import Workspace
from ui.events import events
from ui.pages.member import MemberPage
from ui.session import Session

SAMIRA, TOMASZ, THORUNN, FATIMA = "Samira Testdóttir", "Tomasz Próbny", "Þórunn Æfing", "فاطمة التجربة"
ARABIC = "انتظرت ستة أشهر من أجل رقم الهوية (kennitala). لم أستطع فتح حساب في البنك."


def grants(member: str, *uses: str) -> list[Record]:
    """Consents given on one day."""
    return [Consent(id=new_id(), member=member, use=use, value="given", date="2026-03-01", how="spoken") for use in uses]


def fill(workspace: Workspace) -> dict[str, str]:
    """Write the people down; gives their ids by name, and those of a story, quotes and needs."""
    ids = {name: new_id() for name in (SAMIRA, TOMASZ, THORUNN, FATIMA, "talk", "story", "quote", "marked", "housing", "course", "closed", "gift")}
    samira = ids[SAMIRA]
    records: list[Record] = [
        Partner(id=new_id(), code="RAUDI", name="Rauði prófkrossinn", urgent=True),
        Member(id=samira, label=SAMIRA, preferred_language="ar", region="capital", contact="+354 555 0142", arrived="2024-05"),
        *grants(samira, "keep", "statistics", "quote-anonymous"),
        Member(id=ids[TOMASZ], label=TOMASZ, preferred_language="pl", region="south"), *grants(ids[TOMASZ], "keep"),
        Member(id=ids[THORUNN], label=THORUNN, preferred_language="is", region="northeast"), *grants(ids[THORUNN], "keep", "statistics"),
        Member(id=ids[FATIMA], label=FATIMA, preferred_language="ar", region="capital"), *grants(ids[FATIMA], "keep"),
        Conversation(id=ids["talk"], member=samira, date="2026-03-01", language="ar"),
        Story(id=ids["story"], member=samira, conversation=ids["talk"], text=ARABIC, language="ar", told_on="2026-03-01"),
        Quote(id=ids["quote"], story=ids["story"], text="لم أستطع فتح حساب في البنك.", language="ar", state="approved"),
        Quote(id=ids["marked"], story=ids["story"], text="انتظرت ستة أشهر", language="ar", state="marked"),
        Need(id=ids["housing"], member=samira, conversation=ids["talk"], category="housing", urgency="U2", opened="2026-03-01", due="2026-03-04"),
        Need(id=ids["course"], member=samira, category="language", opened="2026-09", status="active"),
        Need(id=ids["closed"], member=samira, category="documents", opened="2026-03-01", status="met", closed="2026-05-12"),
        Contribution(id=ids["gift"], member=samira, type="interpreting", hours=Decimal(12), since="2026-04"),
    ]
    workspace.save_all(records)
    return ids


def codes(vocabulary_name: str) -> list[str]:
    """The codes that can be chosen, for samples that must not guess them."""
    from models.vocabulary import vocabulary

    return [each.code for each in vocabulary(vocabulary_name).choices()]


@contextmanager
def opened(folder: Path, write: Any = fill) -> Iterator[tuple[Session, Any]]:
    """A session whose jobs have a fresh vault open, and whatever `write` gave. The vault belongs to a test and takes people in."""
    workspace, _words = Workspace.create(folder, "rain over the harbour", association="Prófunarfélagið", volunteer="Anna", kdf="test")
    given = write(workspace)
    workspace.close()
    session = Session(folder)
    told: list[object] = []
    session.jobs.open(lambda: (Workspace.open(folder, passphrase="rain over the harbour"), True), told.append, told.append)
    settle(session)
    assert told == [True]
    try:
        yield session, given
    finally:
        session.end()


def wait_for(true: Callable[[], bool], seconds: float = 20.0) -> None:
    """Run the event loop until something is so."""
    loop, tick, end = QEventLoop(), QTimer(), QDeadlineTimer(int(seconds * 1000))
    tick.timeout.connect(lambda: loop.quit() if true() or end.hasExpired() else None)
    tick.start(2)
    if not true():
        loop.exec()
    assert true(), "it did not come about in time"


def settle(session: Session) -> None:
    """Let every job, and everything it told, come to its end."""
    wait_for(session.jobs.idle)
    QApplication.processEvents()
    wait_for(session.jobs.idle)


def texts(widget: QWidget) -> str:
    """Every sentence that is shown, one after another, without the isolates."""
    from PySide6.QtWidgets import QAbstractButton, QLabel

    from locales import strip_iso

    shown = [each.text() for kind in (QLabel, QAbstractButton) for each in widget.findChildren(kind) if each.isVisibleTo(widget)]
    return strip_iso("\n".join(shown))


@contextmanager
def member_page(session: Session, member: str, qtbot: Any) -> Iterator[MemberPage]:
    """Somebody's page, shown as the window shows it: it follows every change, and `went` is where it wanted to go."""
    made = MemberPage(session)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    made.show()
    made.went = []  # type: ignore[attr-defined]
    made.go.connect(lambda name, argument: made.went.append((name, argument)))  # type: ignore[attr-defined]

    def changed(changes: Any) -> None:
        if made.SHOWS & changes.kinds:
            made.refresh()

    events.changed.connect(changed)
    made.open(member)
    made.refresh()
    settle(session)
    yield made
    events.changed.disconnect(changed)


def look(session: Session, work: Any) -> Any:
    """Read something from the vault, as another page would."""
    told: list[Any] = []
    session.jobs.read(work, told.append)
    settle(session)
    return told[0]
