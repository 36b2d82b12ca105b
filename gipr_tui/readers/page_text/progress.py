"""How far a table of the form has been read, and which of its rows a copy's labels name."""

from __future__ import annotations

from collections.abc import Sequence

from gipr_tui.forms import LaidTable, Node
from gipr_tui.text.fold import fold

Path = tuple[Node, ...]


class Progress:
    """How far one table has been read."""

    def __init__(self, table: LaidTable) -> None:
        self.table = table
        self.paths: dict[str, list[Path]] = {}
        self.order: dict[str, int] = {leaf.key: index for index, leaf in enumerate(table.leaf_rows)}
        self._learn(table.rows, ())
        self.nameless = next((row for row in table.leaf_rows if not row.label), None)
        self.columns: tuple[Node | None, ...] | None = None
        self.spans: tuple[tuple[int, int], ...] = ()
        self.grid = 0
        self.right = 0
        self.unsure = False
        self.headed = False
        self.announced = False
        self.context: Path = ()
        self.seen: set[str] = set()
        self.last = -1

    def _learn(self, nodes: tuple[Node, ...], above: Path) -> None:
        for node in nodes:
            path = (*above, node)
            self.paths.setdefault(fold(node.label), []).append(path)
            self._learn(node.nodes, path)

    def merged_beside(self, leaf: Node) -> int:
        """How many columns of labels the row's own label is merged over besides its own; copies may leave them empty."""
        depths = {path[-1].key: len(path) for path in self.table.row_paths}
        return max(depths.values()) - depths[leaf.key]

    def path_of(self, lead: Sequence[str]) -> Path | None:
        """The row that the labels ``lead`` name, given the group that was last seen and the rows already read.

        None also for a label that several groups have, behind one that is of none of them.
        """
        candidates = self.paths.get(lead[-1], [])
        under = [path for path in candidates if {fold(node.label) for node in path} >= set(lead)]
        if not under and len(candidates) > 1:
            return None
        return max(under or candidates, key=self._fitness, default=None)

    def _fitness(self, path: Path) -> tuple[int, bool, bool]:
        shared = 0
        for ours, theirs in zip(path[:-1], self.context, strict=False):
            if ours is not theirs:
                break
            shared += 1
        key = path[-1].key
        return shared, key not in self.seen, self.order.get(key, self.last + 1) > self.last
