"""The files of the workspace: what is kept of each, and how Slack describes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from .values import Refused

if TYPE_CHECKING:
    from .clock import Clock
    from .ids import Ids
    from .values import Channel, Identity, Json

# What a file is called by the end of its name: Slack's word for it, and the media type.
KINDS = {
    "csv": ("csv", "text/csv"),
    "doc": ("doc", "application/msword"),
    "gif": ("gif", "image/gif"),
    "html": ("html", "text/html"),
    "jpeg": ("jpg", "image/jpeg"),
    "jpg": ("jpg", "image/jpeg"),
    "json": ("json", "application/json"),
    "log": ("text", "text/plain"),
    "mp4": ("mp4", "video/mp4"),
    "pdf": ("pdf", "application/pdf"),
    "png": ("png", "image/png"),
    "txt": ("text", "text/plain"),
    "zip": ("zip", "application/zip"),
}
UNKNOWN = ("binary", "application/octet-stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file; `size` is in bytes, and `content` is None until it has been uploaded.

    `given` means that a form has handed it to the app.
    """

    id: str
    name: str
    title: str
    user: str
    size: int
    created: int
    content: bytes | None = None
    given: bool = False

    @property
    def kinds(self) -> tuple[str, str]:
        """Give Slack's word for the kind of file, and its media type."""
        return KINDS.get(self.name.rpartition(".")[2].lower(), UNKNOWN)

    @property
    def slug(self) -> str:
        """Give the name as it stands in addresses."""
        return quote(self.name.lower().replace(" ", "_"), safe="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """Keep files and describe them; `awaited` are those announced but not completed."""

    identity: Identity
    base_url: str
    clock: Clock
    ids: Ids
    kept: dict[str, File] = field(default_factory=dict)
    awaited: dict[str, File] = field(default_factory=dict)

    def announce(self, name: str, *, size: int, user: str) -> File:
        """Make room for a file that is to be uploaded."""
        file = self._new(name, size=size, user=user)
        self.awaited[file.id] = file
        return file

    def fill(self, file_id: str, content: bytes) -> File:
        """Take the content of a file that was announced; refuse what has another size."""
        file = self.awaited.get(file_id)
        if file is None:
            raise Refused(error="file_not_found")
        if len(content) != file.size:
            raise Refused(error="file_update_failed")
        self.awaited[file_id] = replace(file, content=content)
        return self.awaited[file_id]

    def complete(self, file_id: str, title: str | None) -> File:
        """Keep a file whose content has come, or refuse with file_not_found."""
        file = self.awaited.get(file_id)
        if file is None or file.content is None:
            raise Refused(error="file_not_found")
        del self.awaited[file_id]
        self.kept[file_id] = replace(file, title=title or file.title)
        return self.kept[file_id]

    def keep(self, name: str, content: bytes, *, user: str, size: int | None = None) -> File:
        """Keep a person's file; `size` pretends that it is larger than its content."""
        size = len(content) if size is None else size
        file = replace(self._new(name, size=size, user=user), content=content)
        self.kept[file.id] = file
        return file

    def give(self, file: File) -> Json:
        """Let the app see a file that is shared nowhere, and show it as a form's state does."""
        self.kept[file.id] = replace(file, given=True)
        return self.describe(file, is_public=False)

    def describe_in(self, channel: Channel, file: File) -> Json:
        """Show a file as a message of this channel does."""
        shared = channel.is_ext_shared
        return self.describe(file, is_public=channel.kind == "channel", shared=shared)

    def describe(self, file: File, *, is_public: bool, shared: bool = False) -> Json:
        """Show a file as messages do; `shared` in a channel with another workspace."""
        kind, media = file.kinds
        private = f"{self.base_url}/files-pri/{self.identity.team_id}-{file.id}"
        return {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": media,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": file.user,
            "user_team": self.identity.team_id,
            "editable": False,
            "size": file.size,
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": is_public,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{private}/{file.slug}",
            "url_private_download": f"{private}/download/{file.slug}",
            "permalink": f"{self.base_url}/files/{file.user}/{file.id}/{file.slug}",
            "file_access": "check_file_info" if shared else "visible",
        }

    def _new(self, name: str, *, size: int, user: str) -> File:
        created = int(self.clock.seconds())
        file_id = self.ids.mint("F0")
        return File(id=file_id, name=name, title=name, user=user, size=size, created=created)
