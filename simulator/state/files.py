"""Files that went through the server, and what Telegram says about those it will not take."""

import hashlib
import io
import mimetypes
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

from simulator.refusals import ApiError, Json, bad_request
from simulator.wire.params import Params, Upload

UPLOAD_MAX = 50 * 1024 * 1024
"""Largest file that a bot may send, in bytes."""
DOWNLOAD_MAX = 20 * 1024 * 1024
"""Largest file that a bot may fetch, in bytes."""
PHOTO_MAX = 10 * 1024 * 1024
_PHOTO_SIDES_MAX = 10_000
_PHOTO_RATIO_MAX = 20
_FIELDS: dict[str, Json] = {
    "voice": {"duration": 3, "mime_type": "audio/ogg"},
    "audio": {"duration": 3},
    "video": {"duration": 3, "width": 512, "height": 512},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
"""What nobody measures here but every object of its kind must have."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file under its id; `about` is the PhotoSize, Document, Voice ... that names it in messages."""

    kind: str
    name: str
    data: bytes
    path: str
    about: Json


class FileStore:
    """All files of one simulator, in memory."""

    def __init__(self) -> None:
        """Start empty."""
        self._files: dict[str, StoredFile] = {}
        self._paths: dict[str, StoredFile] = {}

    def add(self, kind: str, upload: Upload) -> StoredFile:
        """Keep `upload` as a `kind` (photo, document, voice ...).

        Raises:
            ApiError: 400 or 413 for a file that Telegram would refuse.
        """
        if not upload.data:
            raise bad_request("file must be non-empty")
        if len(upload.data) > UPLOAD_MAX:
            raise ApiError(413, "Request Entity Too Large")
        number = len(self._files) + 1
        suffix = upload.name.rpartition(".")[2].lower() if "." in upload.name else "bin"
        fields: Json = {
            "file_id": f"{kind}-{number}-{hashlib.sha256(upload.data).hexdigest()[:24]}",
            "file_unique_id": hashlib.sha256(upload.data).hexdigest()[:16],
            "file_size": len(upload.data),
            **_FIELDS.get(kind, {}),
        }
        if kind == "photo":
            fields["width"], fields["height"] = _photo_size(upload.data)
            suffix = "jpg"
        elif kind == "document":
            fields["file_name"] = upload.name
            fields["mime_type"] = mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
        stored = StoredFile(kind, upload.name, upload.data, f"{kind}s/file_{number}.{suffix}", fields)
        self.put(stored)
        return stored

    def put(self, stored: StoredFile) -> None:
        """Keep a file under the id and path that it has already."""
        self._files[stored.about["file_id"]] = stored
        self._paths[stored.path] = stored

    def everything(self) -> list[StoredFile]:
        """Return all files."""
        return list(self._files.values())

    def clear(self) -> None:
        """Forget all files."""
        self._files.clear()
        self._paths.clear()

    def find(self, file_id: str) -> StoredFile | None:
        """Return the file with `file_id`, None when there is none."""
        return self._files.get(file_id)

    def find_by_path(self, path: str) -> StoredFile | None:
        """Return the file with the file_path `path`, None when there is none."""
        return self._paths.get(path)

    def read(self, params: Params, value: object, kind: str) -> StoredFile:
        """Return the file that a call means by `value`: an upload, attach://NAME or the id of a known file.

        Raises:
            ApiError: 400 for anything else.
        """
        name = str(value or "")
        upload = params.uploads.get(name.removeprefix("attach://") if name.startswith("attach://") else kind)
        if upload is not None and (not name or name.startswith("attach://")):
            return self.add(kind, upload)
        if not name:
            raise bad_request(f"there is no {kind} in the request")
        known = self._files.get(name)
        if known is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if known.kind != kind:
            raise bad_request(f"can't use file of type {known.kind.title()} as {kind.title()}")
        return known


def _photo_size(data: bytes) -> tuple[int, int]:
    """Return width and height in pixels of the picture in `data`."""
    if len(data) > PHOTO_MAX:
        raise bad_request("file is too big")
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except (UnidentifiedImageError, OSError):
        raise bad_request("IMAGE_PROCESS_FAILED") from None
    if width + height > _PHOTO_SIDES_MAX or max(width, height) > _PHOTO_RATIO_MAX * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
