"""An uploaded file between its report and the confirmation: a file in VAR under a signed name."""

import hashlib
import time
from pathlib import Path

from django.conf import settings
from django.core import signing

SALT = "quizzes.import"
DAY = 24 * 60 * 60


def _folder() -> Path:
    folder: Path = settings.VAR_DIR / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def keep(content: bytes, name: str, format_name: str, person: int | None) -> str:
    """Puts the file aside for a day and returns its signed name; older ones are swept."""
    folder, old = _folder(), time.time() - DAY
    for file in folder.iterdir():
        if file.stat().st_mtime < old:
            file.unlink(missing_ok=True)
    sha256 = hashlib.sha256(content).hexdigest()
    (folder / sha256).write_bytes(content)
    return signing.dumps([sha256, Path(name).name[:120], format_name, person], salt=SALT)


def find(token: str, person: int | None) -> tuple[bytes, str, str] | None:
    """Content, file name and format; None when it is not theirs, too old or not there."""
    try:
        sha256, name, format_name, owner = signing.loads(token, salt=SALT, max_age=DAY)
        content = (_folder() / sha256).read_bytes()
    except (signing.BadSignature, OSError, ValueError):
        return None
    return (content, name, format_name) if owner == person else None
