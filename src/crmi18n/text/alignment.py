"""Which block of a new revision is which block of the old one; never told by position.

Blocks with the same fingerprint are the same, wherever they stand: in their order, or moved.
Of the others those pair that are most alike. What pairs with nothing is new, or gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, final

from crmi18n.text.segments import tokens

__all__ = ["Alignment", "align"]

_ALIKE: Final = 0.6  # difflib's own measure of a close match
_CANDIDATES: Final = 5
_SHORT: Final = 200  # characters; longer blocks are compared by words, which is much faster
_COMPARED: Final = 300  # words of a block, so that no block takes long
_FREQUENT: Final = 50  # a word in more blocks than these tells nothing


@final
@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of every block.

    Attributes:
        source: for each new block the old one's index, or None: it is new.
        same: for each new block whether the text is the same.
        moved: the new blocks that are the same and stand in another order.
        removed: the old blocks that are in the new revision no more.
    """

    source: tuple[int | None, ...]
    same: tuple[bool, ...]
    moved: frozenset[int]
    removed: tuple[int, ...]


def align(old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]) -> Alignment:
    """Pair blocks, given as fingerprint and text.

    >>> a, b, c = ("1", "Price"), ("2", "Term of delivery"), ("3", "Term of the delivery")
    >>> align([a, b], [c, a]).source
    (1, 0)
    """
    source: list[int | None] = [None] * len(new)
    for there, here in _equal(old, new):
        source[here] = there
    same = tuple(there is not None for there in source)
    moved = _out_of_order(
        [(here, there) for here, there in enumerate(source) if there is not None]
    )
    for there, here in _alike(old, new, source):
        source[here] = there
    taken = set(source)
    removed = tuple(i for i in range(len(old)) if i not in taken)
    return Alignment(tuple(source), same, moved, removed)


def _equal(
    old: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]]
) -> Iterator[tuple[int, int]]:
    """Give the pairs with one fingerprint; of repeated blocks first those in one context."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, (fp, _) in enumerate(old):
        places[fp].append(i)
    counts = Counter(fp for fp, _ in new)
    repeated: list[int] = []
    paired: dict[int, int] = {}
    for here, (fp, _) in enumerate(new):
        if len(places.get(fp, ())) == 1 == counts[fp]:
            paired[here] = places[fp][0]
        elif fp in places:
            repeated.append(here)
    used = set(paired.values())
    for step, order in ((-1, repeated), (1, repeated[::-1])):
        for here in order:
            beside = paired.get(here + step)
            if here in paired or beside is None:
                continue
            there = beside - step
            if 0 <= there < len(old) and old[there][0] == new[here][0] and there not in used:
                paired[here] = there
                used.add(there)
    free = {fp: (i for i in found if i not in used) for fp, found in places.items()}
    for here in repeated:
        if here not in paired and (first := next(free[new[here][0]], None)) is not None:
            paired[here] = first
    for here, there in paired.items():
        yield there, here


def _out_of_order(pairs: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the new indexes outside the longest run whose old indexes rise."""
    tails: list[int] = []
    lengths: list[int] = []
    for _, there in pairs:
        position = bisect_left(tails, there)
        tails[position : position + 1] = [there]
        lengths.append(position)
    wanted = len(tails) - 1
    in_order: set[int] = set()
    for (here, _), length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted:
            in_order.add(here)
            wanted -= 1
    return frozenset(here for here, _ in pairs if here not in in_order)


def _alike(
    old: Sequence[tuple[str, str]],
    new: Sequence[tuple[str, str]],
    source: Sequence[int | None],
) -> Iterator[tuple[int, int]]:
    """Give pairs of the blocks that are left, the most alike first."""
    used = {there for there in source if there is not None}
    left = [i for i in range(len(old)) if i not in used]
    words_of = {i: set(tokens(old[i][1])) for i in left}
    index: dict[str, list[int]] = defaultdict(list)
    for i, found in words_of.items():
        for word in found:
            index[word].append(i)
    scored: list[tuple[float, int, int]] = []
    for here, there in enumerate(source):
        if there is None:
            scored += (
                (-ratio, candidate, here)
                for candidate in _candidates(new[here][1], here, source, index, left)
                if (ratio := _ratio(old[candidate][1], new[here][1])) >= _ALIKE
            )
    gone: set[int] = set()
    done: set[int] = set()
    for _, there, here in sorted(scored):
        if there not in gone and here not in done:
            gone.add(there)
            done.add(here)
            yield there, here


def _candidates(
    text: str,
    here: int,
    source: Sequence[int | None],
    index: dict[str, list[int]],
    left: Sequence[int],
) -> list[int]:
    """Return the old blocks that share the most words, and those in the same gap."""
    shared: Counter[int] = Counter()
    for word in set(tokens(text)):
        blocks = index.get(word, ())
        if len(blocks) <= _FREQUENT:
            shared.update(blocks)
    found = [i for i, _ in shared.most_common(_CANDIDATES)]
    before = next((t for t in reversed(source[max(0, here - 8) : here]) if t is not None), 0)
    start = bisect_left(left, before)
    found += [i for i in left[start : start + _CANDIDATES] if i not in found]
    return found


def _ratio(old: str, new: str) -> float:
    """Return how much of both is the same, 0 to 1."""
    short = max(len(old), len(new)) <= _SHORT
    matcher: SequenceMatcher[str] = SequenceMatcher(
        None,
        old if short else tokens(old)[:_COMPARED],
        new if short else tokens(new)[:_COMPARED],
        autojunk=False,
    )
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()
