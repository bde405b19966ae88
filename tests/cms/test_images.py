"""Pictures: a small file that unpacks to a huge one is refused before it fills the memory."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.ImageFile import ImageFile

from cms.models import SiteImage, User
from tests.people import ClientOf


def png(width: int, height: int) -> bytes:
    """A one-bit picture of that size, written row by row: small on disk whatever its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def upload(browser: object, content: bytes, name: str = "foto.png") -> object:
    from_disk = SimpleUploadedFile(name, content, content_type="image/png")
    form = {"title": "Foto", "file": from_disk, "collection": "1"}
    return browser.post(reverse("wagtailimages:add"), form)  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(8000, 6000), (100_000, 1000), (20_000, 20_000)])
def test_a_bomb_is_refused_with_a_message(
    trainer: User,
    client_of: ClientOf,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    bomb = png(*size)
    assert len(bomb) < 300_000
    unpacked: list[object] = []
    monkeypatch.setattr(ImageFile, "load", unpacked.append)
    page = upload(client_of(trainer), bomb)
    assert not unpacked
    assert page.status_code == 200  # type: ignore[attr-defined]
    assert page.context["form"].errors["file"]  # type: ignore[attr-defined]
    assert not SiteImage.objects.exists()


def test_a_picture_is_taken(trainer: User, client_of: ClientOf) -> None:
    small = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(small, "PNG")
    page = upload(client_of(trainer), small.getvalue())
    assert page.status_code == 302, page.context["form"].errors  # type: ignore[attr-defined]
    image = SiteImage.objects.get()
    assert (image.width, image.height) == (60, 40)


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg onload='alert(1)'/>"])
def test_what_is_no_picture_is_refused(trainer: User, client_of: ClientOf, content: bytes) -> None:
    page = upload(client_of(trainer), content)
    assert page.status_code == 200  # type: ignore[attr-defined]
    assert page.context["form"].errors["file"]  # type: ignore[attr-defined]
