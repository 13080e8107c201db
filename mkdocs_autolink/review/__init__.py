"""A local page on which reviewers decide on the links of the last report."""
