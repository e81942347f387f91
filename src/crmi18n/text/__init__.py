"""Texts in two or more languages: what is there, what is outdated, what a reader gets and why.

The names below are loaded on first use, so that a field in two languages does not load what
contracts and reports need.
"""

from crmi18n._later import later

TYPE_CHECKING = False
if TYPE_CHECKING:
    from crmi18n.cldr import (
        COLLATION_VERSION as COLLATION_VERSION,
        SEARCH_VERSION as SEARCH_VERSION,
        fold as fold,
        romanise as romanise,
        search_key as search_key,
        sort_key as sort_key,
    )
    from crmi18n.text.check import (
        check_document as check_document,
        check_pair as check_pair,
        check_text as check_text,
    )
    from crmi18n.text.counting import (
        BacklogItem as BacklogItem,
        Cell as Cell,
        Coverage as Coverage,
        coverage as coverage,
    )
    from crmi18n.text.detection import (
        Detector as Detector,
        Verdict as Verdict,
        check_language as check_language,
        default_detector as default_detector,
    )
    from crmi18n.text.document import (
        DualDocument as DualDocument,
        Progress as Progress,
        Revision as Revision,
        Segment as Segment,
    )
    from crmi18n.text.dual import (
        DualText as DualText,
    )
    from crmi18n.text.formats import (
        from_columns as from_columns,
        from_language_map as from_language_map,
        from_vcard as from_vcard,
        to_columns as to_columns,
        to_language_map as to_language_map,
        to_tmx as to_tmx,
        to_vcard as to_vcard,
    )
    from crmi18n.text.labels import (
        LIBRARY as LIBRARY,
        LabelFound as LabelFound,
        Labels as Labels,
    )
    from crmi18n.text.localized import (
        LocalizedText as LocalizedText,
    )
    from crmi18n.text.merge import (
        Side as Side,
    )
    from crmi18n.text.picklist import (
        Picklist as Picklist,
        PickValue as PickValue,
    )
    from crmi18n.text.render import (
        changes as changes,
        side_by_side as side_by_side,
    )
    from crmi18n.text.resolve import (
        Policy as Policy,
        Reason as Reason,
        Resolved as Resolved,
    )
    from crmi18n.text.segments import (
        words as words,
    )
    from crmi18n.text.sql import (
        backlog_sql as backlog_sql,
        coverage_sql as coverage_sql,
        index_sql as index_sql,
        status_sql as status_sql,
    )
    from crmi18n.text.status import (
        PairStatus as PairStatus,
        Status as Status,
    )
    from crmi18n.text.translation import (
        CLASSIFICATIONS as CLASSIFICATIONS,
        Classification as Classification,
        Translator as Translator,
        machine_translate as machine_translate,
    )
    from crmi18n.text.value import (
        Basis as Basis,
        Origin as Origin,
        State as State,
        Text as Text,
        Version as Version,
        fingerprint as fingerprint,
    )
    from crmi18n.text.xliff import (
        from_xliff as from_xliff,
        to_xliff as to_xliff,
    )

_HOME = {
    "COLLATION_VERSION": "crmi18n.cldr",
    "SEARCH_VERSION": "crmi18n.cldr",
    "fold": "crmi18n.cldr",
    "romanise": "crmi18n.cldr",
    "search_key": "crmi18n.cldr",
    "sort_key": "crmi18n.cldr",
    "check_document": "crmi18n.text.check",
    "check_pair": "crmi18n.text.check",
    "check_text": "crmi18n.text.check",
    "BacklogItem": "crmi18n.text.counting",
    "Cell": "crmi18n.text.counting",
    "Coverage": "crmi18n.text.counting",
    "coverage": "crmi18n.text.counting",
    "Detector": "crmi18n.text.detection",
    "Verdict": "crmi18n.text.detection",
    "check_language": "crmi18n.text.detection",
    "default_detector": "crmi18n.text.detection",
    "DualDocument": "crmi18n.text.document",
    "Progress": "crmi18n.text.document",
    "Revision": "crmi18n.text.document",
    "Segment": "crmi18n.text.document",
    "DualText": "crmi18n.text.dual",
    "from_columns": "crmi18n.text.formats",
    "from_language_map": "crmi18n.text.formats",
    "from_vcard": "crmi18n.text.formats",
    "to_columns": "crmi18n.text.formats",
    "to_language_map": "crmi18n.text.formats",
    "to_tmx": "crmi18n.text.formats",
    "to_vcard": "crmi18n.text.formats",
    "LIBRARY": "crmi18n.text.labels",
    "LabelFound": "crmi18n.text.labels",
    "Labels": "crmi18n.text.labels",
    "LocalizedText": "crmi18n.text.localized",
    "Side": "crmi18n.text.merge",
    "Picklist": "crmi18n.text.picklist",
    "PickValue": "crmi18n.text.picklist",
    "changes": "crmi18n.text.render",
    "side_by_side": "crmi18n.text.render",
    "Policy": "crmi18n.text.resolve",
    "Reason": "crmi18n.text.resolve",
    "Resolved": "crmi18n.text.resolve",
    "words": "crmi18n.text.segments",
    "backlog_sql": "crmi18n.text.sql",
    "coverage_sql": "crmi18n.text.sql",
    "index_sql": "crmi18n.text.sql",
    "status_sql": "crmi18n.text.sql",
    "PairStatus": "crmi18n.text.status",
    "Status": "crmi18n.text.status",
    "CLASSIFICATIONS": "crmi18n.text.translation",
    "Classification": "crmi18n.text.translation",
    "Translator": "crmi18n.text.translation",
    "machine_translate": "crmi18n.text.translation",
    "Basis": "crmi18n.text.value",
    "Origin": "crmi18n.text.value",
    "State": "crmi18n.text.value",
    "Text": "crmi18n.text.value",
    "Version": "crmi18n.text.value",
    "fingerprint": "crmi18n.text.value",
    "from_xliff": "crmi18n.text.xliff",
    "to_xliff": "crmi18n.text.xliff",
}

__all__ = sorted(_HOME)  # noqa: PLE0605 - a list, made of the table above

__getattr__ = later(globals(), _HOME)


def __dir__() -> list[str]:
    return list(__all__)
