"""What an answer to "how was it?" may be, and for how long it may change."""

from __future__ import annotations

from datetime import timedelta

#: An answer is one of these scores, the best last.
SCORES = range(1, 6)
#: A score up to this one is looked into by the lead, never by the technician concerned.
LOW = 2
#: The answer can be changed for this long after the first tap; the last one counts.
CHANGEABLE_FOR = timedelta(hours=24)
