"""What became of a need, in a few sentences to be read to the member in the member's language. They name no kind of need: others may hear them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from locales import M_, Words, iso
from models.follow_up import FollowUp
from models.need import Need
from models.referral import DRAFT, TOLD, Referral

ENDS: Mapping[str, str] = {
    "met": M_("It is solved."), "part": M_("A part of it is solved."), "unmet": M_("We could not solve it, and we are sorry."),
    "dropped": M_("You told us that you no longer want it."),
}
GOING_ON = M_("We are still working on it.")
ANSWERS: Mapping[str, str] = {
    "accepted": M_("{partner} will help with it."), "done": M_("{partner} has done what they could."), "refused": M_("{partner} said no."),
    "no-place": M_("{partner} has no free place now."), "lost": M_("{partner} did not answer us."),
}


def what_became(
    need: Need, referrals: Iterable[Referral], follow_ups: Iterable[FollowUp], partners: Mapping[str, str], words: Words,
) -> tuple[str, ...]:
    """The sentences, in the order of what happened. `partners` are names by id, `words` those of the catalog `member`."""
    said = list[str]()
    if need.opened:
        said.append(words.gettext(M_("You asked us for help on {date}.")).format(date=iso(words.date(need.opened))))
    for each in sorted(referrals, key=lambda one: one.sent or ""):
        said += _told(each, iso(partners.get(each.partner or "", "")), words)
    ended = ENDS.get(need.status or GOING_ON)
    said.append(words.gettext(ended or GOING_ON))
    again = min((each.due for each in follow_ups if each.due and not each.done), default="")
    if again and not ended:
        said.append(words.gettext(M_("We will look after it again by {date}.")).format(date=iso(words.date(again))))
    return (*said, words.gettext(M_("Tell us if something here is wrong, or if you want us to stop.")))


def _told(referral: Referral, partner: str, words: Words) -> list[str]:
    if referral.state == DRAFT or not partner:
        return []
    if referral.state not in TOLD:
        return [words.gettext(M_("You took your permission back: {partner} hears nothing more from us.")).format(partner=partner)]
    how = M_("We told {partner} on {date} without asking you, because we believed that a life was in danger.") if referral.vital_reason else \
        M_("With your permission we told {partner} about it on {date}.")
    said = [words.gettext(how).format(partner=partner, date=iso(words.date(referral.sent or "")))] if referral.sent else []
    answer = ANSWERS.get(referral.state or "")
    return [*said, words.gettext(answer).format(partner=partner)] if answer else said
