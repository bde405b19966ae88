"""What an author sees of each kind of question: an example, a preview, and what is wrong."""

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from cms.models import User
from quizzes.asking import look_of
from quizzes.models import Question
from quizzes.pure.content import Content, freeze
from quizzes.questions.kinds import KIND_NAMED, QUESTION_KINDS
from tests.content import SmallCourse
from tests.people import ClientOf
from tests.quizzes.every_kind import GAPS, NUMERIC, SHORT, listed, written

NAMES = [kind.name for kind in QUESTION_KINDS]


def block_of(kind: str) -> Any:
    """The block of a kind as the editor has it."""
    return Question._meta.get_field("content").stream_block.child_blocks[kind]


def example(kind: str) -> Content:
    """The example that a kind brings along."""
    block = block_of(kind)
    return freeze(kind, "", [], {"es": block.get_prep_value(block.get_preview_value())})


@pytest.mark.parametrize("kind", NAMES)
def test_the_example_of_a_kind_is_drawn_and_holds(kind: str) -> None:
    block = block_of(kind)
    value = block.get_preview_value()
    context = block.get_preview_context(value)

    html = render_to_string(block.get_preview_template(value), context)

    assert block.is_previewable
    assert str(block.get_description())
    assert value["stem"] in html
    content = example(kind)
    assert (
        KIND_NAMED[kind].by_hand
        or KIND_NAMED[kind].mark(content, KIND_NAMED[kind].key(content)).right
    )


@pytest.mark.parametrize("kind", NAMES)
def test_an_author_previews_a_question_in_the_language_of_its_row(
    course: SmallCourse, trainer: User, client_of: ClientOf, kind: str
) -> None:
    row = Question.objects.filter(locale__language_code="en").first()
    assert row
    stream = Question._meta.get_field("content").stream_block
    row.content = stream.to_python([{"type": kind, "value": _raw(kind)}])
    row.concepts = []
    revision = row.save_revision(clean=False)

    page = client_of(trainer).get(
        reverse("wagtailsnippets_quizzes_question:revisions_view", args=[row.pk, revision.pk])
    )

    said = page.content.decode()
    shown = page.context["shown"]
    assert 'lang="en"' in said
    assert str(KIND_NAMED[kind].block().meta.label) not in shown.question.stem_paragraphs
    if kind == "true_false":
        assert [part.text for part in shown.key] == ["True"]
    for part in shown.key:
        assert part.text.split(" → ")[0].split("] ")[-1].split(". ")[-1] in said


def _raw(kind: str) -> Any:
    block = block_of(kind)
    return block.get_prep_value(block.get_preview_value())


def test_the_author_sees_what_each_option_teaches_and_what_is_missing() -> None:
    taught = look_of(example("single_choice"), "es").taught

    assert [(each.right, bool(each.text)) for each in taught] == [
        (True, True),
        (False, True),
        (False, False),
    ]


def test_the_author_of_an_open_text_sees_rubric_and_sample() -> None:
    look = look_of(example("open_text"), "es")

    assert look.by_hand
    assert [part.text for part in look.rubric] == [
        "Reconoce lo ocurrido: No lo nombra (0)",
        "Reconoce lo ocurrido: Lo nombra y se hace cargo (2)",
    ]
    assert look.sample.startswith("Lamento")


@pytest.mark.parametrize(
    ("content", "accepted"),
    [
        (NUMERIC, [("12,5 ± 0,5 min", 100), ("12,5 ± 3 min", 40)]),
        (SHORT, [("triángulo / triangle", 100), ("figura / figure", 30)]),
        (GAPS, [("[1] cliente / cliente final / customer", 100), ("[2] centro / centre", 100)]),
    ],
    ids=["numeric", "short_text", "gaps"],
)
def test_the_author_sees_everything_that_is_accepted_and_its_worth(
    content: Content, accepted: list[tuple[str, int]]
) -> None:
    with override("es"):
        look = look_of(content, "es")
        html = render_to_string("quizzes/question_look.html", {"shown": look})

    assert [(each.text, each.worth) for each in look.key] == accepted
    for text, worth in accepted:
        assert text in html
        assert worth == 100 or f"Vale {worth} %" in html


def test_gaps_say_whether_words_are_picked_or_written() -> None:
    def hint(*choices: str) -> str:
        gaps = listed(
            **{
                f"g{place}": {"answers": "sí", "choices": each, "feedback": ""}
                for place, each in enumerate(choices)
            }
        )
        passage = " ".join(f"[{place}]" for place in range(1, len(choices) + 1))
        content = written("gaps", {"stem": "?", "passage": passage, "gaps": gaps})
        return str(KIND_NAMED["gaps"].hint_for(content))

    with override("es"):
        picked, mixed, typed = hint("no", "no"), hint("no", ""), hint("", "")
    assert picked.startswith("Elegir de cada lista.")
    assert "Escribir" not in picked
    assert mixed.startswith("Elegir donde hay una lista")
    assert typed.startswith("Escribir una o pocas palabras")


def test_two_accepted_answers_that_are_compared_as_one_are_named() -> None:
    kind, block = KIND_NAMED["short_text"], block_of("short_text")

    def said(*texts: str, **fold: bool) -> list[str]:
        answers = [{"text": text, "credit": 100} for text in texts]
        raw = {"stem": "?", "answers": answers} | fold
        with override("es"):
            return [str(each) for each in kind.check(block.to_python(raw))]

    assert said("Quito", "Lima", "quitó") == [
        "Dos respuestas aceptadas dicen lo mismo: «Quito» y «quitó»."
    ]
    assert said("Quito", "quitó", fold_accents=False, fold_case=True) == []
    assert said("Quito", "quito", fold_case=False, fold_accents=True) == []
    assert said("año", "ano") == []


def test_items_out_of_place_and_what_belongs_to_none_teach() -> None:
    ordering = freeze(
        "ordering",
        "",
        [],
        {
            "es": {
                "stem": "¿Orden?",
                "items": [
                    {"id": name, "value": {"text": name, "feedback": f"Enseña {name}"}}
                    for name in ("uno", "dos", "tres")
                ],
            }
        },
    )
    said = KIND_NAMED["ordering"].reasons(ordering, ["dos=1", "tres=3", "uno=2"], "es")
    assert [(each.about, each.text) for each in said] == [
        ("dos", "Enseña dos"),
        ("uno", "Enseña uno"),
    ]

    matching = freeze(
        "matching",
        "",
        [],
        {
            "es": {
                "stem": "¿Pareja?",
                "pairs": [
                    {"id": "a", "value": {"left": "A", "right": "1", "feedback": "Va con 1"}},
                    {"id": "b", "value": {"left": "B", "right": "2", "feedback": ""}},
                ],
                "distractors": [{"id": "x", "value": {"text": "3", "feedback": "De nadie"}}],
            }
        },
    )
    said = KIND_NAMED["matching"].reasons(matching, ["a=x", "b=b"], "es")
    assert [(each.about, each.text) for each in said] == [("A", "Va con 1"), ("3", "De nadie")]


def test_a_new_question_opens_as_a_single_choice_and_offers_every_kind(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    page = client_of(trainer).get(reverse("wagtailsnippets_quizzes_question:add"))

    said = page.content.decode()
    assert page.context["form"].initial["content"][0].block_type == "single_choice"
    for kind in NAMES:
        assert f"&quot;{kind}&quot;" in said


def sent_rows(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """What the editor sends for a list."""
    sent = {f"{prefix}-count": str(len(rows))}
    for place, row in enumerate(rows):
        sent |= {f"{prefix}-{place}-deleted": "", f"{prefix}-{place}-order": str(place)}
        sent |= {f"{prefix}-{place}-id": f"row-{place}"}
        sent |= {f"{prefix}-{place}-value-{name}": value for name, value in row.items()}
    return sent


def option(text: str = "", **more: str) -> dict[str, str]:
    return {"text": text, "feedback": ""} | more


def number(value: str = "", **more: str) -> dict[str, str]:
    return {"value": value, "tolerance": "0", "credit": "100", "feedback": ""} | more


@pytest.mark.parametrize(
    ("kind", "name", "rows", "kept"),
    [
        ("single_choice", "options", [option("a"), option(), option("b"), option("  ")], [0, 2]),
        # Something was said there: it is complained of, not lost.
        ("single_choice", "options", [option("a"), option("b"), option(right="on")], [0, 1, 2]),
        ("single_choice", "options", [option("a"), option("b"), option(feedback="x")], [0, 1, 2]),
        # As many as are needed stay to be written in.
        ("single_choice", "options", [option(), option("a"), option(), option()], [0, 1]),
        ("numeric", "answers", [number("5"), number(), number(tolerance="0.0")], [0]),
        ("numeric", "answers", [number("5"), number(credit="50")], [0, 1]),
        ("matching", "distractors", [{"text": "", "feedback": ""}], []),
    ],
)
def test_rows_in_which_nothing_was_written_are_taken_out(
    kind: str, name: str, rows: list[dict[str, str]], kept: list[int]
) -> None:
    block = block_of(kind).child_blocks[name]
    value = block.value_from_datadict(sent_rows("x", *rows), {}, "x")
    assert [each.id for each in value.bound_blocks] == [f"row-{place}" for place in kept]


def test_a_number_stands_in_its_field_as_it_was_typed() -> None:
    row = block_of("numeric").child_blocks["answers"].child_block
    shown = row.get_form_state(row.to_python({"value": 9.0, "tolerance": 0.5, "credit": 100}))
    assert (shown["value"], shown["tolerance"]) == ("9", "0.5")


def test_groups_with_empty_items_only_are_taken_out() -> None:
    def group(title: str, *texts: str) -> dict[str, str]:
        items = sent_rows("", *[{"text": text, "feedback": ""} for text in texts])
        return {"title": title} | {f"items{name}": value for name, value in items.items()}

    rows = [group("Uno", "a", ""), group("", "", ""), group("Dos", "b"), group("", "c")]
    block = block_of("classify").child_blocks["groups"]
    value = block.value_from_datadict(sent_rows("x", *rows), {}, "x")
    assert [(each["title"], [item["text"] for item in each["items"]]) for each in value] == [
        ("Uno", ["a"]),
        ("Dos", ["b"]),
        ("", ["c"]),
    ]


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        ("single_choice", "options", 4),
        ("matching", "pairs", 2),
        ("ordering", "items", 3),
        ("classify", "groups", 2),
        ("short_text", "answers", 1),
        ("gaps", "gaps", 1),
    ],
)
def test_a_kind_starts_with_as_many_rows_as_it_needs(kind: str, name: str, rows: int) -> None:
    first, second = (block_of(kind).get_default()[name] for _form in range(2))
    assert len(first) == rows
    # Parts of two questions are never known by the same id.
    ids = [each.id for value in (first, second) for each in value.bound_blocks]
    assert len(set(ids)) == len(ids)


def test_lists_inside_new_rows_share_no_ids() -> None:
    """The editor copies one blank group for each that is added."""
    groups = block_of("classify").child_blocks["groups"]
    blank = groups.child_block.get_form_state(groups.child_block.get_default())
    assert [item["id"] for item in blank["items"]] == [None]

    items = sent_rows("", {"text": "a", "feedback": ""}) | {"-0-id": ""}
    row = {"title": "Uno"} | {f"items{name}": value for name, value in items.items()}
    value = groups.value_from_datadict(sent_rows("x", row, row), {}, "x")
    first, second = (group["items"].bound_blocks[0].id for group in value)
    assert first != second
    kept = groups.get_form_state(groups.to_python(groups.get_prep_value(value)))
    assert [each["value"]["items"][0]["id"] for each in kept] == [first, second]


def test_a_rubric_starts_with_two_levels() -> None:
    (criterion,) = block_of("open_text").get_default()["rubric"]
    assert len(criterion["levels"]) == 2


def test_a_choice_with_empty_rows_is_published_without_them(
    course: SmallCourse, trainer: User, client_of: ClientOf
) -> None:
    rows = [option("Sí", right="on"), option("No"), option(), option()]
    options = sent_rows("content-0-value-options", *rows)
    form = {
        "content-count": "1",
        "content-0-type": "single_choice",
        "content-0-id": "",
        "content-0-order": "0",
        "content-0-deleted": "",
        "content-0-value-stem": "¿Saludar primero?",
        "content-0-value-feedback": "",
        "level": "remember",
        "difficulty": "easy",
        "concepts": "K01",
        "action-publish": "1",
    }

    add = reverse("wagtailsnippets_quizzes_question:add")
    assert client_of(trainer).post(add, form | options).status_code == 302

    question = Question.objects.get(summary="¿Saludar primero?")
    assert question.live
    assert [each["text"] for each in question.content[0].value["options"]] == ["Sí", "No"]
