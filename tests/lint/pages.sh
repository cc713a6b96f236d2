#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# What the pages for readers of the source name is there: each file, each function, each
# link, and in the README.md of a room each `name` of a file without its suffix.
cd "${top_srcdir:?}" || exit 99
# shellcheck source=tests/lint/count.sh
. tests/lint/count.sh
bad=0
complain() {
	echo "$*"
	bad=1
}

pages="README.md CONTRIBUTING.md docs/design.md $(tracked 'core/*/README.md' 'plugins/*/README.md' | paste -sd ' ' -)"
files=$(tracked 'core/*' 'plugins/*' 'include/*' 'tests/*' 'conf/*' 'docs/*' 'man/*' '*.md' '*.sh')
# Comments and strings do not make a function; a member of a table of functions is one.
functions=$(tracked 'core/*.[ch]' 'plugins/*.[ch]' 'include/*.[ch]' | while read -r f; do awk -f tests/lint/strip.awk "$f"; done |
	grep -oE '\b[a-z_][a-z0-9_]*(\(|\)\()' | tr -d '()' | sort -u)
suffix='(c|h|sh|md|ini|awk)'

# A file: by its path, by its path from the page, or by the end of its path.
there() {
	[ -e "$1" ] || [ -e "$(dirname "$2")/$1" ] ||
		echo "$files" | grep -qE "(^|/)$(echo "$1" | sed 's/[.*]/\\&/g; s,^\.\./,,')\$"
}

# The README.md of a room leaves out none of its files.
named=0
for f in core/*/*.c; do
	room=${f%/*}
	stem=$(basename "$f" .c)
	if grep -qE "\`$stem(\.[ch])?\`" "$room/README.md"; then
		named=$((named + 1))
	else
		complain "$room/README.md: does not name $stem"
	fi
done
looked_at "$named" "$(tracked 'core/*/*.c' | wc -l)" "files of rooms" || bad=1

total=0
for page in $pages; do
	# A block that is indented is an example, and NAME stands for any: both are left out.
	text=$(sed '/^    /d; s/[A-Za-z0-9_./-]*\(NAME\|NNNN\|\*\)[A-Za-z0-9_./-]*//g' "$page")
	named=$(echo "$text" | grep -oE "\\b[A-Za-z0-9_./-]+\\.$suffix\\b" | grep -vE '^[./]' | sort -u)
	called=$(echo "$text" | grep -oE '\b[a-z_][a-z0-9_]*\(\)' | tr -d '()' | sort -u)
	links=$(echo "$text" | grep -oE '\]\([^)#:]+\)' | sed 's/^](//; s/)$//' | sort -u)
	for f in $named; do
		there "$f" "$page" || complain "$page: no file is called $f"
	done
	for f in $called; do
		echo "$functions" | grep -qx "$f" || complain "$page: no function is called $f()"
	done
	for f in $links; do
		[ -e "$(dirname "$page")/$f" ] || complain "$page: the link to $f leads nowhere"
	done
	bare=
	case $page in
	core/*)
		# shellcheck disable=SC2016 # no expansion is meant
		bare=$(echo "$text" | grep -oE '`[a-z_]+`' | tr -d '`' | sort -u)
		for f in $bare; do
			[ -e "${page%README.md}$f.c" ] || [ -e "${page%README.md}$f.h" ] ||
				complain "$page: the room has no $f.c and no $f.h"
		done
		;;
	esac
	found=$(printf '%s\n' "$named" "$called" "$bare" | grep -c .)
	total=$((total + found))
	# The same names, counted by somebody else: word by word, and no pattern in common.
	there_are=$(echo "$text" | awk -v room="$page" '
	{
		line = $0
		if (room ~ /^core\//) {
			n = split(line, quoted, "`")
			for (i = 2; i <= n; i += 2)
				if (quoted[i] !~ /[^a-z_]/ && quoted[i] != "")
					seen["bare " quoted[i]] = 1
		}
		gsub(/\(\)/, "@", line)
		n = split(line, word, /[^A-Za-z0-9_.\/@-]+/)
		for (i = 1; i <= n; i++) {
			w = word[i]
			sub(/[.,]+$/, "", w)
			m = split(w, part, ".")
			end = part[m]
			if (sub(/@.*$/, "", w) && w !~ /[^a-z0-9_]/ && w != "")
				seen["call " w] = 1
			else if (m > 1 && w !~ /^[.\/]/ && index(" c h sh md ini awk ", " " end " "))
				seen["file " w] = 1
		}
	}
	END { for (s in seen) count++; print count + 0 }')
	[ "$found" -ge "$there_are" ] || complain "$page: looked at $found names of $there_are"
	[ "$page" = core/fetch/README.md ] || [ "$found" -ge 2 ] || complain "$page: names nothing"
done

looked_at "$(echo "$pages" | wc -w)" "$(($(find core plugins -mindepth 2 -maxdepth 2 -name README.md | wc -l) + 3))" pages || bad=1
looked_at "$total" 200 names || bad=1
exit $bad
