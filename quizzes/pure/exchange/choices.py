"""Options with weights, as GIFT and Moodle have them: single choice, or several right."""

from dataclasses import dataclass
from typing import Any

from quizzes.pure.exchange.collecting import Draft
from quizzes.pure.exchange.problems import Lost, QuestionRefusedError, Reason

NEARLY = 0.01


@dataclass(frozen=True)
class Weighed:
    """An option or accepted answer with its weight in percent."""

    text: str
    percent: float
    feedback: str = ""


def choice(options: list[Weighed], *, single: bool, draft: Draft) -> tuple[str, dict[str, Any]]:
    """Kind and fields of a question with options. Raises QuestionRefusedError: no key, too few."""
    if len(options) < 2:
        raise QuestionRefusedError(Reason.FEW_OPTIONS)
    full = [each for each in options if each.percent >= 100 - NEARLY]
    some = [each for each in options if each.percent > 0]
    if not (full if single else some):
        raise QuestionRefusedError(Reason.NO_RIGHT)
    if single and len(full) > 1:
        raise QuestionRefusedError(Reason.SEVERAL_RIGHT, count=str(len(full)))
    right = full if single else some
    if single and len(some) > 1:
        draft.lose(Lost.PARTIAL_OPTION)
    if not single and max(e.percent for e in some) - min(e.percent for e in some) > NEARLY:
        draft.lose(Lost.WEIGHTS)
    # Several right: here all wrong ones together take away as much as all right ones give.
    wrong = [each for each in options if each not in some]
    usual = 0 if single else -100 / max(1, len(wrong))
    if any(abs(each.percent - usual) > NEARLY for each in wrong):
        draft.lose(Lost.PENALTIES)
    rows = [
        {"text": each.text, "right": each in right, "feedback": each.feedback} for each in options
    ]
    if single:
        return "single_choice", {"options": rows}
    credit = draft.labels.settings.get("credit", "partial")
    return "multiple_choice", {"options": rows, "credit": credit}


def credit_of(percent: float, draft: Draft) -> int:
    """A weight as whole percent from 1 to 100; what is rounded is noted as lost."""
    credit = min(100, max(1, round(percent)))
    if abs(credit - percent) > NEARLY:
        draft.lose(Lost.WEIGHTS)
    return credit


def written_percent(percent: float) -> str:
    """A weight with the five decimals that Moodle knows: 33.33333."""
    return f"{percent:.5f}".rstrip("0").rstrip(".")


def short_text(answers: list[Weighed], draft: Draft, *, case: bool = True) -> dict[str, Any]:
    """The fields of a short text; `case` says whether the format forgives capitals.

    Raises QuestionRefusedError when nothing is accepted.
    """
    accepted = [each for each in answers if each.percent > 0 and each.text]
    if len(accepted) < len(answers):
        draft.lose(Lost.WRONG_FEEDBACK)
    if not accepted:
        raise QuestionRefusedError(Reason.NO_ANSWERS)
    settings = draft.labels.settings
    fold_case = settings["case"] == "fold" if "case" in settings else case
    # "Saludo" beside "saludo" says nothing new where capitals do not matter.
    words = {each.text.casefold() if fold_case else each.text: each for each in accepted[::-1]}
    return {
        "answers": [
            {"text": each.text, "credit": credit_of(each.percent, draft), "feedback": each.feedback}
            for each in reversed(words.values())
        ],
        "fold_case": fold_case,
        "fold_accents": settings.get("accents") == "fold",
    }


def matching(
    pairs: list[tuple[str, str]], spare: list[str], draft: Draft
) -> tuple[str, dict[str, Any]]:
    """Kind and fields of pairs; groups again where a tag says that they were.

    Raises QuestionRefusedError when there are fewer than two choices or no pair.
    """
    if not pairs or len({right for _left, right in pairs} | set(spare)) < 2:
        raise QuestionRefusedError(Reason.FEW_OPTIONS)
    if draft.labels.settings.get("kind") == "classify":
        groups: dict[str, list[dict[str, str]]] = {}
        for left, right in pairs:
            groups.setdefault(right, []).append({"text": left, "feedback": ""})
        named = [{"title": title, "items": items} for title, items in groups.items()]
        return "classify", {"groups": named}
    rows = [{"left": left, "right": right, "feedback": ""} for left, right in pairs]
    distractors = [{"text": each, "feedback": ""} for each in spare]
    return "matching", {"pairs": rows, "distractors": distractors}
