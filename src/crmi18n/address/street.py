"""What a street line says: a post office box, or a street and a number.

Where the number stands is the habit of a country; what cannot be told apart stays whole.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from crmi18n.address.words import fold_widths

__all__ = ["Street", "join_street", "post_box", "split_street"]

_LONGEST: Final = 200  # beyond that a line is no street

# Words for a post office box, one language a line; a number or letters may follow.
_BOX: Final = re.compile(
    r"(?:"
    r"صندوق بريد|ص\.? ?ب\.?"  # ar
    r"|post(?:al)?[ -]?box|p\.? ?o\.? ?box|private bag|locked bag|g\.? ?p\.? ?o\.? ?box"  # en
    r"|postfach|postbus|postboks|postbox|box(?= ?\d)"  # de nl da no sv
    r"|bo[iî]te postale|b\.? ?p\.?(?= ?\d)|c\.? ?p\.?(?= ?\d)"  # fr
    r"|apartado(?: de correos| postal)?|casilla(?: de correos?| postal)?"  # es
    r"|caixa postal|casella postale|căsuța poștală"  # pt it ro
    r"|postilokero|pl(?= ?\d)|postafi[oó]k|pf\.?(?= ?\d)"  # fi hu
    r"|skrytka pocztowa|skr\. ?poczt\.|p\. ?p\.(?= ?\d)|poštanski pretinac|poštový priečinok"
    r"|абонентский ящик|а/я|поштова скринька|τ\.? ?θ\.?|posta kutusu|p\.? ?k\.?(?= ?\d)"
    r"|私書箱|郵政信箱|邮政信箱|사서함|ตู้ ?ปณ\.?|hộp thư"
    r")(?: ?(?:nr|no|n[°º]|č|№)\b\.?)?[ :#]*(?P<number>[\w/-]*)",
    re.IGNORECASE,
)

_BOX_NUMBER: Final = re.compile(r"[\w/-]*\d[\w/ -]*(?:,.*)?")
_NUMBER: Final = r"\d+(?: ?[A-Za-z](?![A-Za-z]))?(?: ?[-–/] ?\d+ ?[A-Za-z]?){0,3}"
_NUMBER_LAST: Final = re.compile(
    rf"(?P<street>[^\d,][^,]*?)(?:,? (?:nr\.?|no\.?|n[°º]|č\.|д\.)? ?|,? ?(?:no|nr)[:.] ?)"
    rf"(?P<number>{_NUMBER})(?P<rest>,? .{{1,40}})?",
    re.IGNORECASE,
)
_NUMBER_FIRST: Final = re.compile(
    rf"(?P<number>(?:no\.? ?)?{_NUMBER}(?: bis| ter)?),? (?P<street>[^\d,][^,]*?)"
    r"(?P<rest>, .{1,60})?",
    re.IGNORECASE,
)
# Where the number stands before the street; elsewhere it stands after it.
_BEFORE: Final = (
    "AU BB BD BM BS BZ CA CI CN DM FJ FR GB GD GG GH GI GP GU GY HK IE IL IM IN JE JM JP KE KR LC"
    " LK LU MC MQ MT MU MY NC NG NZ PF PH PK PM PR RE SG SN TH TN TT TW UG US VC VG VI VN ZA ZM ZW"
)


class Street(NamedTuple):
    """A street line taken apart; ``rest`` is what follows, such as a floor or a flat."""

    name: str
    number: str
    rest: str = ""


def post_box(line: str) -> str | None:
    """Return what follows the words for a post office box, mostly a number; None: it is none.

    >>> post_box("Postfach 12 34 56"), post_box("P.O. Box 7"), post_box("Boxgasse 1")
    ('12 34 56', '7', None)
    """
    plain = fold_widths(line[:_LONGEST])
    match = _BOX.match(plain)
    if match is None:
        return None
    after = plain[match.start("number") :].strip()
    return after if not after or _BOX_NUMBER.fullmatch(after) else None


def split_street(line: str, *, country: str) -> Street | None:
    """Return street and number as the country puts them, or None where that cannot be told.

    >>> split_street("Hauptstraße 5a", country="DE")
    Street(name='Hauptstraße', number='5a', rest='')
    >>> split_street("500 Congress Ave", country="US").number
    '500'
    """
    if len(line) > _LONGEST:
        return None
    first, second = _NUMBER_LAST, _NUMBER_FIRST
    if country in _BEFORE:
        first, second = second, first
    match = first.fullmatch(line) or second.fullmatch(line)
    if match is None:
        return None
    return Street(match["street"].strip(), match["number"], (match["rest"] or "").strip(" ,"))


def join_street(name: str, number: str, *, country: str) -> str:
    """Return street and number on one line, in the order of the country.

    >>> join_street("Hauptstraße", "5a", country="DE"), join_street("Main St", "1", country="US")
    ('Hauptstraße 5a', '1 Main St')
    """
    parts = (number, name) if country in _BEFORE else (name, number)
    return " ".join(filter(None, parts))
