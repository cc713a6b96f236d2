# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Print C sources without comments and with empty string and character
# literals, line by line, so that a pattern matches code only.  -v strings=1: with the
# literals as they are.
{
	out = ""
	i = 1
	n = length($0)
	while (i <= n) {
		two = substr($0, i, 2)
		c = substr($0, i, 1)
		if (comment) {
			if (two == "*/") { comment = 0; i++ }
		} else if (two == "/*") {
			comment = 1; i++
		} else if (two == "//") {
			break
		} else if (c == "\"" || c == "'") {
			from = i
			for (i++; i <= n && substr($0, i, 1) != c; i++)
				if (substr($0, i, 1) == "\\")
					i++
			out = out (strings ? substr($0, from, i - from + 1) : c c)
		} else {
			out = out c
		}
		i++
	}
	print (numbered ? FILENAME ":" FNR ": " : "") out
}
