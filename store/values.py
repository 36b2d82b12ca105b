"""Plain JSON values: their text, their copies, and refusing what is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any, NoReturn

from store.errors import Unstorable

_DEEPEST = 100
"""Levels of nesting. A bound of our own, as Python's depends on how deep the caller stands."""

_SCALARS = frozenset({type(None), str, bool, int})


def to_json(value: Any) -> bytes:
    """Gives one line of JSON in UTF-8. Raises :class:`Unstorable` for what that can't hold."""
    try:
        return _ENCODER.encode(value).encode("utf-8") + b"\n"
    except (TypeError, ValueError, RecursionError) as error:
        raise Unstorable(str(error)) from error


def from_json(data: bytes) -> Any:
    """Gives the value of a JSON text in UTF-8.

    Raises ``ValueError`` for anything else, and for what :func:`to_json` would refuse: NaN, infinity, lone
    surrogates.
    """
    try:
        value = _DECODER.decode(data.decode("utf-8"))
        if b"\\u" in data:  # the only way to write a lone surrogate
            _ENCODER.encode(value).encode("utf-8")
        return value
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def plain_object(value: Mapping[str, Any]) -> dict[str, Any]:
    """Gives a deep copy of a JSON object.

    Raises :class:`Unstorable` where JSON would refuse a value or silently change it, as it does with a
    number used as a name.
    """
    if not isinstance(value, Mapping):
        raise Unstorable(f"{type(value).__name__} is no JSON object")
    return _plain_object(value, 1)


def _plain_object(value: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    copy = {}
    for name, part in value.items():
        if not isinstance(name, str):
            raise Unstorable(f"{type(name).__name__} as a name in a JSON object")
        copy[name] = part if type(part) in _SCALARS else _plain(part, depth)
    return copy


def _plain(value: Any, depth: int) -> Any:
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, float):
        if isfinite(value):
            return value
        raise Unstorable("a number that is not finite")
    if depth == _DEEPEST:
        raise Unstorable("nested too deeply, or within itself")
    if isinstance(value, Mapping):
        return _plain_object(value, depth + 1)
    if isinstance(value, (list, tuple)):
        return [_plain(part, depth + 1) for part in value]
    raise Unstorable(f"{type(value).__name__} is no JSON value")


def text(value: Any, name: str) -> str:
    """Gives ``value`` if it is a text, else raises ``ValueError`` naming the field."""
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return value


def whole(value: Any, name: str) -> int:
    """Gives ``value`` if it is a whole number, else raises ``ValueError`` naming the field."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{name} is no whole number")
    return value


def mapping(value: Any, name: str) -> dict[str, Any]:
    """Gives ``value`` if it is a JSON object, else raises ``ValueError`` naming the field."""
    if not isinstance(value, dict):
        raise ValueError(f"{name} is no object")
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise ValueError(f"{digits} is too large")
    return number


_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_DECODER = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite)
