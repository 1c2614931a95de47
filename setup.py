from glob import glob
from pathlib import Path

from setuptools import find_namespace_packages, find_packages, setup

setup(
    name="stackgrade",
    version="0.1.0",
    description="Grades infrastructure templates against a catalogue of known failures",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    python_requires=">=3.10",
    packages=[
        *find_packages(include=["adapters*", "policies*", "stackgrade*"]),
        # Its folders have no `__init__.py`, so that Checkov leaves them alone.
        *find_namespace_packages(include=["python_checks*"], exclude=["*.__pycache__"]),
    ],
    package_data={
        "adapters": ["**/*.json", "**/*.json.gz", "**/*.yaml", "py.typed"],
        "policies": ["**/*.rego", "**/*.yaml", "ruleset.*", "stackgrade/*.json", ".manifest"],
        "python_checks.rules": ["*.examples"],
        "python_checks.stackgrade_door": ["*.jsonl"],
        "stackgrade": ["**/*.json", "reports/page/*", "py.typed"],
    },
    # Where `python_checks/stackgrade_door/rules.py` looks for the pages that Checkov's reports link to.
    data_files=[("share/doc/stackgrade/rules", sorted(glob("docs/rules/*.md")))],
    entry_points={"console_scripts": ["stackgrade=stackgrade.cli:main"]},
    install_requires=[
        "aiohttp>=3.14.3",
        "argcomplete>=3.5",
        "aws-sam-translator>=1.100",
        "google-re2>=1.1.20240702",
        "markdown-it-py>=3.0",
        "opa-python-client>=3.0",
        "pathspec>=0.12",
        "python-hcl2>=8.1",
        "pyyaml>=6.0",
        "rich>=13.7",
        "tree-sitter>=0.23",
        "tree-sitter-bash>=0.25",
        "tree-sitter-javascript>=0.23",
        "wasmtime>=40",
    ],
    extras_require={
        "test": [
            "cfn-lint==1.58.0",
            "check-jsonschema>=0.39",
            "hypothesis>=6.100",
            "jsonschema>=4.20",
            "kubernetes-validate>=1.37",
            "mypy==2.4.1",
            "playwright>=1.58",
            "pre-commit>=4",
            "pytest>=8",
            "pytest-xdist>=3.5",
            "ruff==0.17.5",
            "setuptools>=69",
            "trustme>=1.2",
            "types-PyYAML",
            "types-jsonschema",
            "xmlschema>=4",
        ],
    },
)
