"""What an import would do, before anything is saved."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils import timezone

from courses.models import PackageItem
from courses.package.loading import brings_anew, load_package
from courses.package.reading import Package, PackageError, Problem
from courses.package.said import said_here
from courses.package.sections import Loading, all_sections, key_of
from quizzes.already_here import Bank
from quizzes.bank_package import opened_bank
from quizzes.exchange_words import grouped, place_words, reason_words
from quizzes.models import Question
from quizzes.pure.exchange.formats import FORMATS, PACKAGE, ZIP_START, told
from quizzes.pure.exchange.portable import PortableQuestion, name_from
from quizzes.pure.exchange.problems import FileRefusedError, Loss, Lost, Reason, Refusal
from quizzes.pure.exchange.reading import text_of
from quizzes.questions.kinds import KIND_NAMED
from quizzes.questions.raw import misfits, settled
from quizzes.verbs.importing import Imported, known_concepts

__all__ = ["Imported", "Plan", "Refused", "Row", "examine", "load_package", "opened"]


@dataclass(frozen=True)
class Row:
    """A question that can be taken, as the report shows it."""

    line: int
    stem: str
    kind: Any
    concepts: str
    here: bool


@dataclass(frozen=True)
class Refused:
    """What is not taken: file and line, name, why."""

    where: str
    name: str
    why: str


@dataclass
class Plan:
    """The report. `questions` are those to be imported; a package brings items instead.

    `read` is False where the file was refused before any question of it was looked at.
    """

    file: str
    format_name: str = ""
    rows: list[Row] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    losses: list[tuple[str, list[Loss]]] = field(default_factory=list)
    read: bool = True
    questions: list[PortableQuestion] = field(default_factory=list)

    @property
    def fresh(self) -> int:
        """How many questions the bank does not have yet."""
        return sum(not row.here for row in self.rows)

    @property
    def here(self) -> int:
        """How many it has."""
        return len(self.rows) - self.fresh

    @property
    def turned_away(self) -> int:
        """How many questions or files are not taken; one may have several reasons."""
        return len({(each.where, each.name) for each in self.refused})

    def refuse(self, refusal: Refusal) -> None:
        """Adds something that is not taken."""
        where = place_words(self.file, refusal)
        self.refused.append(Refused(where, refusal.name, reason_words(refusal)))


def examine(content: bytes, file: str, format_name: str = "") -> Plan:
    """Reads a file, in the format named or told from its content; never raises for its faults."""
    plan = Plan(file, format_name)
    try:
        if format_name == PACKAGE or (not format_name and content.startswith(ZIP_START)):
            plan.format_name = PACKAGE
            _examine_package(content, plan)
        else:
            _examine_text(text_of(content), plan)
    except FileRefusedError as error:
        plan.read = False
        plan.refuse(error.refusal)
    except PackageError as error:
        plan.read = False
        _add_problems(error.problems, plan)
    return plan


def _examine_text(text: str, plan: Plan) -> None:
    chosen = FORMATS[plan.format_name] if plan.format_name else told(text)
    plan.format_name = chosen.name
    parsed, bank = chosen.read(text), Bank(chosen.name)
    refusals, losses, taken = list(parsed.refusals), list(parsed.losses), set()
    for question in map(settled, parsed.questions):
        name = question.name or name_from(question.stem)
        if wrong := misfits(question):
            params = {"problem": " ".join(wrong)}
            refusals.append(Refusal(question.line, name, Reason.DOES_NOT_FIT, params))
            continue
        taken.add(question.line)
        losses += [
            Loss(question.line, name, Lost.TAG, {"tag": code})
            for code in question.concepts
            if code not in known_concepts(question)
        ]
        plan.questions.append(question)
        plan.rows.append(
            Row(
                question.line,
                question.stem,
                KIND_NAMED[question.kind].label,
                ", ".join(question.concepts),
                not bank.takes(question),
            )
        )
    for refusal in sorted(refusals, key=lambda each: each.line):
        plan.refuse(refusal)
    plan.losses = grouped(loss for loss in losses if loss.line in taken)


def _examine_package(content: bytes, plan: Plan) -> None:
    with opened_bank(content, plan.file) as (package, problems):
        _add_problems(problems, plan)
        items = package.in_section("questions")
        anew = _brought_anew(package)
        for item in items:
            stem = item.data.get("stem") or {}
            label = KIND_NAMED[item.data["kind"]].label
            codes = ", ".join(str(each) for each in item.data.get("concepts", []))
            here = item.name not in anew
            plan.rows.append(Row(0, next(iter(stem.values()), ""), label, codes, here))
        if not items and not problems:
            plan.read = False
            plan.refuse(Refusal(0, "", Reason.NO_QUESTIONS))


def _brought_anew(package: Package) -> set[str]:
    """The questions that loading the package would write, by name; the rest it leaves alone.

    Two queries, and some more for each that this package brought in another wording.
    """
    [section] = (each for each in all_sections() if each.name == "questions")
    items = package.in_section("questions")
    keys = {item.name: key_of(package.key, item.name) for item in items}
    rows = Question.objects.filter(translation_key__in=keys.values())
    here = {str(key) for key in rows.values_list("translation_key", flat=True)}
    came = PackageItem.objects.filter(package=package.key, section="questions")
    hashes = dict(came.values_list("name", "source_hash"))
    loading = Loading(package, timezone.now(), publish=False)
    return {
        item.name
        for item in items
        if str(keys[item.name]) not in here
        or (
            hashes.get(item.name, item.source_hash) != item.source_hash
            and brings_anew(section, item, loading)
        )
    }


def _add_problems(problems: list[Problem], plan: Plan) -> None:
    for problem in problems:
        where = str(said_here(problem.where))
        if Path(problem.where).name != plan.file:
            where = f"{plan.file}, {where}"
        plan.refused.append(Refused(where, "", str(said_here(problem.message))))


@contextmanager
def opened(content: bytes, file: str) -> Iterator[Package]:
    """The package behind a plan, for loading it."""
    with opened_bank(content, file) as (package, _problems):
        yield package
