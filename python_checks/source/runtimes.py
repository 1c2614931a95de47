"""What the runtimes of Lambda bring along.

https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html and the guides for Python and Node.js; as of 2026.
"""

from __future__ import annotations

import os
import re
import sys

from adapters.model import Code, CodeFile, Resource
from python_checks.source import functions

# Beside the standard library; some runtimes lack a few of these, which is not worth a failure. What runs on Greengrass
# gets its SDK there.
_PYTHON = frozenset(
    {
        "aws_durable_execution_sdk_python", "awslambdaric", "boto3", "botocore", "dateutil", "greengrasssdk",
        "jmespath", "pip", "pkg_resources",
        "runtime_client", "s3transfer", "setuptools", "simplejson", "six", "snapshot_restore_py", "typing_extensions",
        "urllib3",
    }
)  # fmt: skip
# Gone from the standard library since Python 3.12 and 3.13, and there before.
_GONE = {
    "asynchat": 12, "asyncore": 12, "distutils": 12, "imp": 12, "smtpd": 12, "aifc": 13, "audioop": 13, "cgi": 13,
    "cgitb": 13, "chunk": 13, "crypt": 13, "imghdr": 13, "mailcap": 13, "msilib": 13, "nis": 13, "nntplib": 13,
    "ossaudiodev": 13, "pipes": 13, "sndhdr": 13, "spwd": 13, "sunau": 13, "telnetlib": 13, "uu": 13, "xdrlib": 13,
}  # fmt: skip
# Newer than some interpreter that runs this.
_NEW = frozenset({"annotationlib", "compression", "string.templatelib", "tomllib"})
_NODE = frozenset(
    {
        "assert", "async_hooks", "buffer", "child_process", "cluster", "console", "constants", "crypto", "dgram",
        "diagnostics_channel", "dns", "domain", "events", "fs", "http", "http2", "https", "inspector", "module", "net",
        "os", "path", "perf_hooks", "process", "punycode", "querystring", "readline", "repl", "stream",
        "string_decoder", "sys", "test", "timers", "tls", "trace_events", "tty", "url", "util", "v8", "vm", "wasi",
        "worker_threads", "zlib",
    }
)  # fmt: skip
_SDK_3 = re.compile(r"@(?:aws-sdk|smithy|aws-crypto|aws/durable-execution-sdk)[/-]")
_FIRST_SDK_3 = 18
# Only code in a template gets these.
_ANSWERS = frozenset({"cfnresponse", "cfn-response"})
# The packages in a list of requirements.
_LISTED = re.compile(r"^[ \t]*([A-Za-z0-9][\w.-]*)", re.MULTILINE)
_SET = re.compile(
    r"(?:AWS_(?:REGION|DEFAULT_REGION|EXECUTION_ENV|ACCESS_KEY_ID|ACCESS_KEY|SECRET_ACCESS_KEY|SESSION_TOKEN|LAMBDA_\w+"
    r"|XRAY_\w+|SAM_LOCAL)|_HANDLER|_X_AMZN_TRACE_ID|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR|LANG|PATH|LD_LIBRARY_PATH"
    r"|NODE_PATH|PYTHONPATH|TZ|HOME|PWD|SHLVL)$"
)
# Of the Parameters and Secrets Extension its own settings alone: `SECRETS_MANAGER_ENDPOINT` is what code reads itself.
# https://docs.aws.amazon.com/systems-manager/latest/userguide/ps-integration-lambda-extensions.html
_READ = re.compile(
    r"(?:AWS_|POWERTOOLS_|PYTHON|NODE_|OTEL_|OPENTELEMETRY_|DD_|NEW_RELIC_|SENTRY_|LAMBDA_|PARAMETERS_SECRETS_EXTENSION_"
    r"|LD_|SSL_|REQUESTS_|LC_)|(?:(?:SSM_PARAMETER_STORE|SECRETS_MANAGER)_(?:TTL|TIMEOUT_MILLIS)|TZ|LANG|PATH|HOME|LOG_LEVEL|DEBUG|REGION|(?:ENVIRONMENT|ENV)(?:_?SUFFIX|_?NAME)?|STAGE|PROJECT(?:_?NAME)?|SERVICE(?:_?NAME)?|APP(?:_?NAME)?|VERSION|(?:HTTPS?|NO)_PROXY)$",
    re.IGNORECASE,
)


def has(resource: Resource, module: str, file: CodeFile, code: Code) -> bool:
    """Whether a module that a file imports is part of the runtime or of the package."""
    if functions.language(resource) == "python":
        return _python_has(resource, module, file, code)
    return _node_has(resource, module, file, code)


def package(resource: Resource, module: str) -> str:
    """Return the package that a module is part of."""
    if functions.language(resource) == "python":
        return module.partition(".")[0]
    parts = module.split("/")
    return "/".join(parts[:2]) if module.startswith("@") else module if module.startswith(".") else parts[0]


def is_named(name: str, code: Code) -> bool:
    """Whether a list of what has to be installed lies beside the code, and may bring a package.

    That is when it names the package, or anything of Python that neither the runtime has nor is called as a module:
    what `Pillow` brings is called `PIL`.
    """
    lists = [one for one in code.files if one.name.endswith(("requirements.txt", "package.json"))]
    pattern = re.escape(name).replace("_", "[-_.]")
    return any(re.search(pattern, one.text, re.IGNORECASE) for one in lists) or any(
        listed.replace("-", "_").lower() not in _PYTHON
        for one in lists
        if one.name.endswith(".txt")
        for listed in _LISTED.findall(one.text)
    )


def sets(variable: str) -> bool:
    """Whether Lambda itself sets an environment variable."""
    return _SET.match(variable) is not None


def reads(variable: str) -> bool:
    """Whether a runtime, the SDK or a library may read an environment variable, or it is there to tell people."""
    return _READ.match(variable) is not None


def _python_has(resource: Resource, module: str, file: CodeFile, code: Code) -> bool:
    name = module.partition(".")[0]
    if name in _GONE:
        return functions.version(resource) < _GONE[name] or functions.version(resource) == 0
    if name in sys.stdlib_module_names or name in _NEW or name in _PYTHON:
        return True
    if name in _ANSWERS and functions.is_inline(resource):
        return True
    folder = os.path.dirname(file.name)
    places = {f"{prefix}{name}" for prefix in ("", f"{folder}/" if folder else "")}
    return any(one.startswith((f"{place}.", f"{place}/")) for one in code.names for place in places)


def _node_has(resource: Resource, module: str, file: CodeFile, code: Code) -> bool:
    name = package(resource, module)
    if module.startswith("node:") or name in _NODE:
        return True
    if name in _ANSWERS and functions.is_inline(resource):
        return True
    version = functions.version(resource)
    if name == "aws-sdk":
        in_runtime = version < _FIRST_SDK_3
    else:
        in_runtime = _SDK_3.match(module) is not None and version >= _FIRST_SDK_3
    if module.startswith("."):
        target = os.path.normpath(os.path.join(os.path.dirname(file.name), module)).replace(os.sep, "/")
        return any(one == target or one.startswith((f"{target}.", f"{target}/")) for one in code.names)
    if module.startswith("/"):
        return True
    return in_runtime or any(f"node_modules/{name}/" in f"/{one}" for one in code.names)
