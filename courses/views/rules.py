"""My rules: the pocket rules a learner kept."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from cms.resend import SignedInRequest, person_required
from courses.activities import kinds
from courses.lessons import screens_of
from courses.verbs import lessons as verbs
from courses.views.lessons import find_lesson


@require_POST
@person_required
def keep_rule(request: SignedInRequest, key: UUID, block: str) -> HttpResponse:
    """Keeps the rule of a lesson, or drops it again (`drop` in the form)."""
    if "drop" in request.POST:
        verbs.drop_rule(request.user, block)
        return redirect(_back(request, key))
    doing = find_lesson(request, key)
    parts = [part for screen in screens_of(doing.page, doing.translated) for part in screen.parts]
    rule = next((part for part in parts if part.id == block and part.type == "pocket_rule"), None)
    if rule is None:
        raise Http404
    language = rule.lang or get_language() or "es"
    kept = verbs.Rule(key, block, rule.value["rule"], doing.title, language)
    verbs.keep_rule(request.user, kept, timezone.now())
    return redirect(_back(request, key))


def _back(request: SignedInRequest, key: UUID) -> str:
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return back if ours else reverse("open_lesson", args=[key])


@require_safe
@person_required
def my_rules(request: SignedInRequest) -> HttpResponse:
    """All rules kept, newest first."""
    rules = [
        {
            "rule": kept.rule,
            "lang": kept.language,
            "lesson_title": kept.lesson_title,
            "lesson_url": reverse(kinds[kept.kind].url_name, args=[kept.activity_key]),
            "kept_on": kept.kept_at,
            "keep_url": reverse("keep_rule", args=[kept.activity_key, kept.block_id]),
        }
        for kept in request.user.kept_rules.all()
    ]
    return render(request, "courses/my_rules.html", {"rules": rules})
