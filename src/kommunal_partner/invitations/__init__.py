"""Invitations: who is invited to an edition, who waits, what must be found out, and why the others are not invited."""

from __future__ import annotations

from kommunal_partner.invitations.inviting import DEFAULT, invite
from kommunal_partner.invitations.model import Entry, InvitationList, Standing
from kommunal_partner.invitations.quotas import NewTo, Priority, Quota, WithForm, WithLabel, WithTheme

__all__ = [
    "DEFAULT",
    "Entry",
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
