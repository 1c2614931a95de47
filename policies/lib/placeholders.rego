# METADATA
# title: Placeholders
# description: What stands in a template for a value that somebody was to put in.
package stackgrade.lib.placeholders

# METADATA
# title: A part that is left to be filled in
blank := concat("|", [
	`<[A-Za-z]+[-_][A-Za-z_-]+>`,
	`(?i:(?:^|[ _./:=,'"(@])your[-_][a-z0-9_-]+)`,
	`(?i:(?:\b|_)(?:change[-_]?me(?:\b|_|[0-9])|replace[-_](?:me|this|with)[a-z0-9_-]*|insert[-_]your[a-z0-9_-]*))`,
	`(?i:\byour(?:company|domain|name|org|site)\b)`,
	`(?i:\bx{4,}\b)`,
])

# METADATA
# title: An id that was taken from an example
# description: Its first group is the id.
id := concat("", [
	`\b((?:acl|ami|eipalloc|eni|igw|nat|rtb|sg|snap|subnet|tgw|vol|vpc|vpce)-`,
	`(?:0?12345[0-9a-z]*|0?1a2b3c[0-9a-z]*|0?a1b2c3[0-9a-z]*|0?abc(?:123|de)[0-9a-z]*|0{8,}[0-9a-z]*))\b`,
])

# METADATA
# title: Whether a text has a placeholder in it
is_in(text) if regex.match(concat("|", [blank, id]), text)
