import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('quizzes', '0006_records_hold_together'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewSitting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('course_key', models.UUIDField()),
                ('size', models.PositiveSmallIntegerField(help_text='As chosen; there may be fewer questions.')),
                ('seed', models.CharField(max_length=32)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_sittings', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('response', models.JSONField(null=True)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('confidence', models.CharField(blank=True, choices=[('sure', 'Sure'), ('think', 'I think so'), ('guess', 'A guess')], default='', max_length=6)),
                ('fraction', models.FloatField(null=True)),
                ('grade', models.PositiveSmallIntegerField(help_text='FSRS: 1 again … 4 easy.', null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(help_text='When memory asked for it again.', null=True)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='quizzes.questionversion')),
                ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='quizzes.reviewsitting')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='ReviewCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question_key', models.UUIDField()),
                ('stability', models.FloatField(help_text='Days until recall is expected to be 90 %.')),
                ('difficulty', models.FloatField()),
                ('reviewed_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('surely_wrong', models.BooleanField(default=False, help_text='Sure, and wrong, the last time.')),
                ('learner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='review_cards', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('learner', 'question_key'), name='one_card_per_question'), models.CheckConstraint(condition=models.Q(('difficulty__range', (1, 10)), ('stability__gt', 0)), name='cards_are_possible'), models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('reviewed_at'))), name='cards_are_due_later')],
            },
        ),
        migrations.AddConstraint(
            model_name='reviewsitting',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at__isnull', True)), fields=('learner', 'course_key'), name='one_open_review'),
        ),
        migrations.AddConstraint(
            model_name='reviewsitting',
            constraint=models.CheckConstraint(condition=models.Q(('size__in', [3, 5, 10])), name='reviews_are_short'),
        ),
        migrations.AddConstraint(
            model_name='reviewsitting',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('finished_at__gte', models.F('started_at')), _connector='OR'), name='reviews_finish_after_they_start'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.UniqueConstraint(fields=('sitting', 'position'), name='one_review_answer_per_position'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.UniqueConstraint(fields=('sitting', 'version'), name='no_question_twice_in_a_review'),
        ),
        migrations.AddConstraint(
            model_name='reviewanswer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('due_at__isnull', True), ('fraction__isnull', True), ('grade__isnull', True), ('response__isnull', True)), models.Q(('answered_at__isnull', False), ('due_at__gt', models.F('answered_at')), ('fraction__range', (0, 1)), ('grade__range', (1, 4)), ('response__isnull', False)), _connector='OR'), name='review_answers_are_whole_or_empty'),
        ),
    ]
