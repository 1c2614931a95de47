"""What Checkov loads: stackgrade's rules become Checkov checks, and stackgrade decides them."""

from stackgrade_door import registration

registration.register()
