"""Invitations: who is invited to an edition, who waits, what must be found out, and why the others are not invited."""

from __future__ import annotations

from kommunal_partner.invitations._quotas import NewTo, Priority, Quota, WithForm, WithLabel, WithTheme
from kommunal_partner.invitations._task import InvitationEntry, Standing
from kommunal_partner.invitations.result import InvitationList
from kommunal_partner.invitations.solve import DEFAULT, invite

__all__ = [
    "DEFAULT",
    "InvitationEntry",
    "InvitationList",
    "NewTo",
    "Priority",
    "Quota",
    "Standing",
    "WithForm",
    "WithLabel",
    "WithTheme",
    "invite",
]
