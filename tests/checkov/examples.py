"""The rules' own examples as files."""

from __future__ import annotations

from pathlib import Path

import yaml

from stackgrade import ruleset


def write_examples(folder: Path, language: str, profile: str | None = None) -> Path:
    """Write every example of every rule into a folder of its own below one, which is returned.

    With a profile, only those that are written for it.
    """
    for rule in ruleset.load().rules.values():
        examples = yaml.safe_load(rule.examples.read_text(encoding="utf-8"))
        content = examples.get(language) if profile in (None, examples.get("profile")) else None
        for status, texts in content.items() if isinstance(content, dict) else ():
            for i, text in enumerate(texts):
                place = folder / f"{rule.id}-{status}-{i}"
                place.mkdir(parents=True)
                suffix = "json" if text.lstrip().startswith("{") else "yaml"
                name = "main.tf" if language == "terraform" else f"stack.{suffix}"
                (place / name).write_text(text, encoding="utf-8")
    return folder
