"""What the user may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(name: str, names: Iterable[str]) -> str:
    """Return " (did you mean A or B?)" for the names nearest to a wrong one, or "" when none is near."""
    import difflib  # only needed when something is wrong

    by_folded = {candidate.casefold(): candidate for candidate in sorted(names)}
    near = difflib.get_close_matches(name.casefold(), by_folded, n=2, cutoff=0.6)
    return f" (did you mean {' or '.join(by_folded[match] for match in near)}?)" if near else ""
