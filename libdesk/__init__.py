"""libdesk, an offline circulation desk for school libraries. It imports nothing, so that an old Python gets in."""

__version__ = "0.1.0"
