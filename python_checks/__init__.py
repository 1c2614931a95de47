"""The folder that Checkov is given (`--external-checks-dir`), and the rules that Rego cannot express.

Checkov executes every module of a folder that has an `__init__.py`, in each of its processes and more than once, and
takes every JSON or YAML file below it for a policy. So this folder holds one small module; what that imports, and the
rules, are in folders without an `__init__.py`, which Checkov leaves alone.
"""
