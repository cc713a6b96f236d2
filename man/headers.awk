# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright (C) 2026 the netrecover contributors
# headers.awk -- what the installed headers say of each value and each member, as mdoc(7): the end of
# netrecover-plugin(7).  "make update-manual" puts it there; tests/thirdparty/manual.sh looks whether
# it is still the same.
#
# A comment belongs to what stands on its line, or on the next one.  struct nr_model and struct
# nr_protocol are told in prose.

# one comment, without its stars, in lines that fit a page
function plain(s)
{
	gsub(/^[ \t]*\/\*+[ \t]*|[ \t]*\*+\/.*$/, "", s)
	return s
}

function put(s,    n, words, i, line, w) {
	gsub(/\\/, "\\e", s)
	gsub(/@/, "", s)
	gsub(/"/, "\\(dq", s)
	gsub(/[ \t]+/, " ", s)
	sub(/^ /, "", s)
	sub(/ $/, "", s)
	n = split(s, words, " ")
	line = ""
	for (i = 1; i <= n; i++) {
		w = words[i]
		if (w == "--")
			w = "\\(en"
		if (w ~ /^[a-z_]+\(\)[.,;:]?$/) {
			if (line != "")
				print line
			line = ""
			match(w, /\(\)/)
			print ".Fn " substr(w, 1, RSTART - 1) (length(w) > RSTART + 1 ? " " substr(w, RSTART + 2) : "")
			continue
		}
		if (line == "" && w ~ /^[.']/)
			w = "\\&" w
		if (line != "" && length(line) + 1 + length(w) > 78) {
			print line
			line = w ~ /^[.']/ ? "\\&" w : w
		} else
			line = line == "" ? w : line " " w
		# a new sentence, a new line
		if (w ~ /[A-Za-z)0-9][.?!]$/ && i < n) {
			print line
			line = ""
		}
	}
	if (line != "")
		print line
}

function begin_list(kind, name) {
	print ".Pp"
	print ".Vt " kind " " name
	if (above != "")
		put(above)
	print ".Bl -tag -width Ds -compact"
	above = ""
}

# the names that a declaration brings, with commas between
function names_of(d,    n, parts, i, out, m) {
	if (kind == "enum") {
		match(d, /NR_[A-Z0-9_]+/)
		return substr(d, RSTART, RLENGTH)
	}
	if (match(d, /\(\*[a-z_]+\)/))
		return substr(d, RSTART + 2, RLENGTH - 3)
	sub(/;.*/, "", d)
	n = split(d, parts, ",")
	out = ""
	for (i = 1; i <= n; i++) {
		m = parts[i]
		sub(/\[[^]]*\][ \t]*$/, "", m)
		sub(/[ \t]+$/, "", m)
		sub(/^.*[ \t*]/, "", m)
		out = out (out == "" ? "" : " , ") m
	}
	return out
}

function end_member() {
	if (declared == "" || declared ~ /_COUNT$/) {
		declared = said = ""
		return
	}
	print ".It " (kind == "enum" ? "Dv " : "Va ") declared
	if (said != "")
		put(said)
	declared = said = ""
}

# inside a comment that began on an earlier line
comment {
	line = $0
	if (line ~ /\*\//) {
		comment = 0
		sub(/[ \t]*\*\/.*/, "", line)
	}
	sub(/^[ \t]*\*?[ \t]?/, "", line)
	if (belongs == "above")
		above = above " " line
	else if (belongs == "next")
		next_said = next_said " " line
	else
		said = said " " line
	next
}

# outside of enums and structs
!inside && /^enum nr_[a-z_]+ \{.*\};/ {
	kind = $1
	begin_list(kind, $2)
	n = split($0, values, ",")
	for (i = 1; i <= n; i++)
		print ".It Dv " names_of(values[i])
	print ".El"
	next
}
!inside && /^(enum|struct) nr_[a-z_]+ \{/ {
	kind = $1
	if ($2 == "nr_model" || $2 == "nr_protocol") {
		above = ""
		skip = 1
	} else {
		begin_list(kind, $2)
		skip = 0
	}
	inside = depth = 1
	next
}
!inside && /^\/\*/ {
	above = $0 ~ /^\/\* -- |^\/\* (SPDX|Copyright)/ ? "" : plain($0)
	comment = $0 !~ /\*\//
	belongs = "above"
	next
}
!inside {
	above = ""
	next
}

# inside
/^\};/ {
	if (!skip) {
		end_member()
		print ".El"
	}
	inside = 0
	next_said = ""
	next
}
skip { next }
/^\t\/\*/ {
	next_said = plain($0)
	if (next_said ~ /^New members are appended/)
		next_said = ""
	comment = $0 !~ /\*\//
	belongs = "next"
	next
}
/\{[ \t]*$/ { depth++; next }
/^\t+\}/ {
	depth--
	if (depth == 1) {
		end_member()
		declared = names_of($0)
	}
	next
}
depth > 1 || /^[ \t]*$/ || /^\t\t/ { next }
{
	end_member()
	code = $0
	trailing = ""
	if (match(code, /\/\*/)) {
		trailing = substr(code, RSTART)
		code = substr(code, 1, RSTART - 1)
		comment = trailing !~ /\*\//
		belongs = "this"
	}
	declared = names_of(code)
	said = next_said
	next_said = ""
	if (trailing != "")
		said = said " " plain(trailing)
}
