"""AWS CDK: what an app was synthesized into."""
