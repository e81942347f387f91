"""Fields of Django: what is kept comes back exactly; what would be half true is refused."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import moneyed
import pytest
from django import forms
from django.contrib import admin
from django.core import checks, serializers
from django.core.exceptions import FieldError, ValidationError
from django.db import OperationalError, connections, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.operations import AddField
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import Avg, Count, Exists, F, Max, OuterRef, Sum
from django.db.models.functions import Abs, Cast, Ceil, Coalesce, Greatest, NullIf, Round, Sign
from django.test import RequestFactory

from crmi18n import Address, Appointment, DualText, Money, PhoneNumber, View
from crmi18n.errors import AmountError, CurrencyMismatchError
from crmi18n.ext.django import (
    AppointmentField,
    DualTextField,
    DualTextFormField,
    ExactDecimalField,
    MoneyField,
    MoneyFormField,
    ValueField,
    money_columns,
    sum_by_currency,
    text_in,
)
from crmi18n.time import CalendarDate
from tests.ext.django_site import APP, set_up
from tests.money.conftest import NewUrl, new_postgresql
from tests.test_plain import WON

__all__ = ["new_postgresql"]  # the room's server

set_up()

from crmi18n.ext.rest_framework import PlainModelSerializer  # noqa: E402 - it asks for settings

HOUR = timedelta(hours=1)
REVIEW = Appointment(datetime.fromisoformat("2026-10-29T16:00"), "Europe/Berlin", HOUR)
EARLIER = Appointment(datetime.fromisoformat("2026-10-29T19:00"), "Asia/Tokyo", HOUR)
AGAIN = Appointment(
    datetime.fromisoformat("2026-10-25T02:30"), "Europe/Berlin", HOUR, policy="later"
)
GERMAN = DualText("Wartung", local_lang="de")


class Account(models.Model):
    name = models.CharField(max_length=20)

    class Meta:
        app_label = APP


class Priced(models.Model):
    total = MoneyField(currencies=["EUR", "USD", "JPY", "CHF", "KWD"])

    class Meta:
        abstract = True
        app_label = APP


class Deal(Priced):
    account = models.ForeignKey(Account, models.CASCADE, null=True, blank=True)
    budget = MoneyField(null=True, blank=True)
    fee = MoneyField(default=Money("0.50", "CHF"))
    title = ValueField("DualText", null=True, blank=True)
    remark = DualTextField(local_lang="de", null=True, blank=True)
    place = ValueField(Address, null=True, blank=True)
    value = ValueField("DealAmount", null=True, blank=True)
    phone = ValueField("PhoneNumber", null=True, blank=True)
    review = AppointmentField(null=True, blank=True)
    rate = ExactDecimalField(scale=9, null=True, blank=True)

    class Meta:
        app_label = APP


class Reminder(Deal):
    """The same table, seen otherwise."""

    class Meta:
        app_label = APP
        proxy = True


class Draft(models.Model):
    class Meta:
        app_label = APP


class Renewal(Deal):
    years = models.IntegerField(default=1)

    class Meta:
        app_label = APP


TOTAL, FEE, BUDGET = F("total_amount"), F("fee_amount"), F("budget_amount")


def exact(expression: Any) -> Any:
    """Say that an expression is an exact number."""
    return models.ExpressionWrapper(expression, output_field=ExactDecimalField())


TABLES: list[Any] = [Account, Deal, Renewal]


# Django speaks to PostgreSQL by psycopg, which is copyleft and no dependency: where a developer
# has it, these tests run there as well.
DATABASES = ["default", *(["postgresql"] if find_spec("psycopg") else [])]


@pytest.fixture(scope="module", params=DATABASES)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    alias: str = request.param
    if alias == "postgresql":
        new: NewUrl = request.getfixturevalue("new_postgresql")
        socket = Path(new().partition("unix_sock=")[2])
        connections[alias].settings_dict["HOST"] = str(socket.parent)
        connections[alias].settings_dict["PORT"] = socket.name.rpartition(".")[2]
    with connections[alias].schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)
    yield alias
    if alias == "postgresql":
        with connections[alias].schema_editor() as editor:
            for table in reversed(TABLES):
                editor.delete_model(table)
        connections[alias].close()


@pytest.fixture
def rows(database: str) -> Iterator[Any]:
    """Give the deals of a database that forgets afterwards."""
    from django.db import transaction

    with transaction.atomic(using=database):
        yield Deal.objects.using(database)
        transaction.set_rollback(True, using=database)


@pytest.fixture
def deals(rows: Any) -> Any:
    """Have five deals, numbered from 1."""
    for deal in (
        Deal(id=1, total=Money("12.50", "EUR")),
        Deal(id=2, total=Money("12.50", "USD"), review=EARLIER, budget=Money(0, "EUR")),
        Deal(id=3, total=Money("7.05", "USD"), review=REVIEW),
        Deal(id=4, total=Money(300, "JPY"), title=GERMAN),
        Deal(id=5, total=Money("0.0001", "EUR"), title=DualText("納期", local_lang="ja")),
    ):
        deal.save(using=rows.db)
    return rows


def ids(found: Any) -> list[int]:
    return list(found.values_list("id", flat=True))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total", Money("99999999999999.9999", "EUR")),
        ("total", Money("-0.0001", "KWD")),
        ("budget", Money(12, "JPY")),
        ("budget", Money(0, "JPY")),
        ("title", GERMAN.with_corporate("Maintenance").confirm(by="u")),
        ("remark", GERMAN),
        ("place", Address.of("JP", lang="ja", lines=["丸の内1-9-1"], locality="千代田区")),
        ("phone", PhoneNumber.parse("030 901820", region="DE")),
        ("value", WON),
        ("review", REVIEW),
        ("review", AGAIN),
        ("rate", Decimal("0.123456789")),
        ("rate", Decimal("-9223372036.854775807")),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_a_value_comes_back_as_it_was(rows: Any, field: str, value: Any) -> None:
    deal = Deal(**{"total": Money(1, "EUR"), field: value})
    deal.save(using=rows.db)

    kept = getattr(rows.get(pk=deal.pk), field)

    assert (kept, repr(kept)) == (value, repr(value))
    assert kept is not value


@pytest.mark.parametrize(
    ("where", "found"),
    [
        pytest.param({"total": Money("12.5", "EUR")}, [1], id="equal"),
        pytest.param({"total": moneyed.Money("12.5", "EUR")}, [1], id="equal to py-moneyed's"),
        pytest.param({"total__gt": Money("7.05", "USD")}, [2], id="above"),
        pytest.param({"total__gte": Money("7.05", "USD")}, [2, 3], id="at least"),
        pytest.param({"total__lt": Money("12.50", "EUR")}, [5], id="below"),
        pytest.param({"total__lte": Money("12.50", "EUR")}, [1, 5], id="at most"),
        pytest.param({"total__in": [Money("12.50", "USD"), Money(300, "JPY")]}, [2, 4], id="in"),
        pytest.param({"total__in": []}, [], id="in nothing"),
        pytest.param({"total__range": (Money(1, "EUR"), Money(20, "EUR"))}, [1], id="between"),
        pytest.param({"total_currency": "EUR"}, [1, 5], id="currency"),
        pytest.param({"budget": None}, [1, 3, 4, 5], id="none"),
        pytest.param({"budget__isnull": False}, [2], id="some"),
        pytest.param({"title__isnull": True}, [1, 2, 3], id="no text"),
        pytest.param({"title": None}, [1, 2, 3], id="text of none"),
        pytest.param({"title__v__de__t": "Wartung"}, [4], id="text by its path"),
        pytest.param({"review": REVIEW}, [3], id="appointment"),
        pytest.param({"review": None}, [1, 4, 5], id="no appointment"),
        pytest.param({"review__in": [REVIEW, EARLIER]}, [2, 3], id="appointments"),
        pytest.param({"review__lt": REVIEW}, [2], id="before"),
        pytest.param({"review__lte": REVIEW.instant}, [2, 3], id="until an instant"),
        pytest.param({"review__range": (EARLIER, REVIEW.end)}, [2, 3], id="in a span"),
        pytest.param({"pk__in": Deal.objects.filter(total__gt=Money(9, "USD"))}, [2], id="in SQL"),
        pytest.param({"total_amount__gt": F("budget_amount")}, [2], id="numbers of one kind"),
    ],
)
def test_a_filter_means_what_it_does_in_python(
    deals: Any, where: dict[str, Any], found: list[int]
) -> None:
    if isinstance(inner := where.get("pk__in"), models.QuerySet):
        where = {"pk__in": inner.using(deals.db)}

    assert ids(deals.filter(**where).order_by("id")) == found


def test_amounts_are_found_through_relations_and_in_conditions(deals: Any) -> None:
    account = Account(id=7, name="Muster")
    account.save(using=deals.db)
    deals.filter(id__in=[2, 3]).update(account=account)
    accounts = Account.objects.using(deals.db)
    large = models.When(total__gt=Money(10, "USD"), then=models.Value("large"))
    sized = deals.annotate(size=models.Case(large, default=models.Value("small")))

    assert accounts.filter(deal__total=Money("7.05", "USD")).count() == 1
    assert accounts.filter(deal__total=Money("7.05", "EUR")).count() == 0
    assert [row.pk for row in accounts.order_by("deal__total")] == [7, 7]
    assert ids(sized.filter(size="large")) == [2]
    assert deals.get_or_create(total=Money("12.5", "EUR"))[1] is False


def test_a_deal_that_is_found_twice_is_added_up_once_if_it_is_to_be_distinct(deals: Any) -> None:
    account = Account(id=7, name="Muster")
    account.save(using=deals.db)
    deals.filter(id__in=[2, 3]).update(account=account)
    found = deals.filter(account__deal__total_currency="USD")

    assert (found.count(), found.distinct().count()) == (4, 2)
    assert sum_by_currency(found.distinct(), "total") == (Money("19.55", "USD"),)
    assert sum_by_currency(found, "total") == (Money("39.10", "USD"),)


def test_exclusion_is_the_rest(deals: Any) -> None:
    assert ids(deals.exclude(total=Money("12.5", "EUR")).order_by("id")) == [2, 3, 4, 5]
    assert ids(deals.exclude(budget=Money(0, "EUR")).order_by("id")) == [1, 3, 4, 5]


def test_texts_are_found_and_sorted_in_exactly_one_language(deals: Any) -> None:
    german = deals.alias(text=text_in("title", "DE")).filter(text__startswith="Wart")

    assert ids(german) == [4]
    japanese = text_in("title", "ja").desc(nulls_last=True)
    assert ids(deals.filter(title__isnull=False).order_by(japanese)) == [5, 4]
    assert list(deals.filter(id=4).values_list(text_in("title", "de-AT"))) == [(None,)]


def test_order_never_mixes_currencies_and_appointments_go_by_their_instants(deals: Any) -> None:
    met = deals.filter(review__isnull=False)

    assert ids(deals.order_by("total")) == [5, 1, 4, 3, 2]
    assert (
        ids(deals.order_by("-total")) == ids(deals.order_by(F("total").desc())) == [2, 3, 4, 1, 5]
    )
    assert (ids(met.order_by("review")), ids(met.order_by("-review"))) == ([2, 3], [3, 2])


def test_sums_are_exact_and_of_one_currency_each(deals: Any) -> None:
    for _ in range(2):
        Deal(total=Money("90000000000000.01", "USD")).save(using=deals.db)

    assert sum_by_currency(deals, "total") == (
        Money("12.5001", "EUR"),
        Money(300, "JPY"),
        Money("180000000000019.57", "USD"),
    )
    assert sum_by_currency(deals.filter(id=2), "budget") == (Money(0, "EUR"),)
    assert sum_by_currency(deals.filter(id=1), "budget") == ()
    assert sum_by_currency(deals.order_by("id")[:1], "total") == (Money("12.50", "EUR"),)
    either = deals.filter(id=1).union(deals.filter(id=4))
    assert sum_by_currency(either, "total") == (Money("12.50", "EUR"), Money(300, "JPY"))
    assert deals.aggregate(n=Count("budget"))["n"] == 1


def test_an_amount_is_read_whole_also_in_part(deals: Any) -> None:
    assert deals.only("id").get(id=2).total == Money("12.50", "USD")
    assert deals.only("total").get(id=2).total == Money("12.50", "USD")
    assert deals.defer("total_currency").get(id=2).total == Money("12.50", "USD")
    assert list(deals.filter(id=2).values_list("total")) == [(("USD", Decimal("12.50")),)]


def test_an_update_writes_all_columns(deals: Any) -> None:
    deal = deals.get(id=4)
    deals.filter(id=4).update(**money_columns("total", Money(0, "CHF")))
    deals.filter(id=2).update(**money_columns("budget", None))
    deals.filter(id=3).update(total_amount=F("fee_amount"))

    deal.refresh_from_db()

    assert (deal.total, deals.get(id=2).budget) == (Money(0, "CHF"), None)
    assert deals.get(id=3).total == Money("0.50", "USD")


def test_bulk_ways_write_whole_amounts(deals: Any) -> None:
    deals.bulk_create([Deal(id=9, total=Money("0.05", "CHF"), review=REVIEW)])
    deal = deals.get(id=9)
    deal.total = Money("0.10", "USD")
    deals.bulk_update([deal], ["total_currency", "total_amount"])

    assert (deals.get(id=9).total, deals.get(id=9).review) == (Money("0.10", "USD"), REVIEW)


def test_none_leaves_no_currency_behind(deals: Any) -> None:
    deal = deals.get(id=2)
    deal.budget = None
    deal.save()

    assert deals.get(id=2).budget_currency is None


def test_a_child_finds_the_amounts_of_its_parent(rows: Any) -> None:
    Renewal(total=Money(77, "EUR"), review=REVIEW).save(using=rows.db)
    renewals = Renewal.objects.using(rows.db)

    assert renewals.get(total=Money(77, "EUR")).review == REVIEW
    assert [deal.total for deal in renewals.order_by("total")] == [Money(77, "EUR")]
    assert sum_by_currency(renewals, "total") == (Money(77, "EUR"),)


def test_a_proxy_is_the_same_table(deals: Any) -> None:
    reminders = Reminder.objects.using(deals.db)

    assert ids(reminders.filter(total=Money("12.50", "EUR"))) == [1]
    assert ids(reminders.order_by("total")) == [5, 1, 4, 3, 2]
    assert reminders.get(id=3).review == REVIEW


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda rows: rows.filter(total=5), id="number"),
        pytest.param(lambda rows: rows.filter(total__gt=F("budget")), id="two columns"),
        pytest.param(lambda rows: rows.filter(total__in=F("budget")), id="in a column"),
        pytest.param(lambda rows: rows.filter(total__contains="1"), id="text of an amount"),
        pytest.param(lambda rows: rows.filter(total__isnull="x"), id="isnull of a text"),
        pytest.param(lambda rows: rows.filter(total_amount__contains="1"), id="text of a number"),
        pytest.param(lambda rows: rows.filter(total_amount__gt=F("id")), id="another kind"),
        pytest.param(lambda rows: rows.filter(total_amount__gt=F("rate")), id="another scale"),
        pytest.param(
            lambda rows: rows.filter(total_amount__range=(1, F("id"))),
            id="another kind, in a span",
        ),
        pytest.param(lambda rows: rows.filter(total_amount__gt=F("fee_amount") + 1), id="plus"),
        pytest.param(lambda rows: rows.update(total=Money(1, "EUR")), id="update"),
        pytest.param(lambda rows: rows.update(total=F("fee")), id="update by a column"),
        pytest.param(lambda rows: rows.update(total_amount=F("total_amount") * 2), id="times"),
        pytest.param(
            lambda rows: rows.update(total_amount=exact(TOTAL + 2)), id="plus, said exact"
        ),
        pytest.param(lambda rows: rows.filter(total_amount=exact(TOTAL * FEE)), id="product"),
        pytest.param(lambda rows: rows.alias(x=Ceil(TOTAL)).filter(x=13), id="ceiling"),
        pytest.param(lambda rows: rows.alias(x=Round(TOTAL)).filter(x=13), id="rounded"),
        pytest.param(
            lambda rows: rows.filter(total_amount=Cast("id", ExactDecimalField())), id="cast"
        ),
        pytest.param(
            lambda rows: rows.filter(total_amount=exact(Coalesce(BUDGET, 5))), id="or a number"
        ),
        pytest.param(
            lambda rows: rows.filter(
                total_amount=models.Case(
                    models.When(id=1, then=FEE), default=5, output_field=ExactDecimalField()
                )
            ),
            id="a number in a case",
        ),
        pytest.param(
            lambda rows: rows.filter(Exists(rows.filter(total_amount=OuterRef("id")))),
            id="another kind, around",
        ),
        pytest.param(
            lambda rows: rows.filter(
                Exists(rows.filter(total_amount=exact(FEE + OuterRef("id"))))
            ),
            id="another kind, around, in a sum",
        ),
        pytest.param(
            lambda rows: rows.filter(Exists(rows.filter(total_amount__in=[OuterRef("id")]))),
            id="another kind, around, in a list",
        ),
        pytest.param(lambda rows: rows.update(total_amount=F("id")), id="update by another kind"),
        pytest.param(lambda rows: rows.aggregate(Sum("total")), id="sum"),
        pytest.param(lambda rows: rows.aggregate(Max("total")), id="max"),
        pytest.param(lambda rows: rows.bulk_update([Deal(id=1)], ["total"]), id="bulk update"),
        pytest.param(lambda rows: rows.filter(title=GERMAN), id="whole JSON"),
        pytest.param(lambda rows: rows.filter(title__icontains="x"), id="text of JSON"),
        pytest.param(lambda rows: rows.filter(review=5), id="no appointment"),
        pytest.param(
            lambda rows: rows.filter(review__lt=datetime(2026, 1, 1)),  # noqa: DTZ001
            id="naive",
        ),
    ],
)
def test_what_would_be_half_true_is_refused(deals: Any, ask: Callable[[Any], Any]) -> None:
    with pytest.raises((FieldError, ValueError)):
        list(ask(deals))


def test_what_exact_numbers_make_is_exact(deals: Any) -> None:
    def one(what: Any) -> Any:
        return deals.filter(id=2).annotate(x=what).get().x

    same = deals.filter(total_amount=OuterRef("total_amount")).exclude(id=OuterRef("id"))
    five = models.Value(5, output_field=ExactDecimalField())
    deals.filter(id=4).update(total_amount=exact(TOTAL - FEE))

    above = deals.filter(id=OuterRef("id"), total_amount__gt=exact(OuterRef("fee_amount") + FEE))

    assert ids(deals.filter(Exists(same)).order_by("id")) == [1, 2]
    assert ids(deals.filter(Exists(above)).order_by("id")) == [1, 2, 3, 4]
    assert deals.get(id=4).total == Money("299.5", "JPY")
    assert one(exact(TOTAL + FEE)) == 13
    assert one(exact(TOTAL - five)) == Decimal("7.5")
    assert one(Coalesce(NullIf(BUDGET, BUDGET), five)) == 5
    assert one(Greatest(FEE, Abs(TOTAL))) == Decimal("12.5")
    assert deals.filter(id=99).aggregate(x=Sum(TOTAL, default=Decimal(5))) == {"x": 5}


@pytest.mark.parametrize(
    "what",
    [
        pytest.param(lambda: Ceil(TOTAL), id="ceiling"),
        pytest.param(lambda: Sign(TOTAL), id="sign"),
        pytest.param(lambda: exact(TOTAL + 2), id="plus"),
        pytest.param(lambda: Cast("id", ExactDecimalField()), id="cast"),
    ],
)
def test_what_sqlite_would_compute_from_its_integers_is_refused(
    deals: Any, what: Callable[[], Any]
) -> None:
    if deals.db == "default":
        with pytest.raises(FieldError):
            list(deals.annotate(x=what()))


def test_mixed_currencies_are_refused(rows: Any) -> None:
    with pytest.raises(CurrencyMismatchError):
        rows.filter(total__range=(Money(1, "EUR"), Money(2, "USD")))


def test_a_sum_beyond_the_integers_of_sqlite_is_an_error_and_never_a_float(rows: Any) -> None:
    large = Money("900000000000000", "EUR")
    for _ in range(2):
        Deal(total=large).save(using=rows.db)

    if rows.db == "postgresql":
        assert sum_by_currency(rows, "total") == (large * 2,)
    else:
        with pytest.raises(OperationalError, match="overflow"):
            sum_by_currency(rows, "total")


def test_an_average_on_sqlite_is_refused_and_elsewhere_right(deals: Any) -> None:
    if deals.db == "postgresql":
        assert deals.filter(total_currency="EUR").aggregate(a=Avg("total_amount")) == {
            "a": Decimal("6.25005")
        }
    else:
        with pytest.raises(FieldError, match="SQLite"):
            deals.aggregate(Avg("total_amount"))


@pytest.mark.parametrize(
    ("values", "error"),
    [
        pytest.param({"total": Money("1.00001", "EUR")}, AmountError, id="finer"),
        pytest.param({"total": Money("1" * 36, "EUR")}, AmountError, id="too large"),
        pytest.param({"title": "Wartung"}, TypeError, id="no value"),
        pytest.param({"rate": 0.5}, TypeError, id="float"),
    ],
)
def test_nothing_is_rounded_or_guessed(
    rows: Any, values: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        Deal(**{"total": Money(1, "EUR"), **values}).save(using=rows.db)


def test_sqlite_takes_what_fits_its_integers() -> None:
    field = ExactDecimalField()
    with pytest.raises(AmountError, match="SQLite"):
        field.get_db_prep_value(Decimal(10) ** 15, connections["default"])


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Deal(total=5), id="number"),
        pytest.param(lambda: Deal(review=datetime(2026, 1, 1, tzinfo=UTC)), id="instant"),
        pytest.param(lambda: ValueField("Mony"), id="no class of ours"),
        pytest.param(lambda: MoneyField(unique=True), id="unique"),
        pytest.param(lambda: MoneyField(db_index=True), id="index"),
        pytest.param(lambda: MoneyField(choices=[(Money(1, "EUR"), "one")]), id="choices"),
        pytest.param(lambda: AppointmentField(db_column="x"), id="one column"),
        pytest.param(lambda: AppointmentField(default=REVIEW), id="default of an appointment"),
        pytest.param(lambda: ValueField(int), id="no value"),
    ],
)
def test_a_wrong_type_is_a_type_error(make: Callable[[], Any]) -> None:
    with pytest.raises(TypeError):
        make()


def test_an_unknown_currency_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="ISO 4217"):
        MoneyField(currencies=["EUR", "euro"])


@pytest.mark.parametrize(
    ("values", "where", "message"),
    [
        pytest.param({}, "total", "cannot be null", id="none"),
        pytest.param({"total": Money("1.00001", "EUR")}, "total", "4 decimals", id="finer"),
        pytest.param({"total": Money(1, "GBP")}, "total", "GBP is none of", id="not allowed"),
        pytest.param({"total": Money("9" * 18, "EUR")}, "total", "SQLite", id="large"),
        pytest.param({"rate": 0.5}, "rate", "float", id="float"),
        pytest.param({"rate": Decimal("1e-10")}, "rate", "9 decimals", id="finer number"),
        pytest.param({"rate": Decimal("NaN")}, "rate", "NaN", id="no number"),
        pytest.param({"rate": Decimal("1e40")}, "rate", "too large", id="large number"),
        pytest.param({"title": {"$": 1}}, "title", "no text", id="no JSON form"),
        pytest.param({"title": 5}, "title", "mapping", id="no JSON object"),
    ],
)
def test_validation_says_what_is_wrong(values: dict[str, Any], where: str, message: str) -> None:
    deal = Deal(**{"total": None if not values else Money(1, "EUR"), **values})
    with pytest.raises(ValidationError) as caught:
        deal.full_clean()

    [text] = caught.value.message_dict[where]
    assert message in text


class DealForm(forms.ModelForm):
    class Meta:
        model = Deal
        fields = ("total", "budget", "title", "review", "rate")


POSTED = {"total_0": "12.50", "total_1": "EUR"}


def test_a_form_reads_and_writes_whole_values(rows: Any) -> None:
    posted = {
        **POSTED,
        "title": json.dumps(GERMAN.to_dict()),
        "review": json.dumps(REVIEW.to_dict()),
    }
    form = DealForm(posted)

    assert form.errors == {}
    deal = form.save(commit=False)
    deal.save(using=rows.db)
    kept = rows.get(pk=deal.pk)
    assert (kept.total, kept.budget) == (Money("12.50", "EUR"), None)
    assert (kept.title, kept.review, kept.rate) == (GERMAN, REVIEW, None)
    assert DealForm(posted, instance=kept).changed_data == []
    assert DealForm(POSTED, instance=kept).changed_data == ["title", "review"]
    assert 'value="12.50"' in str(DealForm(instance=kept)["total"])


@pytest.mark.parametrize(
    ("posted", "where", "message"),
    [
        pytest.param({"total_0": "12,50"}, "total", "write it as 1234.50", id="comma"),
        pytest.param({"total_0": "1.00001"}, "total", "4 decimals", id="finer"),
        pytest.param({"total_1": "GBP"}, "total", "GBP is not one of", id="not allowed"),
        pytest.param({"total_1": ""}, "total", "required", id="no currency"),
        pytest.param({"budget_0": "5"}, "budget", "complete value", id="half"),
        pytest.param(
            {"budget_0": "5", "budget_1": "XXQ"}, "budget", "ISO 4217", id="no currency of ISO"
        ),
        pytest.param({"rate": "0,5"}, "rate", "write it as", id="no number"),
        pytest.param({"rate": "1e-10"}, "rate", "9 decimals", id="finer number"),
        pytest.param({"title": "{"}, "title", "valid JSON", id="no JSON"),
        pytest.param({"title": "[" * 100_000}, "title", "valid JSON", id="deep JSON"),
        pytest.param({"title": "1" * 5000}, "title", "valid JSON", id="long number in JSON"),
        pytest.param({"title": "5"}, "title", "mapping", id="no object"),
        pytest.param({"review": '{"start": "x"}'}, "review", "RFC 9557", id="no appointment"),
    ],
)
def test_a_form_says_what_is_wrong(posted: dict[str, str], where: str, message: str) -> None:
    form = DealForm({**POSTED, **posted})

    assert list(form.errors) == [where]
    assert message in str(form.errors[where])
    assert where in str(form)  # it is shown again


class RemarkForm(forms.ModelForm):
    class Meta:
        model = Deal
        fields = ("remark",)


def remark_of(deal: Deal, **posted: str) -> Any:
    """Return the remark after a form was posted for a deal."""
    form = RemarkForm(
        {f"remark_{n}": text for n, text in enumerate(posted.values())}, instance=deal
    )
    assert form.is_valid(), form.errors
    return form.save(commit=False).remark


def test_a_form_has_two_texts_and_keeps_what_was_not_edited() -> None:
    agreed = DualText("Wartung\nund Teile", local_lang="ja", corporate="Maintenance").confirm(
        by="u"
    )
    langs = {"lang": "ja", "corporate_lang": "en"}
    same = {"local": "Wartung\r\nund Teile", "corporate": "Maintenance"}
    form = RemarkForm(instance=Deal(remark=agreed))
    new = remark_of(Deal(), local="Wartung", corporate="", lang="de", corporate_lang="en")
    edited = remark_of(Deal(remark=agreed), **{**same, "local": "Neu"}, **langs)
    cleared = remark_of(Deal(remark=agreed), **{**same, "corporate": ""}, **langs)

    assert 'value="ja"' in str(form["remark"])
    assert "Maintenance" in str(form["remark"])
    assert new == DualText("Wartung", local_lang="de")
    assert remark_of(Deal(remark=agreed), **same, **langs) == agreed
    assert (edited.local_lang, edited.pair_status) == ("ja", "local_changed")
    assert (cleared.corporate.value, cleared.status("en")) == (
        "",
        agreed.with_corporate("").status("en"),
    )
    assert remark_of(Deal(remark=agreed), local="", corporate="", **langs) is None
    assert remark_of(Deal(), local="", corporate="", lang="de", corporate_lang="en") is None


@pytest.mark.parametrize(
    ("posted", "message"),
    [
        pytest.param(["", "", "de", "en"], "required", id="nothing"),
        pytest.param(["x", "", "", "en"], "complete", id="no language"),
        pytest.param(["x", "", "not a tag", "en"], "not a code", id="no tag"),
        pytest.param(["x", "y", "en", "en"], "both being in en", id="two texts of one language"),
    ],
)
def test_a_form_of_two_texts_says_what_is_wrong(posted: list[str], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        DualTextFormField().clean(posted)


def test_a_form_reads_the_numbers_of_a_locale_strictly() -> None:
    field = MoneyFormField(locale="de", currencies=["EUR", "USD"], required=False)

    assert field.clean(["1.234,50", "EUR"]) == Money("1234.50", "EUR")
    assert field.clean(["", ""]) is None
    assert field.widget.decompress(Money("1234.5678", "EUR")) == ["1.234,5678", "EUR"]
    assert field.widget.decompress(None) == [None, None]
    for wrong in (["13.75", "EUR"], ["1", "CHF"], ["1", ""]):
        with pytest.raises(ValidationError):
            field.clean(wrong)


def test_the_admin_lists_sorts_and_edits(rows: Any) -> None:
    class DealAdmin(admin.ModelAdmin):
        list_display: ClassVar = ("id", "total", "title", "review")
        fields: ClassVar = ("total", "budget", "title", "review")

        def get_queryset(self, request: Any) -> Any:  # noqa: ARG002
            return rows.all()

    class User:
        is_active = is_staff = is_superuser = True

        def has_perm(self, *_: object) -> bool:
            return True

    Deal(total=Money("12.50", "EUR"), title=GERMAN, review=REVIEW).save(using=rows.db)
    Deal(total=Money("7.05", "USD")).save(using=rows.db)
    site = DealAdmin(Deal, admin.AdminSite())
    request: Any = RequestFactory().get("/", {"o": "-2"})
    request.user = User()

    found = site.get_changelist_instance(request)

    assert checks.run_checks(tags=["models"]) == []
    assert site.check() == []
    assert [deal.total for deal in found.result_list] == [
        Money("7.05", "USD"),
        Money("12.50", "EUR"),
    ]
    assert found.get_ordering_field("total") == "total"
    form = site.get_form(request)(instance=found.result_list[1])
    assert "12.50" in form.as_p()


def test_a_migration_holds_the_columns_and_then_is_quiet() -> None:
    written = {
        name: MigrationWriter.serialize(field)[0]
        for name, field in ModelState.from_model(Deal).fields.items()
    }
    before, after = ProjectState(), ProjectState()
    for state in (before, after):
        state.add_model(ModelState.from_model(Account))
        state.add_model(ModelState.from_model(Deal))
    detector = MigrationAutodetector(before, after)

    assert "total" not in written
    assert written["total_amount"] == (
        "crmi18n.ext.django.ExactDecimalField(blank=True, editable=False, scale=4)"
    )
    assert written["title"] == "crmi18n.ext.django.ValueField('DualText', blank=True, null=True)"
    assert detector.changes(graph=MigrationGraph()) == {}
    historical = before.apps.get_model(APP, "Deal")
    assert historical._meta.get_field("total_amount").scale == 4


def test_a_migration_gives_rows_the_default(database: str) -> None:
    with connections[database].schema_editor() as editor:
        editor.create_model(Draft)
        table = Draft._meta.db_table
        editor.execute(f"INSERT INTO {table} (id) VALUES (1)")  # noqa: S608
        state = ProjectState()
        state.add_model(ModelState.from_model(Draft))
        for name in ("fee_currency", "fee_amount"):
            add = AddField("draft", name, Deal._meta.get_field(name).clone())
            later = state.clone()
            add.state_forwards(APP, later)
            add.database_forwards(APP, editor, state, later)
            state = later
        found = state.apps.get_model(APP, "Draft").objects.using(database).get()
        editor.delete_model(type(found))

    assert (found.fee_currency, found.fee_amount) == ("CHF", Decimal("0.50"))


def test_a_value_that_has_no_public_name_is_named_by_its_path() -> None:
    again = ValueField(CalendarDate).clone()

    assert (again.kind, ValueField("crmi18n.time.CalendarDate").kind) == (CalendarDate,) * 2


def test_fields_are_made_again_as_they_were() -> None:
    for name in ("total", "title", "remark", "rate"):
        field: Any = Deal._meta.get_field(name)
        again = field.clone()

        assert again.deconstruct()[1:] == field.deconstruct()[1:]


def test_a_dump_comes_back_equal(deals: Any) -> None:
    text = serializers.serialize("json", deals.order_by("id"))
    again = [found.object for found in serializers.deserialize("json", text)]

    assert [(deal.total, deal.title, deal.review) for deal in again] == [
        (deal.total, deal.title, deal.review) for deal in deals.order_by("id")
    ]


class DealSerializer(PlainModelSerializer):
    class Meta:
        model = Deal
        fields = ("total", "budget", "title", "review", "rate")


def test_a_serializer_of_rest_framework_reads_and_writes_json_forms(rows: Any) -> None:
    data = {"total": {"amount": "12.50", "currency": "EUR"}, "title": GERMAN.to_dict()}
    posted = DealSerializer(data={**data, "review": REVIEW.to_dict(), "rate": "0.5"})

    assert posted.is_valid(raise_exception=True)
    deal = Deal(**posted.validated_data)
    deal.save(using=rows.db)
    assert (deal.total, deal.title, deal.review) == (Money("12.50", "EUR"), GERMAN, REVIEW)
    assert DealSerializer(rows.get(pk=deal.pk)).data == {
        **data,
        "budget": None,
        "review": REVIEW.to_dict(),
        "rate": Decimal("0.5"),
    }


@pytest.mark.parametrize(
    ("data", "where"),
    [
        pytest.param({"total": {"amount": 12.5, "currency": "EUR"}}, "total", id="float"),
        pytest.param({"total": {"amount": "1", "currency": "XXQ"}}, "total", id="no code"),
        pytest.param({"total": "12.50 EUR"}, "total", id="text"),
        pytest.param({"total": {"amount": "1", "currency": "GBP"}}, "total", id="not allowed"),
        pytest.param({"total": {"amount": "1.00001", "currency": "EUR"}}, "total", id="finer"),
        pytest.param({"total": {"amount": "9" * 50, "currency": "EUR"}}, "total", id="large"),
        pytest.param({"rate": "0.0000000001"}, "rate", id="finer number"),
        pytest.param({"title": {"$": 1}}, "title", id="no text"),
    ],
)
def test_a_serializer_says_where_it_is_wrong(data: dict[str, Any], where: str) -> None:
    form = DealSerializer(data={"total": Money(1, "EUR").to_dict(), **data})

    assert not form.is_valid()
    assert list(form.errors) == [where]


def test_an_instance_survives_pickle(deals: Any) -> None:
    deal = deals.get(id=2)

    assert pickle.loads(pickle.dumps(deal)).total == Money("12.50", "USD")  # noqa: S301


def test_a_view_shows_values_and_no_relations(deals: Any) -> None:
    account = Account(id=7, name="Muster")
    account.save(using=deals.db)
    deal = deals.get(id=2)
    deal.account = account

    shown = {name: value.text for name, value in View(locale="de").record(deal).items()}

    assert shown["total"] == "12,50\xa0$"
    assert shown["account_id"] == "7"
    assert not {"account", "total_amount", "total_currency", "review_instant"} & shown.keys()
