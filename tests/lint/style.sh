#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The rules of CONTRIBUTING.md that a look at the sources can hold, by their numbers.
cd "${top_srcdir:?}" || exit 99
scratch=$(mktemp -d) || exit 99
trap 'rm -rf "$scratch"' EXIT

# What does not hold yet: rule, file, reason.  An entry that is no longer true is an
# error as well.
known='
6 plugins/probe/plugin.c asks for the next page when one was answered
'

find core plugins include tests -name '*.[ch]' | sort >"$scratch/sources"
find tests -name '*.sh' | sort >"$scratch/scripts"
count=$(wc -l <"$scratch/sources")
if [ "$count" -lt 300 ] || [ "$(wc -l <"$scratch/scripts")" -lt 40 ]; then
	echo "only $count sources and $(wc -l <"$scratch/scripts") scripts found"
	exit 1
fi

# shellcheck disable=SC2016 # for awk
in_sources='
function say(rule, text, line) { print rule, FILENAME, line ? line : FNR, text }
FNR == 1 { header = FILENAME ~ /\.h$/; comment = 0; start = 0; loop = -99; split("", label) }
FNR < 7 && /^(\/\*| \*)/ && !/SPDX|Copyright/ { comment = 1 }
FNR == 7 && !comment { say(2, "has no comment that says what it is for") }
{
	text = $0
	while ((at = index(text, "\t")) > 0)
		text = substr(text, 1, at - 1) substr("        ", 1, 8 - (at - 1) % 8) substr(text, at + 1)
	if (length(text) > (text ~ /"/ ? 132 : 120))
		say(1, length(text) " columns")
}
/^\{/ { start = FNR }
/^\}/ {
	if (start && FNR - start > 61)
		say(5, FNR - start - 1 " lines in a function", start)
	start = 0
	split("", label)
}
!header && /^static [^={]*\);$/ { say(6, "declares a static before it is there") }
/^[a-z_]+:$/ { label[substr($0, 1, length($0) - 1)] = 1 }
match($0, /goto [a-z_]+;/) && (substr($0, RSTART + 5, RLENGTH - 6) in label) { say(12, "goes back") }
FILENAME ~ /^plugins\// && /^#[ \t]*include[ \t]*"(core|include|tests|netrecover)\// {
	say(14, "knows the core by more than <netrecover/...>")
}
/(for|while) \(/ { loop = FNR }
FILENAME ~ /^tests\// && /(^|[^A-Za-z_"])(sleep|usleep|nanosleep|clock_nanosleep)\(/ && FNR - loop > 4 {
	say(16, "sleeps and hopes")
}
FILENAME ~ /^tests\// && FNR == 801 { say(17, "has more than 800 lines") }'

# A process that sleeps in the background holds something open, and waits for nothing.
# shellcheck disable=SC2016
in_scripts='
FNR == 1 { depth = 0 }
/^[ \t]*(for [A-Za-z_]+ in|while [^(]|until [^(])/ { depth += $0 !~ /; done/ }
/^[ \t]*done/ { depth -= depth > 0 }
/^[ \t]*sleep / && !/&$/ && depth < 1 { print 16, FILENAME, FNR, "sleeps and hopes" }'

# A rule that finds nothing in what breaks it holds nothing: each is shown one wrong piece.
mkdir -p "$scratch/plugins" "$scratch/tests"
{
	printf '/* SPDX */\n/* Copyright */\n#include "core/base/log.h"\nstatic int later(int);\n\n\n\n\n'
	printf '%0121d\nint f(void)\n{\nagain:\n' 0
	yes ';' | head -n 62
	printf '\tgoto again;\n}\n'
} >"$scratch/plugins/wrong.c"
{
	printf '/* SPDX */\n/* wrong.c -- it sleeps, and is long. */\n\tsleep(1);\n'
	yes ';' | head -n 800
} >"$scratch/tests/wrong.c"
printf '#!/bin/sh\nsleep 1\n' >"$scratch/tests/wrong.sh"
seen=$(cd "$scratch" && (awk "$in_sources" plugins/wrong.c tests/wrong.c; awk "$in_scripts" tests/wrong.sh) |
	cut -d ' ' -f 1,2 | sort -u | paste -sd ' ' -)
wanted="1 plugins/wrong.c 12 plugins/wrong.c 14 plugins/wrong.c 16 tests/wrong.c 16 tests/wrong.sh \
17 tests/wrong.c 2 plugins/wrong.c 5 plugins/wrong.c 6 plugins/wrong.c"
if [ "$seen" != "$wanted" ]; then
	echo "not every rule finds what breaks it: '$seen' where '$wanted' was expected"
	exit 1
fi

xargs awk "$in_sources" <"$scratch/sources" >"$scratch/found"
xargs awk "$in_scripts" <"$scratch/scripts" >>"$scratch/found"
awk -v known="$known" -v count="$count" '
BEGIN {
	n = split(known, line, "\n")
	for (i = 1; i <= n; i++) {
		split(line[i], word, " ")
		if (line[i] != "")
			waits[word[1] " " word[2]] = 1
	}
}
($1 " " $2) in waits { met[$1 " " $2] = 1; next }
{
	where = "rule " $1 ": " $2 ":" $3
	sub(/^[^ ]* [^ ]* [^ ]* /, "")
	print where ": " $0
	bad = 1
}
END {
	for (w in waits)
		if (!(w in met)) {
			print "keeps the rule, take it off the list: " w
			bad = 1
		}
	print "looked at " count " files"
	exit bad
}' "$scratch/found"
