"""What a regrade makes of one mark: a table, and what holds for every mark there can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.pure.regrading import Kept, Marked, Policy, Verdict, judge

UP, BOTH, VOID = Policy.UPWARDS, Policy.BOTH, Policy.VOID
fractions = st.integers(0, 10_000).map(lambda each: each / 10_000)
marked = st.builds(
    Marked,
    st.none() | fractions,
    st.sampled_from(["", "automatic", "human", "regrade", "void"]),
    st.none() | fractions,
    st.none() | st.sampled_from([Kept.OTHER_KIND, Kept.PART_GONE]),
)

TABLE: dict[str, tuple[Marked, Policy, Verdict]] = {
    "a higher mark is given": (Marked(0, "automatic", 1), UP, Verdict(1)),
    "both ways as well": (Marked(0, "automatic", 0.5), BOTH, Verdict(0.5)),
    "a lower one is not": (Marked(1, "automatic", 0), UP, Verdict(kept=Kept.NOT_LOWERED)),
    "unless both ways are meant": (Marked(1, "automatic", 0), BOTH, Verdict(0)),
    "the same is not given again": (Marked(1, "regrade", 1), BOTH, Verdict(kept=Kept.SAME)),
    "an earlier regrade counts": (Marked(0.5, "regrade", 1), UP, Verdict(1)),
    "a person's mark stays": (Marked(0.5, "human", 1), BOTH, Verdict(kept=Kept.BY_HAND)),
    "what waits goes on waiting": (Marked(None, "", None), UP, Verdict(kept=Kept.BY_HAND)),
    "a key that cannot say": (Marked(0, "automatic", None), BOTH, Verdict(kept=Kept.BY_HAND)),
    "another kind": (
        Marked(0, "automatic", None, Kept.OTHER_KIND),
        BOTH,
        Verdict(kept=Kept.OTHER_KIND),
    ),
    "an option that is gone": (
        Marked(1, "automatic", None, Kept.PART_GONE),
        UP,
        Verdict(kept=Kept.PART_GONE),
    ),
    "void is for everybody": (Marked(0, "automatic", None), VOID, Verdict(1)),
    "for who was right, too": (Marked(1, "automatic", None), VOID, Verdict(1)),
    "for what waits for a person": (Marked(None, "", None), VOID, Verdict(1)),
    "for what a person marked": (Marked(0.2, "human", None), VOID, Verdict(1)),
    "void once is void": (Marked(1, "void", None), VOID, Verdict(kept=Kept.SAME)),
    "and no key undoes it": (Marked(1, "void", 0), BOTH, Verdict(kept=Kept.VOIDED)),
}


@pytest.mark.parametrize(("before", "policy", "verdict"), TABLE.values(), ids=TABLE)
def test_judge(before: Marked, policy: Policy, verdict: Verdict) -> None:
    assert judge(before, policy) == verdict


@given(marked, st.sampled_from(Policy))
def test_a_verdict_is_a_mark_or_a_reason(before: Marked, policy: Policy) -> None:
    verdict = judge(before, policy)
    assert (verdict.fraction is None) != (verdict.kept is None)
    assert verdict.fraction is None or 0 <= verdict.fraction <= 1


@given(marked, st.sampled_from(Policy))
def test_done_twice_is_done_once(before: Marked, policy: Policy) -> None:
    verdict = judge(before, policy)
    if verdict.fraction is not None:
        method = "void" if policy is VOID else "regrade"
        again = Marked(verdict.fraction, method, before.by_new_key, before.obstacle)
        assert judge(again, policy).fraction is None


@given(marked, st.sampled_from([UP, VOID]))
def test_nobody_loses_unless_both_ways_are_meant(before: Marked, policy: Policy) -> None:
    verdict = judge(before, policy)
    assert verdict.fraction is None or verdict.fraction >= (before.fraction or 0)
