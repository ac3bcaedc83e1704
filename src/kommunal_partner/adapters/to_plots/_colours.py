"""The colours of pictures, light and dark: neighbours in a legend lie at least 12 steps of L* apart.

What is told by colour is told by a word, a shape or an outline too; high income before 2005 has a dotted outline.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from attrs import frozen

from kommunal_partner._checks import one_of
from kommunal_partner._mappings import FrozenMap
from kommunal_partner.errors import BadRule

ThemeName: TypeAlias = Literal["light", "dark"]
"""For pages with a light or with a dark background."""


@frozen
class Theme:
    """Every colour of a picture by what it is for; `groups` by the values of `oda.OdaGroup`."""

    background: str
    ink: str
    muted: str
    rule: str
    unlisted: str
    coast: str
    groups: FrozenMap[str, str]
    dotted: str
    accent: str
    soft: str
    today: str


_THEMES: Final = {
    "light": Theme(
        background="#ffffff",
        ink="#1d232b",
        muted="#56606c",
        rule="#d9dde2",
        unlisted="#f4f2ee",
        coast="#8a8a8a",
        groups=FrozenMap(
            {"LDC": "#0b2f5e", "OTHER_LIC": "#1f5f9e", "LMIC": "#4f93c8", "UMIC": "#9cc7e4", "HIC_PART_I": "#d9c8a0"}
        ),
        dotted="#6b5a2a",
        accent="#1f5f9e",
        soft="#c6ddef",
        today="#b3541e",
    ),
    "dark": Theme(
        background="#1e2129",
        ink="#e8ebef",
        muted="#a9b2bd",
        rule="#3a414c",
        unlisted="#2b313b",
        coast="#6f7884",
        groups=FrozenMap(
            {"LDC": "#d6ecfb", "OTHER_LIC": "#86bfe6", "LMIC": "#4b8fc4", "UMIC": "#2f5f86", "HIC_PART_I": "#8a7a4e"}
        ),
        dotted="#f0e2b4",
        accent="#86bfe6",
        soft="#2f4a63",
        today="#e09a5a",
    ),
}


def theme_of(name: str) -> Theme:
    """The colours of a theme.

    Raises:
        BadRule: for any name but `light` and `dark`.
    """
    return _THEMES[one_of(name, _THEMES, "theme", BadRule)]
