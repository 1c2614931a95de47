from pathlib import Path

from setuptools import find_packages, setup

setup(
    name="stackgrade",
    version="0.1.0",
    description="Grades infrastructure templates against a catalogue of known failures",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    python_requires=">=3.10",
    packages=find_packages(include=["adapters*", "policies*", "python_checks*", "stackgrade*"]),
    package_data={
        "adapters": ["**/*.json", "**/*.json.gz", "**/*.yaml", "py.typed"],
        "policies": ["**/*.rego", "**/*.yaml", "ruleset.*"],
        "stackgrade": ["**/*.json", "py.typed"],
    },
    entry_points={"console_scripts": ["stackgrade=stackgrade.cli:main"]},
    install_requires=[
        "aws-sam-translator>=1.100",
        "python-hcl2>=8.1",
        "pyyaml>=6.0",
        "rich>=13.7",
        "wasmtime>=40",
    ],
    extras_require={
        "test": [
            "cfn-lint==1.58.0",
            "hypothesis>=6.100",
            "jsonschema>=4.20",
            "mypy==2.4.1",
            "pytest>=8",
            "pytest-xdist>=3.5",
            "ruff==0.17.5",
            "types-PyYAML",
            "types-jsonschema",
        ],
    },
)
