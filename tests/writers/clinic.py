"""A made-up form with everything the official ones lack: labels in English with spaces, tables without a caption, rows
without a label, groups of rows four deep, a header above a single column, a section with several blocks of tables."""

from __future__ import annotations

from functools import lru_cache

from gipr_tui.forms import Form, parse_form

TEXT = """
id = "clinic"
years = [2011]
source = "made up"
titles = ["{unit} {year} clinic report", "Clinic report {year}: {unit}"]

[[sections]]
number = 1
heading = "Staff and visits"

[[sections]]
number = 2
heading = "II. 药品与器械（含耗材）"

[[variants]]
id = "night"
label = "night visits apart"

[[variants]]
id = "nurses"
label = "nurses apart"

[[tables]]
id = "V"
section = 1
corner = "Who came, and to whom they came"
columns = [
  { key = "doctor", label = "Seen by a doctor" },
  { key = "nurse", label = "Seen by a nurse", when = "nurses" },
  { label = "Not seen at all", columns = [{ label = "Left", columns = [{ key = "left", label = "before noon" }] }] },
]
rows = [
  { key = "V.a", label = "Day", rows = [
    { key = "V.a.b", label = "Town", rows = [
      { key = "V.a.b.c", label = "Children", rows = [
        { key = "V.a.b.c.1", label = "under one year of age" },
        { key = "V.a.b.c.2", label = "older" },
      ] },
    ] },
    { key = "V.a.z", label = "Country" },
  ] },
  { key = "V.n", label = "Night", when = "night" },
  { key = "V.t", label = "All" },
]

[[tables]]
id = "W"
section = 1
columns = [{ key = "beds", label = "Beds" }, { key = "rooms", label = "Waiting rooms" }]
rows = [{ key = "", label = "" }]

[[tables]]
id = "X"
section = 1
caption = "Rooms by size, as measured by the county in the year of the report"
columns = [{ key = "area", label = "m" }]
rows = [{ key = "X1", label = "Large | small" }, { key = "X2", label = "+--+" }]

[[tables]]
id = "M"
section = 2
corner = "名称"
columns = [{ key = "amount", label = "金额", kind = "amount", unit = "万元" }]
rows = [{ key = "M1", label = "药品" }]
"""


@lru_cache(maxsize=1)
def clinic() -> Form:
    """The form above."""
    return parse_form(TEXT, "clinic.toml")
