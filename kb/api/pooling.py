"""The findings behind a claim pooled anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.analysis.pooling import INTERVALS, METHODS, Pooled, Way, pool
from kb.api.error import UnknownValueError

if TYPE_CHECKING:
    from kb.api.records.claim import Claim


def of_claim(claim: Claim, method: str, interval: str | None) -> Pooled:
    """The findings that are in a claim's pool, pooled in a way.

    Raises
    ------
    UnknownValueError
        If there is no such way, or nothing to pool.
    """
    for name, value, known in (("method", method, METHODS), ("interval", interval, INTERVALS)):
        if value is not None and value not in known:
            message = f"there is no {name} `{value}`"
            raise UnknownValueError(message, f"one of {', '.join(known)}")
    sql = "select yi, vi from synthesis_input where claim = ? and used order by finding"
    rows = claim.base.connection.execute(sql, [claim.claim_id]).fetchall()
    if not rows:
        message = f"no findings of `{claim.claim_id}` can be pooled"
        raise UnknownValueError(message, "`claim.evidence` tells what there is")
    return pool([row[0] for row in rows], [row[1] for row in rows], Way.of(method, interval))
