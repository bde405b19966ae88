"""Concepts have a code for ever and a name in each language."""

from django.urls import reverse

from cms.models import User
from courses.models import Concept
from tests.people import ClientOf


def test_a_trainer_names_a_concept_in_both_languages(trainer: User, client_of: ClientOf) -> None:
    form = {"code": "T01", "name_es": "Escucha", "name_en": "Listening"}

    client_of(trainer).post(reverse("wagtailsnippets_courses_concept:add"), form)

    assert Concept.objects.get(code="T01").names == {"es": "Escucha", "en": "Listening"}


def test_the_code_of_a_concept_stays(trainer: User, client_of: ClientOf) -> None:
    concept = Concept.objects.create(code="T01", names={"es": "Escucha"})
    form = {"code": "T99", "name_es": "Escuchar", "name_en": ""}

    client_of(trainer).post(
        reverse("wagtailsnippets_courses_concept:edit", args=[concept.pk]), form
    )

    concept.refresh_from_db()
    assert (concept.code, concept.names) == ("T01", {"es": "Escuchar"})
