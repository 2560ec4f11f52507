"""Questions to the technicians whether several requests are one outage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from bot.domain.outages import Proposal, Verdict
from storage.repository import Repository
from storage.tables import outage_proposals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class Proposals(Repository):
    """What was proposed as an outage, and what became of it."""

    def add(
        self, desk_key: str, system: str, numbers: Sequence[int], *, now: datetime
    ) -> int | None:
        """Keep a question; None if it is open already."""
        row = self.added(
            outage_proposals,
            desk_key=desk_key,
            system=system,
            numbers=list(numbers),
            at=now,
            verdict=Verdict.OPEN,
        )
        return row.id if row is not None else None

    def get(self, proposal_id: int, *, to_change: bool = False) -> tuple[Proposal, int | None]:
        """Read a question, and the key of whoever answered it; raises `LookupError`."""
        query = select(outage_proposals).where(
            outage_proposals.c.id == proposal_id,
            outage_proposals.c.workspace_id == self.workspace_id,
        )
        row = self.connection.execute(query.with_for_update() if to_change else query).first()
        if row is None:
            raise LookupError(proposal_id)
        proposal = Proposal(
            id=row.id,
            desk_key=row.desk_key,
            system=row.system,
            numbers=tuple(row.numbers),
            verdict=Verdict(row.verdict),
            outage=row.outage,
            channel=row.channel,
            ts=row.ts,
        )
        return proposal, row.by_id

    def asked_since(self, desk_key: str, system: str, since: datetime) -> bool:
        """Say whether a desk was asked about a system lately."""
        query = select(func.count()).where(
            outage_proposals.c.workspace_id == self.workspace_id,
            outage_proposals.c.desk_key == desk_key,
            outage_proposals.c.system == system,
            outage_proposals.c.at >= since,
        )
        return self.connection.execute(query).scalar_one() > 0

    def decide(
        self, proposal_id: int, verdict: Verdict, *, by: int, outage: int | None = None
    ) -> None:
        """Note the answer, and who gave it."""
        self._set(proposal_id, verdict=verdict, by_id=by, outage=outage)

    def stands(self, proposal_id: int, *, channel: str, ts: str) -> None:
        """Note where the question stands in Slack."""
        self._set(proposal_id, channel=channel, ts=ts)

    def _set(self, proposal_id: int, **values: object) -> None:
        self.connection.execute(
            update(outage_proposals).where(outage_proposals.c.id == proposal_id).values(**values)
        )
