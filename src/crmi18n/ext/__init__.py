"""One module a framework, imported by the user: ``crmi18n.ext.polars``, ``crmi18n.ext.duckdb`` ..."""
