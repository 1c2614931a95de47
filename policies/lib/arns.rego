# METADATA
# title: ARNs
# description: Whether a pattern of a policy can stand for the ARN of something that the stack names.
package stackgrade.lib.arns

# METADATA
# title: Whether a pattern leaves out every ARN that ends in this resource
# description: >-
#   A resource is what comes after the account, such as `log-group:/shop/orders`. Region and account are taken to be
#   right, and what stands for a token such as `${Name}` to be what is wanted: only what cannot match is left out. The
#   ARNs of log groups are written with `:*` at their end as well.
leaves_out(pattern, resource) if {
	[[_, wanted]] := regex.find_all_string_submatch_n(_resource_part, pattern, 1)
	_differ(wanted, resource)
	_differ(trim_suffix(wanted, ":*"), resource)
}

_differ(pattern, text) if {
	not contains(pattern, "${")
	not contains(text, "${")
	expression := replace(replace(replace(pattern, ".", `\.`), "*", ".*"), "?", ".")
	not regex.match(concat("", ["^", expression, "$"]), text)
	regex.match(`^[\w .,/#:*?@=+-]*$`, pattern)
}

# Up to the first thing that is open both are known.
_differ(pattern, text) if {
	[[beginning]] := regex.find_all_string_submatch_n(`^[^$*?]*`, pattern, 1)
	start := split(text, "$")[0]
	not startswith(start, beginning)
	not _may_go_on(text, start, beginning)
}

_may_go_on(text, start, beginning) if {
	start != text
	startswith(beginning, start)
}

# Five parts that may hold tokens, which have colons of their own, come before it.
_resource_part := `^(?:(?:\$\{[^}]*\}|[^:$])*:){5}(.*)$`
