"""Turns the judgements of quizzes into the words a person reads."""

from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext, ngettext

from quizzes.pure.access import Permission, Refusal


def refusal_words(permission: Permission, zone: ZoneInfo) -> str:
    """Why an attempt may not start and what to do; empty when it may."""
    if permission.refusal is Refusal.PASSED:
        return gettext("You passed this quiz. There is nothing left to do here.")
    if permission.refusal is Refusal.NONE_LEFT:
        return gettext(
            "No attempts are left. Your manager or your trainer can grant another: ask them."
        )
    if permission.refusal is Refusal.WAIT and permission.opens_at:
        moment = formats.date_format(permission.opens_at.astimezone(zone), "DATETIME_FORMAT")
        return gettext(
            "The next attempt opens on %(moment)s; until then, read what the last result lists."
        ) % {"moment": moment}
    if permission.refusal is Refusal.BEING_MARKED:
        return gettext("Your last attempt is being marked by a person. The next step follows then.")
    if permission.refusal is Refusal.NOT_READY:
        return gettext("This quiz is not ready: it lacks questions. Your trainer can see which.")
    return ""


def waiting_words(hours: int, wait_from: int, attempts: int) -> str:
    """How long to wait between attempts, said before the first; empty where nobody ever waits.

    The wait begins once `wait_from` of all `attempts` are finished.
    """
    if not hours or attempts <= wait_from:
        return ""
    wait = ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    if wait_from == 1:
        return gettext("Between attempts there is a wait of %(wait)s.") % {"wait": wait}
    words = gettext("From attempt %(n)s on, there is a wait of %(wait)s after the one before.")
    return words % {"n": wait_from + 1, "wait": wait}


def result_sentence(
    passed: bool | None, right: int, total: int, pass_mark: int, critical_missed: bool = False
) -> str:
    """The result in a sentence a good supervisor would say."""
    if passed is None:
        return gettext("Handed in. A person is marking what you wrote.")
    if critical_missed:
        return gettext("The score is enough, but a question that has to be right was not.")
    numbers = {"right": right, "total": total, "mark": pass_mark}
    if passed and right == total:
        return gettext("All %(total)s right. You know this.") % numbers
    if passed:
        return gettext("Passed, with %(right)s of %(total)s right.") % numbers
    return (
        ngettext(
            "Not yet: %(right)s of %(total)s right, and %(mark)s %% is needed.",
            "Not yet: %(right)s of %(total)s right, and %(mark)s %% is needed.",
            right,
        )
        % numbers
    )
