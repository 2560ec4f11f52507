"""The names by which Slack gives our buttons, forms and fields back to us."""

from __future__ import annotations

import json
from enum import StrEnum


class Action(StrEnum):
    """What a button or a line of a menu does."""

    CLAIM = "claim"
    RELEASE = "release"
    RESOLVE = "resolve"
    ESCALATE = "escalate"
    HOLD = "hold"
    RESUME = "resume"
    MORE = "more"
    ASSIGN = "assign"
    PRIORITY = "priority"
    CATEGORY = "category"
    CONFIRM_CATEGORY = "confirm_category"
    MERGE = "merge"
    UNMERGE = "unmerge"
    CANCEL = "cancel"
    WHY = "why"
    REOPEN = "reopen"
    ADD_DETAILS = "add_details"
    SOLVED = "solved"
    STILL_NEEDED = "still_needed"
    FOLLOWED_UP = "followed_up"
    SEND = "send"
    UNDO = "undo"
    RATE = "rate"
    SURVEY_COMMENT = "survey_comment"
    HAND_BACK = "hand_back"
    NEW_REQUEST = "new_request"
    ADD_INSTEAD = "add_instead"
    JOIN_OUTAGE = "join_outage"
    GATHER = "gather"
    IS_OUTAGE = "is_outage"
    NO_OUTAGE = "no_outage"
    VENDOR_RESPONDED = "vendor_responded"
    VENDOR_RESOLVED = "vendor_resolved"
    VENDOR_WAITS = "vendor_waits"
    VENDOR_GOES_ON = "vendor_goes_on"
    VENDOR_EDIT = "vendor_edit"
    VENDOR_ADD = "vendor_add"


class Shortcut(StrEnum):
    """The callback id of each shortcut."""

    NEW_REQUEST = "new_request"
    FILE_AS_REQUEST = "file_as_request"
    ADD_TO_REQUEST = "add_to_request"


class Form(StrEnum):
    """The callback id of each form."""

    NEW_REQUEST = "new_request"
    ADD_TO_REQUEST = "add_to_request"
    ADD_DETAILS = "add_details"
    RESOLVE = "resolve"
    HOLD = "hold"
    ESCALATE = "escalate"
    ASSIGN = "assign"
    PRIORITY = "priority"
    CATEGORY = "category"
    MERGE = "merge"
    MOVE = "move"
    REOPEN = "reopen"
    CANCEL = "cancel"
    SURVEY_COMMENT = "survey_comment"
    OUTAGE = "outage"
    VENDOR = "vendor"


class Field(StrEnum):
    """The block id of each field, which is the id of the element in it too."""

    DESK = "desk"
    TITLE = "title"
    DETAILS = "details"
    CATEGORY = "category"
    COMPLEXITY = "complexity"
    DEPARTMENT = "department"
    SYSTEM = "system"
    URGENCY = "urgency"
    PURPOSE = "purpose"
    END_PRODUCT = "end_product"
    FILES = "files"
    REQUESTER = "requester"
    WAY = "way"
    PRIVATE = "private"
    STEPS = "steps"
    CAUSE = "cause"
    RESOLUTION = "resolution"
    FOLLOW_UP = "follow_up"
    MINUTES = "minutes"
    HOLD_REASON = "hold_reason"
    UNTIL = "until"
    REASON = "reason"
    TARGET = "target"
    OWNER = "owner"
    PRIORITY = "priority"
    INTO = "into"
    KNOWN = "known"
    NEWS_IN = "news_in"
    MATTERED = "mattered"
    COMMENT = "comment"
    MAY_CONTACT = "may_contact"
    MAY_SHARE = "may_share"
    REFERENCE = "reference"
    VENDOR_NAME = "vendor_name"
    CONTRACT = "contract"
    SERVICES = "services"
    CATEGORIES = "categories"
    HOURS = "hours"
    ZONE = "zone"
    HOLIDAYS = "holidays"
    RESPONSE_TIME = "response_time"
    RESOLUTION_TIME = "resolution_time"
    GOAL = "goal"
    ENDS = "ends"
    CONTACT = "contact"
    CONTACT_WAY = "contact_way"
    ARCHIVED = "archived"


def numbered(action: Action, number: int) -> str:
    """Name one of several buttons of the same kind in one message, such as "rate.4"."""
    return f"{action}.{number}"


def action_of(action_id: str) -> Action:
    """Tell what a button does, whatever its number; raises `ValueError` for a foreign one."""
    return Action(action_id.partition(".")[0])


def pack(**ids: str | int) -> str:
    """Write `ids` the way a button or a form carries them."""
    return json.dumps({name: str(value) for name, value in ids.items()}, separators=(",", ":"))


def unpack(packed: str) -> dict[str, str]:
    """Read what `pack` wrote; raises `ValueError` for anything else."""
    try:
        ids = json.loads(packed)
    except RecursionError as error:
        # A client can send what it likes, thousands of brackets included.
        raise ValueError(packed[:20]) from error
    if not isinstance(ids, dict) or not all(isinstance(value, str) for value in ids.values()):
        raise ValueError(packed[:20])
    return ids
