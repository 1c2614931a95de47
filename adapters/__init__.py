"""From a file to the normalized document, one subpackage per format."""
