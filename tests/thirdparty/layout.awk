# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A C program that prints where everything in the headers lies: "nr_load 296", each struct with
# its size; "nr_load.kind 0 4", each member with its offset and size; "NR_HINT 1", each value.
# Reads headers without their comments (tests/lint/strip.awk).
function trim(s) { gsub(/^[ \t]+|[ \t]+$/, "", s); return s }

function member(type, text, n, part, i) {
	if (match(text, /\(\*[a-z_0-9]+\)/)) {
		print "\tM(" type ", " substr(text, RSTART + 2, RLENGTH - 3) ")"
		return
	}
	gsub(/\[[^]]*\]/, "", text)
	n = split(text, part, ",")
	for (i = 1; i <= n; i++) {
		part[i] = trim(part[i])
		sub(/.*[ *]/, "", part[i])
		if (part[i] != "")
			print "\tM(" type ", " part[i] ")"
	}
}

# What stands between the braces at the beginning of s; what is behind them goes to rest.
function braces(s, depth, i, c, out) {
	out = ""
	for (i = 1; i <= length(s); i++) {
		c = substr(s, i, 1)
		depth += (c == "{") - (c == "}")
		if (c == "{" || c == "}") {
			if (depth == 0)
				break
			continue
		}
		if (depth == 1)
			out = out c
	}
	rest = substr(s, i + 1)
	return out
}

{ text = text " " $0 }

END {
	print "#include <netrecover/plugin.h>\n#include <netrecover/protocol.h>\n#include <netrecover/reader.h>"
	print "#define S(t) printf(#t \" %zu\\n\", sizeof(struct t));"
	print "#define M(t, m) printf(#t \".\" #m \" %zu %zu\\n\", offsetof(struct t, m), sizeof(((struct t *)0)->m));"
	print "#define E(e) printf(#e \" %lld\\n\", (long long)(e));\nint main(void)\n{"
	while (match(text, /(struct|enum) nr_[a-z_]+ \{/)) {
		head = substr(text, RSTART, RLENGTH)
		text = substr(text, RSTART + RLENGTH - 1)
		split(head, word, " ")
		body = braces(text)
		text = rest
		if (word[1] == "enum") {
			n = split(body, value, ",")
			for (k = 1; k <= n; k++) {
				sub(/=.*/, "", value[k])
				value[k] = trim(value[k])
				if (value[k] != "")
					print "\tE(" value[k] ")"
			}
			continue
		}
		print "\tS(" word[2] ")"
		n = split(body, line, ";")
		for (k = 1; k <= n; k++)
			if (trim(line[k]) != "")
				member(word[2], trim(line[k]))
	}
	print "\tE(NR_ABI)\n\tE(NR_PHONE_NAME_SIZE)\n\tE(NR_MAC_STR_SIZE)\n\tE(NR_NO_PHONE)\n\treturn 0;\n}"
}
