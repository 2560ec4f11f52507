"""Periodic work that happens once per period, however many copies run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from storage.repository import Repository
from storage.tables import job_runs

if TYPE_CHECKING:
    from datetime import datetime


class Jobs(Repository):
    """Which job ran for which period."""

    def take(self, job: str, period: str, *, now: datetime) -> bool:
        """Return whether this job still has to be done for `period`; from now on it is done."""
        return self.added(job_runs, job=job, period=period, ran_at=now) is not None

    def rest(self, job: str, one: int, *, until: datetime) -> None:
        """Let one id alone that a job has failed with."""
        row = {"job": _resting(job), "period": str(one), "ran_at": until}
        statement = self.upsert(job_runs).values(workspace_id=self.workspace_id, **row)
        self.connection.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "job", "period"], set_={"ran_at": until}
            )
        )

    def resting(self, job: str, now: datetime) -> frozenset[int]:
        """List the ids that a job lets alone."""
        query = select(job_runs.c.period).where(
            job_runs.c.workspace_id == self.workspace_id,
            job_runs.c.job == _resting(job),
            job_runs.c.ran_at > now,
        )
        return frozenset(map(int, self.connection.execute(query).scalars()))

    def is_done(self, job: str, period: str) -> bool:
        """Say whether a job was done for `period`."""
        query = select(job_runs.c.job).where(
            job_runs.c.workspace_id == self.workspace_id,
            job_runs.c.job == job,
            job_runs.c.period == period,
        )
        return self.connection.execute(query).first() is not None


def _resting(job: str) -> str:
    return f"resting:{job}"
