import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('courses', '0003_courses_have_a_review_calendar'),
        ('quizzes', '0002_attempts_can_be_granted'),
    ]

    operations = [
        migrations.RenameModel('AttemptGrant', 'QuizGrant'),
        migrations.AlterField('quizgrant', 'enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quiz_grants', to='courses.enrolment')),
    ]
