"""Texts in two or more languages: what is there, what is outdated, what a reader gets and why."""

from crmi18n.cldr import COLLATION_VERSION, fold, romanise, search_key, sort_key
from crmi18n.text.check import check_document, check_pair, check_text
from crmi18n.text.coverage import BacklogItem, Cell, Coverage, coverage
from crmi18n.text.detection import Detector, Verdict, check_language, default_detector
from crmi18n.text.document import DualDocument, Progress, Revision, Segment
from crmi18n.text.dual import DualText
from crmi18n.text.formats import (
    from_columns,
    from_language_map,
    from_vcard,
    to_columns,
    to_language_map,
    to_tmx,
    to_vcard,
)
from crmi18n.text.labels import LIBRARY, LabelFound, Labels
from crmi18n.text.localized import LocalizedText
from crmi18n.text.merge import Side
from crmi18n.text.picklist import Picklist, PickValue
from crmi18n.text.render import changes, side_by_side
from crmi18n.text.resolve import Policy, Reason, Resolved
from crmi18n.text.segments import words
from crmi18n.text.sql import backlog_sql, coverage_sql, index_sql, status_sql
from crmi18n.text.status import PairStatus, Status
from crmi18n.text.translation import (
    CLASSIFICATIONS,
    Classification,
    Translator,
    machine_translate,
)
from crmi18n.text.value import Basis, Origin, State, Text, Version, fingerprint
from crmi18n.text.xliff import from_xliff, to_xliff

__all__ = [
    "CLASSIFICATIONS",
    "COLLATION_VERSION",
    "LIBRARY",
    "BacklogItem",
    "Basis",
    "Cell",
    "Classification",
    "Coverage",
    "Detector",
    "DualDocument",
    "DualText",
    "LabelFound",
    "Labels",
    "LocalizedText",
    "Origin",
    "PairStatus",
    "PickValue",
    "Picklist",
    "Policy",
    "Progress",
    "Reason",
    "Resolved",
    "Revision",
    "Segment",
    "Side",
    "State",
    "Status",
    "Text",
    "Translator",
    "Verdict",
    "Version",
    "backlog_sql",
    "changes",
    "check_document",
    "check_language",
    "check_pair",
    "check_text",
    "coverage",
    "coverage_sql",
    "default_detector",
    "fingerprint",
    "fold",
    "from_columns",
    "from_language_map",
    "from_vcard",
    "from_xliff",
    "index_sql",
    "machine_translate",
    "romanise",
    "search_key",
    "side_by_side",
    "sort_key",
    "status_sql",
    "to_columns",
    "to_language_map",
    "to_tmx",
    "to_vcard",
    "to_xliff",
    "words",
]
