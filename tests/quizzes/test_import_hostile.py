"""Whatever file is offered: no crash, nothing imported in part, every refusal says file and why."""

import subprocess
import sys
import textwrap
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from quizzes.desk.examining import examine, load_package, opened
from quizzes.models import Question
from quizzes.verbs.importing import Defaults, import_questions
from tests.content import SmallCourse
from tests.quizzes.mutations import (
    BANK_LINES,
    HOSTILE,
    bank_zip,
    good_files,
    mild_packages,
    mutations,
    zip_with,
)
from tests.soak import how_many

ROOT = Path(__file__).resolve().parents[2]
MEGABYTES = 300


@pytest.mark.parametrize("name", sorted(good_files()))
def test_the_files_that_are_spoilt_are_good(course: SmallCourse, name: str) -> None:
    assert examine(good_files()[name], name).rows


def test_mutated_files(course: SmallCourse) -> None:
    """Each gives a report; what the report takes is imported whole, and nothing else."""
    taken = refused = 0
    for number, (name, content) in enumerate(mutations(how_many(200, 2000), seed=4)):
        plan = examine(content, name)
        assert plan.rows or plan.refused, name
        for each in plan.refused:
            assert name in each.where
            assert each.why
        taken, refused = taken + len(plan.rows), refused + len(plan.refused)
        if plan.questions and number % 10 == 0:
            before = Question.objects.count()
            done = import_questions(plan.questions[:20], Defaults(), timezone.now())
            assert done.failed == []
            assert Question.objects.count() == before + len(done.created)
    assert taken > 100
    assert refused > 100


def test_packages_are_imported_as_the_report_says(course: SmallCourse) -> None:
    """Sound ones whole; of spoilt ones what can be taken, and nothing else."""
    whole = partly = 0
    for content, spoilt in mild_packages(how_many(24, 240), seed=4):
        with undone():
            plan, before = examine(content, "banco.zip"), source_questions()
            assert plan.rows
            assert all("banco.zip" in each.where and each.why for each in plan.refused)
            with opened(content, "banco.zip") as package:
                done = load_package(package, timezone.now(), publish=True)
            created = [each for each in done.created if each.startswith("questions/")]
            assert len(created) == len(plan.rows) == source_questions() - before
            assert {row.here for row in examine(content, "banco.zip").rows} == {True}
            assert spoilt or len(created) == 1 + len(BANK_LINES)
            whole, partly = whole + (not plan.refused), partly + bool(plan.refused)
    assert whole >= 6
    assert partly >= 6


@contextmanager
def undone() -> Iterator[None]:
    """What is written inside is taken back."""
    place = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(place)


def source_questions() -> int:
    return Question.objects.filter(locale__language_code="es").count()


@pytest.mark.parametrize("content", HOSTILE[:3], ids=["bomb", "external", "dtd"])
def test_entities_and_document_types_are_refused(course: SmallCourse, content: bytes) -> None:
    plan = examine(content, "curso.xml")

    assert (plan.rows, len(plan.refused)) == ([], 1)
    assert "entidades" in plan.refused[0].why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (zip_with("../fuera.yaml"), "apunta fuera"),
        (zip_with("/etc/cron.d/x"), "apunta fuera"),
        (zip_with("questions/../../x"), "apunta fuera"),
        (zip_with("package.yaml", b"/etc/passwd", mode=0o120777), "apunta fuera"),
        (zip_with("package.yaml", mode=0o010644), "no es un nombre válido"),
        (zip_with("..\\fuera.yaml"), "no es un nombre válido"),
        (zip_with("C:x.yaml"), "no es un nombre válido"),
        (zip_with("package.yaml", flags=1), "está cifrado"),
        (bank_zip({"media/otro.zip": b"PK"}), "comprimido dentro de otro"),
        (bank_zip({"./package.yaml": b"format: 1"}), "aparece dos veces"),
        (bank_zip({"questions/otra.yaml": b"a: &a [1]\nb: *a\n"}), "alias"),
        (b"PK\x03\x04nada", "no es un archivo zip"),
        (zip_with("otra.yaml"), "falta: esto no es un paquete"),
    ],
)
def test_zip_tricks_are_refused(course: SmallCourse, content: bytes, why: str) -> None:
    plan = examine(content, "banco.zip")

    assert why in " ".join(each.why for each in plan.refused)
    assert all("banco.zip" in each.where for each in plan.refused)


def test_a_zip_that_unpacks_to_far_more_is_refused(course: SmallCourse) -> None:
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for number in range(11):
            bundle.writestr(f"questions/{number}.yaml", b" " * 10_000_000)

    plan = examine(archive.getvalue(), "bomba.zip")

    assert "pesa más de 100 MB" in plan.refused[0].why


def test_in_a_package_too_the_good_ones_are_kept(course: SmallCourse) -> None:
    bad = b"- {key: mala, kind: nada, level: apply, stem: {es: x}}\n"
    twice = b"- {key: q1, kind: true_false, level: apply, stem: {es: Otra}, answer: true}\n"

    plan = examine(bank_zip({"questions/b.yaml": bad, "questions/z.yaml": twice}), "banco.zip")

    assert [row.stem for row in plan.rows] == ["¿Se saluda al entrar?"]
    assert [each.where for each in plan.refused] == [
        "banco.zip, questions/b.yaml, línea 1 (mala)",
        "banco.zip, questions/z.yaml, línea 1 (q1)",
    ]


def test_a_question_with_several_reasons_is_one_that_is_refused(course: SmallCourse) -> None:
    bad = b"- {key: mala, kind: true_false, level: sumo, difficulty: alta, stem: x}\n"

    plan = examine(bank_zip({"questions/b.yaml": bad}), "banco.zip")

    assert (len(plan.refused) > 1, plan.turned_away) == (True, 1)


def test_under_300_megabytes() -> None:
    """In a process of its own, whose memory is measured: the worst files, one after the other."""
    script = textwrap.dedent(
        """
        import pathlib, sys, zipfile
        from io import BytesIO
        import django
        django.setup()
        from quizzes.desk import examining
        from quizzes.pure.exchange.problems import FileRefusedError
        from quizzes.pure.exchange.reading import MAX_BYTES, read_limited
        from tests.quizzes.mutations import HOSTILE, bank_zip

        class Endless:
            def read(self, size):
                assert size <= MAX_BYTES + 1
                return b"x" * size

        class NoRows:
            def filter(self, **_asked): return self
            def values_list(self, *_names, **_how): return []
            def iterator(self): return []

        examining.Question.objects = examining.PackageItem.objects = NoRows()
        try:
            read_limited(Endless())
        except FileRefusedError as error:
            print(error.refusal.reason)
        full = MAX_BYTES - 100
        worst = [
            lambda: b"a{=b}\\n\\n" * (full // 7),
            lambda: b"{~a" * (full // 3),
            lambda: b"<quiz>" + b"<question/>" * (full // 12) + b"</quiz>",
            lambda: b"<quiz>" + b"x" * full + b"</quiz>",
            lambda: b"<quiz>" + b"&amp;" * (full // 5) + b"</quiz>",
            lambda: b"\\xe9" * full,
            lambda: b"a\\nA) b\\nB) c\\nANSWER: A\\n" * (full // 24),
            lambda: bank_zip({"questions/z.yaml": b"- [" + b"[]," * 600_000 + b"]"}),
            lambda: bank_zip({"questions/z.yaml": b"- {a: " * 100_000}),
        ]
        for number, make in enumerate([*((lambda each=each: each) for each in HOSTILE), *worst]):
            plan = examining.examine(make(), f"{number}.txt")
            assert plan.refused, number
        # Not ru_maxrss: that remembers the process this one was forked from.
        status = pathlib.Path("/proc/self/status").read_text()
        print(int(status.partition("VmHWM:")[2].split()[0]) // 1024)
        """
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    reason, peak = done.stdout.split()
    assert reason == "too_large"
    assert int(peak) < MEGABYTES
