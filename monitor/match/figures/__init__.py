"""The figures of a text: its numbers, what each of them counts or pays for, its dates. Called by claims.py; pure."""
