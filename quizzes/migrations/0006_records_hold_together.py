from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0005_marks_stand_beside_answers'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('points__gte', 1)), name='questions_weigh_something'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fraction__isnull', True), ('method', '')), models.Q(('fraction__isnull', False), ('fraction__range', (0, 1)), ('method__gt', '')), _connector='OR'), name='answers_know_their_last_mark'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('passed__isnull', True), ('score__isnull', True)), models.Q(('passed__isnull', False), ('score__isnull', False), ('score__range', (0, 100)), ('state', 'finished')), _connector='OR'), name='only_finished_attempts_have_a_score'),
        ),
        migrations.AddConstraint(
            model_name='quizattempt',
            constraint=models.CheckConstraint(condition=models.Q(('deadline_at__isnull', True), ('deadline_at__gt', models.F('started_at')), _connector='OR'), name='deadline_comes_after_the_start'),
        ),
        migrations.AddConstraint(
            model_name='quizgrant',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'minutes'), ('minutes__gte', 1)), models.Q(models.Q(('kind', 'minutes'), _negated=True), ('minutes', 0)), _connector='OR'), name='only_time_has_minutes'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('method', 'automatic'), models.Q(('by__isnull', False), ('method', 'human')), models.Q(('by__isnull', False), ('reason__gt', '')), _connector='OR'), name='a_persons_mark_says_who_and_why'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(condition=models.Q(('regrade__isnull', False)), fields=('answer', 'regrade'), name='a_regrade_marks_an_answer_once'),
        ),
        migrations.AddConstraint(
            model_name='regrade',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_regrade_says_why'),
        ),
        migrations.AddConstraint(
            model_name='regrade',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('policy', 'void'), ('version__isnull', True)), models.Q(models.Q(('policy', 'void'), _negated=True), ('version__isnull', False)), _connector='OR'), name='a_regrade_has_a_key_unless_void'),
        ),
        migrations.AddConstraint(
            model_name='regrade',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('question_key',), name='one_regrade_at_a_time'),
        ),
    ]
