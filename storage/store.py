"""The one door to the database: transactions of one workspace."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from storage.absences import Absences
from storage.archive import Archive
from storage.audit import Audit
from storage.backlog import Backlog
from storage.conversations import Conversations
from storage.crew import Crew
from storage.deliveries import Deliveries
from storage.duties import Duties
from storage.engagements import Engagements
from storage.engine import Database, reaching
from storage.erasure import Erasure
from storage.events import Events
from storage.experiences import Experiences
from storage.files import Files
from storage.groups import Groups
from storage.health import Health
from storage.holdings import Holdings
from storage.jobs import Jobs
from storage.leavers import Leavers
from storage.lessons import Lessons
from storage.links import Links
from storage.lists import Lists
from storage.messages import Messages
from storage.migrations import upgrade_connection
from storage.outages import Outages
from storage.outbox import Outbox
from storage.people import People
from storage.proposals import Proposals
from storage.reminders import Reminders
from storage.replay import Replays
from storage.reporting import Reporting
from storage.requests import Requests
from storage.rights import Rights
from storage.search import Search
from storage.sources import Sources
from storage.surveys import Surveys
from storage.tables import workspaces
from storage.upkeep import Upkeep
from storage.vendors import Vendors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


class SeveralWorkspaces(Exception):
    """This database holds several workspaces, so the one that is meant has to be named."""


class Transaction:
    """Everything that one use case may read and write, committed together."""

    def __init__(
        self, connection: Connection, workspace_id: int, *, reads_only: bool = False
    ) -> None:
        """Open the repositories on one connection."""
        self.people = People(connection, workspace_id, reads_only)
        self.groups = Groups(connection, workspace_id)
        self.requests = Requests(connection, workspace_id)
        self.lists = Lists(connection, workspace_id)
        self.search = Search(connection, workspace_id)
        self.archive = Archive(connection, workspace_id)
        self.audit = Audit(connection, workspace_id)
        self.lessons = Lessons(connection, workspace_id)
        self.rights = Rights(connection, workspace_id)
        self.links = Links(connection, workspace_id)
        self.duties = Duties(connection, workspace_id)
        self.leavers = Leavers(connection, workspace_id)
        self.absences = Absences(connection, workspace_id)
        self.crew = Crew(connection, workspace_id)
        self.backlog = Backlog(connection, workspace_id)
        self.events = Events(connection, workspace_id)
        self.conversations = Conversations(connection, workspace_id)
        self.upkeep = Upkeep(connection, workspace_id)
        self.files = Files(connection, workspace_id)
        self.messages = Messages(connection, workspace_id)
        self.sources = Sources(connection, workspace_id)
        self.deliveries = Deliveries(connection, workspace_id)
        self.outbox = Outbox(connection, workspace_id)
        self.reminders = Reminders(connection, workspace_id)
        self.outages = Outages(connection, workspace_id)
        self.proposals = Proposals(connection, workspace_id)
        self.experiences = Experiences(connection, workspace_id)
        self.surveys = Surveys(connection, workspace_id)
        self.vendors = Vendors(connection, workspace_id)
        self.engagements = Engagements(connection, workspace_id)
        self.health = Health(connection, workspace_id)
        self.holdings = Holdings(connection, workspace_id)
        self.erasure = Erasure(connection, workspace_id)
        self.jobs = Jobs(connection, workspace_id)
        self.reporting = Reporting(connection, workspace_id)
        self.replays = Replays(connection, workspace_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """The database as one workspace sees it; `url` is the workspace's address in Slack."""

    database: Database
    workspace_id: int
    team_id: str | None
    url: str = ""

    @contextmanager
    def write(self) -> Iterator[Transaction]:
        """Run one transaction that may change something."""
        with self.database.write() as connection:
            yield Transaction(connection, self.workspace_id)

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Run one transaction that changes nothing."""
        with self.database.read() as connection:
            yield Transaction(connection, self.workspace_id, reads_only=True)

    def close(self) -> None:
        """Give every connection back."""
        self.database.close()


def open_store(url: str, *, team_id: str | None = None, team_url: str = "") -> Store:
    """Open the database at `url`, bring its schema up to date and find the workspace.

    Without `team_id` (a command line that does not talk to Slack) the only workspace there is;
    raises `SeveralWorkspaces`, and `Unreachable` with or without it. A workspace that was begun
    without Slack becomes that of the first team that connects.
    """
    database = Database.open(url)
    with ExitStack() as unless_open:
        unless_open.callback(database.close)
        with reaching(), database.write() as connection:
            upgrade_connection(connection)
            workspace_id, team_id, team_url = _workspace(connection, team_id, team_url)
        unless_open.pop_all()
    return Store(database=database, workspace_id=workspace_id, team_id=team_id, url=team_url)


def _workspace(
    connection: Connection, team_id: str | None, team_url: str
) -> tuple[int, str | None, str]:
    rows = list(connection.execute(select(workspaces).order_by(workspaces.c.id)))
    if team_id is None:
        if len(rows) > 1:
            raise SeveralWorkspaces
        if rows:
            return rows[0].id, rows[0].team_id, rows[0].url
        return _add_workspace(connection, None, ""), None, ""
    for row in rows:
        if row.team_id in {team_id, None}:
            connection.execute(
                update(workspaces)
                .where(workspaces.c.id == row.id)
                .values(team_id=team_id, url=team_url)
            )
            return row.id, team_id, team_url
    return _add_workspace(connection, team_id, team_url), team_id, team_url


def _add_workspace(connection: Connection, team_id: str | None, team_url: str) -> int:
    statement = insert(workspaces).values(team_id=team_id, url=team_url, last_number=0)
    added: int = connection.execute(statement.returning(workspaces.c.id)).scalar_one()
    return added
