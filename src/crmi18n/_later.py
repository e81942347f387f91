"""Names that a package has, loaded when they are first asked for."""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any


def later(namespace: "dict[str, Any]", homes: "Mapping[str, str]") -> "Callable[[str], object]":
    """Return the ``__getattr__`` of a package that loads what it names on first use.

    Args:
        namespace: of the package.
        homes: public name to the module that has it; of these modules those within the package
            can be had, too. No name may be that of a module: who is imported last would win.
    """
    package = namespace["__name__"]

    def load(name: str) -> object:
        if home := homes.get(name):
            value = getattr(__import__(home, fromlist=(name,)), name)
        elif (inner := f"{package}.{name}") in homes.values():
            value = __import__(inner, fromlist=("__name__",))
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    return load
