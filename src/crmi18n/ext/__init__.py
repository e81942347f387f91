"""One module a framework, imported by its user: ``crmi18n.ext.polars`` and its like."""
