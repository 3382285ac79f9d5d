"""What can go wrong when staff judge."""

from __future__ import annotations

from index.errors import BriefwijzerError


class NotReviewableError(BriefwijzerError):
    """What was said of an answer cannot be kept: it is not there, or nothing can be found so."""


class NoCaseError(BriefwijzerError):
    """What a reviewer found does not tell what the answer should have been."""
