"""Failures on demand, so that a test can see what the app makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from .values import Json

Reset: TypeAlias = Literal["before", "after"]
RATE_LIMITED = 429
ANY_METHOD = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One way to fail.

    `error` answers so and does nothing; `status` likewise as a bare HTTP status; `hang` waits that
    many seconds first and then acts; `reset` drops the connection "before" or "after" acting,
    and "after" together with a `status` answers that in place of the truth.
    """

    error: str | None = None
    status: int | None = None
    retry_after: int | None = None
    hang: float = 0.0
    reset: Reset | None = None

    @property
    def acts(self) -> bool:
        """Whether the call is carried out before it fails."""
        return self.reset == "after"


@dataclass(slots=True, kw_only=True)
class _Planned:
    method: str
    fault: Fault
    times: int
    match: Callable[[Json], bool] | None

    def fits(self, method: str, args: Json) -> bool:
        is_meant = self.method in {method, ANY_METHOD} and self.times > 0
        return is_meant and (self.match is None or self.match(args))


class Faults:
    """A list of planned failures; each call takes the first that fits."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def fail(
        self,
        method: str,
        *,
        error: str | None = None,
        status: int | None = None,
        retry_after: int | None = None,
        hang: float = 0.0,
        reset: Reset | None = None,
        times: int = 1,
        match: Callable[[Json], bool] | None = None,
    ) -> None:
        """Make the next `times` calls of a method fail, those whose arguments `match`.

        The method "response_url" stands for answers sent to response URLs, and "*" for any.
        """
        fault = Fault(error=error, status=status, retry_after=retry_after, hang=hang, reset=reset)
        self._planned.append(_Planned(method=method, fault=fault, times=times, match=match))

    def clear(self) -> None:
        """Forget every failure still planned."""
        self._planned.clear()

    def take(self, method: str, args: Json) -> Fault | None:
        """Return the failure planned for this call, if any, and count it."""
        for planned in self._planned:
            if planned.fits(method, args):
                planned.times -= 1
                return planned.fault
        return None
