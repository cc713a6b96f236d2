#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# The rooms of core/: which may use which, and no circle of files, in core/ and plugins/.
# An arrow is an #include, or a symbol that an object wants and another file defines.
: "${top_srcdir:?}" "${top_builddir:?}"
# shellcheck source=tests/lint/lib.sh
. "$top_srcdir/tests/lint/lib.sh"

# A room and those that it may use; "fetch" and "web" are programs of their own.
rooms='
base
host: base
report: base
config: base
plugin: base config
library: base plugin
plan: base config plugin library
phone: base config plugin library plan
serve: base config plugin library plan phone host
verbs: base config plugin library plan phone host serve report fleet
web: base host serve
fleet: base host report serve web
fetch:
'

# in_order NAME...: one line
in_order() {
	printf '%s\n' "$@" | sort | paste -sd ' ' -
}

# README.md says the same.
above='' told=''
while IFS=: read -r room may; do
	case $may in
	*"all above but "*) may=$(echo "$above" | tr ' ' '\n' | grep -vx "${may##* }" | paste -sd ' ' -) ;;
	*"all above"*) may=$above ;;
	esac
	above="$above $room"
	# shellcheck disable=SC2046,SC2086 # lists of names
	told="$told
$room: $(in_order $(echo $may | tr -d ,))"
done <<END
$(sed -n 's/^| \[core\/\([a-z]*\)\].*|  *\([^|]*[^| ]\)* *|$/\1:\2/p' "$top_srcdir/README.md")
END
held=$(echo "$rooms" | while IFS=: read -r room may; do
	# shellcheck disable=SC2086 # a list of names
	[ -z "$room" ] || echo "$room: $(in_order $may)"
done)
if [ "$(echo "$told" | sed 1d | sort)" != "$(echo "$held" | sort)" ]; then
	printf 'README.md:%s\nhere:\n%s\n' "$told" "$held"
	exit 1
fi

sources >"$scratch/sources"
symbols >"$scratch/symbols"
count=$(find "$top_srcdir/core" "$top_srcdir/plugins" -name '*.[ch]' | wc -l)
# Names in an installed header are for plugins: these may call the core by them.
public=$(cat "$top_srcdir"/include/netrecover/*.h | grep -oE '\bnr_[a-z0-9_]+\(' | tr -d '(' | sort -u)

# shellcheck disable=SC2016 # for awk
awk -v rooms="$rooms" -v count="$count" -v public="$public" -v top="$top_srcdir" '
function unit(file) { sub(/\.[ch]$/, "", file); return file }
function room_of(u, part) { split(u, part, "/"); return part[1] == "core" ? part[2] : part[1] }
function folder(u) { sub(/\/[^\/]*$/, "", u); return u }
function complain(text) { print text; bad = 1 }

# how: the line that says so
function arrow(from, to, how) {
	if (from == to || (from, to) in edge)
		return
	edge[from, to] = how
	next_of[from] = next_of[from] " " to
	a = room_of(from); b = room_of(to)
	if (a == b)
		return
	if (a != "plugins" && b != "plugins" && !((a, b) in crossed)) {
		crossed[a, b] = 1
		crossings++
	}
	if ((a, b) in may)
		return
	upward[from " > " to] = how
}

function read_includes(file, line, name) {
	while ((getline line <(top "/" file)) > 0) {
		if (line !~ /^#[ \t]*include "/)
			continue
		split(line, part, "\"")
		name = part[2]
		if (!(name in is_source))
			name = folder(file) "/" name
		if (name in is_source)
			arrow(unit(file), unit(name), file " includes " name)
		else
			complain(file ": who is " part[2] "?")
	}
	close(top "/" file)
}

# Which file does @from mean by @name?  Its own folder first: each plugin is a module of
# its own, and two may have one name.
function definer(from, name, i, n, best) {
	n = split(defined[name], d, " ")
	best = ""
	for (i = 1; i <= n; i++) {
		if (folder(d[i]) == folder(from))
			return d[i]
		if (best == "" || (room_of(d[i]) == "plugins") == (room_of(from) == "plugins"))
			best = d[i]
	}
	return best
}

# Everything that is reached from @start, itself only by way of a circle.
function walk(start, todo, i, n, list, m, next_list, j) {
	split("", reached)
	todo = next_of[start]
	while (todo != "") {
		n = split(todo, list, " ")
		todo = ""
		for (i = 1; i <= n; i++)
			if (!(list[i] in reached)) {
				reached[list[i]] = 1
				todo = todo " " next_of[list[i]]
			}
	}
}

BEGIN {
	n = split(rooms, line, "\n")
	for (i = 1; i <= n; i++) {
		m = split(line[i], word, /[: ]+/)
		if (word[1] == "")
			continue
		order[++room_count] = word[1]
		is_room[word[1]] = 1
		for (j = 2; j <= m; j++)
			may[word[1], word[j]] = 1
	}
	n = split(public, line, "\n")
	for (i = 1; i <= n; i++)
		is_public[line[i]] = 1
}

NF == 1 {
	is_source[$1] = 1
	files++
	unit_of[unit($1)] = 1
	in_room[room_of($1)]++
	if ($1 ~ /\.c$/) {
		c_files++
		c_file[$1] = 1
	}
	next
}
NF == 2 { objects++; delete c_file[$1]; next }
$2 == "D" { defined[$3] = defined[$3] " " unit($1); next }
{ wants[++wanted] = unit($1); what[wanted] = $3 }

END {
	for (i = 1; i <= room_count; i++) {
		printf "%-8s %3d files\n", order[i], in_room[order[i]]
		if (!in_room[order[i]])
			complain("core/" order[i] ": empty")
	}
	for (r in in_room)
		if (r != "plugins" && !(r in is_room))
			complain("core/" r ": not one of the rooms")
	if (files != count)
		complain("looked at " files " files of " count ": some lie outside of the folders")
	for (f in c_file)
		complain(f ": has no object: build first")
	for (f in is_source)
		read_includes(f)
	for (i = 1; i <= wanted; i++) {
		if (!(what[i] in defined))
			continue
		to = definer(wants[i], what[i])
		if (room_of(wants[i]) == "plugins" && room_of(to) != "plugins" && what[i] in is_public)
			continue
		arrow(wants[i], to, wants[i] " uses " what[i] "() of " to)
	}
	for (e in edge)
		arrows++
	if (arrows < files || crossings < room_count)
		complain("only " arrows + 0 " arrows, " crossings + 0 " between rooms: not all was read")

	for (u in upward) {
		up++
		complain("upward: " u ": " upward[u])
	}
	for (u in unit_of) {
		walk(u)
		if (!(u in reached))
			continue
		circle++
		n = split(next_of[u], list, " ")
		for (i = 1; i <= n; i++) {
			walk(list[i])
			if (u in reached)
				complain("circle " u ": " edge[u, list[i]])
		}
	}
	printf "%d files, %d objects, %d arrows between files, %d between rooms; " \
		"%d upward, %d files in circles\n", files, objects, arrows, crossings, up, circle
	exit bad
}' "$scratch/sources" "$scratch/symbols"
