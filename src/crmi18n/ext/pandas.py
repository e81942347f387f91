"""Convert a column of amounts in pandas, exactly; the NumPy kernel works on Arrow's arrays."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal, Unpack, overload

from crmi18n.errors import AmountError, MissingExtraError
from crmi18n.ext._frames import OnMissing, Settings

try:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc
except ModuleNotFoundError as error:
    if error.name not in ("pandas", "pyarrow"):
        raise
    raise MissingExtraError("pandas", "crmi18n.ext.pandas") from None

from crmi18n.ext.pyarrow import convert_frame as convert_arrow

__all__ = ["convert_frame"]

_WHOLE = {pa.int64(): pd.Int64Dtype(), pa.int32(): pd.Int32Dtype()}


@overload
def convert_frame(
    frame: pd.DataFrame,
    *,
    on_missing: Literal["raise", "null"] = ...,
    **settings: Unpack[Settings],
) -> pd.DataFrame: ...
@overload
def convert_frame(
    frame: pd.DataFrame, *, on_missing: Literal["report"], **settings: Unpack[Settings]
) -> tuple[pd.DataFrame, pd.DataFrame]: ...
def convert_frame(
    frame: pd.DataFrame, *, on_missing: OnMissing = "raise", **settings: Unpack[Settings]
) -> pd.DataFrame | tuple[pd.DataFrame, pd.DataFrame]:
    """Add the column ``<amount>_<to>``; the index and the other columns stay as they are.

    The result has the form of the amounts: objects of Decimal for those and for strings,
    Arrow's decimals for Arrow's, whole minor units for whole numbers (``Int64``). Days are
    Arrow's ``date32``, ``datetime.date``, or ``datetime64`` at midnight without a zone.

    Its other arguments and errors are those of :func:`crmi18n.ext.polars.convert_frame`.

    >>> from datetime import date
    >>> from crmi18n import RateBook
    >>> frame = pd.DataFrame({"value": ["80000"], "code": ["USD"], "on": [date(2026, 6, 30)]})
    >>> done = convert_frame(
    ...     frame, amount="value", currency="code", date="on", to="EUR", book=RateBook.ecb()
    ... )
    >>> list(done.columns), type(done["value_EUR"][0]).__name__
    (['value', 'code', 'on', 'value_EUR'], 'Decimal')
    """
    names = [settings.get("amount"), settings.get("currency"), settings.get("date")]
    for name in names:
        if (count := list(frame.columns).count(name)) > 1:
            raise KeyError(f"the frame has {count} columns {name!r}")
    there = {name: frame[name] for name in names if name in frame.columns}
    rows = pa.table({name: _arrow(column) for name, column in there.items()})
    if (day := names[2]) in there:
        days = _days(rows[day], there[day])
        rows = rows.set_column(rows.schema.get_field_index(day), day, days)
    found: Any = convert_arrow(rows, on_missing=on_missing, **settings)
    done, report = found if on_missing == "report" else (found, None)
    as_arrow = isinstance(there[names[0]].dtype, pd.ArrowDtype)
    added = {
        name: _pandas(done[name], frame.index, as_arrow=as_arrow)
        for name in done.schema.names
        if name not in there
    }
    if taken := added.keys() & set(frame.columns):
        raise KeyError(f"the frame has a column {taken.pop()!r} already")
    whole = frame.assign(**added)
    return whole if report is None else (whole, report.to_pandas())


def _arrow(column: pd.Series[Any]) -> Any:
    try:
        return pa.array(column, from_pandas=True)
    except OverflowError:
        raise AmountError(f"{column.name!r} has whole numbers beyond 64 bits") from None
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise TypeError(f"{column.name!r} has values of no one type: {error}") from None


def _days(days: Any, column: pd.Series[Any]) -> Any:
    """Return days of timestamps, which pandas has for want of dates."""
    kind, name = days.type, column.name
    if pa.types.is_date32(kind) and column.dtype == object:  # Arrow drops the time of day
        if any(isinstance(day, datetime) for day in column):
            raise TypeError(f"{name!r} has dates and times; a rate is of a day: make them dates")
        return days
    if not pa.types.is_timestamp(kind) or kind.tz is not None:
        return days
    whole = days.cast(pa.date32(), safe=False)
    if not pc.all(pc.equal(whole.cast(kind), days)).as_py() and len(days.drop_null()):
        raise TypeError(f"{name!r} has times of day; a rate is of a day: make them midnight")
    return whole


def _pandas(column: Any, index: pd.Index[Any], *, as_arrow: bool) -> Any:
    if as_arrow:
        return pd.Series(pd.arrays.ArrowExtensionArray(column), index=index)
    if pa.types.is_integer(column.type):
        return pd.Series(column.to_pandas(types_mapper=_WHOLE.get).array, index=index)
    return pd.Series(column.to_pandas().array, index=index)
