"""The settings that head office rolls out: group > region > company > site > user."""

from crmi18n.house.keys import CLEARANCES
from crmi18n.house.layer import Explanation
from crmi18n.house.model import House
from crmi18n.house.site import Site

__all__ = ["CLEARANCES", "Explanation", "House", "Site"]
