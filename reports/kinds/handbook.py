"""The handbook: a chapter for each page of the window, offline and in its language, on the screen (F1) and on paper.

A chapter says what a page is for and what to do there, in the order in which one does it. It holds nothing about anybody.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from locales import N_, Words
from reports.blocks import Block, Bullets, Document, Heading, Paragraph, plain

__all__ = ["CHAPTERS", "Chapter", "chapter", "handbook"]


class Chapter(NamedTuple):
    """`name` is that of the place in the window, or of what belongs to no place."""

    name: str
    title: str
    lead: str
    steps: tuple[str, ...]


CHAPTERS: tuple[Chapter, ...] = (
    Chapter("start", N_("The first quarter of an hour"),
            N_("Try everything in the practice vault: everybody in it is invented, and it never mixes with yours."), (
                N_("Press Ctrl+comma for Settings and choose “Practise”."),
                N_("Press Ctrl+1 for Home and look at what is due. Press D on a line to call it done, and Ctrl+Z to take that back."),
                N_("Press Ctrl+N and hold a conversation with a colleague who plays the member. Begin with consent."),
                N_("Press F9 in the middle of a sentence: the screen is covered. Any key and Enter bring it back, with every word."),
                N_("Press Ctrl+8, look at the brief, and save it as PDF. “Practice” stands on every page of it."),
                N_("Press Ctrl+L. What you typed is kept, and waits for you after the passphrase."),
            )),
    Chapter("first-run", N_("Setting up"),
            N_("Five short pages, and nothing is on the disk before the third is done."), (
                N_("The passphrase locks everything, and nobody can give you a new one. Let Raddir suggest five words, and write them down "
                   "until you know them."),
                N_("The recovery sheet opens the vault when a passphrase is lost. Print it or copy it by hand; two groups typed back show that "
                   "you have it."),
                N_("“I have a backup…” begins with the vault of another computer."),
            )),
    Chapter("restore", N_("Bringing a backup back"),
            N_("A backup comes back with the passphrase it was made under, or with the words on paper."), (
                N_("Choose one of the list, or a file on a stick. Nothing that stands here is lost: it is backed up or set aside first."),
                N_("Whoever was erased since then is taken out again before anybody looks."),
            )),
    Chapter("door", N_("Unlock"),
            N_("Choose your drawing, type your passphrase, press Enter. Nothing of what is kept is shown here."), (
                N_("A wrong passphrase is always answered in the same words. Look at the capitals, and use “Show”."),
                N_("Passphrase forgotten: “Use the recovery words…” opens the vault with the fifteen words, and then you choose a new passphrase."),
                N_("“A laptop is lost” tells what to do tonight. It can be read and printed without opening anything."),
            )),
    Chapter("home", N_("Home"),
            N_("What needs you today: conversations that wait, what is due, consents that end, and how old the last backup is."), (
                N_("Tab goes from line to line. D calls a line done, W moves it by a week, Enter opens it."),
                N_("An unfinished conversation stands on top. Continue it, or throw it away; that can be undone."),
                N_("Ctrl+K finds people, stories, needs and acts from every page."),
            )),
    Chapter("conversation", N_("New conversation"),
            N_("Consent first, then free telling, then needs and what the person gives. Only what to call the person and a yes to keeping are "
               "needed."), (
                N_("Read the five points aloud in the member’s language and tick what was said. Alt+A ticks all."),
                N_("Ask for each use by itself: Y, N, or U for not decided. A no to keeping ends kindly, and nothing about the person is kept."),
                N_("Ctrl+T turns the screen to the member: one question, large, in their language. Escape turns it back."),
                N_("Let the person tell. Write the story in the language it is told in. Mark words and press Ctrl+Shift+Q where they may be quoted."),
                N_("Ctrl+Shift+O marks somebody else in the story, Ctrl+Shift+N makes a need of its words. Ctrl+I says who interprets."),
                N_("Every answer can be declined. An empty one was not asked; that is something else, and figures keep them apart."),
                N_("Ctrl+Enter goes on, Alt+Left goes back, Ctrl+S saves. “Leave it for now” keeps it on Home."),
                N_("Somebody walks in: F9. The person is in danger: F2."),
            )),
    Chapter("two-records", N_("Records that may be of one person"),
            N_("Two records whose names are alike may be of one person. Look at them side by side before you decide."), (
                N_("F8 lays the marked pair side by side. For each answer choose this one, that one, or both."),
                N_("The page says which consents joining closes: a no in either record closes."),
                N_("Join them, or say that it is not the same person; then they are not shown again. Ctrl+Z gives back two whole records."),
            )),
    Chapter("forms", N_("Forms on paper"),
            N_("For a visit without power or without a laptop: a blank form with your own words and questions on it, in two languages side by "
               "side."), (
                N_("Choose the consent form or the whole conversation, and the two languages; then print it or save it as PDF."),
                N_("Read it out and tick what was said. An empty question is one that was not asked."),
                N_("Back at the laptop press Ctrl+N and type it in from top to bottom: the order is the same, and a code or a number stands for "
                   "its answer."),
                N_("Then shred the paper, or keep it locked up: it holds what the vault protects."),
            )),
    Chapter("people", N_("People"),
            N_("Everybody whose record you keep. Find somebody by name, nickname, code or the last digits of a telephone number."), (
                N_("Spelling is forgiven: “jon” finds Jón, and Arabic and Persian letters are taken for one another."),
                N_("Choose columns, filter and sort; keep what you chose as a view."),
                N_("Two records for one person: open one and choose “Is this the same person as…”. It can be undone whole."),
            )),
    Chapter("member", N_("One person"),
            N_("Everything kept about one person, and everything they can ask of you."), (
                N_("F4 asks about consent again. A withdrawal holds at once: quotes and referrals turn, and you see where they stood before."),
                N_("F7 shows the person’s rights: a copy of everything, correction, restriction, objection, erasure."),
                N_("Ctrl+P prints a receipt: what the person agreed to and how to take it back, with a code and no name. Nothing they told stands on "
                   "it."),
                N_("Ctrl+E edits the record, Ctrl+H shows everything that happened, Escape goes back."),
                N_("What is sensitive stays closed until you give a reason; the reason is kept for twelve months."),
            )),
    Chapter("stories", N_("Stories"),
            N_("Read, translate, mark themes and make quotes. The words as told always stand beside the translation."), (
                N_("Select words and press a digit: they belong to the theme with that number."),
                N_("Ctrl+Shift+Q makes a quote. Take out by hand what points to somebody: places, dates, names, rare work."),
                N_("A second volunteer checks it; one alone waits a day and reads it again. Then the member approves, on the screen or on paper."),
                N_("Only approved quotes with consent are printed. Any edit makes a quote void."),
            )),
    Chapter("needs", N_("Needs"),
            N_("Every need is followed to its end: solved, partly solved, not possible, or no longer wanted."), (
                N_("The board and the table show the same. On the board, M and a letter move the marked need."),
                N_("A referral asks for consent each time: to whom, what, until when. Without it nothing goes out, but to save a life, with a "
                   "reason."),
                N_("In Settings, Partners: the services you refer people to, with telephone, hours and languages. Those marked for emergencies are "
                   "shown by F2."),
                N_("At the end ask how the member sees it. An office’s “done” is not yet an answer."),
                N_("“Not possible” with its reason is what the next brief can speak of."),
            )),
    Chapter("contributions", N_("Contributions"),
            N_("What members give: work, care, interpreting, culture, taxes. Reports show it beside the needs."), (
                N_("Write it as the person tells it. Hours are an estimate, and reports say so."),
                N_("Write what it brings to the person and to the community."),
            )),
    Chapter("reports", N_("Reports"),
            N_("Papers for consultations that are true and expose nobody. You see the page while you choose."), (
                N_("Choose what, for whom, in which language. The paper follows at once."),
                N_("Small groups are merged and rounded, and the program tries to work out a person before the page is set. What it left out, and "
                   "why, stands below the paper."),
                N_("Figures are drawn on a day and stay as they were then, so that two papers can’t be held against each other."),
                N_("Print or save. Every paper is written down with its day, so that a withdrawn quote can be found again."),
            )),
    Chapter("questions", N_("Our questions"),
            N_("Ask what your association needs to know. A question you add stands in conversations, records, lists, search and exports at once."), (
                N_("Write the question in each language your members speak. Where one is missing, English is shown."),
                N_("Retire a question instead of deleting it: its answers stay readable."),
            )),
    Chapter("bin", N_("Bin"),
            N_("What was put aside by mistake comes back from here for thirty days."), (
                N_("Enter takes out the marked line. Nothing in the bin is counted, printed or found."),
                N_("Erasing a person is something else: it takes everything at once and can’t be undone."),
            )),
    Chapter("settings", N_("Settings"),
            N_("The association, its languages and words, keys, backups, and how long things are kept. What you change holds at once."), (
                N_("Every volunteer gets a drawing and a passphrase of their own, and loses them when they leave."),
                N_("Make a backup on a stick, and keep the stick elsewhere. Try one now and then; Raddir reminds you every 90 days."),
                N_("Keep the recovery sheet in a sealed envelope, not with the computer."),
            )),
    Chapter("words", N_("Words"),
            N_("Call the kinds of need and the other lists what you call them, in every language you work in."), (
                N_("Choose a list, mark a word, and press Enter to name it. Alt+Up and Alt+Down put the words in order."),
                N_("A word in use is never deleted: no longer offer it, and what was written down with it stays and reads as before."),
            )),
    Chapter("key-holders", N_("People and passphrases"),
            N_("Who can open the vault, each with a drawing and a passphrase of their own."), (
                N_("Add a volunteer, and let them type their passphrase themselves while you look away."),
                N_("Whoever leaves is removed here. If they may have a copy of the vault, accept the new key for everything that is offered next."),
            )),
    Chapter("backup", N_("Backup and recovery"),
            N_("A laptop can break or be stolen. What is on a stick in another house comes back."), (
                N_("A backup is made here by itself once a day. Choose a place on a stick and press “Back up there now”, once a week."),
                N_("Try a backup every ninety days: type the words on paper, and Raddir says whether they open it."),
            )),
    Chapter("retention", N_("How long we keep things"),
            N_("Nobody is kept for ever because nobody looked."), (
                N_("Records that nobody has touched for the time you choose wait here. Renew what is still needed; anonymise or erase the rest."),
                N_("Anonymising keeps what can be counted and erases the person. It can’t be undone."),
            )),
    Chapter("keys", N_("Keys that work everywhere"),
            N_("Everything can be done without a mouse."), (
                N_("Ctrl+1 to Ctrl+9: places · Ctrl+N: new conversation · Ctrl+K: find · Ctrl+comma: settings"),
                N_("F1: this handbook · F2: in danger now · F9: cover the screen · Ctrl+L: lock"),
                N_("Ctrl+Z: undo · Ctrl+Shift+Z: redo · Ctrl+plus and Ctrl+minus: size of the text"),
            )),
)
_BY_NAME = {each.name: each for each in CHAPTERS}


def chapter(name: str) -> Chapter:
    """The chapter for a place; that on keys for a place without one of its own."""
    return _BY_NAME.get(name, _BY_NAME["keys"])


def handbook(words: Words, day: datetime.date, only: str = "", sentence: str = "") -> Document:
    """The handbook in a language, or one chapter of it, with a `sentence` of the page's own, and what works everywhere."""
    _ = words.gettext
    chosen = (chapter(only), chapter("keys")) if only and chapter(only).name != "keys" else (chapter("keys"),) if only else CHAPTERS
    blocks: list[Block] = []
    for number, each in enumerate(chosen):
        blocks += [Heading(2, _(each.title)), Paragraph(plain(_(each.lead)), "lead")]
        if sentence and number == 0:
            blocks.append(Paragraph(plain(sentence)))
        blocks.append(Bullets(tuple(plain(_(step)) for step in each.steps)))
    return Document(
        title=_("Handbook"), subject="", language=words.code, association="Raddir", day=day, blocks=tuple(blocks),
        page_label=_("Page {page} of {pages}"),
    )
