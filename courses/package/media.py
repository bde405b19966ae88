"""Pictures in a package: named by their path in it, kept on the site by their SHA-256."""

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from PIL import Image

from cms.models import SiteImage
from courses.package.said import Said

# How a picture's file ends in an export.
ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
FORMATS = set(ENDINGS)
# What the block of `undone` put into the library.
_brought: ContextVar[list[SiteImage] | None] = ContextVar("brought", default=None)


class MediaError(ValueError):
    """The picture cannot be taken; the message says why."""


@dataclass(frozen=True)
class Media:
    """The media of a package; writes to the site's library only while loading."""

    folder: Path
    write: bool = False

    def take(self, name: object) -> int | None:
        """The picture's id on this site; None while checking. Raises MediaError."""
        file = self._file(name)
        content = file.read_bytes()
        self._check(file)
        if not self.write:
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        picture = SiteImage.objects.filter(sha256=sha256).first()
        if picture is None:
            picture = SiteImage(title=file.stem, file=ContentFile(content, name=file.name))
            picture.save()
            if (brought := _brought.get()) is not None:
                brought.append(picture)
        return int(picture.pk)

    def _file(self, name: object) -> Path:
        # `media` itself is not resolved: as a link it would make any folder the package's own.
        root = self.folder.resolve()
        try:
            file = (root / str(name)).resolve()
            taken = file.is_relative_to(root / "media") and file.is_file()
        except (OSError, ValueError):
            # A name too long for a file, or with a zero byte.
            taken = False
        if not taken:
            raise MediaError(Said(_("“%(file)s” is not a file under media/"), file=name))
        if file.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise MediaError(Said(_("“%(file)s” is over 10 MB; make it smaller"), file=name))
        return file

    def _check(self, file: Path) -> None:
        try:
            with warnings.catch_warnings():
                # Pillow warns of many pixels; they are counted below, before any is unpacked.
                warnings.simplefilter("ignore", Image.DecompressionBombWarning)
                picture = Image.open(file)
            with picture:
                self._measure(file, picture)
                # Half a picture opens like a whole one.
                picture.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            if isinstance(error, MediaError):
                raise
            reason = Said(_("“%(file)s” is not a picture that can be read"), file=file.name)
            raise MediaError(reason) from error

    def _measure(self, file: Path, picture: Image.Image) -> None:
        if picture.format not in FORMATS:
            words = _("“%(file)s” is %(kind)s; use JPEG, PNG, WebP or GIF")
            raise MediaError(Said(words, file=file.name, kind=picture.format))
        if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            words = _("“%(file)s” has over 40 million pixels; make it smaller")
            raise MediaError(Said(words, file=file.name))


@contextmanager
def undone() -> Iterator[None]:
    """Takes back what the block writes: its rows, and the files of the pictures it brought."""
    pictures: list[SiteImage] = []
    token = _brought.set(pictures)
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        _brought.reset(token)
        for picture in pictures:
            picture.file.delete(save=False)


@dataclass
class Pictures:
    """The pictures an export names, by their path in it; a path tells the content."""

    named: dict[str, SiteImage] = field(default_factory=dict)
    sums: set[str] = field(default_factory=set)
    _paths: dict[int, str] = field(default_factory=dict)

    def path_of(self, picture_id: int) -> str:
        """Where the picture goes. Raises MediaError when the site does not have its file."""
        if picture_id not in self._paths:
            picture = SiteImage.objects.filter(pk=picture_id).first()
            if picture is None:
                raise MediaError(gettext("The picture left the library. Choose another one."))
            path, sha256 = self._named(picture)
            self.named[path] = picture
            self.sums.add(sha256)
            self._paths[picture_id] = path
        return self._paths[picture_id]

    def _named(self, picture: SiteImage) -> tuple[str, str]:
        try:
            with picture.file.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                with Image.open(file) as opened:
                    kind = opened.format or ""
        except (OSError, ValueError) as error:
            reason = gettext("The file of “%(title)s” cannot be read. Upload the picture again.")
            raise MediaError(reason % {"title": picture.title}) from error
        if kind not in ENDINGS:
            reason = gettext("“%(title)s” is %(kind)s. Use JPEG, PNG, WebP or GIF.")
            raise MediaError(reason % {"title": picture.title, "kind": kind})
        return f"media/{sha256[:16]}.{ENDINGS[kind]}", sha256
