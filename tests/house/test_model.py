"""The house: each layer overrides the one above it, but for what is locked; all else is said."""

from __future__ import annotations

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from crmi18n.errors import ParseError, SettingsError
from crmi18n.house import House, Site

ROLL_OUT = """
[group]
name = "Muster Group"
house_currency = "EUR"
corporate_language = "en"
max_age_days = 5
clearance = "internal"
locked = ["house_currency", "corporate_language"]

[regions.apac]
max_age_days = 7

[companies.jp]
region = "apac"
house_currency = "JPY"
currency = "JPY"
language = "ja"
currancy = "JPY"

[sites.tokyo]
company = "jp"
name = "Tokyo"
country = "JP"
zone = "Asia/Tokyo"
locale = "ja-JP"
rates = "rates.csv"

[sites.tokyo.files.accounts]
path = "tokyo/accounts.csv"
encoding = "shift_jis"
columns = ["name", "city"]
opened = 2026-03-01
threshold = 0.10

[sites.munich]
country = "DE"

[users.taro]
site = "tokyo"
locale = "en-GB"
clearance = "confidential"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "house.toml"
    path.write_text(ROLL_OUT, encoding="utf-8")
    return path


@pytest.fixture
def house(file: Path) -> House:
    return House.load(file)


def from_toml(tmp_path: Path, text: str) -> House:
    path = tmp_path / "house.toml"
    path.write_text(text, encoding="utf-8")
    return House.load(path)


def test_the_roll_out_of_a_region(house: House) -> None:
    tokyo = house.site("tokyo")

    assert tokyo.max_age_days == 7
    assert tokyo.house_currency == "EUR"
    assert tokyo.explain("max_age_days").reason == "region apac over group"
    assert tokyo.explain("house_currency").reason == "locked by group"
    assert [f.message for f in tokyo.findings if f.code == "house.locked"] == [
        "house_currency: locked by group, value JPY of company jp ignored"
    ]


def test_an_explanation_names_who_lost(house: House) -> None:
    tokyo = house.site("tokyo")
    locked, replaced = tokyo.explain("house_currency"), tokyo.explain("max_age_days")

    assert (locked.layer, locked.overridden) == ("group", (("company jp", "JPY"),))
    assert (replaced.layer, replaced.overridden) == ("region apac", (("group", 5),))
    assert tokyo.explain("currency").reason == "set by company jp"
    assert str(replaced) == "max_age_days = 7: region apac over group"


def test_an_unknown_key_is_ignored_and_reported(house: House) -> None:
    found = [f for f in house.findings if f.code == "house.unknown_key"]

    assert [(f.severity, f.where, f.value) for f in found] == [
        ("warning", "companies.jp.currancy", "JPY")
    ]
    assert "did you mean 'currency'" in found[0].message


def test_an_unknown_table_or_lock_is_ignored_and_reported() -> None:
    house = House.from_dict({"site": {"tokyo": {}}, "group": {"locked": ["carrency"]}})

    assert [f.where for f in house.findings] == ["site", "group.locked"]


def test_repeating_a_locked_value_loses_nothing() -> None:
    group = {"house_currency": "EUR", "locked": ["house_currency"]}
    house = House.from_dict({"group": group, "sites": {"munich": {"house_currency": "EUR"}}})

    assert house.findings == ()
    assert house.site("munich").explain("house_currency").overridden == ()


def test_a_site_has_typed_settings(house: House) -> None:
    tokyo = house.site("tokyo")

    assert (tokyo.id, tokyo.name, tokyo.country) == ("tokyo", "Tokyo", "JP")
    assert (tokyo.zone, tokyo.locale, tokyo.language) == ("Asia/Tokyo", "ja-JP", "ja")
    assert (tokyo.currency, tokyo.corporate_language) == ("JPY", "en")
    assert (tokyo.rates, tokyo.clearance) == ("rates.csv", "internal")
    assert tokyo.files is not None
    assert tokyo.files["accounts"]["columns"] == ("name", "city")
    assert tokyo.files["accounts"]["opened"] == "2026-03-01"
    assert tokyo.files["accounts"]["threshold"] == "0.10"  # exact, as written


def test_files_are_read_only(house: House) -> None:
    with pytest.raises(TypeError):
        house.site("tokyo").files["accounts"]["path"] = "x"  # type: ignore[index]


def test_a_name_is_never_handed_down(house: House) -> None:
    assert house.site("munich").name is None
    assert house.user("taro").name is None


def test_a_user_has_the_settings_of_the_site_but_for_their_own(house: House) -> None:
    taro = house.user("taro")

    assert (taro.zone, taro.locale, taro.clearance) == ("Asia/Tokyo", "en-GB", "confidential")
    assert taro.path == ("users.taro", "sites.tokyo", "companies.jp", "regions.apac", "group")


def test_sites_stand_in_the_order_of_the_file(house: House) -> None:
    assert list(house.sites) == ["tokyo", "munich"]
    assert house.sites["munich"] == house.site("munich")


def test_paths_start_from_the_directory_of_the_file(house: House, file: Path) -> None:
    assert house.directory == file.parent
    assert House.from_dict({}).directory is None


def test_what_is_not_set_says_where_to_set_it(house: House) -> None:
    munich = house.site("munich")

    assert munich.get("currency") is None
    assert munich.explain("currency").reason == "set nowhere"
    with pytest.raises(SettingsError, match=r"sites\.munich\.currency.*\[sites\.munich\] or \[gr"):
        munich.require("currency")
    assert munich.require("house_currency") == "EUR"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        pytest.param(
            lambda h: h.site("munchen"), "there is no site 'munchen'.*'munich'", id="site"
        ),
        pytest.param(lambda h: h.user("tarou"), "there is no user 'tarou'.*'taro'", id="user"),
        pytest.param(
            lambda h: h.site("tokyo").get("curency"), "'curency'.*'currency'", id="setting"
        ),
        pytest.param(
            lambda h: h.site("tokyo").explain("lokale"), "'lokale'.*'locale'", id="explanation"
        ),
    ],
)
def test_an_unknown_name_gets_the_nearest(house: House, call: Any, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        call(house)


@pytest.mark.parametrize(
    ("entry", "where", "reason"),
    [
        pytest.param("currency = 'EURO'", "sites.x.currency", "ISO 4217", id="no currency"),
        pytest.param("currency = 'eur'", "sites.x.currency", "EUR", id="currency in lower case"),
        pytest.param("currency = 5", "sites.x.currency", "no text", id="a number for a code"),
        pytest.param("country = 'UK'", "sites.x.country", "ISO 3166", id="no ISO country"),
        pytest.param("country = 'jp'", "sites.x.country", "ISO 3166", id="country in lower case"),
        pytest.param("country = '001'", "sites.x.country", "ISO 3166", id="the world"),
        pytest.param("country = 'EU'", "sites.x.country", "ISO 3166", id="no country, but a name"),
        pytest.param("country = 'ZZ'", "sites.x.country", "ISO 3166", id="the unknown country"),
        pytest.param("locale = 'tlh'", "sites.x.locale", "CLDR", id="a language without forms"),
        pytest.param("locale = 'de--DE'", "sites.x.locale", "BCP 47", id="no locale"),
        pytest.param("language = ''", "sites.x.language", "empty", id="empty language"),
        pytest.param("zone = 'Europe/Munich'", "sites.x.zone", "IANA", id="no zone"),
        pytest.param("max_age_days = '5'", "sites.x.max_age_days", "whole number", id="text"),
        pytest.param("max_age_days = 2.5", "sites.x.max_age_days", "whole number", id="half day"),
        pytest.param("max_age_days = true", "sites.x.max_age_days", "whole number", id="truth"),
        pytest.param("max_age_days = -1", "sites.x.max_age_days", "below 0", id="negative age"),
        pytest.param("clearance = 'top'", "sites.x.clearance", "secret", id="no clearance"),
        pytest.param("files = 'x.csv'", "sites.x.files", "no table", id="files as text"),
        pytest.param("company = 'jq'", "sites.x.company", "'jp'", id="unknown company"),
        pytest.param("company = 7", "sites.x.company", "no id", id="a number for a company"),
        pytest.param("locked = 'zone'", "sites.x.locked", "no list", id="locks as text"),
        pytest.param("locked = ['zone']", "sites.x.locked", "neither set", id="useless lock"),
        pytest.param("locked = ['name']", "sites.x.locked", "not passed down", id="locked name"),
    ],
)
def test_a_wrong_entry_is_refused_by_its_path(
    tmp_path: Path, entry: str, where: str, reason: str
) -> None:
    with pytest.raises(SettingsError, match=reason) as caught:
        from_toml(tmp_path, f"[companies.jp]\n[sites.x]\n{entry}\n")

    assert caught.value.where == f"{tmp_path / 'house.toml'}: {where}"


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("[companies.jp]\nregion = 'apac'", "companies.jp.region", id="no region"),
        pytest.param("[users.taro]\nsite = 'tokyo'", "users.taro.site", id="no site"),
        pytest.param("[sites]\ntokyo = 5", "sites.tokyo", id="a number for a site"),
        pytest.param("sites = 5", "sites", id="a number for all sites"),
        pytest.param("group = 'x'", "group", id="a text for the group"),
    ],
)
def test_a_wrong_structure_is_refused_by_its_path(tmp_path: Path, text: str, where: str) -> None:
    with pytest.raises(SettingsError) as caught:
        from_toml(tmp_path, text)

    assert caught.value.where == f"{tmp_path / 'house.toml'}: {where}"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"[group\n", "no TOML.*line 1", id="broken"),
        pytest.param(b"[group]\nname = 'M\xfcller'\n", "no TOML", id="cp1252"),
        pytest.param(b"a = " + b"[" * 5000, "nested too deep", id="nested arrays"),
        pytest.param(b".".join([b"a"] * 3000) + b" = 1", "nested too deep", id="nested tables"),
        pytest.param(None, "cannot be read", id="missing"),
    ],
)
def test_an_unreadable_file_is_named(tmp_path: Path, content: bytes | None, reason: str) -> None:
    path = tmp_path / "house.toml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(SettingsError, match=reason) as caught:
        House.load(path)
    assert caught.value.where == str(path)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "house.toml"
    path.write_bytes(b"\xef\xbb\xbf[sites.zurich]\n")

    assert list(House.load(path).sites) == ["zurich"]


def test_what_is_no_plain_data_is_refused() -> None:
    with pytest.raises(ParseError, match="bytes"):
        House.from_dict({"group": {"x": b""}})


def test_the_id_is_of_the_content_alone(house: House, tmp_path: Path) -> None:
    again = House.from_dict(json.loads(json.dumps(house.to_dict())), where="elsewhere")
    other = from_toml(tmp_path, ROLL_OUT.replace("max_age_days = 7", "max_age_days = 8"))

    assert (again, again.id, hash(again)) == (house, house.id, hash(house))
    assert other.id != house.id


def test_survives_pickle_and_copy(house: House) -> None:
    again: House = pickle.loads(pickle.dumps(house))  # noqa: S301

    assert again == house == copy.deepcopy(house)
    assert again.site("tokyo") == house.site("tokyo")
    assert hash(again.site("tokyo")) == hash(house.site("tokyo"))


def test_is_frozen_and_slotted(house: House) -> None:
    site: Site = house.site("tokyo")

    with pytest.raises(AttributeError):
        site.currency = "EUR"  # type: ignore[misc]
    assert not hasattr(site, "__dict__")


LEVELS = ("group", "regions", "companies", "sites", "users")
# The key that names the layer above; in the test every layer is called x.
LINKS = (None, None, "region", "company", "site")
VALUES = {
    "max_age_days": st.integers(0, 3),
    "clearance": st.sampled_from(["public", "secret"]),
    "language": st.sampled_from(["de", "ja"]),
}
LAYERS = st.tuples(
    st.fixed_dictionaries({}, optional=VALUES), st.sets(st.sampled_from(list(VALUES)))
)


@given(st.lists(LAYERS, min_size=5, max_size=5))
def test_any_layering_agrees_with_the_oracle(chain: list[tuple[dict[str, Any], set[str]]]) -> None:
    usable = []  # a lock is legal only on what is set there or above
    seen: set[str] = set()
    for values, locks in chain:
        seen |= values.keys()
        usable.append(locks & seen)
    data: dict[str, Any] = {}
    for level, link, (values, _), locks in zip(LEVELS, LINKS, chain, usable, strict=True):
        entry = values | {"locked": sorted(locks)} | ({link: "x"} if link else {})
        data[level] = entry if level == "group" else {"x": entry}
    user = House.from_dict(data).user("x")

    for key in VALUES:
        end = next((depth for depth, locks in enumerate(usable) if key in locks), len(chain))
        allowed = [values[key] for values, _ in chain[: end + 1] if key in values]
        expected = allowed[-1] if allowed else None
        ignored = [
            values[key] for values, _ in chain[end + 1 :] if values.get(key, expected) != expected
        ]
        found = [f.value for f in user.findings if f.where.endswith(f".{key}")]

        assert user.get(key) == expected
        assert found == [str(value) for value in ignored]
