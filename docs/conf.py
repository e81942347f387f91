"""How the documentation is built: ``make docs``."""

project = "crmi18n"
author = "the crmi18n maintainers"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "crmi18n"
