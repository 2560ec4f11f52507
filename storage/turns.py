"""Whose turn it is: the first unsent row of each lane that need not wait."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import bindparam, func, select, update

from storage.lanes import quiet_lane
from storage.tables import lanes, outbox

#: Nothing is put off for so long but for somebody's morning; an instant beyond was written
#: by a clock that has been set back since.
FARTHEST = timedelta(minutes=15)


class SendState(StrEnum):
    """How far a row has come; `UNCERTAIN` means that Slack may or may not have it."""

    DUE = "due"
    SENDING = "sending"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    FAILED = "failed"


UNSENT = (SendState.DUE, SendState.SENDING, SendState.UNCERTAIN)
# Spelled out, since with placeholders the databases would not use the partial index.
IS_UNSENT = outbox.c.state.in_(bindparam(None, UNSENT, expanding=True, literal_execute=True))


_HEADS = (
    select(func.min(outbox.c.id))
    .where(outbox.c.workspace_id == bindparam("here"), IS_UNSENT)
    .group_by(outbox.c.lane)
)
CLAIMABLE = (
    select(outbox, lanes.c.next_at.label("lane_at"))
    .outerjoin(
        lanes,
        (lanes.c.workspace_id == outbox.c.workspace_id) & (lanes.c.lane == outbox.c.lane),
    )
    .where(
        outbox.c.id.in_(_HEADS),
        (outbox.c.not_before <= bindparam("now"))
        | (outbox.c.not_before > bindparam("farthest")) & outbox.c.lane.not_like(quiet_lane("%")),
        (outbox.c.state != SendState.SENDING) | (outbox.c.lease_until <= bindparam("now")),
        lanes.c.next_at.is_(None)
        | (lanes.c.next_at <= bindparam("now"))
        | (lanes.c.next_at > bindparam("farthest")),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=outbox)
)
TAKE = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(
        state=SendState.SENDING,
        lease_until=bindparam("until"),
        attempts=outbox.c.attempts + 1,
    )
)
