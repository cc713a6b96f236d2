#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# A name says where it lives: a global function or object of core/ and plugins/ begins
# with the name of its file, or the plural of that, and is declared in that file's header;
# no two structs or enums have one tag, and no two files of core/ one name.  In a plugin,
# where each has its message.c, the name of its folder is as good: sip_read().  Two kinds
# are free of this:
#	nr_*    what the installed headers declare for plugins
#	verb_*  the verbs of the command line, declared in core/verbs/app.h
# and one file has names that the linker gives: __wrap_* in core/verbs/wrap.c.
: "${top_srcdir:?}" "${top_builddir:?}"
# shellcheck source=tests/lint/lib.sh
. "$top_srcdir/tests/lint/lib.sh"

sources >"$scratch/sources"
symbols >"$scratch/symbols"
public=$(cat "$top_srcdir"/include/netrecover/*.h | grep -oE '\b(nr|netrecover)_[a-z0-9_]+' | sort -u)

# shellcheck disable=SC2016 # for awk
awk -v public="$public" -v top="$top_srcdir" '
function base(file) { sub(/.*\//, "", file); sub(/\.[ch]$/, "", file); gsub(/-/, "_", file); return file }
function complain(text) { print text; bad = 1 }

# Remember the words of headers and the tags that are defined.
function read_source(file, line, word, n, i, tag) {
	while ((getline line <(top "/" file)) > 0) {
		if (line ~ /^(struct|enum|union) [a-z0-9_]+ \{/) {
			split(line, word, " ")
			tag = word[2]
			if (tag in where && where[tag] != file)
				complain(file ": " word[1] " " tag " is also in " where[tag])
			where[tag] = file
			count_tags++
		}
		if (file !~ /\.h$/)
			continue
		n = split(line, word, /[^A-Za-z0-9_]+/)
		for (i = 1; i <= n; i++)
			declared[file, word[i]] = 1
	}
	close(top "/" file)
}

# Does @name begin with @word, or with its plural?
function begins(name, word, many) {
	many = word "s"
	sub(/ys$/, "ies", many)
	return name == word || index(name, word "_") == 1 || index(name, many "_") == 1
}

function look(file, name, own, header, part) {
	own = base(file)
	header = file
	sub(/c$/, "h", header)
	if (name == "main" || name in is_public)
		return
	if (name ~ /^__wrap_/ && file == "core/verbs/wrap.c")
		return
	if (name ~ /^verb_/ && file ~ /^core\/verbs\// && (("core/verbs/app.h", name) in declared))
		return
	split(file, part, "/")
	if (!begins(name, own) && !(part[1] == "plugins" && part[2] != "models" && begins(name, part[2])))
		complain(file ": " name "() does not begin with " own "_")
	else if (!((header, name) in declared))
		complain(file ": " name "() is not declared in " header)
}

BEGIN {
	n = split(public, word, "\n")
	for (i = 1; i <= n; i++)
		is_public[word[i]] = 1
}

NF == 1 {
	read_source($1)
	unit = $1
	sub(/\.[ch]$/, "", unit)
	if (unit ~ /^core\//) {
		if (base($1) in home && home[base($1)] != unit)
			complain($1 ": has the name of " home[base($1)])
		home[base($1)] = unit
	}
	if ($1 ~ /\.c$/)
		c_file[$1] = 1
	next
}
NF == 2 { delete c_file[$1]; objects++; next }
$2 == "D" { global++; look($1, $3) }

END {
	for (f in c_file)
		complain(f ": has no object: build first")
	if (global < objects)
		complain("only " global " global names in " objects " objects")
	printf "%d global names, %d tags, %d files\n", global, count_tags, objects
	exit bad
}' "$scratch/sources" "$scratch/symbols"
