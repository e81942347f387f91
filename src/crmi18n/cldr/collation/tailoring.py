"""What a tailoring's rules make of the root collation.

Each primary weight of the root that a rule touches gets a list of nodes: the root's own weights
beside it, and what is tailored in between, each with its level. After the last rule the nodes
are numbered. Source: UTS #35 part 5, section 4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, final

from crmi18n.cldr.collation.matching import Table
from crmi18n.cldr.collation.root import (
    BEFORE,
    COMMON2,
    COMMON3,
    LAST_REGULAR,
    Element,
    root,
)
from crmi18n.cldr.collation.rules import IDENTICAL, Relation, Reset
from crmi18n.cldr.normal import nfd
from crmi18n.errors import ParseError

__all__ = ["Builder"]

_COMMON: Final = {2: COMMON2, 3: COMMON3}
_GAP: Final = {1: COMMON2, 2: 0x3F}
_MIXED: Final = 1
_FIRST_DIGIT: Final = 0x40
_DIGITS: Final = 0x100 - _FIRST_DIGIT
_NONE: Final = Element(0, 0, 0)


@final
class _Node:
    """A weight at one level; ``weight`` is None for a tailored one."""

    __slots__ = ("element", "level", "next", "previous", "start_before", "weight")

    def __init__(self, level: int, weight: int | None) -> None:
        self.level = level
        self.weight = weight
        self.previous: _Node | None = None
        self.next: _Node | None = None
        # Levels at which a weight below the common one stands before an explicit common one.
        self.start_before: set[int] = set()
        self.element = _NONE

    def insert(self, node: _Node) -> _Node:
        """Put a node behind this one."""
        node.previous, node.next = self, self.next
        if self.next is not None:
            self.next.previous = node
        self.next = node
        return node


class _Pending(NamedTuple):
    """An element that a node will have when all rules are read."""

    node: _Node
    level: int
    case: int = 0


_Any = Element | _Pending


@final
class Builder:
    """Takes the steps of a tailoring one by one, and gives the table of its elements."""

    def __init__(self) -> None:
        self.case_first = False
        self._table: Table[_Any] = Table()
        self._lists: dict[int, _Node] = {}
        self._current: tuple[_Any, ...] = ()

    def suppress(self, chars: str) -> None:
        """Forget the contractions that begin with one of these."""
        self._table.suppress(chars)

    def reset(self, step: Reset) -> None:
        """Go to a place.

        Raises:
            ParseError: the rules name a place that is none.
        """
        found = self._special(step) if step.special else self._table.elements(nfd(step.text))
        if step.before:
            *others, last = self._strongest(found, step.before)
            level = _level(last)
            node = self._before(self._find(last, step.before), step.before)
            found = (*others, _Pending(node, level))
        self._current = found

    def relate(self, step: Relation) -> None:
        """Put a string where it stands in relation to the last place."""
        text, elements = nfd(step.text), self._current
        if step.level != IDENTICAL:
            elements = self._strongest(elements, step.level)
            *others, last = elements
            if step.level == 1 and isinstance(last, Element) and not last.primary:
                raise ParseError(step.text, "relation behind what has a primary weight", "range")
            node = self._insert(self._find(last, step.level), step.level)
            elements = (*others, _Pending(node, min(step.level, _level(last))))
        if self.case_first:
            elements = _cased(elements, text)
        self._current = elements
        if step.extension:
            elements = (*elements, *self._table.elements(nfd(step.extension)))
        if step.prefix:
            self._table.add_in_context(nfd(step.prefix), text, elements)
        else:
            self._table.add(text, elements)

    def table(self) -> Table[Element]:
        """Return the finished table."""
        for start in self._lists.values():
            _number(start)
        return self._table.map(_resolved)

    def _special(self, step: Reset) -> tuple[_Any, ...]:
        places = {
            "last regular": Element(LAST_REGULAR, COMMON2, COMMON3),
            "last primary ignorable": root().last_secondary,
            "last secondary ignorable": _NONE,  # the root ignores no more than all or one level
            "last tertiary ignorable": _NONE,
        }
        if step.special not in places:
            raise ParseError(step.special, f"place: {', '.join(places)}", "unknown")
        return (places[step.special],)

    def _strongest(self, elements: Sequence[_Any], level: int) -> tuple[_Any, ...]:
        """Return the elements up to the last that is at least as strong as the level."""
        for end in range(len(elements), 0, -1):
            if _level(elements[end - 1]) <= level:
                return tuple(elements[:end])
        return (_NONE,)

    def _find(self, element: _Any, level: int) -> _Node:
        """Return the node of an element, down to a level; make it if there is none."""
        if isinstance(element, _Pending):
            return element.node
        node = self._lists.setdefault(element.primary, _Node(1, element.primary))
        if level >= 2:
            node = _find_weak(node, element.secondary, 2)
            if level >= 3:
                node = _find_weak(node, element.tertiary, 3)
        return node

    def _insert(self, node: _Node, level: int) -> _Node:
        """Return a new node behind one, behind whatever is weaker."""
        for weaker in (2, 3):
            if level >= weaker:
                node = _common(node, weaker)
        while node.next is not None and node.next.level > level:
            node = node.next
        return node.insert(_Node(level, None))

    def _before(self, node: _Node, level: int) -> _Node:
        """Return the node that stands before one, to be inserted behind."""
        while node.level > level and node.previous is not None:
            node = node.previous
        if node.level == level and node.weight is None:
            return _previous(node)
        if level == 1:
            start = self._find(_primary(root().primary_before(node.weight or 0)), 1)
            while start.next is not None:
                start = start.next
            return start
        node = _common(node, 2)
        if level == 3:
            node = _common(node, 3)
        weight = _weight_before(node, level)
        if node.level != level:
            return _find_weak(node, weight, level)
        stronger = _previous(node)
        while stronger.level > level or (stronger.level == level and stronger.weight is None):
            stronger = _previous(stronger)
        standing = _COMMON[level] if stronger.level < level else stronger.weight
        if standing == weight:
            return _previous(node)
        return _previous(node).insert(_Node(level, weight))


def _primary(weight: int) -> Element:
    return Element(weight, COMMON2, COMMON3)


def _previous(node: _Node) -> _Node:
    assert node.previous is not None, "a list begins with its primary node"  # noqa: S101
    return node.previous


def _level(element: _Any) -> int:
    if isinstance(element, _Pending):
        return element.level
    weights = (element.primary, element.secondary, element.tertiary)
    return next((level for level, weight in enumerate(weights, 1) if weight), IDENTICAL)


def _common(node: _Node, level: int) -> _Node:
    """Return the node that holds the common weight of a level: often the stronger one itself."""
    if node.level >= level or level not in node.start_before:
        return node
    found = node.next
    while found is not None and not (found.level == level and found.weight == _COMMON[level]):
        found = found.next
    assert found is not None, "a common node follows what stands before it"  # noqa: S101
    return found


def _find_weak(node: _Node, weight: int, level: int) -> _Node:
    if weight == _COMMON[level]:
        return _common(node, level)
    if 0 < weight < _COMMON[level] and level not in node.start_before:
        common = _Node(level, _COMMON[level])
        if level == 2 and 3 in node.start_before:
            node.start_before.remove(3)
            common.start_before.add(3)
        node.start_before.add(level)
        below = node.insert(_Node(level, weight))
        below.insert(common)
        return below
    while (following := node.next) is not None and following.level >= level:
        if following.level == level and following.weight is not None:
            if following.weight == weight:
                return following
            if following.weight > weight:
                break
        node = following
    return node.insert(_Node(level, weight))


def _weight_before(node: _Node, level: int) -> int:
    """Return the weight that stands before a node's in the root, at a level."""
    tertiary = node.weight if node.level == 3 else COMMON3
    while node.level > 2:
        node = _previous(node)
    if node.weight is None:
        return BEFORE
    secondary = node.weight if node.level == 2 else COMMON2
    while node.level > 1:
        node = _previous(node)
    if node.weight is None:
        return BEFORE
    third = tertiary if level == 3 else None
    return root().weights_before(node.weight, secondary, third)


def _cased(elements: Sequence[_Any], text: str) -> tuple[_Any, ...]:
    """Return elements with the case of the string that they are tailored for."""
    strong = sum(_level(element) == 1 for element in elements)
    cases = [element.case for element in _root_table().elements(text) if element.primary]
    if strong and len(cases) >= strong:
        rest = cases[strong - 1 :]
        cases = [*cases[: strong - 1], rest[0] if len(set(rest)) == 1 else _MIXED]
    given = iter(cases)
    return tuple(
        element._replace(case=next(given, 0) if _level(element) == 1 else 0)
        for element in elements
    )


@lru_cache(maxsize=1)
def _root_table() -> Table[Element]:
    return Table()


def _number(start: _Node) -> None:
    """Give every node of a list its weights; tailored ones count up behind a root's weight."""
    nodes = list(_chain(start))
    weights = [start.weight, COMMON2, COMMON3] if start.weight else [0, 0, 0]
    after = ["", "", ""]
    counters: dict[int, Iterator[str]] = {}
    for position, node in enumerate(nodes):
        level = node.level - 1
        if position and level < len(weights):
            if node.weight is not None:
                counters.pop(level, None)
                weights[level], after[level] = node.weight, ""
            else:
                if level not in counters:
                    # Behind "ignored" is a gap: above what letters have, below what marks have.
                    lead = "" if weights[level] else "\xff"
                    weights[level] = weights[level] or _GAP[level]
                    counters[level] = _suffixes(lead, _count(nodes[position:], node.level))
                after[level] = next(counters[level])
            for weaker in range(level + 1, len(weights)):
                counters.pop(weaker, None)
                weights[weaker] = _COMMON[weaker + 1] if weights[level] else 0
                after[weaker] = ""
        node.element = Element(
            weights[0], weights[1], weights[2], 0, (after[0], after[1], after[2])
        )


def _chain(start: _Node) -> Iterator[_Node]:
    node: _Node | None = start
    while node is not None:
        yield node
        node = node.next


def _count(nodes: Sequence[_Node], level: int) -> int:
    """Return how many tailored nodes of the level stand here before a root's or a stronger."""
    count = 0
    for node in nodes:
        if node.level < level or (node.level == level and node.weight is not None):
            break
        count += node.level == level
    return count


def _suffixes(lead: str, count: int) -> Iterator[str]:
    """Give ``count`` strings of one length, in order, that sort behind any weight.

    They never end in a common weight, because keys are cut where only such follow.
    """
    size = 1 if count <= _DIGITS else 3
    for number in range(count):
        digits = (number // _DIGITS**place % _DIGITS for place in reversed(range(size)))
        yield f"\xff{lead}{''.join(chr(_FIRST_DIGIT + digit) for digit in digits)}"


def _resolved(element: _Any) -> Element:
    if isinstance(element, Element):
        return element
    return element.node.element._replace(case=element.case)
