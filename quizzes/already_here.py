"""What the bank asks already: the same comparison for an import's report and for the import."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.conf import settings

from quizzes.models import Question
from quizzes.pure.exchange.formats import FORMATS
from quizzes.pure.exchange.portable import PortableQuestion, one_line
from quizzes.pure.exchange.problems import FileRefusedError
from quizzes.pure.exchange.sameness import fingerprint, key_for
from quizzes.questions.raw import misfits, portable_of, settled


def portable_question(row: Question) -> PortableQuestion:
    """A question of the bank as formats carry it."""
    block = row.content[0]
    return portable_of(
        row.kind,
        block.block.get_prep_value(block.value),
        concepts=tuple(row.concepts),
        level=row.level,
        difficulty=row.difficulty,
    )


class Bank:
    """The questions there are, archived and drafts included, and those taken since; two queries.

    The same is what asks the same, what was imported before and changed here since, and what a
    question here becomes in the format of the file: it lost there what the format does not hold.
    """

    def __init__(self, format_name: str = "") -> None:
        self._format = FORMATS.get(format_name)
        source = Question.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
        self._here = [portable_question(row) for row in source.iterator() if row.content]
        self._prints = {fingerprint(each) for each in self._here}
        self._keys = set(source.values_list("translation_key", flat=True))

    def takes(self, question: PortableQuestion) -> bool:
        """Whether it is new; from then on it is here. The same twice in a file is one."""
        question = settled(question)
        mark, key = fingerprint(question), key_for(question)
        if mark in self._prints or key in self._keys or mark in self._carried(question.stem):
            return False
        self._prints.add(mark)
        self._keys.add(key)
        return True

    @cached_property
    def _by_stem(self) -> dict[str, list[PortableQuestion]]:
        found = defaultdict(list)
        for each in self._here:
            found[one_line(each.stem)].append(each)
        return found

    def _carried(self, stem: str) -> set[str]:
        """What the questions with this stem ask after the way through the format."""
        whole = [each for each in self._by_stem.get(one_line(stem), ()) if not misfits(each)]
        return {fingerprint(settled(each)) for each in self._through(whole)}

    def _through(self, questions: list[PortableQuestion]) -> Iterable[PortableQuestion]:
        if self._format is None or not questions:
            return ()
        try:
            return self._format.read(self._format.write(questions).text).questions
        except FileRefusedError:
            # The format left out all of them.
            return ()
