from collections import defaultdict

from django.db import migrations
from django.db.models import OuterRef, Subquery


def keep_marks_beside_answers(apps, schema_editor):
    """The last mark of each answer, and what they add up to by the rules there were so far."""
    Answer, Mark = apps.get_model('quizzes', 'Answer'), apps.get_model('quizzes', 'Mark')
    QuizAttempt = apps.get_model('quizzes', 'QuizAttempt')
    last = Mark.objects.filter(answer=OuterRef('pk')).order_by('-pk')
    marked = Answer.objects.filter(pk__in=Mark.objects.values('answer'))
    marked.update(
        fraction=Subquery(last.values('fraction')[:1]), method=Subquery(last.values('method')[:1])
    )
    fractions = defaultdict(list)
    for attempt, fraction in marked.values_list('attempt_id', 'fraction'):
        fractions[attempt].append(float(fraction))
    for attempt in QuizAttempt.objects.filter(state='finished').iterator():
        marks = fractions[attempt.pk]
        attempt.score = round(100 * sum(marks) / len(marks), 1) if marks else 0.0
        attempt.passed = attempt.score >= attempt.pass_mark
        attempt.save(update_fields=['score', 'passed'])


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0004_richer_quizzes'),
    ]

    operations = [
        migrations.RunPython(keep_marks_beside_answers, migrations.RunPython.noop),
    ]
