"""The interface's sentences, in Chinese and English.

Sentences stand in ``zh/*.toml`` and ``en/*.toml`` under the same keys; the form's official labels are never translated.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from gipr_tui.text.clean import clean_line

LANGUAGES = ("zh", "en")


class Catalogue:
    """The sentences of one language."""

    def __init__(self, language: str, sentences: Mapping[str, str], words: Mapping[str, str] | None = None) -> None:
        self.language = language
        self._sentences = sentences
        self._words = words or {}

    def __call__(self, key: str, /, **fields: object) -> str:
        """The sentence ``key`` with its places filled. The words put in are cleaned of control characters."""
        words = {name: clean_line(str(value)) for name, value in fields.items()}
        return self._sentences[key].format_map({**self._words, **words})

    def translated(self, table: Mapping[int, str]) -> Catalogue:
        """The same sentences with characters replaced, but not in the words put in."""
        sentences = {key: text.translate(table) for key, text in self._sentences.items()}
        return Catalogue(self.language, sentences, self._words)

    def with_words(self, words: Mapping[str, str]) -> Catalogue:
        """The same sentences, of which each may name these words too."""
        return Catalogue(self.language, self._sentences, words)

    def preferring(self, prefix: str) -> Catalogue:
        """The same sentences, but for each that stands under ``prefix`` too, the one there."""
        chosen = {key.removeprefix(prefix): text for key, text in self._sentences.items() if key.startswith(prefix)}
        return Catalogue(self.language, {**self._sentences, **chosen}, self._words)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def keys(self) -> frozenset[str]:
        """Every key of the catalogue."""
        return frozenset(self._sentences)


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, Mapping):
            flat |= _flatten(value, f"{prefix}{name}.")
        else:
            flat[prefix + name] = str(value)
    return flat


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> Catalogue:
    """The sentences of ``zh`` or ``en``."""
    sentences: dict[str, str] = {}
    for file in resources.files(__name__).joinpath(language).iterdir():
        if file.name.endswith(".toml"):
            sentences |= _flatten(tomllib.loads(file.read_text(encoding="utf-8")))
    return Catalogue(language, sentences)
