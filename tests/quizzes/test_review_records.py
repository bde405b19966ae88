"""Reviews among the other records: checked against their versions, erased with the demo."""

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cms.models import User
from courses.activities import erasers
from courses.models import Enrolment
from quizzes.demo import keep_reviews
from quizzes.models import ReviewAnswer, ReviewCard, ReviewSitting
from quizzes.reviews import agenda_of
from tests.content import SmallCourse
from tests.reviewing import PassedAgo, Reviews


def check() -> str:
    said = StringIO()
    call_command("check_records", stdout=said, stderr=said)
    return said.getvalue()


def test_reviews_say_what_their_versions_say(
    new_hire: User, passed_ago: PassedAgo, reviews: Reviews
) -> None:
    passed_ago(new_hire, days=3)
    reviews(new_hire, right=2)
    assert check() == "Every record says what was taken.\n"
    changed = ReviewAnswer.objects.filter(fraction=0)
    assert changed.update(fraction=1) == 1
    said = StringIO()
    with pytest.raises(CommandError, match="1 record"):
        call_command("check_records", stdout=StringIO(), stderr=said)
    answer = ReviewAnswer.objects.get(position=3)
    assert said.getvalue() == f"review answer {answer.pk}: worth 1.0, its version says 0.0\n"


def walked(learner: User, until: datetime) -> Enrolment:
    """The demo's habit, up to a day."""
    way = Enrolment.objects.get(learner=learner)
    keep_reviews(way, 0.8, until)
    return way


def test_demo_people_keep_their_reviews_up_to_the_day_they_were_seen(
    course: SmallCourse, new_hire: User, passed_ago: PassedAgo
) -> None:
    passed_ago(new_hire, days=12)
    now = timezone.now()
    walked(new_hire, now - timedelta(days=7))
    assert ReviewSitting.objects.finished().count() == 2  # days 1 and 3
    assert agenda_of(new_hire, course.key, now).offer.day == 10
    walked(new_hire, now - timedelta(days=7))
    assert ReviewSitting.objects.count() == 2
    assert check() == "Every record says what was taken.\n"


def test_removing_the_demo_leaves_nothing_of_it(
    new_hire: User, colleague: User, passed_ago: PassedAgo, reviews: Reviews
) -> None:
    passed_ago(new_hire, days=3)
    passed_ago(colleague, days=3)
    reviews(new_hire)
    reviews(colleague)
    for erase in erasers:
        erase(Enrolment.objects.filter(learner=new_hire))
    assert set(ReviewSitting.objects.values_list("learner", flat=True)) == {colleague.pk}
    assert set(ReviewCard.objects.values_list("learner", flat=True)) == {colleague.pk}
    assert ReviewAnswer.objects.count() == 3
