"""How fast the plugin is and how much memory it takes: `make bench`."""
