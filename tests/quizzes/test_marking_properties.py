"""Whatever is answered: marks are bounded, monotone and independent of order, for every kind."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from quizzes.pure.content import Content
from quizzes.questions.base import InvalidResponseError, Response, as_pairs, from_pairs
from quizzes.questions.kinds import KIND_NAMED
from tests.quizzes.every_kind import EVERY_KIND, MARKED_BY_ITSELF, name_of
from tests.soak import how_many

TRIES = settings(max_examples=how_many(100, 2_000))
WORDS = st.text(max_size=30) | st.sampled_from(["12,5", "13 min", "triángulo", "cliente", "1"])


def sent_forms(content: Content) -> st.SearchStrategy[QueryDict]:
    """Forms as browsers, or somebody cleverer, may send them."""
    kind = KIND_NAMED[content.kind]
    known = [*kind.part_names(content, "es"), *kind.key(content), *kind.slip(content)]
    names = {"response", *(f"response-{part.partition('=')[0]}" for part in known)}
    values = {*known, *(part.partition("=")[2] for part in known)}
    for response in (kind.key(content), kind.slip(content)):
        values |= {str(value) for value in kind.sent(content, response).values()}
    pairs = st.tuples(st.sampled_from(sorted(names)), st.sampled_from(sorted(values)) | WORDS)

    def form(rows: list[tuple[str, str]]) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, value in rows:
            data.appendlist(name, value)
        return data

    return st.lists(pairs, max_size=6).map(form)


def read(content: Content, data: QueryDict) -> Response | None:
    try:
        return KIND_NAMED[content.kind].read(data, content)
    except InvalidResponseError:
        return None


def worth(content: Content, response: Response | None) -> float:
    fraction = KIND_NAMED[content.kind].mark(content, response).fraction
    return 0.0 if fraction is None else fraction


@pytest.mark.parametrize("content", EVERY_KIND, ids=name_of)
def test_marks_are_bounded_and_whatever_is_read_can_be_shown(content: Content) -> None:
    kind = KIND_NAMED[content.kind]

    @TRIES
    @given(data=sent_forms(content))
    def holds(data: QueryDict) -> None:
        response = read(content, data)
        if response is None:
            return
        assert 0 <= worth(content, response) <= 1
        for language in ("es", "en"):
            assert len(kind.parts(content, response, language)) == len(response)
            kind.reasons(content, response, language)
            kind.fields(content, language, "seed", response)
        kind.chosen(content, response)
        # Sent again as it was read, it is read the same.
        assert kind.read(kind.sent(content, response), content) == response

    holds()


@pytest.mark.parametrize("content", MARKED_BY_ITSELF, ids=name_of)
def test_marks_do_not_depend_on_the_order_of_what_was_answered(content: Content) -> None:
    @TRIES
    @given(data=sent_forms(content), rest=st.data())
    def holds(data: QueryDict, rest: st.DataObject) -> None:
        response = read(content, data)
        if response:
            turned = rest.draw(st.permutations(response))
            assert worth(content, turned) == worth(content, response)

    holds()


PAIRED = [each for each in MARKED_BY_ITSELF if each.kind in {"matching", "gaps", "classify"}]


@pytest.mark.parametrize("content", PAIRED, ids=name_of)
def test_setting_a_part_right_is_never_worse(content: Content) -> None:
    key = as_pairs(KIND_NAMED[content.kind].key(content))

    @TRIES
    @given(data=sent_forms(content), part=st.sampled_from(sorted(key)))
    def holds(data: QueryDict, part: str) -> None:
        given_pairs = as_pairs(read(content, data) or [])
        better = from_pairs(given_pairs | {part: key[part]})
        assert worth(content, better) >= worth(content, from_pairs(given_pairs))

    holds()


CHOICES = [each for each in MARKED_BY_ITSELF if each.kind in {"single_choice", "multiple_choice"}]


@pytest.mark.parametrize("content", CHOICES, ids=name_of)
def test_a_right_one_more_or_a_wrong_one_less_is_never_worse(content: Content) -> None:
    kind = KIND_NAMED[content.kind]
    key, every = kind.key(content), list(kind.part_names(content, "es"))

    @TRIES
    @given(chosen=st.sets(st.sampled_from(every)), one=st.sampled_from(every))
    def holds(chosen: set[str], one: str) -> None:
        if not kind.several:
            chosen = set(sorted(chosen)[:1])
            better = {one} if one in key else chosen
        else:
            better = chosen | {one} if one in key else chosen - {one}
        assert worth(content, sorted(better)) >= worth(content, sorted(chosen))

    holds()


def test_moving_an_item_to_where_it_belongs_is_never_worse() -> None:
    """In an order that is right but for one item, putting that one right makes it right."""
    content = next(each for each in EVERY_KIND if each.kind == "ordering")
    right = [
        part.partition("=")[0]
        for part in sorted(
            KIND_NAMED["ordering"].key(content), key=lambda part: part.partition("=")[2]
        )
    ]

    @TRIES
    @given(order=st.permutations(right), place=st.integers(0, len(right) - 1))
    def holds(order: list[str], place: int) -> None:
        longest = worth(content, places(order))
        moved = [item for item in order if item != right[place]]
        best = max(
            worth(content, places([*moved[:at], right[place], *moved[at:]]))
            for at in range(len(right))
        )
        assert best >= longest

    holds()


def places(order: list[str]) -> Response:
    return from_pairs({item: str(place) for place, item in enumerate(order, start=1)})


@TRIES
@given(text=st.text(max_size=60), number=st.floats(-1e6, 1e6))
def test_a_number_nearer_to_the_right_one_is_never_worse(text: str, number: float) -> None:
    content: Any = next(each for each in EVERY_KIND if each.kind == "numeric")
    worth(content, [text] if text else None)
    nearer = 12.5 + (number - 12.5) / 2
    assert worth(content, [f"{nearer:.6f}"]) >= worth(content, [f"{number:.6f}"])
