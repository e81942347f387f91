"""Records: what they hold, how they are read from exports, how a reader sees them."""

from crmi18n.record.importing import Column, FileForm, Import, ImportedRow, Importer
from crmi18n.record.kinds import Defaults
from crmi18n.record.proof import Proof, prove
from crmi18n.record.schema import Field, Schema
from crmi18n.record.view import Shown, View

__all__ = [
    "Column",
    "Defaults",
    "Field",
    "FileForm",
    "Import",
    "ImportedRow",
    "Importer",
    "Proof",
    "Schema",
    "Shown",
    "View",
    "prove",
]
