"""Other tools that link plain words, run on the same sites and judged by the same measure."""
