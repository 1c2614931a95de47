"""Grades infrastructure templates against a catalogue of known failures."""

__version__ = "0.1.0"
