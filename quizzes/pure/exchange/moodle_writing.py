"""Writes Moodle XML: every text as plain text, gaps as Moodle's cloze."""

import html
import re
from collections.abc import Callable, Iterable

from quizzes.pure.exchange.choices import written_percent
from quizzes.pure.exchange.cloze import CLOZE, DIVIDER
from quizzes.pure.exchange.collecting import written_number
from quizzes.pure.exchange.labels import tags_for
from quizzes.pure.exchange.leaving import Leaving, fold_tags, option_percents
from quizzes.pure.exchange.portable import GAP, PortableQuestion
from quizzes.pure.exchange.problems import Lost, Written

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n'
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NO_CHOICE = ("<shuffleanswers>true</shuffleanswers>", "<answernumbering>abc</answernumbering>")
Lines = tuple[list[str], dict[str, str]]


def write(questions: Iterable[PortableQuestion]) -> Written:
    """The file, and what of the questions Moodle does not hold."""
    leaving = Leaving()
    for question in questions:
        with leaving.writing(question):
            leaving.texts.append(_written(question, leaving))
    return leaving.written(HEAD + "".join(leaving.texts) + "</quiz>\n")


def _written(question: PortableQuestion, leaving: Leaving) -> str:
    kind, writer = WRITERS[question.kind]
    lines, settings = writer(question, leaving)
    asked = _cloze_text(question, leaving) if question.kind == "gaps" else question.stem
    tags = tags_for(question, settings)
    head = [
        f"<name>{_inner(question.name)}</name>",
        _text("questiontext", asked),
        _text("generalfeedback", question.feedback),
        "<defaultgrade>1</defaultgrade>",
        "<hidden>0</hidden>",
    ]
    tail = [f"<tag>{_inner(tag)}</tag>" for tag in tags]
    body = [*head, *lines, *(["<tags>", *tail, "</tags>"] if tags else [])]
    inside = "".join(f"    {line}\n" for line in body)
    return f'  <question type="{kind}">\n{inside}  </question>\n'


def _escaped(text: str) -> str:
    return html.escape(NOT_IN_XML.sub("", text), quote=False)


def _inner(text: str) -> str:
    return f"<text>{_escaped(text)}</text>"


def _text(tag: str, text: str, attributes: str = "", more: str = "") -> str:
    return f'<{tag}{attributes} format="plain_text">{_inner(text)}{more}</{tag}>'


def _answer(text: str, percent: float, feedback: str, more: str = "") -> str:
    fraction = f' fraction="{written_percent(percent)}"'
    return _text("answer", text, fraction, _text("feedback", feedback) + more)


def _single(question: PortableQuestion, leaving: Leaving) -> Lines:
    rows = [
        _answer(each["text"], 100 if each["right"] else 0, each["feedback"])
        for each in question.fields["options"]
    ]
    return ["<single>true</single>", *NO_CHOICE, *rows], {}


def _multiple(question: PortableQuestion, leaving: Leaving) -> Lines:
    options = question.fields["options"]
    rows = [
        _answer(each["text"], percent, each["feedback"])
        for each, percent in zip(options, option_percents(options), strict=True)
    ]
    return ["<single>false</single>", *NO_CHOICE, *rows], leaving.credit_tag(question)


def _true_false(question: PortableQuestion, leaving: Leaving) -> Lines:
    fields = question.fields
    return [
        _answer("true", 100 if fields["answer"] else 0, fields["feedback_true"]),
        _answer("false", 0 if fields["answer"] else 100, fields["feedback_false"]),
    ], {}


def _pairs(pairs: list[tuple[str, str]]) -> list[str]:
    rows = [
        _text("subquestion", left, "", f"<answer>{_inner(right)}</answer>") for left, right in pairs
    ]
    return [NO_CHOICE[0], *rows]


def _matching(question: PortableQuestion, leaving: Leaving) -> Lines:
    fields = question.fields
    if any(each["feedback"] for each in [*fields["pairs"], *fields["distractors"]]):
        leaving.lose(question, Lost.OPTION_FEEDBACK)
    pairs = [(each["left"], each["right"]) for each in fields["pairs"]]
    return _pairs([*pairs, *(("", each["text"]) for each in fields["distractors"])]), {}


def _classify(question: PortableQuestion, leaving: Leaving) -> Lines:
    return _pairs(leaving.groups_as_pairs(question)), {"kind": "classify"}


def _ordering(question: PortableQuestion, leaving: Leaving) -> Lines:
    rows = [
        _answer(each["text"], place, each["feedback"])
        for place, each in enumerate(question.fields["items"], start=1)
    ]
    kind = ["<layouttype>VERTICAL</layouttype>", "<selecttype>ALL</selecttype>"]
    return [*kind, "<gradingtype>LONGEST_ORDERED_SUBSET</gradingtype>", *rows], {}


def _numeric(question: PortableQuestion, leaving: Leaving) -> Lines:
    fields = question.fields
    rows = [
        _answer(
            written_number(each["value"]),
            each["credit"],
            each["feedback"],
            f"<tolerance>{written_number(each['tolerance'])}</tolerance>",
        )
        for each in fields["answers"]
    ]
    if not fields["unit"]:
        return [*rows, "<showunits>3</showunits>"], {}
    unit = (
        f"<unit><multiplier>1</multiplier><unit_name>{_escaped(fields['unit'])}</unit_name></unit>"
    )
    required = "1" if fields["unit_required"] else "0"
    return [
        *rows,
        f"<units>{unit}</units>",
        f"<unitgradingtype>{required}</unitgradingtype>",
        "<unitpenalty>1</unitpenalty>",
        "<showunits>0</showunits>",
    ], {}


def _short_text(question: PortableQuestion, leaving: Leaving) -> Lines:
    rows = [
        _answer(each["text"].replace("*", "\\*"), each["credit"], each["feedback"])
        for each in question.fields["answers"]
    ]
    case = "0" if question.fields["fold_case"] else "1"
    tags = fold_tags(question, leaving, case_known=True)
    return [f"<usecase>{case}</usecase>", *rows], tags


def _open_text(question: PortableQuestion, leaving: Leaving) -> Lines:
    fields = question.fields
    if fields["rubric"]:
        leaving.lose(question, Lost.RUBRIC)
    limit = [f"<minwordlimit>{fields['min_words']}</minwordlimit>"] if fields["min_words"] else []
    editor = "<responseformat>plain</responseformat>"
    return [editor, *limit, _text("graderinfo", fields["sample"])], {}


def _gaps(question: PortableQuestion, leaving: Leaving) -> Lines:
    typed = any(not gap["choices"] for gap in question.fields["gaps"])
    known = dict(fold_tags(question, leaving, case_known=typed))
    return [], known


def _cloze_text(question: PortableQuestion, leaving: Leaving) -> str:
    """Stem and passage in one; a line between them where a blank line would not tell."""
    passage, gaps = question.fields["passage"], question.fields["gaps"]
    if CLOZE.search(question.stem + passage):
        leaving.leave_out()
    strict = not question.fields["fold_case"]

    def written(place: re.Match[str]) -> str:
        number = int(place[1])
        return _gap(gaps[number - 1], strict) if number <= len(gaps) else place[0]

    first = GAP.search(passage)
    clear = "\n\n" not in passage[: first.start() if first else 0]
    between = "\n\n" if clear and DIVIDER not in question.stem else DIVIDER
    return question.stem + between + GAP.sub(written, passage)


def _gap(gap: dict[str, str], strict: bool) -> str:
    answers, choices = (
        [line.strip() for line in gap[name].split("\n") if line.strip()]
        for name in ("answers", "choices")
    )
    kind = "MULTICHOICE" if choices else "SHORTANSWER_C" if strict else "SHORTANSWER"
    taught = f"#{_in_gap(gap['feedback'])}" if gap["feedback"] else ""
    parts = [f"={_in_gap(each)}" for each in answers]
    parts += [f"{_in_gap(each)}{taught}" for each in choices]
    if taught and not choices:
        # Written: for whatever else stands there.
        parts.append(f"*{taught}")
    return f"{{1:{kind}:{'~'.join(parts)}}}"


def _in_gap(text: str) -> str:
    escaped = re.sub(r"([}#~\\/\"])", r"\\\1", html.escape(text, quote=False))
    # At its beginning these would say that it is right, or how much.
    return f"\\{escaped}" if escaped.startswith(("=", "%")) else escaped


Writer = Callable[[PortableQuestion, Leaving], Lines]
WRITERS: dict[str, tuple[str, Writer]] = {
    "single_choice": ("multichoice", _single),
    "multiple_choice": ("multichoice", _multiple),
    "true_false": ("truefalse", _true_false),
    "matching": ("matching", _matching),
    "classify": ("matching", _classify),
    "ordering": ("ordering", _ordering),
    "numeric": ("numerical", _numeric),
    "short_text": ("shortanswer", _short_text),
    "open_text": ("essay", _open_text),
    "gaps": ("cloze", _gaps),
}
