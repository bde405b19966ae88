"""A draw in the editor of a quiz: what is typed is read, and what stands there stays."""

import pytest
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockValidationError

from quizzes.models import QuizPage

TYPED = {
    "C22": ["C22"],
    "C19, C20": ["C19", "C20"],
    "c22-C24, C52": ["C22", "C23", "C24", "C52"],
    "": [],
}


def posted(typed: str) -> StreamValue:
    """What the editor's form sends for one draw."""
    form = {
        "draws-count": "1",
        "draws-0-deleted": "",
        "draws-0-order": "0",
        "draws-0-type": "draw",
        "draws-0-id": "",
        "draws-0-value-count": "3",
        "draws-0-value-concepts": typed,
        "draws-0-value-level": "apply",
        "draws-0-value-difficulty": "",
        "draws-0-value-points": "1",
    }
    block = QuizPage._meta.get_field("draws").stream_block
    value: StreamValue = block.clean(block.value_from_datadict(form, {}, "draws"))
    return value


@pytest.mark.parametrize(("typed", "read"), TYPED.items())
def test_codes_are_read_as_they_are_typed(typed: str, read: list[str]) -> None:
    [draw] = posted(typed)
    assert list(draw.value["concepts"]) == read


@pytest.mark.parametrize("codes", TYPED.values())
def test_what_stands_there_is_what_is_sent_again(codes: list[str]) -> None:
    block = QuizPage._meta.get_field("draws").stream_block
    kept = block.to_python([{"type": "draw", "value": {"count": 3, "concepts": codes}}])
    shown = block.get_form_state(kept)[0]["value"]["concepts"]
    [draw] = posted(shown)
    assert list(draw.value["concepts"]) == codes


def test_what_is_no_code_comes_back_as_it_was_typed() -> None:
    with pytest.raises(StreamBlockValidationError) as refused:
        posted("C22, veintidós")
    assert "veintidós" in str(refused.value.as_json_data()).lower()
