"""``crmi18n report``: a group's exports as one bilingual, one-currency report."""
