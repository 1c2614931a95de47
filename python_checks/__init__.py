"""Where rules live that Rego cannot express, and the folder that Checkov is given."""
