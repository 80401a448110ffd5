"""Measurements of kb, beside floors measured in the same run."""

from __future__ import annotations
