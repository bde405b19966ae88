"""What trainers and administrators may do with questions; granted after every migration."""

from typing import Any

from cms.roles import ADMINISTRATORS, TRAINERS, grant
from quizzes.models import Question


def set_up_roles(**_kwargs: Any) -> None:
    """Repeatable. Nobody deletes a question: it is archived."""
    for role in (TRAINERS, ADMINISTRATORS):
        grant(role, Question, ["add", "change", "publish", "view", "lock", "unlock"])
