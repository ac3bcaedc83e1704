"""For the docs site: the inventory of the reference stays that of the language which holds the reference.

Each language is built by itself, and each writes `objects.inv`: the last one would leave it empty.
"""  # noqa: INP001 - because mkdocs loads it by its path

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.plugins import event_priority

__all__ = ["on_env"]

_written: dict[str, bytes] = {}


@event_priority(-200)
def on_env(env: Any, *, config: Any, **kwargs: Any) -> Any:  # noqa: ANN401, ARG001 - because mkdocs passes more than is needed here
    """Keep the longer of the inventories that were written for this site."""
    path = Path(config.site_dir) / "objects.inv"
    if path.exists():
        _written[config.site_dir] = max(_written.get(config.site_dir, b""), path.read_bytes(), key=len)
        path.write_bytes(_written[config.site_dir])
    return env
