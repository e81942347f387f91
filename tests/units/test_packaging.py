"""PackagingSet: what a product is packed in adds up exactly, and leads nowhere unasked."""

import pickle
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import AmountError, PackagingError
from crmi18n.units import PackagingSet, PackLevel, Quantity, packaging_on

OAK = PackagingSet("oak", {"pallet": "48 box", "box": "12 item", "item": "0.35 kilogram"})
CEMENT = PackagingSet("cement", {"bag": "3 kilogram", "sack": "25 kilogram"})


@pytest.mark.parametrize(
    ("packaging", "count", "level", "to", "expected"),
    [
        pytest.param(OAK, 5, "box", "item", "60", id="5 boxes of 12 are 60, not 61"),
        pytest.param(OAK, 6, "item", "item", "6", id="itself"),
        pytest.param(OAK, 1, "item", "pallet", "0.001736111111111111111111111111", id="no end"),
        pytest.param(CEMENT, 1, "bag", "sack", "0.12", id="bag 3 kg in bags of 25 kg"),
        pytest.param(OAK, 2, "box", "gram", "8400", id="by way of an explicit weight"),
    ],
)
def test_converts(packaging: PackagingSet, count: int, level: str, to: str, expected: str) -> None:
    assert str(packaging.convert(count, level, to=to)) == expected


def test_without_a_way_there_is_no_factor() -> None:
    with pytest.raises(PackagingError, match="no way leads from box to meter"):
        OAK.convert(1, "box", to="meter")
    with pytest.raises(PackagingError, match="no level 'crate'; it has pallet, box, item"):
        OAK.convert(1, "crate", to="item")
    plain = PackagingSet("screw", {"box": "100 item"})
    with pytest.raises(PackagingError, match="nothing says what box measures in kilogram"):
        plain.measure(1, "box", "kilogram")


def test_a_packs_own_measure_goes_before_its_contents() -> None:
    gross = PackagingSet(
        "oak",
        {
            "pallet": "48 box",
            "box": PackLevel(
                12, "item", measures=[Quantity("4.6", "kilogram"), Quantity(20, "liter")]
            ),
            "item": "0.35 kilogram",
        },
    )

    assert gross.measure(1, "pallet", "kilogram") == Quantity("220.8", "kilogram")
    assert gross.measure(10, "item", "gram") == Quantity(3500, "gram")
    assert gross.measure(1, "pallet", "cubic-meter") == Quantity("0.96", "cubic-meter")
    assert OAK.count(Quantity(100, "kilogram"), "box", whole="up") == 24
    assert str(OAK.count(Quantity(21, "kilogram"), "box")) == "5"


@pytest.mark.parametrize(
    ("levels", "reason"),
    [
        pytest.param({"box": "2 crate", "crate": "3 box"}, "box > crate > box", id="circle"),
        pytest.param({"box": "2 box"}, "box > box is a circle", id="itself"),
        pytest.param({"box": "2 widget"}, "'widget' in 'box' is neither", id="unknown"),
        pytest.param({"box": "2 celsius"}, "neither a level nor a unit", id="no amount"),
    ],
)
def test_refuses_what_does_not_add_up(levels: dict[str, str], reason: str) -> None:
    with pytest.raises(PackagingError, match=reason):
        PackagingSet("oak", levels)


def test_refuses_bad_levels() -> None:
    with pytest.raises(AmountError, match="more than nothing"):
        PackLevel(0, "item")
    with pytest.raises(TypeError):
        PackLevel(1.5, "item")  # type: ignore[arg-type]
    with pytest.raises(PackagingError, match="check digit"):
        PackLevel(1, "item", gtin="4006381333932")
    with pytest.raises(PackagingError, match="is after"):
        PackagingSet("oak", {}, date(2026, 2, 1), date(2026, 1, 1))


def test_finds_a_level_by_its_gtin() -> None:
    pens = PackagingSet("pen", {"box": PackLevel(10, "item", gtin="4006381333931", code="XBX")})

    assert pens.level_of_gtin("04006381333931") == "box"
    with pytest.raises(PackagingError, match="no level has the GTIN"):
        pens.level_of_gtin("96385074")


def test_a_code_is_given_or_of_the_standard_and_never_made_up() -> None:
    oak = PackagingSet(
        "oak", {"pallet": PackLevel(48, "box", code="XPF"), "box": "12 item", "set": "2 box"}
    )

    assert (oak.code_of("pallet"), oak.code_of("box")) == ("XPF", "XBX")
    with pytest.raises(PackagingError, match="set has no code"):
        oak.code_of("set")
    with pytest.raises(PackagingError, match="no level"):
        oak.code_of("crate")
    with pytest.raises(PackagingError, match="no code of a package"):
        PackLevel(1, "item", code="C62")


def test_fills_mixed_packs_and_rounds_only_on_request() -> None:
    assert OAK.fill(1212, "item", into=["box", "pallet"]) == {"pallet": 2, "box": 5}
    assert OAK.fill(61, "item") == {"box": 5, "item": 1}
    with pytest.raises(PackagingError, match="1 item fill no whole box"):
        OAK.fill(61, "item", into=["box"])
    assert OAK.fill(61, "item", into=["box"], rounding="up") == {"box": 6}
    assert OAK.fill(61, "item", into=["box"], rounding="down") == {"box": 5}
    assert OAK.round_to_packs(61, "item", to="box") == 6
    assert OAK.round_to_packs(65, "item", to="box", rounding="nearest") == 5
    assert OAK.round_to_packs(66, "item", to="box", rounding="nearest") == 6
    with pytest.raises(PackagingError, match="cannot be packed"):
        OAK.fill(-1, "item")
    with pytest.raises(ValueError, match="no rounding"):
        OAK.round_to_packs(1, "item", to="box", rounding="sideways")  # type: ignore[arg-type]


def test_the_day_chooses_the_packaging() -> None:
    old = PackagingSet("oak", {"box": "10 item"}, None, date(2026, 6, 30))
    new = PackagingSet("oak", {"box": "12 item"}, date(2026, 7, 1))

    assert packaging_on([new, old], "oak", date(2026, 6, 30)) is old
    assert packaging_on([new, old], "oak", date(2026, 7, 1)) is new
    with pytest.raises(PackagingError, match="no packaging on 2026-07-01"):
        packaging_on([old], "oak", date(2026, 7, 1))


counts = st.integers(1, 500).map(str) | st.decimals("0.001", "50", places=3).map(str)
chains = st.lists(counts, min_size=1, max_size=6).map(
    lambda found: {
        f"level{place}": f"{count} {'item' if place == 0 else f'level{place - 1}'}"
        for place, count in enumerate(found)
    }
)


def brute_force(levels: Mapping[str, PackLevel], start: str, goal: str) -> Fraction | None:
    """Search all ways through the graph, up and down: an oracle that knows no shortcuts."""
    edges: dict[str, list[tuple[str, Fraction]]] = {}
    for name, level in levels.items():
        factor = Fraction(level.count)
        edges.setdefault(name, []).append((level.of, factor))
        edges.setdefault(level.of, []).append((name, 1 / factor))
    reached = {start: Fraction(1)}
    queue = [start]
    while queue:
        at = queue.pop()
        for other, factor in edges.get(at, ()):
            if other not in reached:
                reached[other] = reached[at] * factor
                queue.append(other)
    return reached.get(goal)


@given(chains, st.data())
def test_agrees_with_a_search_of_the_graph(levels: dict[str, str], data: st.DataObject) -> None:
    packaging = PackagingSet("any", levels)
    names = st.sampled_from([*levels, "item"])
    start, goal, count = data.draw(names), data.draw(names), data.draw(st.integers(0, 1000))

    expected = brute_force(packaging.levels, start, goal)

    assert expected is not None
    assert packaging.convert_exact(count, start, to=goal) == count * expected


@given(chains, st.integers(0, 10**6))
def test_what_is_filled_is_what_was_there(levels: dict[str, str], count: int) -> None:
    packaging = PackagingSet("any", levels)
    smallest = min(levels, key=lambda name: packaging.convert_exact(1, name, to="item"))
    room = packaging.convert_exact(1, smallest, to="item")

    packed = packaging.fill(count, "item", rounding="down")
    held = sum(packaging.convert_exact(n, name, to="item") for name, n in packed.items())

    assert 0 <= count - held < room
    assert all(number == int(number) > 0 for number in packed.values())


@given(chains)
def test_survives_pickle_and_json(levels: dict[str, str]) -> None:
    packaging = PackagingSet("any", levels, date(2026, 1, 1))

    assert pickle.loads(pickle.dumps(packaging)) == packaging  # noqa: S301
    assert PackagingSet.from_dict(packaging.to_dict()) == packaging
    assert hash(PackagingSet.from_dict(packaging.to_dict())) == hash(packaging)
    assert Decimal(0) == packaging.convert(0, "level0", to="item")


@pytest.mark.parametrize(
    "misuse",
    [
        pytest.param(lambda: PackagingSet("oak", [("box", "12 item")]), id="levels in a list"),  # type: ignore[arg-type]
        pytest.param(lambda: PackagingSet("oak", {}, "2026-01-01"), id="a day as text"),  # type: ignore[arg-type]
        pytest.param(lambda: PackagingSet("oak", {}, datetime(2026, 1, 1)), id="a time"),  # noqa: DTZ001
        pytest.param(lambda: OAK.count(5, "box"), id="a number without a unit"),  # type: ignore[arg-type]
        pytest.param(lambda: OAK.fill(24, "item", into="box"), id="one text of packs"),
    ],
)
def test_a_wrong_type_is_refused(misuse: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        misuse()


def test_a_gtin_is_of_one_level() -> None:
    box = PackLevel(12, "item", gtin="4006381333931")
    crate = PackLevel(24, "item", gtin="04006381333931")

    with pytest.raises(PackagingError, match="one GTIN"):
        PackagingSet("oak", {"box": box, "crate": crate})


def test_one_pack_more_is_carried_into_the_larger_one() -> None:
    packaging = PackagingSet("oak", {"pallet": "48 box", "box": "12 item"})
    odd = PackagingSet("odd", {"ten": "10 item", "four": "4 item"})

    assert packaging.fill(575, "item", rounding="up") == {"pallet": 1}
    assert packaging.fill(575, "item", rounding="down") == {"box": 47}
    assert odd.fill(12, "item", rounding="up") == {"ten": 1, "four": 1}


def test_equal_packagings_have_one_hash() -> None:
    one = PackagingSet("oak", {"box": "12 item", "bag": "3 item"})
    other = PackagingSet("oak", {"bag": "3 item", "box": "12 item"})

    assert one == other
    assert hash(one) == hash(other)


def test_a_level_called_item_is_the_piece() -> None:
    packaging = PackagingSet("oak", {"box": "12 item", "item": "0.35 kilogram"})

    assert packaging.count(Quantity(2, "dozen"), "box") == 2
    assert packaging.convert(3, "box", to="dozen") == 3
    assert packaging.convert(1, "dozen", to="gram") == 4200
    assert str(packaging.measure(5, "box", "item")) == "60 item"


@pytest.mark.parametrize(
    ("measures", "error", "message"),
    [
        pytest.param([Quantity(0, "kilogram")], AmountError, "more than nothing", id="nothing"),
        pytest.param([Quantity(-1, "liter")], AmountError, "more than nothing", id="negative"),
        pytest.param([Quantity(4, "celsius")], PackagingError, "a scale", id="a scale"),
        pytest.param(
            [Quantity(4, "kilogram"), Quantity(9, "pound")],
            PackagingError,
            "of one kind",
            id="two weights",
        ),
    ],
)
def test_refuses_measures_that_say_nothing(
    measures: list[Quantity], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        PackLevel(12, "item", measures=measures)


def test_codes_of_packages_go_both_ways() -> None:
    packaging = PackagingSet(
        "oak",
        {"box": "12 item", "bottle": "1 item", "tote": PackLevel(2, "box", code="XBX")},
    )

    assert packaging.code_of("box") == packaging.code_of("tote") == "XBX"
    with pytest.raises(PackagingError, match="box and tote have the code 'XBX'"):
        packaging.level_of_code("XBX")
    with pytest.raises(PackagingError, match="no level has 'XPX'"):
        packaging.level_of_code("XPX")
    with pytest.raises(PackagingError, match="agree on one"):
        packaging.code_of("bottle")  # the list has four kinds of them


def test_two_packagings_of_one_day_contradict_each_other() -> None:
    begun = date(2026, 1, 1)
    one, other = (PackagingSet("oak", {"box": f"{n} item"}, begun) for n in (10, 12))

    assert packaging_on([one, one], "oak", begun) is one
    with pytest.raises(PackagingError, match="two packagings of 2026-01-01"):
        packaging_on([one, other], "oak", begun)


@pytest.mark.parametrize(
    "misuse",
    [
        pytest.param(lambda: PackLevel(1, "item", gtin=4006381333931), id="a GTIN as a number"),  # type: ignore[arg-type]
        pytest.param(lambda: PackLevel(1, "item", gtin=None), id="no GTIN"),  # type: ignore[arg-type]
        pytest.param(lambda: PackLevel(1, "item", code=5), id="a code as a number"),  # type: ignore[arg-type]
        pytest.param(lambda: PackLevel.parse(48), id="a level as a number"),  # type: ignore[arg-type]
        pytest.param(lambda: OAK.level_of_gtin(5), id="a number asked for"),  # type: ignore[arg-type]
        pytest.param(lambda: OAK.level_of_code(5), id="a code of no text"),  # type: ignore[arg-type]
    ],
)
def test_codes_are_texts(misuse: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        misuse()
