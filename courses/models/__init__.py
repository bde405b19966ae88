from courses.models.inquiries import Inquiry
from courses.models.pages import CoursePage, LessonPage, ModulePage
from courses.models.people import Group, Membership, Team
from courses.models.records import Completion, Enrolment, IdempotencyKey, KeptRule, LessonPlace
from courses.models.shelf import Concept, PackageItem, unknown_codes

__all__ = [
    "Completion",
    "Concept",
    "CoursePage",
    "Enrolment",
    "Group",
    "IdempotencyKey",
    "Inquiry",
    "KeptRule",
    "LessonPage",
    "LessonPlace",
    "Membership",
    "ModulePage",
    "PackageItem",
    "Team",
    "unknown_codes",
]
