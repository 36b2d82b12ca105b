"""A form that exists nowhere, with labels that come several times: in two groups of rows, and in two tables."""

from collections.abc import Mapping
from functools import lru_cache

from gipr_tui.forms import Form, official_forms, parse_form
from tests.reports import madeup_form

TEXT = """
id = "orchard"
years = [2010]
source = "made up"
titles = ["{unit}{year}年果园年报", "{year} orchard report of {unit}"]

[[sections]]
number = 1
heading = "甲、园子的样子"

[[sections]]
number = 2
heading = "乙、收成"
accept = ["乙、收了多少"]

[[sections]]
number = 3
heading = "丙、来年打算"

[[variants]]
id = "by-hand"
label = "手摘另列"

[[tables]]
id = "H"
section = 2
caption = "春天的果子"
corner = "果子"
columns = [
  { label = "收成", columns = [{ key = "kept", label = "留下的" }, { key = "sold", label = "卖掉的", kind = "amount" }] },
  { key = "all", label = "合起来" },
]
rows = [
  { key = "A", label = "苹果类", rows = [
    { key = "A.red", label = "红的" },
    { key = "A.green", label = "青的" },
    { key = "A.hand", label = "手摘的", when = "by-hand" },
  ] },
  { key = "P", label = "梨子类", rows = [{ key = "P.red", label = "红的" }, { key = "P.green", label = "青的" }] },
  { key = "Q", label = "榅桲" },
]

[[tables]]
id = "W"
section = 2
caption = "秋天的果子"
corner = "果子"
columns = [{ key = "wkept", label = "留下的" }, { key = "wsold", label = "卖掉的" }]
rows = [{ key = "WQ", label = "榅桲" }, { key = "WN", label = "核桃" }]

[[tables]]
id = "B"
section = 3
columns = [{ key = "trees", label = "要种的树" }, { key = "bees", label = "要养的蜂" }, { key = "wells", label = "要挖的井" }]
rows = [{ key = "", label = "" }]
"""


@lru_cache(maxsize=1)
def orchard() -> Form:
    """The form above."""
    return parse_form(TEXT, "orchard.toml")


def all_forms() -> Mapping[str, Form]:
    """The official forms, the library's that all tests share, and the orchard's."""
    return {**official_forms(), "madeup": madeup_form(), "orchard": orchard()}
