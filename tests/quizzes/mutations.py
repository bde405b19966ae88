"""Import files as they should not be: cut, flipped, in a wrong encoding, huge, hostile."""

import random
import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

FILES = Path(__file__).parent / "files"
ENCODINGS = ["utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-32", "latin-1"]
HOSTILE = [
    b'<!DOCTYPE quiz [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>',
    b'<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz><question>&x;</question></quiz>',
    b'<!DOCTYPE quiz SYSTEM "http://127.0.0.1:1/x.dtd"><quiz/>',
    b"<quiz>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</quiz>",
    b"<quiz>" + b"<question/>" * 160_000 + b"</quiz>",
    b'<quiz><question type="multichoice" ' + b'x="1" ' * 5000 + b"/></quiz>",
    b"<quiz><question type='essay'><name><text>&lol;</text></name></question></quiz>",
    b"<quiz><question type='cloze'><questiontext><text>"
    + b"{1:SA:=" * 2000
    + b"</text></questiontext></question></quiz>",
    b"::a::" + b"{" * 100_000,
    b"a{" + b"~%" * 100_000 + b"}",
    b"a{#" + b"=1..2" * 50_000 + b"}",
    b"a{=\\" * 50_000,
    b"a{T}\n\n" * 2500,
    b"\0" * 1000,
    b"x" * (5 * 1024 * 1024 + 1),
    b"A) x\n" * 100_000 + b"ANSWER: A",
    b"ANSWER: " + b"A" * 1_000_000,
    b"a{#nan}\n\nb{#inf}\n\nc{#1e999}\n\nd{#1_0}",
    "a{=\u202e ~\ufeff\x01}".encode(),
    b"PK\x03\x04" + b"\0" * 200,
    b"PK\x05\x06" + b"\xff" * 18,
]


def good_files() -> dict[str, bytes]:
    """Files that are read whole, by name; a package among them."""
    found = {file.name: file.read_bytes() for file in sorted(FILES.iterdir()) if file.is_file()}
    return found | {"banco.zip": bank_zip()}


def bank_zip(extra: dict[str, bytes] | None = None) -> bytes:
    """A package with one question."""
    archive = BytesIO()
    question = (
        "- key: q1\n  kind: true_false\n  level: apply\n  concepts: [K01]\n"
        '  stem: {es: "¿Se saluda al entrar?"}\n  answer: true\n'
    )
    files = {
        "package.yaml": b"format: 1\nkey: suelto\ntitle: {es: Suelto}\nlanguages: [es]\n",
        "concepts.yaml": b"- {code: K01, name: {es: Saludo}}\n",
        "questions/una.yaml": question.encode(),
    }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in (files | (extra or {})).items():
            bundle.writestr(name, content)
    return archive.getvalue()


# One question a line, so that lines can change places.
BANK = """\
- {key: m1, kind: true_false, level: apply, concepts: [K01], stem: {es: "¿Oír?"}, answer: true}
- {key: m2, kind: single_choice, level: apply, stem: {es: "¿Qué va primero?"}, options: [\
{id: a, text: {es: Escuchar}, right: true}, {id: b, text: {es: Explicar}, right: false}]}
- {key: m3, kind: numeric, level: remember, stem: {es: "¿Lados?"}, answers: [{id: a, value: 3}]}
- {key: m4, kind: ordering, level: analyse, stem: {es: Ordenar}, items: [\
{id: a, text: {es: Uno}}, {id: b, text: {es: Dos}}, {id: c, text: {es: Tres}}]}"""
BANK_LINES = BANK.split("\n")


def mild_packages(count: int, seed: int) -> Iterator[tuple[bytes, bool]]:
    """So many packages whose zip is sound, and whether one of their two files is spoilt."""
    dice, good = random.Random(seed), BANK.encode()
    for number in range(count):
        spoilt = number % 4 > 0
        # Cut, flipped, in another encoding, or its lines in any order and some of them twice.
        bad = _mutated(good, dice.choice([0, 1, 2, 5]), dice) if spoilt else good
        yield bank_zip({"questions/varias.yaml": bad}), spoilt


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """So many bad files with names; the same seed gives the same."""
    dice, files = random.Random(seed), list(good_files().items())
    for number in range(count):
        name, content = dice.choice(files)
        kind = dice.randrange(7)
        bad = dice.choice(HOSTILE) if kind == 6 else _mutated(content, kind, dice)
        yield f"{number}-{name}", bad


def _mutated(content: bytes, kind: int, dice: random.Random) -> bytes:
    if kind == 0:
        return content[: dice.randrange(len(content))]
    if kind == 1:
        return _flipped(content, dice)
    if kind == 2:
        return _encoded(content, dice)
    if kind == 3:
        # Something hostile in the middle of something good.
        at = dice.randrange(len(content))
        return content[:at] + dice.choice(HOSTILE)[: dice.randrange(1, 200_000)] + content[at:]
    if kind == 4:
        return content * dice.randrange(2, 400)
    return _shuffled(content, dice)


def _flipped(content: bytes, dice: random.Random) -> bytes:
    flipped = bytearray(content)
    for _ in range(dice.choice([1, 3, 30])):
        flipped[dice.randrange(len(flipped))] ^= 1 << dice.randrange(8)
    return bytes(flipped)


def _encoded(content: bytes, dice: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    return text.encode(dice.choice(ENCODINGS), "replace")


def _shuffled(content: bytes, dice: random.Random) -> bytes:
    """Lines of the file in any order, some of them twice."""
    lines = content.split(b"\n")
    return b"\n".join(dice.choices(lines, k=len(lines)))


def zip_with(name: str, content: bytes = b"x", **changes: int) -> bytes:
    """A zip with one entry, whose header may lie about flags or attributes."""
    archive = BytesIO()
    with zipfile.ZipFile(archive, "w") as bundle:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = changes.get("mode", 0o100644) << 16
        bundle.writestr(entry, content)
    packed = bytearray(archive.getvalue())
    if "flags" in changes:
        central = packed.rindex(b"PK\x01\x02")
        packed[central + 8 : central + 10] = struct.pack("<H", changes["flags"])
    return bytes(packed)
