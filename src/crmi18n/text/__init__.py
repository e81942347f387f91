"""Texts in two or more languages: what is there, what is outdated, what a reader gets and why."""

from crmi18n.text.check import check_text
from crmi18n.text.dual import DualText
from crmi18n.text.localized import LocalizedText
from crmi18n.text.resolve import Policy, Reason, Resolved
from crmi18n.text.status import PairStatus, Status
from crmi18n.text.value import Basis, Origin, State, Text, Version, fingerprint

__all__ = [
    "Basis",
    "DualText",
    "LocalizedText",
    "Origin",
    "PairStatus",
    "Policy",
    "Reason",
    "Resolved",
    "State",
    "Status",
    "Text",
    "Version",
    "check_text",
    "fingerprint",
]
