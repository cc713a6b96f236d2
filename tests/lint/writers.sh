#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# Each part of struct phone is written by the one file that core/phone/phone.h names.
cd "${top_srcdir:?}" || exit 99
bad=0

# "part owner": members that stand in struct phone itself are listed one by one.
owners='
evidence evidence
belief belief
course course
progress progress
transfer transfer
power power
state state
since state
since_mono state
code state
message state
blocked state
stuck state
talks state
certainty state
vlan vlan
off_wire vlan
id registry
mac registry
name registry
section registry
ip registry
leased registry
'
sources=$(find core/phone core/serve core/verbs -name '*.c' | sort)
[ "$(echo "$sources" | wc -l)" -ge 40 ] || { echo "too few sources found"; exit 1; }
members=$(echo "$owners" | grep -c .)
parts=$(grep -cE 'Only [a-z]+\.c writes here' core/phone/phone.h)
[ "$parts" -eq 6 ] || { echo "core/phone/phone.h names $parts writers of parts, and six are looked at"; bad=1; }

seen=$(mktemp) || exit 99
trap 'rm -f "$seen"' EXIT

# A pointer to a phone is called p (or other, oldest, the): look for what writes through it.
for source in $sources; do
	# shellcheck disable=SC2086
	awk -f tests/lint/strip.awk "$source" | awk -v file="$source" -v owners="$owners" -v seen="$seen" '
	BEGIN {
		n = split(owners, line, "\n")
		for (i = 1; i <= n; i++)
			if (split(line[i], w, " ") == 2)
				owner[w[1]] = "core/phone/" w[2] ".c"
	}
	function look(text,    m) {
		m = text
		sub(/^(p|other|oldest|phone)->/, "", m)
		sub(/[^a-z_].*/, "", m)
		if (m in owner && owner[m] == file)
			print m >>seen
		if (m in owner && owner[m] != file) {
			printf "%s:%d: %s belongs to %s\n", file, NR, m, owner[m]
			bad = 1
		}
	}
	{
		rest = $0
		while (match(rest, /(^|[^A-Za-z0-9_>.])(p|other|oldest|phone)->[A-Za-z0-9_.]+(\[[^]]*\])?([.][a-z_]+)*[ \t]*(=[^=]|[-+|&^]=|[+][+]|--)/)) {
			t = substr(rest, RSTART, RLENGTH)
			sub(/^[^a-z]/, "", t)
			look(t)
			rest = substr(rest, RSTART + RLENGTH - 1)
		}
		if (match($0, /(snprintf|memset|memcpy|[+][+]|--)\(?&?(p|other|oldest|phone)->[a-z_]+/)) {
			t = substr($0, RSTART, RLENGTH)
			sub(/^(snprintf|memset|memcpy|[+][+]|--)\(?&?/, "", t)
			look(t)
		}
		if (match($0, /nr_phone_name\([a-z]+, (p|other|oldest|phone)->[a-z_]+/)) {
			t = substr($0, RSTART, RLENGTH)
			sub(/^[^,]*, /, "", t)
			look(t)
		}
	}
	END { exit bad }' || bad=1
done
# Who writes a member otherwise than it is looked for would not be found either.
for member in $(echo "$owners" | cut -d ' ' -f 1); do
	grep -qx "$member" "$seen" || { echo "nobody was seen to write $member"; bad=1; }
done
echo "$members members in $(echo "$sources" | wc -l) files"
exit $bad
