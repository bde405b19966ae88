"""Blocks in a package, there and back: ids, names, places, what may be left out, languages."""

from pathlib import Path
from typing import Any, ClassVar
from uuid import uuid4

import pytest
from wagtail import blocks

from courses.blocks.base import KeyBlock, PlainTextBlock, ProseBlock
from courses.package.codec import Codec
from courses.package.encoder import Encoder
from courses.package.keys import is_key, key_of
from courses.package.media import Media, Pictures

ITEM = "paquete/cosa"


class ConditionBlock(blocks.StructBlock):
    about = blocks.ChoiceBlock(choices=[("heard", "heard"), ("found", "found")])
    value = KeyBlock(required=False)

    class Meta:
        anonymous = True


class OptionBlock(blocks.StructBlock):
    text = PlainTextBlock()
    right = blocks.BooleanBlock(required=False)
    money = blocks.IntegerBlock(required=False, default=0)
    next = KeyBlock(required=False)
    when = blocks.ListBlock(ConditionBlock())


class FaceBlock(blocks.StructBlock):
    hair = blocks.IntegerBlock(required=False)
    note = PlainTextBlock(required=False)


class BeatBlock(blocks.StructBlock):
    name = KeyBlock()
    limit = blocks.IntegerBlock(required=False, default=101)
    event = PlainTextBlock(required=False)
    face = FaceBlock()
    codes = blocks.ListBlock(KeyBlock(), required=False)
    options = blocks.ListBlock(OptionBlock(), min_num=1)


class NoteBlock(blocks.StructBlock):
    text = ProseBlock()


BEATS = blocks.StreamBlock([("beat", BeatBlock())], required=False)
NOTES = blocks.StreamBlock([("note", NoteBlock()), ("word", blocks.CharBlock())])


def option(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "text": {"es": f"Opción {name}", "en": f"Option {name}"}, **more}


BEAT = {
    "name": "apertura",
    "codes": ["D1", "D2"],
    "options": [option("a", right=True), option("b", when=[{"about": "heard"}], next="cierre")],
}


def read(block: blocks.Block, data: Any, language: str = "es", path: str = "beats") -> Any:
    codec = Codec(ITEM, language, Media(Path("/nowhere")))
    raw = codec.value(block, data, path)
    assert codec.problems == []
    return block.get_prep_value(block.to_python(raw))


def complaints(block: blocks.Block, data: Any) -> str:
    codec = Codec(ITEM, "es", Media(Path("/nowhere")))
    codec.value(block, data, "beats")
    return " ".join(codec.problems)


def written(block: blocks.Block, raws: dict[str, Any], path: str = "beats", **more: Any) -> Any:
    encoder = Encoder("cosa", ITEM, {}, Pictures(), **more)
    return encoder.value(block, raws["es"], raws, path)


def there_and_back(block: blocks.Block, data: Any) -> Any:
    return written(block, {language: read(block, data, language) for language in ("es", "en")})


def test_a_key_stays_and_a_name_becomes_one() -> None:
    key = uuid4()
    assert key_of("paquete", str(key)) == key
    assert key_of("paquete", "cosa") != key_of("otro", "cosa")
    assert not is_key("cosa")
    assert not is_key(str(key).upper())


def test_after_one_export_nothing_changes() -> None:
    once = there_and_back(BEATS, [BEAT])
    assert there_and_back(BEATS, once) == once
    for language in ("es", "en"):
        assert read(BEATS, once, language) == read(BEATS, [BEAT], language)


def test_a_name_does_for_an_id_and_a_place_where_there_is_neither() -> None:
    beat = there_and_back(BEATS, [BEAT])[0]
    assert "id" not in beat
    assert is_key(beat["options"][0]["id"])
    assert beat["options"][1]["when"] == [{"about": "heard"}]


def test_the_id_an_editor_gave_a_named_block_is_kept() -> None:
    raw = read(BEATS, [BEAT])
    own = raw[0]["id"] = str(uuid4())
    data = written(BEATS, {"es": raw, "en": raw})
    assert data[0]["id"] == own
    again = read(BEATS, data)
    assert again[0]["id"] == own
    assert written(BEATS, {"es": again, "en": again}) == data


def test_places_of_an_editor_become_the_packages_own_once() -> None:
    raw = read(BEATS, [BEAT])
    raw[0]["value"]["options"][1]["value"]["when"][0]["id"] = str(uuid4())
    data = written(BEATS, {"es": raw})
    assert data == written(BEATS, {"es": read(BEATS, data)})


def test_what_loading_gives_anyway_is_left_out() -> None:
    options = [option("a", right=False, money=0, next="", when=[])]
    full = BEAT | {"limit": 101, "event": {}, "face": {"note": {}}, "codes": [], "options": options}
    beat = there_and_back(BEATS, [full])[0]
    assert set(beat) == {"name", "options"}
    assert set(beat["options"][0]) == {"id", "text"}
    assert read(BEATS, [beat]) == read(BEATS, [full])


def test_what_differs_is_written() -> None:
    beat = there_and_back(BEATS, [BEAT | {"limit": 0, "face": {"hair": 3}}])[0]
    assert (beat["limit"], beat["face"], beat["codes"]) == (0, {"hair": 3}, ["D1", "D2"])
    assert beat["options"][0]["right"] is True
    assert beat["options"][1]["next"] == "cierre"


def test_texts_stand_side_by_side_by_the_ids_of_their_blocks() -> None:
    spanish, english = read(BEATS, [BEAT]), read(BEATS, [BEAT], "en")
    english[0]["value"]["options"].reverse()
    option_a, option_b = written(BEATS, {"es": spanish, "en": english})[0]["options"]
    assert option_a["text"] == {"es": "Opción a", "en": "Option a"}
    assert option_b["text"] == {"es": "Opción b", "en": "Option b"}


def test_a_text_not_translated_has_no_other_language() -> None:
    spanish, english = read(BEATS, [BEAT]), read(BEATS, [BEAT], "en")
    english[0]["value"]["options"].pop()
    english[0]["value"]["options"][0]["value"]["text"] = "Opción a"
    for each in written(BEATS, {"es": spanish, "en": english})[0]["options"]:
        assert list(each["text"]) == ["es"]


def test_the_same_words_meant_as_a_translation_stay() -> None:
    raw = read(BEATS, [BEAT])
    place = f"beats.{raw[0]['id']}.options.{raw[0]['value']['options'][0]['id']}.text"
    alike = frozenset({("en", place, "Opción a")})
    options = written(BEATS, {"es": raw, "en": raw}, alike=alike)[0]["options"]
    assert options[0]["text"] == {"es": "Opción a", "en": "Opción a"}
    assert list(options[1]["text"]) == ["es"]


class Html:
    """What the editor makes of rich text, and what a package says instead."""

    cases: ClassVar[dict[str, str]] = {
        '<p data-block-key="a1b2">Hola <b>a todos</b>.</p>': "<p>Hola <b>a todos</b>.</p>",
        "<p>Una<br/>y otra</p>": "<p>Una<br/>y otra</p>",
        "<p>Una<br />y otra</p>": "<p>Una<br/>y otra</p>",
        "<p>Una</p>\r\n<p>Dos</p>": "<p>Una</p> <p>Dos</p>",
        "<p>3 &lt; 4 &amp; 5</p>": "<p>3 &lt; 4 &amp; 5</p>",
    }


@pytest.mark.parametrize(("stored", "said"), Html.cases.items())
def test_rich_text_loses_what_the_editor_notes_for_itself(stored: str, said: str) -> None:
    raw = [{"type": "note", "id": str(uuid4()), "value": {"text": stored}}]
    data = written(NOTES, {"es": raw})
    assert data[0]["text"] == {"es": said}
    assert read(NOTES, data)[0]["value"]["text"] == said


def test_an_empty_paragraph_is_no_text() -> None:
    raw = [{"type": "note", "id": str(uuid4()), "value": {"text": '<p data-block-key="a"> </p>'}}]
    assert "text" not in written(NOTES, {"es": raw})[0]


def test_a_translation_of_older_paragraphs_is_left_out_and_said() -> None:
    def raw(html: str) -> Any:
        return [{"type": "note", "id": "1", "value": {"text": html}}]

    notes: list[str] = []
    raws = {"es": raw("<p>Una.</p><p>Dos.</p>"), "en": raw("<p>One.</p>")}
    assert list(written(NOTES, raws, notes=notes)[0]["text"]) == ["es"]
    assert "“en” is left out" in notes[0]


def test_kinds_are_named_where_there_are_several() -> None:
    data = [
        {"type": "word", "id": "w", "es": "Hola", "en": "Hello"},
        {"type": "note", "id": "n", "text": {"es": "<p>Sí</p>"}},
    ]
    once = there_and_back(NOTES, data)
    assert [each["type"] for each in once] == ["word", "note"]
    assert (once[0]["es"], once[0]["en"]) == ("Hola", "Hello")
    assert there_and_back(NOTES, once) == once


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ([{"options": [option("a")]}], "entry 1: a `name` of its own is missing"),
        ([BEAT, BEAT], "entry 2: a `name` of its own is missing"),
        ([BEAT | {"options": [{"text": {"es": "x"}}]}], "entry 1: an `id` of its own is missing"),
        ([{"name": "a"}], "“options” is missing"),
        (["a"], "entry 1: a map of fields is expected"),
        ([BEAT | {"codes": "D1"}], "codes: a list is expected"),
    ],
)
def test_what_is_missing_is_named(data: Any, reason: str) -> None:
    assert reason in complaints(BEATS, data)
