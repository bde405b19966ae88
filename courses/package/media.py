"""Pictures in a package: named by their path in it, kept on the site by their SHA-256."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, UnidentifiedImageError

from cms.models import SiteImage

FORMATS = {"JPEG", "PNG", "WEBP", "GIF"}


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
        return int(picture.pk)

    def _file(self, name: object) -> Path:
        home = (self.folder / "media").resolve()
        file = (self.folder / str(name)).resolve()
        if not file.is_relative_to(home) or not file.is_file():
            raise MediaError(f"“{name}” is not a file under media/")
        if file.stat().st_size > settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE:
            raise MediaError(f"“{name}” is over 10 MB; make it smaller")
        return file

    def _check(self, file: Path) -> None:
        try:
            with Image.open(file) as picture:
                kind, pixels = picture.format, picture.width * picture.height
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
            raise MediaError(f"“{file.name}” is not a picture that can be read") from error
        if kind not in FORMATS:
            raise MediaError(f"“{file.name}” is {kind}; use JPEG, PNG, WebP or GIF")
        if pixels > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            raise MediaError(f"“{file.name}” has over 40 million pixels; make it smaller")
