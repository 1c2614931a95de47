"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Sequence


def nearest(name: str, known: Sequence[str], count: int, least: float) -> list[str]:
    """Return the known names that are most like a wrong one; `least` is how like they must be, from 0 to 1.

    Names that differ in capitals alone, as `RoleArn` does from `RoleARN`, are the ones that are meant.
    """
    if same := [one for one in known if one.lower() == name.lower()]:
        return same[:count]
    import difflib  # which takes as long to import as a template to look at

    return difflib.get_close_matches(name, known, count, least)


def with_more_words(name: str, known: Sequence[str]) -> list[str]:
    """Return the one known name that has all words of a wrong one, as `kms_master_key_id` has those of `kms_key_id`."""
    words = name.split("_")
    found = [one for one in known if _follow(words, one.split("_"))] if len(words) > 1 else []
    return found if len(found) == 1 else []


def _follow(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether words stand among others, one behind the other."""
    left = iter(others)
    return all(word in left for word in words)
