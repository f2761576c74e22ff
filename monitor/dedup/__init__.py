"""Sameness: of addresses, of publications, of events. Pure; nothing here stores or fetches."""
