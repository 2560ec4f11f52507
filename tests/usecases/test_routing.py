"""How routing takes place while a request is filed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from bot.domain.events import EventKind
from bot.domain.request import Priority
from bot.domain.routing.decision import Strategy
from bot.domain.routing.rules import When
from bot.usecases.access import OnlyReaders
from bot.usecases.filing.intake import Filing, file_request
from bot.usecases.looking.why import why
from bot.usecases.placing import suggestions
from tests.domain.routing.situations import phrase, routing, rule
from tests.support.offices import ALICE, DESK, TARA, act, file, with_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.usecases.office import Office

VPN = When(phrases=(phrase("vpn"),))
RULES = routing(rule(VPN, category="Network", priority=Priority.P1, skills=frozenset({"network"})))


def ruled(office: Office) -> Office:
    return replace(office, desks={"it": with_changes(DESK, routing=RULES)})


def statements(office: Office, work: Callable[[], object]) -> int:
    """Count what is asked of the database meanwhile."""
    seen: list[object] = []

    def note(*told: object) -> None:
        seen.append(told[2])

    engine = office.store.database.engine
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)


def test_routing_asks_nothing_more_of_the_database(office: Office) -> None:
    file(office, "The first one meets Alice")
    plain = statements(office, lambda: file(office, "vpn without rules"))

    with_rules = statements(office, lambda: file(ruled(office), "vpn with rules"))

    assert with_rules == plain


def test_what_is_stored_is_what_the_log_adds_up_to(office: Office) -> None:
    request = file(ruled(office), "vpn down")

    with office.store.read() as tx:
        stored = tx.requests.by_number(request.number)
        log = tx.events.of(request.id)

    assert stored.request == request
    assert (request.category, request.priority) == ("Network", Priority.P1)
    assert request.skills == {"network"}
    assert request.strategy is None
    assert [one.kind for one in log][:2] == [EventKind.CREATED, EventKind.ROUTED]
    assert log[0].facts["priority"] == Priority.P3


def test_a_rule_can_name_the_strategy(office: Office) -> None:
    chosen = with_changes(DESK, routing=routing(rule(VPN, strategy=Strategy.QUEUE)))

    request = file(replace(office, desks={"it": chosen}), "vpn down")

    assert request.strategy is Strategy.QUEUE


def test_the_promises_of_a_routed_request_count_with_its_priority(office: Office) -> None:
    filing = Filing(channel="command", text="vpn down")

    view = file_request(ruled(office), act(ALICE, "file"), filing)

    assert view is not None
    due = view.promised.resolve_by
    assert due is not None
    assert (due - view.request.created_at).total_seconds() == 240 * 60


def test_why_a_private_request_went_somewhere_is_for_its_readers(office: Office) -> None:
    filing = Filing(channel="command", text="vpn down", private=True)
    view = file_request(ruled(office), act(ALICE, "file"), filing)
    assert view is not None

    with pytest.raises(OnlyReaders):
        why(office, act(TARA, "why"), number=view.request.number)

    with office.store.read() as tx:
        stored = tx.requests.by_number(view.request.number)
        bare = replace(stored.request, category=None)
        assert suggestions.suggested(tx, bare, stored.texts) is None
