from collections.abc import Mapping
def scalar_types(resource_type: str) -> Mapping[str, str]:
    return {}
