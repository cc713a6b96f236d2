# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A page as it is installed: links to what is installed beside it hold, those to the sources
# become words.  -v page=docs/design.md -v pages="README.md docs/design.md ..."
BEGIN {
	n = split(pages, list, " ")
	for (i = 1; i <= n; i++)
		installed[list[i]] = list[i]
	installed["conf/bench.ini"] = "examples/bench.ini"
	installed["include/LICENSE.ISC"] = "LICENSE.ISC"
	installed["docs/plugin-template/README.md"] = "docs/plugin-template/README.md"
	split("README.md nortel.c polycom.c snom.c", plugins, " ")
	for (i in plugins)
		installed["examples/" plugins[i]] = "examples/plugins/" plugins[i]
	below = page ~ /\// ? "../" : ""
}

# The place of a link in the page, as a path from the top; "../x" in docs/ is x.
function place(target) {
	sub(/#.*/, "", target)
	if (below == "")
		return target
	if (target ~ /^\.\.\//)
		return substr(target, 4)
	return "docs/" target
}

{
	line = $0
	out = ""
	while (match(line, /\[[^][]*\]\([^() ]*\)/)) {
		link = substr(line, RSTART, RLENGTH)
		split(link, part, /\]\(/)
		text = substr(part[1], 2)
		target = substr(part[2], 1, length(part[2]) - 1)
		out = out substr(line, 1, RSTART - 1)
		line = substr(line, RSTART + RLENGTH)
		if (target ~ /^(#|[a-z]+:)/)
			out = out link
		else if (place(target) in installed)
			out = out "[" text "](" below installed[place(target)] ")"
		else
			out = out text
	}
	print out line
}
