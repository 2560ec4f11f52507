"""Files that came with words, and where each stands again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, delete, select, update

from bot.domain.messages import SharedFile
from storage.repository import Repository
from storage.tables import file_copies, thread_files

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file and the message that it came with; without a name, its words were deleted."""

    id: int
    request_id: int
    channel: str
    ts: str
    file: SharedFile


class Files(Repository):
    """The files of threads; what is in them stays in Slack."""

    def add(self, request_id: int, files: Sequence[SharedFile], *, channel: str, ts: str) -> None:
        """Note which files came with the message at this spot."""
        rows = [
            {
                "workspace_id": self.workspace_id,
                "request_id": request_id,
                "channel": channel,
                "ts": ts,
                "file_id": file.file_id,
                "name": file.name,
                "url": file.url,
                "size": file.size,
            }
            for file in files
        ]
        if rows:
            self.connection.execute(self.upsert(thread_files).values(rows).on_conflict_do_nothing())

    def of_message(self, channel: str, ts: str) -> list[KeptFile]:
        """List the files of the message at this spot."""
        query = (
            select(thread_files)
            .where(
                thread_files.c.workspace_id == self.workspace_id,
                thread_files.c.channel == channel,
                thread_files.c.ts == ts,
            )
            .order_by(thread_files.c.id)
        )
        return [_kept(row) for row in self.connection.execute(query)]

    def get(self, kept_id: int) -> KeptFile | None:
        """Read one file."""
        query = select(thread_files).where(
            thread_files.c.id == kept_id, thread_files.c.workspace_id == self.workspace_id
        )
        row = self.connection.execute(query).first()
        return _kept(row) if row is not None else None

    def forget_words(self, channel: str, ts: str) -> None:
        """Drop names and addresses of the files whose message was deleted."""
        self.connection.execute(
            update(thread_files)
            .where(
                thread_files.c.workspace_id == self.workspace_id,
                thread_files.c.channel == channel,
                thread_files.c.ts == ts,
            )
            .values(name="", url="")
        )

    def copied(self, kept_id: int, conversation_id: int, stands: str) -> None:
        """Note what stands for a file in another thread: a file's id, or a message's spot."""
        row = {"thread_file_id": kept_id, "conversation_id": conversation_id, "stands": stands}
        statement = self.upsert(file_copies).values(row)
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["thread_file_id", "conversation_id"], set_={"stands": stands}
            )
        )

    def copy_in(self, kept_id: int, conversation_id: int) -> str | None:
        """Say what stands for a file in another thread."""
        query = select(file_copies.c.stands).where(
            file_copies.c.thread_file_id == kept_id,
            file_copies.c.conversation_id == conversation_id,
        )
        found: str | None = self.connection.execute(query).scalar()
        return found

    def copies_in(self, conversation_id: int) -> frozenset[str]:
        """List what stands for files in a thread."""
        query = select(file_copies.c.stands).where(file_copies.c.conversation_id == conversation_id)
        return frozenset(self.connection.execute(query).scalars())

    def forget_copy(self, kept_id: int, conversation_id: int) -> None:
        """Note that nothing stands for a file in another thread any more."""
        self.connection.execute(
            delete(file_copies).where(
                file_copies.c.thread_file_id == kept_id,
                file_copies.c.conversation_id == conversation_id,
            )
        )


def _kept(row: Row[Any]) -> KeptFile:
    return KeptFile(
        id=row.id,
        request_id=row.request_id,
        channel=row.channel,
        ts=row.ts,
        file=SharedFile(file_id=row.file_id, name=row.name, url=row.url, size=row.size),
    )
