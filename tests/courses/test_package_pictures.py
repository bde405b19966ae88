"""Pictures in a package: taken once by their content; what is no picture writes nothing."""

import hashlib
import shutil
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.images.models import Image as WagtailImage
from wagtail.models import Page, Revision

from cms.models import SiteImage, User
from courses.models import PackageItem
from courses.package import media
from quizzes.models import Question
from tests.content import SmallCourse
from tests.courses.conftest import PackageFolder
from tests.people import ClientOf, Enrolled

GREET, LISTEN = "lessons/saludar.yaml", "lessons/escuchar.yaml"
PARAGRAPH = "      - type: paragraph\n        id: texto\n"
LISTENING = "      - type: paragraph\n        id: traducido\n"


def block(name: str, block_id: str = "foto") -> str:
    return (
        f"      - type: picture\n        id: {block_id}\n        image: {name}\n"
        '        alt: {es: "La fila desde el mostrador", en: "The queue from the counter"}\n'
    )


def picture(colour: str = "#336699", kind: str = "PNG", size: tuple[int, int] = (60, 40)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, colour).save(stream, kind)
    return stream.getvalue()


@pytest.fixture(autouse=True)
def library(course: SmallCourse, settings: Any, tmp_path: Path) -> Path:
    """Where the site keeps its pictures during this test."""
    settings.MEDIA_ROOT = tmp_path / "library"
    assert not SiteImage.objects.exists()
    return tmp_path / "library"


@pytest.fixture
def with_picture(package: PackageFolder) -> PackageFolder:
    """The first lesson shows media/fila.png."""
    put(package, "media/fila.png", picture())
    package.edit(GREET, PARAGRAPH, block("media/fila.png") + PARAGRAPH)
    return package


def put(package: PackageFolder, name: str, content: bytes) -> None:
    file = package.path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content)


def files(library: Path) -> list[Path]:
    return [each for each in library.rglob("*") if each.is_file()]


def shown(course: SmallCourse, language: str = "es") -> Any:
    blocks = course.lesson_page(course.greet, language).body[0].value["blocks"]
    return blocks[0].value["image"]


# Wagtail leaves a rendition's temporary file to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
def test_it_is_loaded_in_every_language(
    course: SmallCourse,
    with_picture: PackageFolder,
    library: Path,
    new_hire: User,
    enrolled: Enrolled,
    client_of: ClientOf,
) -> None:
    with_picture.load()
    stored = SiteImage.objects.get()
    assert stored.sha256 == hashlib.sha256(picture()).hexdigest()
    assert (stored.title, stored.width, stored.height) == ("fila", 60, 40)
    assert [each.read_bytes() for each in files(library)] == [picture()]
    assert shown(course) == shown(course, "en") == stored
    enrolled(new_hire)
    assert (
        "La fila desde el mostrador" in client_of(new_hire).get(course.screen(1)).content.decode()
    )


def test_loading_again_adds_nothing(
    with_picture: PackageFolder, library: Path, course: SmallCourse
) -> None:
    with_picture.load()
    stored = files(library)
    again = with_picture.load()
    assert (again.created, again.updated) == ([], [])
    with_picture.load(force=True)
    assert SiteImage.objects.count() == 1
    assert files(library) == stored


def test_another_picture_under_the_same_name_is_loaded(
    with_picture: PackageFolder, course: SmallCourse
) -> None:
    with_picture.load()
    put(with_picture, "media/fila.png", picture("#993333"))
    report = with_picture.load()
    assert report.updated == ["lessons/leccion-saludar"]
    assert shown(course).sha256 == hashlib.sha256(picture("#993333")).hexdigest()


def test_the_same_picture_under_two_names_is_one(
    with_picture: PackageFolder, library: Path
) -> None:
    put(with_picture, "media/otra.png", picture())
    put(with_picture, "media/tercera.png", picture("#993333"))
    with_picture.edit(LISTEN, LISTENING, block("media/otra.png") + LISTENING)
    with_picture.edit(LISTEN, LISTENING, block("media/tercera.png", "otra") + LISTENING)
    with_picture.load()
    assert sorted(SiteImage.objects.values_list("title", flat=True)) == ["otra", "tercera"]
    assert len(files(library)) == 2


def test_one_the_site_has_already_is_used(
    with_picture: PackageFolder, library: Path, course: SmallCourse
) -> None:
    from_the_desk = SiteImage(title="Nuestra fila", file=ContentFile(picture(), name="n.png"))
    from_the_desk.save()
    with_picture.load()
    assert SiteImage.objects.get() == shown(course) == from_the_desk


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_the_kinds_that_browsers_show(
    with_picture: PackageFolder, course: SmallCourse, kind: str
) -> None:
    put(with_picture, "media/fila.png", picture(kind=kind))
    with_picture.load()
    assert shown(course).width == 60


def test_checking_alone_writes_nothing(with_picture: PackageFolder, library: Path) -> None:
    with_picture.edit(GREET, "minutes: 4", "minutes: pocos")
    assert "minutes: write how many minutes" in refusal(with_picture, library)


def written() -> list[int]:
    models = (Page, Revision, Question, PackageItem, SiteImage, WagtailImage)
    return [model.objects.count() for model in models]


def refusal(package: PackageFolder, library: Path) -> str:
    """The command's words; nothing was written, neither rows nor files."""
    before = written()
    with pytest.raises(CommandError) as error:
        call_command("import_course", str(package.path), publish=True)
    assert written() == before
    assert files(library) == []
    return str(error.value)


def chunk(name: bytes, content: bytes) -> bytes:
    summed = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + summed


def bomb(width: int, height: int) -> bytes:
    """A few bytes that call themselves a picture of so many pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


NOT_TAKEN = {
    "text": (b"I am a text", "is not a picture that can be read"),
    "nothing": (b"", "is not a picture that can be read"),
    "drawing with a script": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "is not a picture that can be read",
    ),
    "half a picture": (
        picture(kind="JPEG", size=(400, 300))[:900],
        "is not a picture that can be read",
    ),
    "another kind": (picture(kind="BMP"), "is BMP; use JPEG, PNG, WebP or GIF"),
    "many pixels": (bomb(8000, 5001), "has over 40 million pixels; make it smaller"),
    "more pixels": (bomb(10_000, 10_000), "has over 40 million pixels"),
    "bomb": (bomb(60_000, 60_000), "is not a picture that can be read"),
}


@pytest.mark.parametrize(("content", "reason"), NOT_TAKEN.values(), ids=NOT_TAKEN)
def test_what_is_no_picture_is_refused_with_the_reason(
    with_picture: PackageFolder, library: Path, content: bytes, reason: str
) -> None:
    put(with_picture, "media/fila.png", content)
    said = refusal(with_picture, library)
    assert reason in said
    assert "screens.puerta.blocks.foto.image" in said
    assert GREET in said


def test_a_file_too_large(
    with_picture: PackageFolder, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "WAGTAILIMAGES_MAX_UPLOAD_SIZE", 100)
    assert "“media/fila.png” is over 10 MB; make it smaller" in refusal(with_picture, library)


OUTSIDE = {
    "up": "../secreto.png",
    "through media": "media/../package.yaml",
    "beside": "fila.png",
    "absolute": "/etc/hostname",
    "not there": "media/perdida.png",
    "the folder": "media",
    "empty": '""',
    "a number": "7",
    "a map": "{es: media/fila.png}",
    "nul": '"media/\\0.png"',
    "very long": "media/" + "x" * 400,
}


@pytest.mark.parametrize("name", OUTSIDE.values(), ids=OUTSIDE)
def test_only_what_lies_in_media_is_read(
    with_picture: PackageFolder, library: Path, name: str
) -> None:
    (with_picture.path.parent / "secreto.png").write_bytes(picture())
    put(with_picture, "fila.png", picture())
    with_picture.edit(GREET, "image: media/fila.png", f"image: {name}")
    assert "is not a file under media/" in refusal(with_picture, library)


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "outside"
    folder.mkdir()
    (folder / "fila.png").write_bytes(picture())
    yield folder
    shutil.rmtree(folder)


def test_a_link_out_of_media(with_picture: PackageFolder, library: Path, outside: Path) -> None:
    (with_picture.path / "media" / "fila.png").unlink()
    (with_picture.path / "media" / "fila.png").symlink_to(outside / "fila.png")
    assert "is not a file under media/" in refusal(with_picture, library)


def test_a_media_folder_that_is_a_link(
    with_picture: PackageFolder, library: Path, outside: Path
) -> None:
    shutil.rmtree(with_picture.path / "media")
    (with_picture.path / "media").symlink_to(outside)
    assert "is not a file under media/" in refusal(with_picture, library)


def test_a_load_that_is_undone_leaves_no_file(
    with_picture: PackageFolder, library: Path, course: SmallCourse
) -> None:
    """Changed on the site: what the package would bring is only compared."""
    page = course.lesson_page(course.greet)
    page.title = "Saludar, a nuestra manera"
    page.save_revision().publish()
    report = with_picture.load()
    assert list(report.kept) == ["lessons/leccion-saludar"]
    assert not SiteImage.objects.exists()
    assert files(library) == []


def test_formats_are_those_the_desk_takes() -> None:
    assert {"JPEG", "PNG", "WEBP", "GIF"} == media.FORMATS
