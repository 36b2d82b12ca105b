"""One table of a form's TOML file: hands out its values by type, and refuses what is missing, wrong or unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from gipr_tui.errors import FormError
from gipr_tui.forms.model import Severity


class Record:
    """One table of the file, at the key ``where``. Every refusal is a FormError with the file and the key."""

    def __init__(self, file: str, where: str, values: object) -> None:
        self.file, self.where = file, where
        if not isinstance(values, Mapping):
            self.refuse("", "form-not-table")
        self._left = dict(values)

    def refuse(self, key: str, code: str, **fields: object) -> NoReturn:
        place = ".".join(part for part in (self.where, key) if part)
        raise FormError(code, file=self.file, key=place, **fields)

    def take(self, key: str, kind: type, default: Any = ...) -> Any:
        value = self._left.pop(key, default)
        if value is ...:
            self.refuse(key, "form-missing")
        if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            self.refuse(key, "form-type", expected=kind.__name__, found=type(value).__name__)
        return value

    def text(self, key: str, default: Any = ...) -> str:
        return str(self.take(key, str, default))

    def number(self, key: str, default: Any = ...) -> int:
        return int(self.take(key, int, default))

    def flag(self, key: str) -> bool:
        return bool(self.take(key, bool, False))

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values):
            self.refuse(key, "form-type", expected="str", found="?")
        return tuple(values)

    def choice(self, key: str, choices: Iterable[str], default: Any = ...) -> str:
        value = self.text(key, default)
        if value not in tuple(choices) and value != default:
            self.refuse(key, "form-choice", value=value, choices=" ".join(choices))
        return value

    def severity(self, default: Any = ...) -> Severity:
        return Severity(self.choice("severity", [*Severity], default))

    def records(self, key: str, default: Any = ...) -> list[Record]:
        values = self.take(key, list, default)
        return [Record(self.file, f"{self.where}.{key}[{i}]".lstrip("."), v) for i, v in enumerate(values, 1)]

    def done(self) -> None:
        for key in self._left:
            self.refuse(key, "form-unknown-key")
