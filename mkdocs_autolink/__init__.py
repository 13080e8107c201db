"""Links the pages of a documentation site where an author would have linked them, and says why."""

__version__ = "0.1.0"
