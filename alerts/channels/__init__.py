"""One file per channel: its settings, its check, its `send`."""
