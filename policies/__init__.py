"""The ruleset in Rego, the failure catalogue and the profiles: data of the package, no code."""
