"""Questions of every kind as formats carry them, made up by Hypothesis."""

from typing import Any

from hypothesis import strategies as st

from quizzes.pure.exchange.labels import DIFFICULTIES, LEVELS
from quizzes.pure.exchange.portable import PortableQuestion, one_line, tidy

# Everything an author can write, the marks of every format above all.
LETTERS = st.one_of(
    st.sampled_from("~=#{}:\\[]<>&%*()|\"'/-$ aábñ¿?ü1,.;@ 0"),
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
)
TEXTS = st.text(LETTERS, min_size=1, max_size=30).map(tidy).filter(bool)
TRICKS = st.sampled_from(
    ["<b>negrita</b>", "&lt;p&gt;", "[html]x", "// nada", "$CATEGORY: x", "::x::", "a####b", "\\n"]
)
ONE_LINE = st.one_of(TRICKS, TEXTS)
PARAGRAPHS = st.lists(st.one_of(TEXTS, st.just("")), min_size=1, max_size=3)
LONG = st.one_of(ONE_LINE, PARAGRAPHS.map("\n".join).map(tidy).filter(bool))
MAYBE = st.one_of(st.just(""), LONG)
NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda each: each + 0.0)
CODES = st.lists(st.sampled_from(["C01", "C22", "VENTA", "X-9"]), unique=True, max_size=3)
CREDITS = st.integers(1, 100)


def rows(most: int = 4, least: int = 1, **fields: Any) -> Any:
    """A list of maps."""
    return st.lists(st.fixed_dictionaries(fields), min_size=least, max_size=most)


def options(right: Any) -> Any:
    """Two or more options, of which so many from the front are right, then mixed."""
    texts = rows(5, 3, text=LONG, feedback=MAYBE)
    marked = st.tuples(texts, right).map(
        lambda both: [{**each, "right": at < both[1]} for at, each in enumerate(both[0])]
    )
    return marked.flatmap(st.permutations)


FOLDS = {"fold_case": st.booleans(), "fold_accents": st.booleans()}
NONE = st.just("")
PICKED = st.fixed_dictionaries
WORD = st.text('aábcñ ~#}{:\\=%/"1<>&', min_size=1, max_size=12).map(one_line).filter(bool)
KIND_FIELDS: dict[str, Any] = {
    "single_choice": PICKED({"options": options(st.just(1))}),
    "multiple_choice": PICKED(
        {"options": options(st.just(2)), "credit": st.sampled_from(["exact", "partial"])}
    ),
    "true_false": PICKED(
        {"answer": st.booleans(), "feedback_true": MAYBE, "feedback_false": MAYBE}
    ),
    "short_text": PICKED(
        {
            "answers": st.lists(
                PICKED({"text": ONE_LINE, "credit": CREDITS, "feedback": MAYBE}),
                min_size=1,
                max_size=4,
                unique_by=lambda answer: str(answer["text"]).casefold(),
            )
        }
        | FOLDS
    ),
    "numeric": PICKED(
        {
            "answers": rows(
                value=NUMBERS, tolerance=NUMBERS.map(abs), credit=CREDITS, feedback=MAYBE
            ),
            "unit": NONE,
            "unit_required": st.just(False),
        }
    ),
    "matching": PICKED(
        {
            "pairs": st.lists(
                st.fixed_dictionaries({"left": LONG, "right": LONG, "feedback": NONE}),
                min_size=2,
                max_size=4,
                unique_by=lambda pair: pair["right"],
            ),
            "distractors": rows(2, 0, text=LONG, feedback=NONE),
        }
    ),
    "classify": PICKED(
        {
            "groups": st.lists(
                st.fixed_dictionaries({"title": TEXTS, "items": rows(3, text=LONG, feedback=NONE)}),
                min_size=2,
                max_size=3,
                unique_by=lambda group: group["title"],
            )
        }
    ),
    "ordering": PICKED({"items": rows(6, 3, text=LONG, feedback=MAYBE)}),
    "open_text": PICKED({"rubric": st.just([]), "sample": NONE, "min_words": st.just(0)}),
    "gaps": st.tuples(
        st.lists(
            st.tuples(
                st.lists(WORD, min_size=1, max_size=3, unique=True),
                st.lists(WORD, max_size=3, unique=True),
                st.one_of(NONE, WORD),
            ),
            min_size=1,
            max_size=3,
        ),
        st.lists(st.sampled_from(["Uno", "dos.", "a < b", "<b>"]), min_size=4, max_size=4),
        st.sampled_from([" ", "\n", "\n\n"]),
    ).map(lambda made: gaps(*made)),
}


def gaps(
    made: list[tuple[list[str], list[str], str]], words: list[str], between: str
) -> dict[str, Any]:
    """A text in which gaps stand between words."""
    pieces = [f"{words[at]} [{at + 1}]" for at in range(len(made))]
    return {
        "passage": between.join([*pieces, words[3]]),
        "gaps": [
            {
                "answers": "\n".join(accepted),
                "choices": "\n".join(each for each in wrong if each not in accepted),
                "feedback": taught,
            }
            for accepted, wrong, taught in made
        ],
        # What is picked from a list is not compared letter by letter.
        "fold_case": True,
        "fold_accents": False,
    }


def question_of(kind: str, **changes: Any) -> Any:
    """Questions of a kind; `changes` are strategies for other parts of it."""
    parts = {
        "kind": st.just(kind),
        "name": st.one_of(TRICKS, TEXTS).map(one_line),
        "stem": LONG,
        "fields": KIND_FIELDS[kind],
        "feedback": MAYBE,
        "concepts": CODES.map(tuple),
        "level": st.sampled_from(["", *LEVELS]),
        "difficulty": st.sampled_from(["", *DIFFICULTIES]),
    }
    return st.builds(PortableQuestion, **(parts | changes))
