"""A package whose moves, rubric, profiles, scenarios or conversations are wrong: refused whole."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page, Revision

from courses.models import PackageItem
from roleplay.models import Playbook, Profile, ScenarioVersion
from tests.courses.conftest import PackageFolder
from tests.words import spanish

MOVES, RUBRIC = "moves.yaml", "rubric.yaml"
PATIENT, LAMP = "profiles/paciente.yaml", "scenarios/lampara.yaml"
PRACTISE, ASSESS = "roleplays/practicar.yaml", "roleplays/evaluar.yaml"
GREET = "greet: {anger: -1, trust: 3}"
OFFERS = 'moves: [{move: offer_options}]\n        reply: {es: "Todavía'

# file, words to replace, what with, what the refusal says
BROKEN = {
    "a stage there is not": (MOVES, "stage: 1,", "stage: 5,", "entry 1: a move has key, name,"),
    "a move without key": (MOVES, "{key: greet, ", "{", "entry 1: a move has key, name,"),
    "a move without languages": (
        *(MOVES, 'name: {es: "Movimiento saludar", en: "Move greet"}', "name: Saludar"),
        "entry 1: a move has key, name,",
    ),
    "yes in another language": (MOVES, "hears: true", "hears: sí", "entry 2: a move has key,"),
    "a move twice": (MOVES, "key: greet", "key: listen", "entry 2: the key “listen” stands twice"),
    "a dimension nobody knows": (
        *(MOVES, "dimensions: [D1]", "dimensions: [D9]"),
        "entry 1: the dimension “D9” is not in rubric.yaml",
    ),
    "a rubric without critical errors": (
        *(RUBRIC, "critical:", "criticos:"),
        "a map with the lists dimensions, critical, mystery is expected",
    ),
    "four anchors": (
        *(RUBRIC, ', {es: "Nivel recibir-4", en: "Level receive-4"}', ""),
        "dimensions, entry 1: “D1” needs five anchors, from level 0 to 4",
    ),
    "a dimension without its rule": (
        *(RUBRIC, '  advice: {es: "Regla de recibir", en: "Rule of receive"}\n', ""),
        "dimensions, entry 1: advice: a text is written as {es: …, en: …}",
    ),
    "a dimension twice": (RUBRIC, "code: D1", "code: D2", "entry 2: the code “D2” stands twice"),
    "lessons that are no list": (
        *(RUBRIC, "lesson: [K11]", "lesson: K11"),
        "dimensions, entry 2: lesson: a list is expected",
    ),
    "a criterion nobody knows": (
        *(RUBRIC, "key: tono", "key: tonos"),
        "dimensions, entry 1: mystery: “tono” is not among the criteria below",
    ),
    "a need that is no list": (
        *(RUBRIC, "{key: tono, ", "{key: tono, needs: listen, "),
        "mystery, entry 1: needs: a list of moves is expected",
    ),
    "a meter there is not": (PATIENT, "lead: trust", "lead: mood", "lead: choose one of anger,"),
    "a meter without a start": (
        *(PATIENT, "anger: 20, ", ""),
        "initial: a number from 0 to 100 for each of anger,",
    ),
    "a meter off its scale": (PATIENT, "anger: 20,", "anger: 120,", "initial: numbers go from 0"),
    "a number in words": (
        *(PATIENT, GREET, "greet: {anger: mucho}"),
        "table: greet: anger: a whole number",
    ),
    "a row that is none": (PATIENT, GREET, "greet: 3", "table: greet: changes of anger,"),
    "a row of no move": (PATIENT, GREET, "saludo: {trust: 3}", "table: “saludo” is no move"),
    "a change of nothing": (
        *(PATIENT, GREET, "greet: {confianza: 3}"),
        "table: greet: “confianza” is none; there are anger,",
    ),
    "patience that grows": (
        *(PATIENT, GREET, "greet: {patience: 3}"),
        "table: greet: patience can only fall",
    ),
    "an end that is none": (
        *(PATIENT, "ends: break_off", "ends: bang"),
        "table: cut_off: ends: choose one of break_off,",
    ),
    "a trap that is none": (PATIENT, "trap: minimise", "trap: nada", "trap: “nada” is no move"),
    "weights in words": (PATIENT, "{D1: 10, D2", "{D1: diez, D2", "weights: a whole number for"),
    "a field of a profile": (PATIENT, "irritation:", "irritacion:", "“irritacion” is no field"),
    "a profile without Spanish": (
        *(PATIENT, 'name: {es: "Perfil', 'name: {fr: "Perfil'),
        "name: the text in “es” is missing",
    ),
    "a phrase of no move": (PATIENT, "move: good", "move: nada", "phrases: “nada” is no move"),
    "a profile nobody knows": (
        *(LAMP, "profile: paciente", "profile: nadie"),
        "profile: “nadie” is neither here nor on the site",
    ),
    "a channel there is not": (LAMP, "channel: phone", "channel: fax", "channel: choose one of"),
    "minutes in words": (LAMP, "minutes: 5", "minutes: pocos", "minutes: write how many minutes"),
    "an age in words": (LAMP, "age: 52", "age: mayor", "person.age: write a number"),
    "nobody": (LAMP, "  name: \"Irene Paz\"\n", "", "person: a map with the customer's name"),
    "a head too many": (LAMP, "{head: 1,", "{head: 77,", "person.face.head: write a number"),
    "a truth there is not": (
        *(LAMP, "[founded, mistaken]", "[founded, rara]"),
        "truths: “rara” is none; there are founded,",
    ),
    "a truth without weight": (
        *(LAMP, "[founded, mistaken]", "[founded]"),
        spanish("Write as many weights as there are possible truths ticked."),
    ),
    "a weight in words": (LAMP, "[60, 40]", "[60, mucho]", "truth_weights: whole numbers"),
    "nothing assessed": (
        *(LAMP, "assesses: [D1, D2, D3, D4, D5, D6, D7, D8]", "assesses: []"),
        spanish("Tick what the scenario assesses."),
    ),
    "a dimension not assessed anywhere": (
        *(LAMP, "assesses: [D1,", "assesses: [D9,"),
        "assesses: the dimension “D9” is not in rubric.yaml",
    ),
    "a must that is no move": (LAMP, "must_do: [commit]", "must_do: [fly]", "«fly»"),
    "a quality there is not": (
        *(LAMP, "quality: harmful\n        critical: X2", "quality: meh\n        critical: X2"),
        "beats.detalle.options.2.quality:",
    ),
    "a line without move": (
        *(LAMP, OFFERS, OFFERS.replace("{move: offer_options}", "")),
        spanish("%(place)s: choose one, two or three moves.", place=""),
    ),
    "a move nobody knows": (
        *(LAMP, OFFERS, OFFERS.replace("offer_options", "fly")),
        "«fly»",
    ),
    "a record that is not there": (LAMP, "consults: compra", "consults: caja", "«caja»"),
    "an error that is not there": (LAMP, "critical: X2", "critical: X9", "«X9»"),
    "a way to nowhere": (LAMP, "next: acuerdo\n    rules", "next: luna\n    rules", "«luna»"),
    "no way on": (
        *(LAMP, "    rules: []\n    next: detalle\n", "    rules: []\n"),
        "beats.apertura: “next” is missing",
    ),
    "a condition there is not": (
        *(LAMP, "{is: not_granted}", "{is: guessed}"),
        "endings.leal.when.4.is:",
    ),
    "a condition on nothing": (
        *(LAMP, "{is: found, value: garantia}]\n        reply",
          "{is: found, value: nada}]\n        reply"),
        "«nada»",
    ),
    "a condition in words": (LAMP, "value: 50}", "value: medio}", "«medio»"),
    "an ending of no kind": (LAMP, "kind: loyal", "kind: happy", "endings.leal.kind:"),
    "two beats of a name": (
        *(LAMP, "name: detalle", "name: apertura"),
        "beats, entry 2: a `name` of its own is missing",
    ),
    "a name with a space": (LAMP, "name: detalle", "name: El Detalle", "beats.El Detalle.name:"),
    "two lines of an id": (
        *(LAMP, 'id: b\n        text: {es: "Eso', 'id: a\n        text: {es: "Eso'),
        "beats.apertura.options, entry 2: an `id` of its own is missing",
    ),
    "a line without words": (
        *(LAMP, "es: \"Buenas tardes, señora Paz. La escucho.\"", "es: \"\""),
        "beats.apertura.options.c.text: the text in “es” is missing",
    ),
    "seconds in words": (LAMP, "seconds: 20", "seconds: pronto", "record.compra.seconds:"),
    "money in words": (LAMP, "money: 40", "money: mucho", "beats.acuerdo.options.2.money:"),
    "a band there is not": (LAMP, "band: low", "band: bajo", "beats.acuerdo.lines.1.band:"),
    "no endings": (LAMP, "endings:", "finales:", "“finales” is no field"),
    "a mode there is not": (ASSESS, "mode: assess", "mode: exam", "mode: choose one of learn,"),
    "a scenario that is not there": (
        *(ASSESS, "scenarios: [lampara]", "scenarios: [luna]"),
        "scenarios: “luna” is not in this package",
    ),
    "no scenario": (ASSESS, "scenarios: [lampara]\n", "", "scenarios: a list with one scenario"),
    "attempts in words": (ASSESS, "attempts: 2", "attempts: dos", "attempts: write a whole number"),
    "no attempt": (ASSESS, "attempts: 2", "attempts: 0", "attempts: write a whole number"),
    "practice that counts": (
        *(PRACTISE, "mode: practise", "mode: practise\nweight: 1"),
        "weight: only an assessment has a score that can count",
    ),
    "a field of a conversation": (PRACTISE, "minutes: 5", "minutos: 5", "“minutos” is no field"),
    "a conversation in no module": (
        *("course.yaml", "practicar, ", ""),
        "no module of course.yaml lists “practicar”",
    ),
}  # fmt: skip


def written() -> list[object]:
    models = (Page, Revision, Profile, ScenarioVersion, PackageItem)
    counts: list[object] = [model.objects.count() for model in models]
    return [*counts, *Playbook.objects.order_by("part").values_list("content", flat=True)]


def refusal(folder: PackageFolder) -> str:
    before = written()
    with pytest.raises(CommandError) as error:
        call_command("import_course", str(folder.path), publish=True, stdout=StringIO())
    assert written() == before
    said = str(error.value)
    assert said.startswith("Nothing was loaded. What to mend in ")
    assert "Traceback" not in said
    return said


@pytest.mark.parametrize(("file", "old", "new", "reason"), BROKEN.values(), ids=BROKEN)
def test_each_fault_names_its_file_and_reason(
    folder: PackageFolder, file: str, old: str, new: str, reason: str
) -> None:
    folder.edit(file, old, new)
    said = refusal(folder)
    assert reason in said
    if file != "course.yaml":
        assert file in said


def test_a_line_is_named_by_its_place_and_words(folder: PackageFolder) -> None:
    folder.edit(LAMP, "critical: X2", "critical: X9")
    assert "¿No la habrá golpeado usted?" in refusal(folder)


def test_what_rests_on_a_fault_is_not_blamed_for_it(folder: PackageFolder) -> None:
    folder.edit(RUBRIC, "key: tono", "key: tonos")
    said = refusal(folder)
    assert LAMP not in said
    folder.edit(PATIENT, GREET, "greet: 3")
    said = refusal(folder)
    assert PATIENT in said
    assert LAMP not in said
