"""Taking data away: files and folders written whole or not at all, and the formats they hold."""
