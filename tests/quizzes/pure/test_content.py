"""A question frozen at publication: structure apart from texts, hashed in one form."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.pure.texts import Shown
from quizzes.pure.content import Content, freeze


def raw(language: str, order: str = "ab", **changes: Any) -> dict[str, Any]:
    def option(letter: str) -> dict[str, Any]:
        return {
            "type": "item",
            "id": letter,
            "value": {"text": f"{language} {letter}", "right": letter == "a", "feedback": ""},
        }

    return {"stem": f"{language} stem", "options": [option(each) for each in order], **changes}


def frozen(**raws: dict[str, Any]) -> Content:
    return freeze("single_choice", "apply", ["C1"], raws)


@pytest.mark.parametrize(
    ("path", "language", "shown"),
    [
        ("stem", "es", Shown("es stem")),
        ("stem", "en", Shown("en stem")),
        ("options.b.text", "en", Shown("es b", "es")),
        ("options.b.text", "fr", Shown("es b", "es")),
        ("options.a.feedback", "en", Shown("")),
        ("nowhere", "en", Shown("")),
    ],
)
def test_texts_fall_back_and_say_so(path: str, language: str, shown: Shown) -> None:
    content = frozen(es=raw("es"), en=raw("en", order="a"))
    assert content.text(path, language) == shown


def test_structure_comes_from_spanish_alone() -> None:
    """A translation in another order, or that marks another option, changes nothing."""
    english = raw("en", order="ba")
    english["options"][0]["value"]["right"] = True
    content = frozen(es=raw("es"), en=english)
    assert [(each["id"], each["right"]) for each in content.structure["options"]] == [
        ("a", True),
        ("b", False),
    ]
    assert content.text("options.a.text", "en") == Shown("en a")


def test_no_text_stands_in_the_structure() -> None:
    content = frozen(es=raw("es"))
    assert "es" not in str(content.structure)
    assert content.as_json()["texts"]["es"]["stem"] == "es stem"


def test_what_spanish_lacks_is_left_out() -> None:
    content = frozen(es=raw("es", order="a"), en=raw("en"))
    assert "options.b.text" not in content.texts["en"]


def test_every_change_a_learner_could_notice_changes_the_hash() -> None:
    wrong = raw("es")
    wrong["options"][1]["value"]["right"] = True
    several = [
        frozen(es=raw("es")),
        frozen(es=raw("es", stem="other")),
        frozen(es=raw("es", order="ba")),
        frozen(es=raw("es"), en=raw("en")),
        frozen(es=wrong),
        freeze("single_choice", "remember", ["C1"], {"es": raw("es")}),
        freeze("single_choice", "apply", ["C2"], {"es": raw("es")}),
    ]
    assert len({content.sha256() for content in several}) == len(several)


def test_the_hash_does_not_change_between_releases() -> None:
    assert frozen(es=raw("es"), en=raw("en")).sha256().startswith("540674e2")


@given(
    stem=st.text(max_size=20),
    letters=st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1).map("".join),
)
def test_reading_back_what_was_stored_gives_the_same(stem: str, letters: str) -> None:
    content = frozen(es=raw("es", order=letters, stem=stem), en=raw("en", order=letters[::-1]))
    again = Content.from_json(content.as_json())
    assert again == content
    assert again.sha256() == content.sha256()


def test_spaces_around_a_text_are_no_new_version() -> None:
    assert frozen(es=raw("es", stem=" es stem\n")).sha256() == frozen(es=raw("es")).sha256()
