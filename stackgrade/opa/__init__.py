"""OPA: a server that is asked, the bundle that servers take over, and the executable that compiles."""
