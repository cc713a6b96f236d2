#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# No six lines of code stand twice in core/ and plugins/, unless a comment at both says so: it
# names the file of the other, or, in one file, says "above" or "below".  The tables of a model
# stand in full: there the first comment says so for all of them (plugins/models/README.md).
cd "${top_srcdir:?}" || exit 99
# shellcheck source=tests/lint/count.sh
. tests/lint/count.sh
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT

# Blank lines, comments, includes and lone braces are no code.
# shellcheck disable=SC2016 # for awk
pairs='
function name(file) { sub(/.*\//, "", file); sub(/\.[ch]$/, "", file); return file }
# Is there, from a dozen lines before it, a comment that speaks of @other?
function said(i, from, to, other, word, line) {
	if (file[i] ~ /^plugins\/models\/[^\/]*$/ && head[i] ~ /README\.md/ && other ~ /^plugins\/models\/[^\/]*$/)
		return 1
	word = other == file[i] ? "above|below" : name(other)
	for (line = from - 12; line <= to; line++)
		if (comment[i, line] ~ word)
			return 1
	return 0
}
function pair(i, k, j, l, n, a, b, c, d) {
	for (n = 0; (i, k + n) in code && code[i, k + n] == code[j, l + n]; n++)
		seen[i, k + n, j, l + n] = 1
	a = at[i, k]; b = at[i, k + n - 1]; c = at[j, l]; d = at[j, l + n - 1]
	if (!said(i, a, b, file[j]))
		print file[i] ":" a "-" b " stand again at " file[j] ":" c "-" d ": " file[i] " does not say so"
	if (!said(j, c, d, file[i]))
		print file[j] ":" c "-" d " stand again at " file[i] ":" a "-" b ": " file[j] " does not say so"
}
FNR == 1 { files++; file[files] = FILENAME; lines[files] = 0; inside = 0 }
{
	text = $0
	gsub(/[ \t]+/, " ", text)
	sub(/^ /, "", text)
	sub(/ $/, "", text)
	if (inside || text ~ /^\/\*/) {
		comment[files, FNR] = text
		if (FNR < 9)
			head[files] = head[files] " " text
		inside = text !~ /\*\//
		next
	}
	if (match(text, /\/\*.*/))
		comment[files, FNR] = substr(text, RSTART)
	if (text !~ /[A-Za-z0-9]/ || text ~ /^# ?include/)
		next
	code[files, ++lines[files]] = text
	at[files, lines[files]] = FNR
}
END {
	for (i = 1; i <= files; i++)
		for (k = 1; k + 5 <= lines[i]; k++) {
			key = ""
			for (n = 0; n < 6; n++)
				key = key "\n" code[i, k + n]
			m = split(place[key], p, " ")
			for (n = 1; n <= m; n++) {
				split(p[n], q, ":")
				if (!((q[1], q[2], i, k) in seen))
					pair(q[1], q[2], i, k)
			}
			place[key] = place[key] " " i ":" k
		}
}'

# It finds what it is there for, and lets be what says so.
mkdir -p "$scratch/core"
for file in one two; do
	{
		printf '/* %s.c */\n' "$file"
		printf 'int %s;\n' "$file"
		printf 'call(%s);\n' 1 2 3 4 5 6
	} >"$scratch/core/$file.c"
done
found=$(cd "$scratch" && awk "$pairs" core/one.c core/two.c | grep -c .)
sed -i 's/^int one/\/* As two.c does. *\/\n&/' "$scratch/core/one.c"
sed -i 's/^int two/\/* As one.c does. *\/\n&/' "$scratch/core/two.c"
left=$(cd "$scratch" && awk "$pairs" core/one.c core/two.c | grep -c .)
if [ "$found" -ne 2 ] || [ "$left" -ne 0 ]; then
	echo "it found $found of 2 places that say nothing, and $left of 0 that do"
	exit 1
fi

find core plugins -name '*.[ch]' | sort >"$scratch/files"
# shellcheck disable=SC2046 # names without blanks
found=$(awk "$pairs" $(cat "$scratch/files"))
if [ -n "$found" ]; then
	echo "$found"
	exit 1
fi
looked_at "$(grep -c . "$scratch/files")" "$(tracked 'core/*.[ch]' 'plugins/*.[ch]' | wc -l)" files
