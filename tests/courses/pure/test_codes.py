"""Codes of concepts as people write them: lists everywhere, ranges in a draw."""

import pytest
from django.core.exceptions import ValidationError

from courses.fields import CodesInput, RangesInput, as_ranges


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("C22-C25", ["C22", "C23", "C24", "C25"]),
        ("c22 – c24, C52", ["C22", "C23", "C24", "C52"]),
        ("C22-24", ["C22", "C23", "C24"]),
        ("C08-C10", ["C08", "C09", "C10"]),
        ("C22-C23, C23", ["C22", "C23"]),
        ("T-NEW", ["T-NEW"]),
        ("C22-C22", ["C22"]),
        ("", []),
    ],
)
def test_ranges_are_written_out(written: str, codes: list[str]) -> None:
    assert RangesInput(required=False).clean(written) == codes


@pytest.mark.parametrize("written", ["C27-C22", "C22-D27", "C1-C900", "C22 C23", "22-25"])
def test_what_is_no_range_is_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        RangesInput(required=False).clean(written)


def test_elsewhere_a_range_is_a_code_like_any_other() -> None:
    assert CodesInput(required=False).clean("C22, c27") == ["C22", "C27"]


@pytest.mark.parametrize(
    ("codes", "written"),
    [
        (["C27", "C22", "C24", "C23", "C52"], "C22-C24, C27, C52"),
        (["C10", "C9", "C8"], "C8-C10"),
        (["C08", "C09", "C10"], "C08-C10"),
        (["C1", "C2", "K3", "T-NEW"], "C1, C2, K3, T-NEW"),
        ([], ""),
    ],
)
def test_three_in_a_row_are_written_as_a_range(codes: list[str], written: str) -> None:
    assert as_ranges(codes) == written
    assert sorted(RangesInput(required=False).clean(written)) == sorted(codes)
